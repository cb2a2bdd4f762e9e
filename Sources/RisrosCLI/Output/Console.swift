internal import Foundation
internal import RisrosReport
internal import RisrosText
internal import Synchronization

/// The terminal, or what stands in for it: messages go to standard error, results to standard output.
enum Console {
  /// One message, with a line end.
  static func error(_ message: String) { errorText(message + "\n") }

  static func errorText(_ text: String) {
    status.withLock { shown in
      write((shown ? clear : "") + text)
      shown = false
    }
  }

  /// Help and the like; results go through `OutputFile`.
  /// A reader that has gone is a quiet end here too.
  static func output(_ text: String) {
    _ = DescriptorWriter.write(Array(text.utf8), to: STDOUT_FILENO)
  }

  static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
  static var inputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 }
  static var errorIsTerminal: Bool { isatty(STDERR_FILENO) == 1 }

  // MARK: The status line

  /// Guards standard error and whether its last line is one that the next message replaces.
  private static let status = Mutex(false)
  /// To the begin of the line, and everything behind it away.
  private static let clear = "\r\u{1B}[K"

  /// Shows a line that stays until the next one or the next message; for terminals.
  static func showStatus(_ line: String) {
    status.withLock { shown in
      write((shown ? clear : "") + line)
      shown = true
    }
  }

  static func clearStatus() { errorText("") }

  private static func write(_ text: String) {
    // Nobody to tell is no reason to fail.
    _ = DescriptorWriter.write(Array(text.utf8), to: STDERR_FILENO)
  }

  /// Whether a report is coloured: `--color`, then `NO_COLOR`, then whether it goes to a terminal.
  static func usesColor(_ flag: String?, toTerminal: Bool) -> Bool {
    let environment = ProcessInfo.processInfo.environment
    switch flag {
    case "always": return true
    case "never": return false
    default:
      if let none = environment["NO_COLOR"], !none.isEmpty { return false }
      return toTerminal && environment["TERM"] != "dumb"
    }
  }

  /// The language of what people read: `--lang`, else on a terminal the locale's, else English.
  ///
  /// What goes to a file or another program is the same under every locale.
  static func language(_ arguments: ParsedArguments, toTerminal: Bool? = nil) -> ReportLanguage {
    if let named = arguments.value("lang").flatMap({ ReportLanguage(rawValue: $0) }) {
      return named
    }
    let environment = ProcessInfo.processInfo.environment
    return toTerminal ?? outputIsTerminal ? language(of: environment) : .en
  }

  /// The first of `LC_ALL`, `LC_MESSAGES` and `LANG` that says something decides, as in the C library.
  static func language(of environment: [String: String]) -> ReportLanguage {
    let names = ["LC_ALL", "LC_MESSAGES", "LANG"].compactMap { environment[$0] }
    guard let name = names.first(where: { !$0.isEmpty }) else { return .en }
    switch name.prefix(while: \.isLetter).lowercased() {
    case "da": return .da
    case "nb", "no": return .nb
    case "nn": return .nn
    default: return .en
    }
  }

  /// Columns of the terminal that results go to; 100 where there is none.
  static var width: Int { max(narrowest, columns(of: STDOUT_FILENO) ?? 100) }
  /// Columns of the terminal that messages go to.
  static var errorWidth: Int { max(narrowest, columns(of: STDERR_FILENO) ?? 80) }

  /// Below this a table would lose what it is for.
  private static let narrowest = 40

  /// `COLUMNS`, else what the terminal says.
  private static func columns(of descriptor: Int32) -> Int? {
    if let columns = ProcessInfo.processInfo.environment["COLUMNS"].flatMap({ Int($0) }),
      columns > 0
    {
      return columns
    }
    var size = winsize()
    guard isatty(descriptor) == 1, unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0,
      size.ws_col > 0
    else { return nil }
    return Int(size.ws_col)
  }
}

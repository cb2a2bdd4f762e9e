internal import Foundation

/// The terminal, or what stands in for it: messages go to standard error, results to standard output.
enum Console {
  /// One message, with a line end.
  static func error(_ message: String) { errorText(message + "\n") }

  static func errorText(_ text: String) {
    // Nobody to tell is no reason to fail.
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
  }

  /// Help and the like; results go through `OutputFile`.
  static func output(_ text: String) {
    try? FileHandle.standardOutput.write(contentsOf: Data(text.utf8))
  }

  static var outputIsTerminal: Bool { isatty(STDOUT_FILENO) == 1 }
  static var inputIsTerminal: Bool { isatty(STDIN_FILENO) == 1 }

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

  /// Columns of the terminal; 100 where there is none.
  static var width: Int {
    if let columns = ProcessInfo.processInfo.environment["COLUMNS"].flatMap({ Int($0) }),
      columns > 0
    {
      return max(60, columns)
    }
    var size = winsize()
    guard outputIsTerminal, unsafe ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0,
      size.ws_col > 0
    else { return 100 }
    return max(60, Int(size.ws_col))
  }
}

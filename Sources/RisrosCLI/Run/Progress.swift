internal import Dispatch
internal import Foundation
internal import RisrosIngest
internal import RisrosPipeline

/// How far a run is, told on standard error: after a second and then again and again where somebody
/// watches, and whenever SIGUSR1 asks.
struct Progress {
  enum Display: Sendable {
    /// One line that is written over.
    case line
    /// A line every few seconds, for a file that is read later.
    case log
    case none
  }

  private let meter: Meter
  private let display: Display
  private let timer: any DispatchSourceTimer
  private let queue = DispatchQueue(label: "risros.progress")

  private static let delay = DispatchTimeInterval.seconds(1)
  private static let interval: [Display: DispatchTimeInterval] = [
    .line: .milliseconds(200), .log: .seconds(5),
  ]

  /// - Parameter total: bytes of all files; nil where they cannot be known.
  init(gauge: Executor.Gauge, counter: ByteCounter, total: Int?, display: Display) {
    let meter = Meter(gauge: gauge, counter: counter, total: total)
    self.meter = meter
    self.display = display
    timer = DispatchSource.makeTimerSource(queue: queue)
    if let interval = Progress.interval[display] {
      timer.schedule(deadline: .now() + Progress.delay, repeating: interval)
      timer.setEventHandler { meter.show(display) }
    }
    timer.resume()
  }

  /// Ends the display and takes its line away.
  func stop() {
    timer.cancel()
    // One that is being shown.
    queue.sync {}
    if display == .line { Console.clearStatus() }
  }

  /// What answers a question on how far the run is, whatever is displayed.
  var answer: @Sendable () -> Void {
    let meter = meter
    return { meter.show(.log) }
  }

  /// What is counted while a run goes on.
  private struct Meter: Sendable {
    let gauge: Executor.Gauge
    let counter: ByteCounter
    let total: Int?
    let start = DispatchTime.now()

    func show(_ display: Display) {
      switch display {
      case .line: Console.showStatus(String(text.prefix(Console.errorWidth - 1)))
      case .log: Console.error("risros: " + text)
      case .none: break
      }
    }

    private var text: String {
      let nanoseconds = DispatchTime.now().uptimeNanoseconds - start.uptimeNanoseconds
      return Progress.text(
        records: gauge.recordsEmitted, bytes: counter.count, total: total,
        seconds: Double(nanoseconds) / 1e9)
    }
  }

  /// `152000 records · 31.2 of 210.0 MB · 15% · 52000 records/s · 12 s left`.
  ///
  /// - Parameters:
  ///   - total: bytes of the whole input; nil where it is not known.
  ///   - seconds: since the start.
  static func text(records: Int, bytes: Int, total: Int?, seconds: Double) -> String {
    var parts = ["\(records) records"]
    let done = total.map { min(bytes, $0) } ?? bytes
    // What is not read by the byte (a workbook) leaves the counter at nought.
    if let total, total > 0, bytes > 0 {
      parts.append("\(megabytes(done)) of \(megabytes(total)) MB")
      parts.append("\(done * 100 / total)%")
    } else if bytes > 0 {
      parts.append("\(megabytes(bytes)) MB")
    }
    guard seconds > 0 else { return parts.joined(separator: " · ") }
    parts.append("\(Int(Double(records) / seconds)) records/s")
    if let total, done > 0, done < total {
      let left = Double(total - done) * seconds / Double(done)
      parts.append(duration(Int(left.rounded(.up))) + " left")
    }
    return parts.joined(separator: " · ")
  }

  private static func megabytes(_ bytes: Int) -> String {
    let tenths = (bytes + 50_000) / 100_000
    return "\(tenths / 10).\(tenths % 10)"
  }

  private static func duration(_ seconds: Int) -> String {
    switch seconds {
    case ..<120: "\(seconds) s"
    case ..<7200: "\(seconds / 60) min"
    default: "\(seconds / 3600) h \(seconds / 60 % 60) min"
    }
  }

  /// What to display: `--progress`, else a line where standard error is a terminal that results do
  /// not go to as well.
  static func display(_ flag: String?, isQuiet: Bool, writesToTerminal: Bool) -> Display {
    let line = Console.errorIsTerminal && ProcessInfo.processInfo.environment["TERM"] != "dumb"
    switch flag {
    case "always": return line ? .line : .log
    case "never": return .none
    default: return isQuiet || writesToTerminal || !line ? .none : .line
    }
  }

  /// Bytes of all inputs together; nil if one of them is no regular file.
  static func total(of paths: [String]) -> Int? {
    var sum = 0
    for path in paths.isEmpty ? ["-"] : paths {
      var info = stat()
      let found = path == "-" ? unsafe fstat(0, &info) : unsafe stat(path, &info)
      guard found == 0, info.st_mode & S_IFMT == S_IFREG else { return nil }
      // Standard input may be a file of which a part was read already.
      let position = path == "-" ? Int(lseek(0, 0, SEEK_CUR)) : 0
      sum += max(0, Int(info.st_size) - max(0, position))
    }
    return sum
  }
}

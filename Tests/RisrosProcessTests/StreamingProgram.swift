import Foundation
import RisrosProgramSupport
import Synchronization

/// A `risros` that is talked to through pipes while it runs.
final class StreamingProgram: Sendable {
  private struct State {
    var output = Data()
    var isAtEnd = false
  }

  let running: RunningProcess
  private let input: FileHandle
  private let scratch: Scratch
  /// Guards what came on standard output; the reading thread writes it.
  private let state = Mutex(State())

  /// - Parameter feeder: a process whose output becomes the program's input; nothing can be
  ///   written then.
  init(_ arguments: [String], in folder: URL, feeder: Process? = nil) throws {
    scratch = try Scratch()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Program.path)
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = Program.environment(home: scratch.folder)
    let (toProgram, fromProgram) = (Pipe(), Pipe())
    process.standardInput = toProgram
    process.standardOutput = fromProgram
    process.standardError = FileHandle.nullDevice
    input = toProgram.fileHandleForWriting
    if let feeder {
      feeder.standardOutput = toProgram
      feeder.standardError = FileHandle.nullDevice
      try feeder.run()
    }
    running = try RunningProcess(process)
    let output = fromProgram.fileHandleForReading
    Thread.detachNewThread { [self] in
      while true {
        let data = output.availableData
        state.withLock {
          $0.output.append(data)
          $0.isAtEnd = data.isEmpty
        }
        if data.isEmpty { return }
      }
    }
  }

  func write(_ text: String) throws {
    // Writing to nobody would end the test run, not the test.
    guard running.isRunning else { throw Program.Failure(description: "risros has ended") }
    try input.write(contentsOf: Data(text.utf8))
  }

  func closeInput() throws { try input.close() }

  /// All complete lines that have come.
  var lines: [String] {
    let text = state.withLock { String(decoding: $0.output, as: UTF8.self) }
    return text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
      .map(String.init)
  }

  /// Waits until as many lines have come.
  ///
  /// - Returns: whether they came in time.
  func waitForLines(_ count: Int, seconds: Double, every pause: Double = 0.005) -> Bool {
    StreamingProgram.wait(seconds, every: pause) { lines.count >= count }
  }

  func waitForEnd(seconds: Double) -> Bool {
    StreamingProgram.wait(seconds) { state.withLock { $0.isAtEnd } }
  }

  /// Asks again and again until something holds.
  static func wait(
    _ seconds: Double, every pause: Double = 0.005, until holds: () throws -> Bool
  ) rethrows -> Bool {
    let end = Date(timeIntervalSinceNow: seconds)
    while try !holds() {
      if Date() > end { return false }
      Thread.sleep(forTimeInterval: pause)
    }
    return true
  }
}

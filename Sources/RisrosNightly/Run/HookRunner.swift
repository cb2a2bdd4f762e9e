internal import Dispatch
internal import Foundation
internal import RisrosPipeline

/// Runs the commands that are to hear of a run.
///
/// A hook gets a JSON object on standard input; no shell reads its words; what it prints goes to
/// standard error. One that fails, hangs or is missing is a warning and never changes the result.
struct HookRunner: Sendable {
  /// Where hooks run.
  let folder: String
  let timeLimit: Int
  /// Ends a hook together with the run.
  let stop: Executor.StopFlag

  /// Runs one hook to its end.
  /// - Returns: what went wrong, or nil.
  func run(_ words: [String], input: [UInt8]) -> String? {
    let name = "hook '\(words[0])'"
    guard let program = find(words[0]) else { return "\(name): there is no such program" }
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = Array(words.dropFirst())
    if !folder.isEmpty { process.currentDirectoryURL = URL(fileURLWithPath: folder) }
    let pipe = Pipe()
    process.standardInput = pipe
    process.standardOutput = FileHandle.standardError
    let ended = DispatchSemaphore(value: 0)
    process.terminationHandler = { _ in ended.signal() }
    do {
      try process.run()
    } catch {
      return "\(name): cannot be started"
    }
    // A hook need not read what it is told, so that nobody waits for it here.
    let writing = pipe.fileHandleForWriting
    DispatchQueue(label: "risros.hook").async {
      try? writing.write(contentsOf: Data(input))
      try? writing.close()
    }
    let deadline = DispatchTime.now() + .seconds(timeLimit)
    while ended.wait(timeout: .now() + .milliseconds(20)) == .timedOut {
      let isStopped = stop.isStopped
      guard isStopped || .now() >= deadline else { continue }
      end(process, SIGTERM)
      // A run that was asked to stop has little time itself.
      let patience = DispatchTimeInterval.milliseconds(isStopped ? 100 : 1000)
      if ended.wait(timeout: .now() + patience) == .timedOut {
        end(process, SIGKILL)
        _ = ended.wait(timeout: .now() + patience)
      }
      return isStopped
        ? "\(name): was stopped with the run" : "\(name): was stopped after \(timeLimit) seconds"
    }
    if process.terminationReason == .uncaughtSignal {
      return "\(name): ended by signal \(process.terminationStatus)"
    }
    return process.terminationStatus == 0
      ? nil : "\(name): ended with exit code \(process.terminationStatus)"
  }

  /// Ends a hook, and what it started, where it has a process group of its own.
  private func end(_ process: Process, _ signal: Int32) {
    let id = process.processIdentifier
    if getpgid(id) == id { kill(-id, signal) }
    kill(id, signal)
  }

  private func find(_ name: String) -> String? {
    let manager = FileManager.default
    if name.contains("/") {
      let path = name.hasPrefix("/") || folder.isEmpty ? name : folder + "/" + name
      return manager.isExecutableFile(atPath: path) ? path : nil
    }
    let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/local/bin:/usr/bin:/bin"
    return path.split(separator: ":").map { "\($0)/\(name)" }
      .first { manager.isExecutableFile(atPath: $0) }
  }
}

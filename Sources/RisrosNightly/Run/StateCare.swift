internal import Foundation
internal import RisrosHistory
public import RisrosModel

/// What can be done with the state besides a run; each under the lock of a run.
public struct StateCare: Sendable {
  public enum Answer: Sendable {
    /// What to tell.
    case sound(String)
    case damaged([String])
    /// Another run holds the lock.
    case busy(String)
  }

  private let configuration: NightlyConfiguration
  private let state: NightlyState

  public init(_ configuration: NightlyConfiguration) {
    self.configuration = configuration
    state = NightlyState(folder: configuration.stateFolder)
  }

  public var store: String { state.store }

  private func locked(
    _ seconds: Int, _ body: () throws(Diagnostic) -> Answer
  ) throws(Diagnostic) -> Answer {
    guard FileManager.default.fileExists(atPath: state.store) else {
      throw Diagnostic(
        "there is no store here", category: .input, at: SourceLocation(file: state.store),
        remedy: "risros nightly makes one at its first run")
    }
    switch try RunLock.take(state.lock, wait: seconds, isStopped: { false }) {
    case .busy(let holder): return .busy(holder)
    case .held(let lock):
      defer { withExtendedLifetime(lock) {} }
      lock.sign(
        "pid \(ProcessInfo.processInfo.processIdentifier) on \(ProcessInfo.processInfo.hostName)"
          + " since \(RunClock.text(RunClock.machine.now))\n")
      return try body()
    }
  }

  private func asDiagnostic<Result>(
    _ body: () throws(SQLiteFailure) -> Result
  ) throws(Diagnostic) -> Result {
    do { return try body() } catch { throw error.diagnostic }
  }

  /// Looks for damage, and for files of the ledger that are gone or are no longer as they were read.
  public func check(lockWait seconds: Int) throws(Diagnostic) -> Answer {
    try locked(seconds) { () throws(Diagnostic) in
      do throws(SQLiteFailure) {
        let store = try Store(path: state.store, access: .readWrite)
        let problems = try store.check()
        if !problems.isEmpty { return .damaged(problems) }
        let files = try store.files()
        let gone = files.filter {
          !FileManager.default.fileExists(atPath: configuration.resolved($0.path))
        }
        let runs = try store.runs()
        let scored = runs.reduce(0) { $0 + $1.counts.scored }
        return .sound(
          "Sound: \(runs.count) runs, \(scored) comments scored, \(files.count) files"
            + (gone.isEmpty ? "" : " (\(gone.count) gone, which a rebuild could not read again)"))
      } catch {
        guard error.isDamage else { throw error.diagnostic }
        return .damaged([error.message])
      }
    }
  }

  /// Removes kept comments that are older than some seconds.
  public func prune(olderThan age: Int, lockWait seconds: Int) throws(Diagnostic) -> Answer {
    try locked(seconds) { () throws(Diagnostic) in
      let limit = RunClock.text(RunClock.machine.now - age * 1_000_000_000)
      let pruned = try asDiagnostic { () throws(SQLiteFailure) in
        try Store(path: state.store, access: .readWrite).prune(before: limit)
      }
      return .sound("Removed \(pruned.comments) comments kept before \(limit)")
    }
  }

  /// Moves the store aside, so that the next run reads all files again.
  public func moveAside(lockWait seconds: Int) throws(Diagnostic) -> Answer {
    try locked(seconds) { () throws(Diagnostic) in
      let time = RunClock.text(RunClock.machine.now)
      let aside = try state.moveAside(time: time, as: "old")
      return .sound("The old store is now \(aside ?? "gone"); all files are read again")
    }
  }
}

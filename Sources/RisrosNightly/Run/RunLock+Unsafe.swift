// The lock of a run: `flock(2)` on an open descriptor. Invariant: the descriptor is open from `init`
// to `deinit`; the system gives the lock up when the process ends, however it ends, so that no lock
// outlives its holder.

internal import Foundation
internal import RisrosModel
internal import RisrosText

/// The lock that keeps two runs from working on the same state.
final class RunLock: Sendable {
  private let descriptor: Int32

  private init(_ descriptor: Int32) { self.descriptor = descriptor }

  deinit { close(descriptor) }

  enum Answer: Sendable {
    case held(RunLock)
    /// Another run has it; who, as that run wrote it down.
    case busy(String)
  }

  /// Takes the lock, or waits for it.
  ///
  /// - Parameters:
  ///   - seconds: how long to wait; 0 for not at all.
  ///   - isStopped: asked now and then, to give up early.
  static func take(
    _ path: String, wait seconds: Int, isStopped: () -> Bool
  ) throws(Diagnostic) -> Answer {
    let descriptor = unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
    if descriptor < 0 { throw SystemFailure.diagnostic(errno, "cannot open the lock", path) }
    let lock = RunLock(descriptor)
    let end = Date(timeIntervalSinceNow: Double(seconds))
    while flock(descriptor, LOCK_EX | LOCK_NB) != 0 {
      let code = errno
      if code == EINTR { continue }
      guard code == EWOULDBLOCK else {
        throw SystemFailure.diagnostic(code, "cannot lock the state", path)
      }
      if Date() >= end || isStopped() { return .busy(lock.holder()) }
      usleep(50_000)
    }
    return .held(lock)
  }

  /// Writes down who holds the lock, for those who wait.
  ///
  /// Nobody relies on it, so that a failure is passed over.
  func sign(_ text: String) {
    ftruncate(descriptor, 0)
    let bytes = Array(text.utf8)
    _ = unsafe bytes.withUnsafeBytes { unsafe pwrite(descriptor, $0.baseAddress!, $0.count, 0) }
  }

  private func holder() -> String {
    var bytes = [UInt8](repeating: 0, count: 256)
    let count = unsafe bytes.withUnsafeMutableBytes {
      unsafe pread(descriptor, $0.baseAddress!, $0.count, 0)
    }
    return count > 0 ? String(decoding: bytes[..<count], as: UTF8.self) : "unknown"
  }
}

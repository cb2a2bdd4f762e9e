internal import Dispatch
internal import Foundation
internal import RisrosPipeline
internal import Synchronization

/// SIGINT, SIGTERM and SIGHUP: stop reading, finish what is in hand, exit 130, 143 or 129.
///
/// A second one, or an input that keeps silent meanwhile, ends the process at once.
struct Signals {
  private final class State: Sendable {
    let stop = Executor.StopFlag()
    /// The signal that came, 0 while none has.
    let received = Atomic<Int32>(0)
  }

  /// How long a run that was asked to stop may still take: far longer than a batch does.
  private static let grace = DispatchTimeInterval.milliseconds(500)

  private let state = State()
  /// Listen as long as they are held.
  private let sources: [any DispatchSourceSignal]

  /// A reader of our output that goes away is told by `EPIPE`, not by a signal.
  static func ignorePipe() { _ = signal(SIGPIPE, SIG_IGN) }

  /// - Parameter cleanUp: removes what must not be left behind when the process ends at once.
  init(cleanUp: @escaping @Sendable () -> Void) {
    let queue = DispatchQueue(label: "risros.signals")
    let state = state
    sources = [SIGINT, SIGTERM, SIGHUP].map { number in
      _ = signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setEventHandler {
        if state.received.exchange(number, ordering: .relaxed) != 0 {
          cleanUp()
          exit(128 + number)
        }
        state.stop.stop()
        queue.asyncAfter(deadline: .now() + Signals.grace) {
          cleanUp()
          exit(128 + number)
        }
      }
      source.resume()
      return source
    }
  }

  var stop: Executor.StopFlag { state.stop }

  /// The exit code that a signal asks for, or nil.
  var exitCode: Int32? {
    let number = state.received.load(ordering: .relaxed)
    return number == 0 ? nil : 128 + number
  }
}

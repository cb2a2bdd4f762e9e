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
    /// Guards what removes that which must not be left behind when the process ends at once.
    let cleanUp = Mutex<@Sendable () -> Void>({})

    func end(_ number: Int32) -> Never {
      cleanUp.withLock { $0() }
      exit(128 + number)
    }
  }

  /// How long a run that was asked to stop may still take: far longer than a batch does.
  private static let grace = DispatchTimeInterval.milliseconds(500)

  private let state = State()
  /// Listen as long as they are held.
  private let sources: [any DispatchSourceSignal]

  /// A reader of our output that goes away is told by `EPIPE`, not by a signal.
  static func ignorePipe() { _ = signal(SIGPIPE, SIG_IGN) }

  /// Listens when it returns. A signal that comes earlier ends the process as it does any other;
  /// ignoring it before the source is registered would lose it.
  init() {
    let queue = DispatchQueue(label: "risros.signals")
    let state = state
    let registered = DispatchSemaphore(value: 0)
    sources = [SIGINT, SIGTERM, SIGHUP].map { number in
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setRegistrationHandler {
        _ = signal(number, SIG_IGN)
        registered.signal()
      }
      source.setEventHandler {
        if state.received.exchange(number, ordering: .relaxed) != 0 { state.end(number) }
        state.stop.stop()
        queue.asyncAfter(deadline: .now() + Signals.grace) { state.end(number) }
      }
      source.resume()
      return source
    }
    for _ in sources { registered.wait() }
  }

  /// Says what else must not be left behind when the process ends at once.
  func beforeEnd(_ cleanUp: @escaping @Sendable () -> Void) {
    state.cleanUp.withLock { others in
      others = { [others] in
        others()
        cleanUp()
      }
    }
  }

  var stop: Executor.StopFlag { state.stop }

  /// The exit code that a signal asks for, or nil.
  var exitCode: Int32? {
    let number = state.received.load(ordering: .relaxed)
    return number == 0 ? nil : 128 + number
  }
}

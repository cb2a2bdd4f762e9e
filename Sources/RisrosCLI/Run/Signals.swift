internal import Dispatch
internal import Foundation
internal import RisrosPipeline
internal import Synchronization

/// SIGINT, SIGTERM and SIGHUP: stop reading, finish what is in hand, exit 130, 143 or 129.
///
/// A second one ends the process at once, and so does one that comes while there is nothing in hand.
/// SIGUSR1 (on macOS SIGINFO too) asks how far the run is.
struct Signals {
  /// How much there is to finish when a signal comes.
  private enum Phase: UInt8, AtomicRepresentable {
    /// Nothing: input is being opened.
    case opening
    /// What the gauge says.
    case running
    /// Whatever it takes, within the grace.
    case unknown
  }

  private final class State: Sendable {
    let stop = Executor.StopFlag()
    let gauge = Executor.Gauge()
    /// The signal that came, 0 while none has.
    let received = Atomic<Int32>(0)
    let phase = Atomic<Phase>(.unknown)
    /// Guards what removes that which must not be left behind when the process ends at once.
    let cleanUp = Mutex<@Sendable () -> Void>({})
    /// Guards what is done when somebody asks how far the run is.
    let tell = Mutex<@Sendable () -> Void>({})

    func end(_ number: Int32) -> Never {
      cleanUp.withLock { $0() }
      exit(128 + number)
    }
  }

  /// How long a run that was asked to stop may still take: far longer than a batch does.
  private static let grace = 0.5
  /// How long nothing must be in hand until the reader is taken to be waiting for its input.
  private static let idle = DispatchTimeInterval.milliseconds(20)

  private let state = State()
  private let queue = DispatchQueue(label: "risros.signals")
  /// Listen as long as they are held.
  private var sources: [any DispatchSourceSignal] = []

  /// Listens when it returns.
  ///
  /// - Parameter opensInput: nothing is to be finished until `startRun`.
  init(opensInput: Bool = false) {
    if opensInput { state.phase.store(.opening, ordering: .relaxed) }
    let (state, queue) = (state, queue)
    let registered = DispatchSemaphore(value: 0)
    func listen(_ number: Int32, _ handler: @escaping @Sendable () -> Void) {
      let source = DispatchSource.makeSignalSource(signal: number, queue: queue)
      source.setRegistrationHandler {
        SignalSettings.leaveToDispatch(number)
        registered.signal()
      }
      source.setEventHandler(handler: handler)
      source.resume()
      sources.append(source)
    }
    // What ignores a signal from its start (`nohup`, a job in the background) goes on doing so.
    let ends = [SIGINT, SIGTERM, SIGHUP].filter { !SignalSettings.isIgnored($0) }
    for number in ends {
      listen(number) {
        if state.received.exchange(number, ordering: .relaxed) != 0 { state.end(number) }
        state.stop.stop()
        if state.phase.load(ordering: .relaxed) == .opening { state.end(number) }
        Signals.endWhenIdle(state, number, queue, until: .now() + Signals.grace)
      }
    }
    for number in SignalSettings.questions {
      listen(number) { state.tell.withLock { $0() } }
    }
    for _ in sources { registered.wait() }
    // Whoever started us may have left them blocked.
    SignalSettings.unblock(ends + SignalSettings.questions)
  }

  /// Ends the process once nothing is in hand any more, or when the grace is over. A run that comes
  /// to its end meanwhile ends the process itself.
  private static func endWhenIdle(
    _ state: State, _ number: Int32, _ queue: DispatchQueue, until deadline: DispatchTime
  ) {
    let isMeasured = state.phase.load(ordering: .relaxed) == .running
    let wasIdle = isMeasured && !state.gauge.hasBatchesInHand
    let emitted = state.gauge.recordsEmitted
    queue.asyncAfter(deadline: .now() + idle) {
      let isIdle = !state.gauge.hasBatchesInHand && state.gauge.recordsEmitted == emitted
      if wasIdle && isIdle || .now() > deadline { state.end(number) }
      endWhenIdle(state, number, queue, until: deadline)
    }
  }

  /// Says that batches go through an executor with our gauge from now on.
  func startRun() { state.phase.store(.running, ordering: .relaxed) }

  /// Says what else must not be left behind when the process ends at once.
  func beforeEnd(_ cleanUp: @escaping @Sendable () -> Void) {
    state.cleanUp.withLock { others in
      others = { [others] in
        others()
        cleanUp()
      }
    }
  }

  /// Says what to do when somebody asks how far the run is.
  func whenAsked(_ tell: @escaping @Sendable () -> Void) {
    state.tell.withLock { $0 = tell }
  }

  var stop: Executor.StopFlag { state.stop }
  var gauge: Executor.Gauge { state.gauge }

  /// The exit code that a signal asks for, or nil.
  var exitCode: Int32? {
    let number = state.received.load(ordering: .relaxed)
    return number == 0 ? nil : 128 + number
  }
}

// The calls that ask for and change what a signal does. Invariant: every structure handed to the
// system is a local one that outlives the call.

internal import Foundation
internal import RisrosText

/// What signals do to this process, before and beside Dispatch.
enum SignalSettings {
  /// Signals that ask how far the run is.
  static var questions: [Int32] {
    #if canImport(Darwin)
      [SIGUSR1, SIGINFO]
    #else
      [SIGUSR1]
    #endif
  }

  /// What has to be settled before anything else: a reader of our output that goes away is told by
  /// `EPIPE`, and a question that comes before there is anything to tell is no reason to die.
  static func settle() {
    DescriptorWriter.ignoreBrokenPipes()
    for number in questions { _ = signal(number, { _ in }) }
  }

  /// Leaves a signal to its Dispatch source, which has been registered.
  ///
  /// On Darwin the source sees signals that are ignored, and only they do no harm. On Linux Dispatch
  /// has put a handler of its own in place: an ignored signal would be lost before the source sees
  /// it, unless the main thread happens to block it.
  static func leaveToDispatch(_ number: Int32) {
    #if canImport(Darwin)
      _ = unsafe signal(number, SIG_IGN)
    #endif
  }

  /// Whether the process was started with the signal ignored.
  static func isIgnored(_ number: Int32) -> Bool {
    var action = sigaction()
    guard unsafe sigaction(number, nil, &action) == 0 else { return false }
    #if canImport(Darwin)
      let handler = unsafe action.__sigaction_u.__sa_handler
    #else
      let handler = unsafe action.__sigaction_handler.sa_handler
    #endif
    return unsafe unsafeBitCast(handler, to: Int.self) == unsafeBitCast(SIG_IGN, to: Int.self)
  }

  static func unblock(_ numbers: [Int32]) {
    var set = sigset_t()
    unsafe sigemptyset(&set)
    for number in numbers { unsafe sigaddset(&set, number) }
    _ = unsafe pthread_sigmask(SIG_UNBLOCK, &set, nil)
  }
}

internal import Synchronization

/// A value that several threads of a test may change.
public final class Mutexed<Value: Sendable>: Sendable {
  private let state: Mutex<Value>

  public init(_ value: Value) { state = Mutex(value) }

  public var value: Value { state.withLock { $0 } }

  public func change(_ body: (inout Value) -> Void) { state.withLock { body(&$0) } }
}

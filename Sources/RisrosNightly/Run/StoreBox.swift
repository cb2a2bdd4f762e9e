internal import RisrosHistory
internal import Synchronization

/// The store of a run, handed from queue to queue.
///
/// The reader asks it which records are new, the emitter gives it comments to keep, and the run
/// does the rest; never two at once.
final class StoreBox: Sendable {
  /// Guards the connection, which one thread at a time may use.
  private let store: Mutex<Store>

  init(path: String) throws(SQLiteFailure) {
    store = Mutex(try Store(path: path, access: .readWrite))
  }

  func use<Result: Sendable>(
    _ body: @Sendable (Store) throws(SQLiteFailure) -> Result
  ) throws(SQLiteFailure) -> Result {
    try store.withLock { (store) throws(SQLiteFailure) in try body(store) }
  }
}

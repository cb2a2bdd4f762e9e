internal import RisrosHistory
internal import Synchronization

/// The store of a run, handed from queue to queue.
///
/// The reader asks it which records are new, the emitter gives it comments to keep, and the run
/// does the rest; never two at once.
final class StoreBox: Sendable {
  private struct State {
    var store: Store
    var damage: String?
  }

  /// Guards the connection, which one thread at a time may use, and what was found out about it.
  private let state: Mutex<State>

  init(path: String) throws(SQLiteFailure) {
    state = Mutex(State(store: try Store(path: path, access: .readWrite)))
  }

  /// What SQLite found to be damaged while the store was used; nil for nothing.
  var damage: String? { state.withLock { $0.damage } }

  func use<Result: Sendable>(
    _ body: @Sendable (Store) throws(SQLiteFailure) -> Result
  ) throws(SQLiteFailure) -> Result {
    try state.withLock { (state) throws(SQLiteFailure) in
      do throws(SQLiteFailure) {
        return try body(state.store)
      } catch {
        if error.kind == .corrupt { state.damage = error.message }
        throw error
      }
    }
  }
}

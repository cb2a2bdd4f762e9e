// The calls of SQLite's C interface. Invariant: `handle` is open from `init` to `deinit`, every
// statement is finalised before (SQLite's close waits for those that are not), and a connection is
// used by one thread at a time, as `Store` sees to.

internal import CSQLite

/// An open database.
@safe public final class SQLiteDatabase {
  let path: String
  private let handle: OpaquePointer
  /// Statements that are used again and again, by their text.
  private var statements: [String: SQLiteStatement] = [:]

  public enum Access: Sendable {
    case readOnly, readWrite
    /// On a medium that nobody writes to: without locks, and without looking for a log.
    case immutable
  }

  /// Opens a database; one that is to be written to is made where it is missing.
  public init(path: String, access: Access) throws(SQLiteFailure) {
    var opened: OpaquePointer?
    var flags = SQLITE_OPEN_FULLMUTEX
    var name = path
    switch access {
    case .readOnly: flags |= SQLITE_OPEN_READONLY
    case .readWrite: flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE
    case .immutable:
      flags |= SQLITE_OPEN_READONLY | SQLITE_OPEN_URI
      name = SQLiteDatabase.uri(of: path) + "?immutable=1"
    }
    let code = unsafe sqlite3_open_v2(name, &opened, flags, nil)
    guard let opened = unsafe opened else {
      throw SQLiteFailure(.other, "SQLite has no memory", path: path)
    }
    self.path = path
    unsafe handle = opened
    if code != SQLITE_OK { throw failure(code) }
    unsafe sqlite3_extended_result_codes(opened, 1)
  }

  /// A path as SQLite's `file:` URIs have it.
  private static func uri(of path: String) -> String {
    "file:"
      + path.replacing("%", with: "%25").replacing("?", with: "%3f").replacing("#", with: "%23")
  }

  deinit {
    statements.removeAll()
    unsafe sqlite3_close_v2(handle)
  }

  /// Runs one or more statements that give no rows.
  public func run(_ sql: String) throws(SQLiteFailure) {
    let code = unsafe sqlite3_exec(handle, sql, nil, nil, nil)
    if code != SQLITE_OK { throw failure(code) }
  }

  /// Runs one statement with values in place of its question marks.
  public func run(_ sql: String, _ values: [SQLiteValue]) throws(SQLiteFailure) {
    let statement = try cached(sql)
    defer { statement.reset() }
    try statement.bind(values)
    while try statement.step() {}
  }

  /// All rows of a query, each made into something.
  public func rows<Row>(
    _ sql: String, _ values: [SQLiteValue] = [], _ make: (SQLiteStatement) -> Row
  ) throws(SQLiteFailure) -> [Row] {
    let statement = try cached(sql)
    defer { statement.reset() }
    try statement.bind(values)
    var rows: [Row] = []
    while try statement.step() { rows.append(make(statement)) }
    return rows
  }

  /// The first row of a query, or nil.
  public func first<Row>(
    _ sql: String, _ values: [SQLiteValue] = [], _ make: (SQLiteStatement) -> Row
  ) throws(SQLiteFailure) -> Row? {
    let statement = try cached(sql)
    defer { statement.reset() }
    try statement.bind(values)
    return try statement.step() ? make(statement) : nil
  }

  /// Rows that the last statement inserted, updated or deleted.
  public var changes: Int { Int(unsafe sqlite3_changes64(handle)) }

  private func cached(_ sql: String) throws(SQLiteFailure) -> SQLiteStatement {
    if let known = statements[sql] { return known }
    var prepared: OpaquePointer?
    let code = unsafe sqlite3_prepare_v2(handle, sql, -1, &prepared, nil)
    guard code == SQLITE_OK, let prepared = unsafe prepared else { throw failure(code) }
    let statement = unsafe SQLiteStatement(prepared) { [path] code in
      unsafe SQLiteDatabase.failure(code, sqlite3_db_handle(prepared), path)
    }
    statements[sql] = statement
    return statement
  }

  private func failure(_ code: Int32) -> SQLiteFailure {
    unsafe SQLiteDatabase.failure(code, handle, path)
  }

  private static func failure(
    _ code: Int32, _ handle: OpaquePointer?, _ path: String
  ) -> SQLiteFailure {
    let message = unsafe sqlite3_errmsg(handle).map { unsafe String(cString: $0) } ?? "unknown"
    let kind: SQLiteFailure.Kind
    switch code & 0xFF {
    case SQLITE_CORRUPT, SQLITE_NOTADB: kind = .corrupt
    case SQLITE_FULL: kind = .full
    case SQLITE_READONLY, SQLITE_PERM, SQLITE_CANTOPEN, SQLITE_AUTH: kind = .notAllowed
    // A file that ends too early reads as one that cannot be read.
    case SQLITE_IOERR where code == (SQLITE_IOERR | 2 << 8): kind = .corrupt
    case SQLITE_IOERR: kind = .inputOutput
    case SQLITE_BUSY, SQLITE_LOCKED: kind = .busy
    case SQLITE_ERROR, SQLITE_CONSTRAINT, SQLITE_MISMATCH, SQLITE_TOOBIG: kind = .statement
    default: kind = .other
    }
    return SQLiteFailure(kind, "the store failed: \(message)", path: path)
  }
}

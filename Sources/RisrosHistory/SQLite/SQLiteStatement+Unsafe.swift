// A prepared statement. Invariant: `handle` is prepared from `init` to `deinit`; text and blobs are
// copied by SQLite when they are bound (`transient`) and by us when they are read, before the next
// step makes them invalid.

internal import CSQLite

/// A value of a column.
public enum SQLiteValue: Equatable, Sendable, ExpressibleByStringLiteral,
  ExpressibleByIntegerLiteral
{
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  /// Text whose bytes need not be UTF-8, as a cell of an export.
  case textBytes([UInt8])
  case blob([UInt8])

  public init(stringLiteral value: String) { self = .text(value) }
  public init(integerLiteral value: Int64) { self = .integer(value) }
  public init(_ value: Int) { self = .integer(Int64(value)) }
  public init(_ value: Bool) { self = .integer(value ? 1 : 0) }
}

/// A prepared statement, and the row it stands at.
@safe public final class SQLiteStatement {
  private let handle: OpaquePointer
  private let failure: (Int32) -> SQLiteFailure

  /// Takes a prepared statement over.
  @unsafe init(_ handle: OpaquePointer, failure: @escaping (Int32) -> SQLiteFailure) {
    unsafe self.handle = handle
    self.failure = failure
  }

  deinit { unsafe sqlite3_finalize(handle) }

  func reset() { unsafe sqlite3_reset(handle) }

  func bind(_ values: [SQLiteValue]) throws(SQLiteFailure) {
    let transient = unsafe unsafeBitCast(-1, to: sqlite3_destructor_type.self)
    for (index, value) in values.enumerated() {
      let place = Int32(index + 1)
      let code: Int32
      switch value {
      case .null: code = unsafe sqlite3_bind_null(handle, place)
      case .integer(let number): code = unsafe sqlite3_bind_int64(handle, place, number)
      case .real(let number): code = unsafe sqlite3_bind_double(handle, place, number)
      case .text(let text): code = unsafe sqlite3_bind_text(handle, place, text, -1, transient)
      case .textBytes(let bytes):
        code = unsafe bytes.withUnsafeBytes {
          // An empty array has no address, which would be NULL.
          unsafe sqlite3_bind_text(
            handle, place,
            $0.baseAddress?.assumingMemoryBound(to: CChar.self)
              ?? UnsafePointer(bitPattern: 1), Int32($0.count), transient)
        }
      case .blob(let bytes):
        code = unsafe bytes.withUnsafeBytes {
          unsafe sqlite3_bind_blob(
            handle, place, $0.baseAddress ?? UnsafeRawPointer(bitPattern: 1), Int32($0.count),
            transient)
        }
      }
      if code != SQLITE_OK { throw failure(code) }
    }
  }

  /// Goes to the next row.
  /// - Returns: false behind the last one.
  func step() throws(SQLiteFailure) -> Bool {
    switch unsafe sqlite3_step(handle) {
    case SQLITE_ROW: return true
    case SQLITE_DONE: return false
    case let code: throw failure(code)
    }
  }

  // MARK: The row

  public var columnCount: Int { Int(unsafe sqlite3_column_count(handle)) }

  public func int(_ column: Int) -> Int { Int(unsafe sqlite3_column_int64(handle, Int32(column))) }
  public func bool(_ column: Int) -> Bool { int(column) != 0 }
  public func text(_ column: Int) -> String { String(decoding: bytes(column), as: UTF8.self) }
  public func isNull(_ column: Int) -> Bool {
    unsafe sqlite3_column_type(handle, Int32(column)) == SQLITE_NULL
  }

  /// The bytes of a text or blob.
  public func bytes(_ column: Int) -> [UInt8] {
    let address = unsafe sqlite3_column_blob(handle, Int32(column))
    let count = Int(unsafe sqlite3_column_bytes(handle, Int32(column)))
    guard let address = unsafe address, count > 0 else { return [] }
    return unsafe Array(UnsafeRawBufferPointer(start: address, count: count))
  }

  /// The value as it is, for digests.
  public func value(_ column: Int) -> SQLiteValue {
    switch unsafe sqlite3_column_type(handle, Int32(column)) {
    case SQLITE_INTEGER: .integer(unsafe sqlite3_column_int64(handle, Int32(column)))
    case SQLITE_FLOAT: .real(unsafe sqlite3_column_double(handle, Int32(column)))
    case SQLITE_TEXT: .textBytes(bytes(column))
    case SQLITE_BLOB: .blob(bytes(column))
    default: .null
    }
  }
}

/// What is known of an input file that was read.
public struct LedgerFile: Equatable, Sendable {
  /// As a run names it: relative to the configuration's folder where it lies in it.
  public var path: String
  public var device: Int
  public var inode: Int
  /// Bytes that were read.
  public var size: Int
  /// When it was changed last, and when it was read, in nanoseconds since 1970 UTC.
  public var modified: Int
  public var read: Int
  /// SHA-256 of the bytes that were read.
  public var hash: [UInt8]
  /// Records up to the last line end.
  public var records: Int
  /// Whether a last record without a line end waits until the file has settled.
  public var isHeldBack: Bool
  public var run: Int

  public init(
    path: String, device: Int, inode: Int, size: Int, modified: Int, read: Int, hash: [UInt8],
    records: Int, isHeldBack: Bool, run: Int
  ) {
    self.path = path
    self.device = device
    self.inode = inode
    self.size = size
    self.modified = modified
    self.read = read
    self.hash = hash
    self.records = records
    self.isHeldBack = isHeldBack
    self.run = run
  }
}

extension Store {
  /// All files that were read, by path.
  public func files() throws(SQLiteFailure) -> [LedgerFile] {
    try database.rows(
      """
      SELECT path, device, inode, size, modified_ns, read_ns, sha256, records, held_back, run
      FROM file ORDER BY path
      """
    ) { row in
      LedgerFile(
        path: row.text(0), device: row.int(1), inode: row.int(2), size: row.int(3),
        modified: row.int(4), read: row.int(5), hash: row.bytes(6), records: row.int(7),
        isHeldBack: row.bool(8), run: row.int(9))
    }
  }

  public func save(_ file: LedgerFile) throws(SQLiteFailure) {
    try database.run(
      "INSERT OR REPLACE INTO file VALUES(?,?,?,?,?,?,?,?,?,?)",
      [
        .text(file.path), .init(file.device), .init(file.inode), .init(file.size),
        .init(file.modified), .init(file.read), .blob(file.hash), .init(file.records),
        .init(file.isHeldBack), .init(file.run),
      ])
  }

  public enum RecordNovelty: Sendable {
    /// Not counted before; it is now.
    case new
    /// Counted before.
    case known
    /// Counted before, with other contents; the first ones stay.
    case changed
  }

  /// Counts a record unless it was counted before.
  ///
  /// - Parameters:
  ///   - key: names the record.
  ///   - content: a hash of all its fields.
  public func add(
    record key: [UInt8], content: Int64, run: Int
  ) throws(SQLiteFailure) -> RecordNovelty {
    try database.run(
      "INSERT OR IGNORE INTO record VALUES(?,?,?)",
      [.blob(key), .integer(content), .init(run)])
    if database.changes > 0 { return .new }
    let known = try database.first(
      "SELECT content FROM record WHERE key = ?", [.blob(key)]
    ) { $0.int(0) }
    return known == Int(content) ? .known : .changed
  }
}

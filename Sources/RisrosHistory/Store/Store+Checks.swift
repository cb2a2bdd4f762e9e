internal import RisrosText

extension Store {
  /// Number of records and the sum of a hash of each, by run, which do not depend on their order.
  func keySums(
    of run: Int? = nil
  ) throws(SQLiteFailure) -> [Int: (count: Int, sum: Int64)] {
    var sums: [Int: (count: Int, sum: Int64)] = [:]
    let rows: [Void]
    func add(_ row: SQLiteStatement) {
      var hash: UInt64 = 0
      for byte in row.bytes(0) { hash = hash &* 0x0000_0100_0000_01B3 ^ UInt64(byte) }
      hash = (hash ^ UInt64(bitPattern: Int64(row.int(1)))) &* 0x9E37_79B9_7F4A_7C15
      let known = sums[row.int(2)] ?? (0, 0)
      sums[row.int(2)] = (known.count + 1, known.sum &+ Int64(bitPattern: hash ^ hash >> 29))
    }
    if let run {
      rows = try database.rows(
        "SELECT key, content, run FROM record WHERE run=?", [.init(run)], add)
    } else {
      rows = try database.rows("SELECT key, content, run FROM record", [], add)
    }
    _ = rows
    return sums
  }

  /// Hashes rows as they are: kind, length and bytes of each value.
  private func hash(
    _ sql: String, _ values: [SQLiteValue], into hasher: inout SHA256
  ) throws(SQLiteFailure) {
    var bytes: [UInt8] = Array(sql.utf8)
    bytes.reserveCapacity(1 << 17)
    func append(_ number: Int64) {
      for shift in stride(from: 0, to: 64, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: number >> Int64(shift)))
      }
    }
    _ = try database.rows(sql, values) { row in
      for column in 0..<row.columnCount {
        switch row.value(column) {
        case .null: bytes.append(0)
        case .integer(let number):
          bytes.append(1)
          append(number)
        case .real(let number):
          bytes.append(2)
          append(Int64(bitPattern: number.bitPattern))
        case .text(let text):
          bytes.append(3)
          append(Int64(text.utf8.count))
          bytes += Array(text.utf8)
        case .textBytes(let text):
          bytes.append(3)
          append(Int64(text.count))
          bytes += text
        case .blob(let blob):
          bytes.append(4)
          append(Int64(blob.count))
          bytes += blob
        }
      }
      if bytes.count >= 1 << 16 {
        hasher.update(bytes)
        bytes.removeAll(keepingCapacity: true)
      }
    }
    hasher.update(bytes)
  }

  /// SHA-256 of everything a run counted; kept comments, which are pruned, are no part of it.
  func digest(ofRun run: Int) throws(SQLiteFailure) -> [UInt8] {
    var hasher = SHA256()
    for sql in [
      """
      SELECT id, started, ended, version, lexicon, configuration, files_read, files_failed, read,
        scored, set_aside, rejected, duplicates, held_back, key_count, key_sum
      FROM run WHERE id=?
      """,
      "SELECT * FROM run_file WHERE run=? ORDER BY path",
      "SELECT * FROM run_language WHERE run=? ORDER BY language",
      """
      SELECT score.*, cut.segment, cut.value FROM score JOIN cut ON cut.id = score.cut
      WHERE run=? ORDER BY day, score.cut, language, driver, aspect
      """,
      "SELECT * FROM term WHERE run=? ORDER BY day, driver, term, negated",
      "SELECT * FROM alert WHERE run=? ORDER BY name",
    ] {
      try hash(sql, [.init(run)], into: &hasher)
    }
    // Runs by an older version have none, and the digest they had.
    let hasRejects = try database.first("SELECT 1 FROM run_reject WHERE run=?", [.init(run)]) {
      $0.bool(0)
    }
    if hasRejects != nil {
      try hash(
        "SELECT * FROM run_reject WHERE run=? ORDER BY reason", [.init(run)], into: &hasher)
    }
    return hasher.finished()
  }

  private func commentsDigest() throws(SQLiteFailure) -> [UInt8] {
    var hasher = SHA256()
    try hash("SELECT * FROM comment ORDER BY record", [], into: &hasher)
    try hash("SELECT * FROM comment_driver ORDER BY record, driver", [], into: &hasher)
    return hasher.finished()
  }

  func saveCommentsDigest() throws(SQLiteFailure) {
    try database.run(
      "INSERT OR REPLACE INTO meta VALUES('comments_digest', ?)", [.blob(try commentsDigest())])
  }

  private func filesDigest() throws(SQLiteFailure) -> [UInt8] {
    var hasher = SHA256()
    try hash("SELECT * FROM file ORDER BY path", [], into: &hasher)
    return hasher.finished()
  }

  func saveFilesDigest() throws(SQLiteFailure) {
    try database.run(
      "INSERT OR REPLACE INTO meta VALUES('files_digest', ?)", [.blob(try filesDigest())])
  }

  /// Looks for damage: the structure, the digests of all runs, and whether the counts add up.
  ///
  /// - Returns: what is wrong, a phrase each; nothing for a sound store.
  public func check() throws(SQLiteFailure) -> [String] {
    var problems = try database.rows("PRAGMA integrity_check(20)") { $0.text(0) }
      .filter { $0 != "ok" }
    if !problems.isEmpty { return problems }
    problems += try database.rows("PRAGMA foreign_key_check") {
      "table \($0.text(0)) refers to a row that is not there"
    }
    let keys = try keySums()
    let stored = try database.rows("SELECT id, digest, key_count, key_sum FROM run ORDER BY id") {
      (id: $0.int(0), digest: $0.bytes(1), count: $0.int(2), sum: Int64($0.int(3)))
    }
    for run in stored {
      if try digest(ofRun: run.id) != run.digest {
        problems.append("the figures of run \(run.id) are not those that were written")
      }
      let found = keys[run.id] ?? (0, 0)
      if found.count != run.count || found.sum != run.sum {
        problems.append("the records of run \(run.id) are not those that were written")
      }
    }
    let files = try database.first("SELECT value FROM meta WHERE name='files_digest'") {
      $0.bytes(0)
    }
    if !stored.isEmpty, try filesDigest() != files {
      problems.append("the list of files is not the one that was written")
    }
    let comments = try database.first("SELECT value FROM meta WHERE name='comments_digest'") {
      $0.bytes(0)
    }
    if let comments, try commentsDigest() != comments {
      problems.append("the kept comments are not those that were written")
    }
    problems += try database.rows(
      "SELECT id FROM run WHERE read <> scored + set_aside + rejected + duplicates"
    ) { "the counts of run \($0.int(0)) do not add up" }
    problems += try database.rows(
      """
      SELECT id FROM run WHERE scored <> (
        SELECT coalesce(sum(positive + negative + neutral + mixed), 0) FROM score
        WHERE score.run = run.id AND cut = 0 AND driver = '')
      """
    ) { "the scores of run \($0.int(0)) do not add up to its comments" }
    return problems
  }
}

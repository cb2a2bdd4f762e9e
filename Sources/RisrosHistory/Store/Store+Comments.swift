public import RisrosModel
public import RisrosScores

/// A comment that is kept, redacted.
public struct KeptComment: Sendable {
  /// The key of its record.
  public var record: [UInt8]
  public var day: String
  public var language: Language
  public var polarity: Polarity
  /// In ten-thousandths, -10000…10000.
  public var sentiment: Int
  /// What is left when personal data are taken out.
  public var redacted: String
  public var drivers: [(driver: Driver, polarity: Polarity, sentiment: Int)]

  public init(
    record: [UInt8], day: String, language: Language, polarity: Polarity, sentiment: Int,
    redacted: String, drivers: [(driver: Driver, polarity: Polarity, sentiment: Int)]
  ) {
    self.record = record
    self.day = day
    self.language = language
    self.polarity = polarity
    self.sentiment = sentiment
    self.redacted = redacted
    self.drivers = drivers
  }
}

extension Store {
  public func insert(
    _ comment: KeptComment, run: Int, taxonomy: Taxonomy
  ) throws(SQLiteFailure) {
    try database.run(
      "INSERT OR REPLACE INTO comment VALUES(?,?,?,?,?,?,?)",
      [
        .blob(comment.record), .init(run), .text(comment.day), .text(comment.language.code),
        .text(comment.polarity.label), .init(comment.sentiment), .text(comment.redacted),
      ])
    for entry in comment.drivers {
      try database.run(
        "INSERT OR REPLACE INTO comment_driver VALUES(?,?,?,?)",
        [
          .blob(comment.record), .text(taxonomy.id(of: entry.driver)),
          .text(entry.polarity.label), .init(entry.sentiment),
        ])
    }
  }

  /// Examples of a driver and a polarity: the comments with the smallest record keys, which are
  /// hashes, so that the choice is random and always the same.
  public func examples(
    of driver: Driver, _ polarity: Polarity, runs: RunRange, limit: Int, taxonomy: Taxonomy
  ) throws(SQLiteFailure) -> [Verbatim] {
    try database.rows(
      """
      SELECT comment.record, redacted, language FROM comment
      JOIN comment_driver USING(record)
      WHERE run BETWEEN ? AND ? AND driver = ? AND comment_driver.label = ?
      ORDER BY comment.record LIMIT ?
      """,
      runs.values + [.text(taxonomy.id(of: driver)), .text(polarity.label), .init(limit)]
    ) { row in
      let key = row.bytes(0)
      let rank = key.prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
      let name = key.prefix(4).map { String(UInt16($0) + 256, radix: 16).dropFirst() }.joined()
      return Verbatim(
        rank: rank, text: ByteText(row.bytes(1)), id: ByteText(name),
        language: Language(code: row.text(2)) ?? .und)
    }
  }

  /// What `prune` removed.
  public struct Pruned: Equatable, Sendable {
    public var comments = 0
  }

  /// Removes kept comments of runs that began before a time, and their traces in the file.
  ///
  /// Scores stay, which are about nobody, and so do the hashes of records, without which an old
  /// export would be counted again.
  /// - Parameter time: UTC, `2026-01-05T02:00:00Z`.
  public func prune(before time: String) throws(SQLiteFailure) -> Pruned {
    var pruned = Pruned()
    try transaction { () throws(SQLiteFailure) in
      let old = "SELECT id FROM run WHERE started < ?"
      try database.run(
        """
        DELETE FROM comment_driver WHERE record IN
          (SELECT record FROM comment WHERE run IN (\(old)))
        """, [.text(time)])
      try database.run("DELETE FROM comment WHERE run IN (\(old))", [.text(time)])
      pruned.comments = database.changes
      if pruned.comments > 0 { try saveCommentsDigest() }
    }
    if pruned.comments > 0 {
      try checkpoint()
      try database.run("VACUUM")
      try checkpoint()
    }
    return pruned
  }
}

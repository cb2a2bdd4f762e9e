public import RisrosModel

/// What became of the records of a run, or of one of its files.
public struct RunCounts: Equatable, Sendable {
  public var read = 0
  public var scored = 0
  /// Set aside for their language or because they are empty.
  public var setAside = 0
  public var rejected = 0
  public var duplicates = 0
  /// Last records without a line end that wait for the next run; not part of `read`.
  public var heldBack = 0

  public init() {}

  public mutating func add(_ other: RunCounts) {
    read += other.read
    scored += other.scored
    setAside += other.setAside
    rejected += other.rejected
    duplicates += other.duplicates
    heldBack += other.heldBack
  }
}

/// One file of a run.
public struct RunFile: Equatable, Sendable {
  public var path: String
  /// `new`, `grown`, `rewritten`, `truncated`, `moved`, `settled` or `failed`.
  public var state: String
  public var counts: RunCounts
  /// What went wrong, or is worth knowing; empty for nothing.
  public var message: String

  public init(path: String, state: String, counts: RunCounts, message: String = "") {
    self.path = path
    self.state = state
    self.counts = counts
    self.message = message
  }
}

/// Comments of one language in a run.
public struct RunLanguage: Equatable, Sendable {
  public var language: Language
  public var scored: Int
  public var setAside: Int
  /// Sum of the shares of known words of the scored comments, in ten-thousandths.
  public var coverageSum: Int

  public init(_ language: Language, scored: Int = 0, setAside: Int = 0, coverageSum: Int = 0) {
    self.language = language
    self.scored = scored
    self.setAside = setAside
    self.coverageSum = coverageSum
  }
}

/// A condition that was looked at in a run.
public struct RunAlert: Equatable, Sendable {
  public var name: String
  public var condition: String
  public var fired: Bool

  public init(name: String, condition: String, fired: Bool) {
    self.name = name
    self.condition = condition
    self.fired = fired
  }
}

/// One run of which something was kept.
public struct StoredRun: Equatable, Sendable {
  public var id: Int
  /// UTC, `2026-01-05T02:00:00Z`.
  public var started: String
  public var ended: String
  /// What scored: the program's version, fingerprints of the lexicons and of the configuration.
  public var version: String
  public var lexicon: String
  public var configuration: String
  public var filesRead: Int
  public var filesFailed: Int
  public var counts: RunCounts
  /// Whether hooks were told of it.
  public var isDelivered: Bool

  public init(
    id: Int, started: String, ended: String, version: String, lexicon: String,
    configuration: String, filesRead: Int = 0, filesFailed: Int = 0,
    counts: RunCounts = RunCounts(), isDelivered: Bool = false
  ) {
    self.id = id
    self.started = started
    self.ended = ended
    self.version = version
    self.lexicon = lexicon
    self.configuration = configuration
    self.filesRead = filesRead
    self.filesFailed = filesFailed
    self.counts = counts
    self.isDelivered = isDelivered
  }
}

extension Store {
  private static let runColumns = """
    id, started, ended, version, lexicon, configuration, files_read, files_failed, read, scored,
    set_aside, rejected, duplicates, held_back, delivered
    """

  private static func run(_ row: SQLiteStatement) -> StoredRun {
    var run = StoredRun(
      id: row.int(0), started: row.text(1), ended: row.text(2), version: row.text(3),
      lexicon: row.text(4), configuration: row.text(5), filesRead: row.int(6),
      filesFailed: row.int(7), isDelivered: row.bool(14))
    run.counts.read = row.int(8)
    run.counts.scored = row.int(9)
    run.counts.setAside = row.int(10)
    run.counts.rejected = row.int(11)
    run.counts.duplicates = row.int(12)
    run.counts.heldBack = row.int(13)
    return run
  }

  /// Runs, the newest first.
  public func runs(last count: Int = .max) throws(SQLiteFailure) -> [StoredRun] {
    try database.rows(
      "SELECT \(Store.runColumns) FROM run ORDER BY id DESC LIMIT ?", [.init(count)], Store.run)
  }

  public func nextRunID() throws(SQLiteFailure) -> Int {
    try database.first("SELECT coalesce(max(id), 0) + 1 FROM run") { $0.int(0) } ?? 1
  }

  /// Makes the row that everything of a run refers to.
  public func insert(_ run: StoredRun) throws(SQLiteFailure) {
    let counts = run.counts
    try database.run(
      "INSERT INTO run VALUES(?,?,?,?,?,?,?,?,?,?,?,?,?,?,0,0,NULL,0)",
      [
        .init(run.id), .text(run.started), .text(run.ended), .text(run.version),
        .text(run.lexicon), .text(run.configuration), .init(run.filesRead),
        .init(run.filesFailed), .init(counts.read), .init(counts.scored), .init(counts.setAside),
        .init(counts.rejected), .init(counts.duplicates), .init(counts.heldBack),
      ])
  }

  /// Ends a run: its counts, and the digest by which damage is found later.
  public func finish(_ run: StoredRun) throws(SQLiteFailure) {
    let counts = run.counts
    let keys = try keySums(of: run.id)[run.id] ?? (0, 0)
    try database.run(
      """
      UPDATE run SET ended=?, files_read=?, files_failed=?, read=?, scored=?, set_aside=?,
        rejected=?, duplicates=?, held_back=?, key_count=?, key_sum=? WHERE id=?
      """,
      [
        .text(run.ended), .init(run.filesRead), .init(run.filesFailed), .init(counts.read),
        .init(counts.scored), .init(counts.setAside), .init(counts.rejected),
        .init(counts.duplicates), .init(counts.heldBack), .init(keys.count), .integer(keys.sum),
        .init(run.id),
      ])
    try database.run(
      "UPDATE run SET digest=? WHERE id=?", [.blob(try digest(ofRun: run.id)), .init(run.id)])
    try saveFilesDigest()
    try saveCommentsDigest()
  }

  /// Notes that hooks were told of a run.
  public func setDelivered(run: Int) throws(SQLiteFailure) {
    try database.run("UPDATE run SET delivered=1 WHERE id=?", [.init(run)])
  }

  public func insert(_ file: RunFile, run: Int) throws(SQLiteFailure) {
    let counts = file.counts
    try database.run(
      "INSERT INTO run_file VALUES(?,?,?,?,?,?,?,?,?,?)",
      [
        .init(run), .text(file.path), .text(file.state), .init(counts.read),
        .init(counts.scored), .init(counts.setAside), .init(counts.rejected),
        .init(counts.duplicates), .init(counts.heldBack), .text(file.message),
      ])
  }

  public func files(ofRun run: Int) throws(SQLiteFailure) -> [RunFile] {
    try database.rows(
      """
      SELECT path, state, read, scored, set_aside, rejected, duplicates, held_back, message
      FROM run_file WHERE run=? ORDER BY path
      """, [.init(run)]
    ) { row in
      var counts = RunCounts()
      counts.read = row.int(2)
      counts.scored = row.int(3)
      counts.setAside = row.int(4)
      counts.rejected = row.int(5)
      counts.duplicates = row.int(6)
      counts.heldBack = row.int(7)
      return RunFile(path: row.text(0), state: row.text(1), counts: counts, message: row.text(8))
    }
  }

  public func add(_ language: RunLanguage, run: Int) throws(SQLiteFailure) {
    try database.run(
      """
      INSERT INTO run_language VALUES(?,?,?,?,?) ON CONFLICT(run, language) DO UPDATE SET
        scored = scored + excluded.scored, set_aside = set_aside + excluded.set_aside,
        coverage_sum = coverage_sum + excluded.coverage_sum
      """,
      [
        .init(run), .text(language.language.code), .init(language.scored),
        .init(language.setAside), .init(language.coverageSum),
      ])
  }

  /// Comments by language of some runs together, in the order of the codes.
  public func languages(runs: RunRange) throws(SQLiteFailure) -> [RunLanguage] {
    try database.rows(
      """
      SELECT language, sum(scored), sum(set_aside), sum(coverage_sum) FROM run_language
      WHERE run BETWEEN ? AND ? GROUP BY language ORDER BY language
      """, runs.values
    ) { row in
      RunLanguage(
        Language(code: row.text(0)) ?? .und, scored: row.int(1), setAside: row.int(2),
        coverageSum: row.int(3))
    }
  }

  public func add(
    _ count: Int, rejectedFor reason: RejectionReason, run: Int
  ) throws(SQLiteFailure) {
    try database.run(
      """
      INSERT INTO run_reject VALUES(?,?,?)
        ON CONFLICT(run, reason) DO UPDATE SET rejected = rejected + excluded.rejected
      """, [.init(run), .text(reason.rawValue), .init(count)])
  }

  /// Rejected records of all runs by reason, in the order of the reasons' names; of runs by an
  /// older version the reason is not known.
  public func rejects() throws(SQLiteFailure) -> [(reason: String, count: Int)] {
    try database.rows(
      "SELECT reason, sum(rejected) FROM run_reject GROUP BY reason ORDER BY reason"
    ) { ($0.text(0), $0.int(1)) }
  }

  public func insert(_ alert: RunAlert, run: Int) throws(SQLiteFailure) {
    try database.run(
      "INSERT INTO alert VALUES(?,?,?,?)",
      [.init(run), .text(alert.name), .text(alert.condition), .init(alert.fired)])
  }

  public func alerts(ofRun run: Int) throws(SQLiteFailure) -> [RunAlert] {
    try database.rows(
      "SELECT name, condition, fired FROM alert WHERE run=? ORDER BY name", [.init(run)]
    ) { RunAlert(name: $0.text(0), condition: $0.text(1), fired: $0.bool(2)) }
  }
}

/// Some runs that follow each other.
public struct RunRange: Equatable, Sendable {
  public var first: Int
  public var last: Int

  public init(_ first: Int, _ last: Int) {
    self.first = first
    self.last = last
  }

  public static let all = RunRange(0, .max)
  var values: [SQLiteValue] { [.init(first), .init(last)] }
}

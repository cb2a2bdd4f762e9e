/// The tables of the store, version by version.
///
/// A store of an older version is brought to the newest one when it is opened for writing, one step
/// after the other in one transaction. A step that was released is never changed, and every step
/// changes the tables: by them a store is known.
enum StoreSchema {
  /// "risr", by which a store is told from another program's database.
  static let applicationID = 0x7269_7372

  static var version: Int { steps.count }

  /// Kind, name and definition of each table, index and view.
  static func tables(of database: SQLiteDatabase) throws(SQLiteFailure) -> Set<[String]> {
    Set(
      try database.rows("SELECT type, name, tbl_name, sql FROM sqlite_schema") { row in
        (0..<4).map(row.text)
      })
  }

  /// The tables of a sound store. Made in memory, for SQLite's own words about them.
  static func tables(ofVersion version: Int) throws(SQLiteFailure) -> Set<[String]> {
    let database = try SQLiteDatabase(path: ":memory:", access: .readWrite)
    for step in steps[..<version] { try database.run(step) }
    return try tables(of: database)
  }

  /// Step `n` makes version `n + 1` of version `n`.
  static let steps = [
    """
    CREATE TABLE meta(
      name TEXT PRIMARY KEY,
      value NOT NULL
    ) WITHOUT ROWID;

    CREATE TABLE run(
      id INTEGER PRIMARY KEY,
      started TEXT NOT NULL,
      ended TEXT NOT NULL,
      version TEXT NOT NULL,
      lexicon TEXT NOT NULL,
      configuration TEXT NOT NULL,
      files_read INTEGER NOT NULL,
      files_failed INTEGER NOT NULL,
      read INTEGER NOT NULL,
      scored INTEGER NOT NULL,
      set_aside INTEGER NOT NULL,
      rejected INTEGER NOT NULL,
      duplicates INTEGER NOT NULL,
      held_back INTEGER NOT NULL,
      key_count INTEGER NOT NULL,
      key_sum INTEGER NOT NULL,
      digest BLOB,
      delivered INTEGER NOT NULL DEFAULT 0
    );

    CREATE TABLE file(
      path TEXT PRIMARY KEY,
      device INTEGER NOT NULL,
      inode INTEGER NOT NULL,
      size INTEGER NOT NULL,
      modified_ns INTEGER NOT NULL,
      read_ns INTEGER NOT NULL,
      sha256 BLOB NOT NULL,
      records INTEGER NOT NULL,
      held_back INTEGER NOT NULL,
      run INTEGER NOT NULL REFERENCES run(id)
    ) WITHOUT ROWID;

    CREATE TABLE run_file(
      run INTEGER NOT NULL REFERENCES run(id),
      path TEXT NOT NULL,
      state TEXT NOT NULL,
      read INTEGER NOT NULL,
      scored INTEGER NOT NULL,
      set_aside INTEGER NOT NULL,
      rejected INTEGER NOT NULL,
      duplicates INTEGER NOT NULL,
      held_back INTEGER NOT NULL,
      message TEXT NOT NULL,
      PRIMARY KEY(run, path)
    ) WITHOUT ROWID;

    CREATE TABLE run_language(
      run INTEGER NOT NULL REFERENCES run(id),
      language TEXT NOT NULL,
      scored INTEGER NOT NULL,
      set_aside INTEGER NOT NULL,
      coverage_sum INTEGER NOT NULL,
      PRIMARY KEY(run, language)
    ) WITHOUT ROWID;

    CREATE TABLE record(
      key BLOB PRIMARY KEY,
      content INTEGER NOT NULL,
      run INTEGER NOT NULL REFERENCES run(id)
    ) WITHOUT ROWID;

    CREATE TABLE cut(
      id INTEGER PRIMARY KEY,
      segment TEXT NOT NULL,
      value TEXT NOT NULL,
      UNIQUE(segment, value)
    );
    INSERT INTO cut VALUES(0, '', '');

    CREATE TABLE score(
      run INTEGER NOT NULL REFERENCES run(id),
      day TEXT NOT NULL,
      cut INTEGER NOT NULL REFERENCES cut(id),
      language TEXT NOT NULL,
      driver TEXT NOT NULL,
      aspect TEXT NOT NULL,
      positive INTEGER NOT NULL,
      negative INTEGER NOT NULL,
      neutral INTEGER NOT NULL,
      mixed INTEGER NOT NULL,
      sentiment_sum INTEGER NOT NULL,
      sentiment_squares INTEGER NOT NULL,
      PRIMARY KEY(run, day, cut, language, driver, aspect)
    ) WITHOUT ROWID;

    CREATE TABLE term(
      run INTEGER NOT NULL REFERENCES run(id),
      day TEXT NOT NULL,
      driver TEXT NOT NULL,
      term TEXT NOT NULL,
      negated INTEGER NOT NULL,
      positive INTEGER NOT NULL,
      negative INTEGER NOT NULL,
      PRIMARY KEY(run, day, driver, term, negated)
    ) WITHOUT ROWID;

    CREATE TABLE comment(
      record BLOB PRIMARY KEY,
      run INTEGER NOT NULL REFERENCES run(id),
      day TEXT NOT NULL,
      language TEXT NOT NULL,
      label TEXT NOT NULL,
      sentiment INTEGER NOT NULL,
      redacted TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE INDEX comment_by_run ON comment(run);

    CREATE TABLE comment_driver(
      record BLOB NOT NULL REFERENCES comment(record) ON DELETE CASCADE,
      driver TEXT NOT NULL,
      label TEXT NOT NULL,
      sentiment INTEGER NOT NULL,
      PRIMARY KEY(record, driver)
    ) WITHOUT ROWID;

    CREATE TABLE alert(
      run INTEGER NOT NULL REFERENCES run(id),
      name TEXT NOT NULL,
      condition TEXT NOT NULL,
      fired INTEGER NOT NULL,
      PRIMARY KEY(run, name)
    ) WITHOUT ROWID;

    CREATE VIEW driver_day AS
      SELECT score.day, cut.segment, cut.value, score.driver,
        sum(positive + negative + neutral + mixed) AS comments,
        sum(positive) AS positive, sum(negative) AS negative,
        sum(neutral) AS neutral, sum(mixed) AS mixed,
        100.0 * (sum(positive) - sum(negative))
          / sum(positive + negative + neutral + mixed) AS net,
        sum(sentiment_sum) / 10000.0
          / sum(positive + negative + neutral + mixed) AS mean_sentiment
      FROM score JOIN cut ON cut.id = score.cut
      WHERE aspect = ''
      GROUP BY score.day, cut.segment, cut.value, score.driver;
    """,
    """
    CREATE TABLE run_reject(
      run INTEGER NOT NULL REFERENCES run(id),
      reason TEXT NOT NULL,
      rejected INTEGER NOT NULL,
      PRIMARY KEY(run, reason)
    ) WITHOUT ROWID;
    """,
  ]
}

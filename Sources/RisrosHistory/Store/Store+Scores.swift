public import RisrosModel
public import RisrosScores

extension Store {
  /// Adds the sums of one file to those of its run.
  ///
  /// - Parameter segments: the names of the segment columns that `DatedScores.Key.segment` counts.
  public func add(
    _ scores: DatedScores, run: Int, taxonomy: Taxonomy, segments: [String]
  ) throws(SQLiteFailure) {
    // In canonical order, so that numbers given on the way are the same each time.
    let ordered = scores.groups.sorted {
      let (a, b) = ($0.key, $1.key)
      if a.day != b.day { return a.day < b.day }
      if a.segment != b.segment { return a.segment < b.segment }
      if a.value != b.value { return a.value < b.value }
      return a.language.rawValue < b.language.rawValue
    }
    for (key, group) in ordered {
      let cut =
        key.segment < 0 ? 0 : try cut(segments[key.segment], key.value)
      let day = DatedScores.name(ofDay: key.day)
      for aspect in Store.aspects(of: taxonomy) {
        let cell = aspect.map { group[$0] } ?? group.overall
        if cell.comments == 0 { continue }
        try database.run(
          """
          INSERT INTO score VALUES(?,?,?,?,?,?,?,?,?,?,?,?)
          ON CONFLICT(run, day, cut, language, driver, aspect) DO UPDATE SET
            positive = positive + excluded.positive, negative = negative + excluded.negative,
            neutral = neutral + excluded.neutral, mixed = mixed + excluded.mixed,
            sentiment_sum = sentiment_sum + excluded.sentiment_sum,
            sentiment_squares = sentiment_squares + excluded.sentiment_squares
          """,
          [
            .init(run), .text(day), .init(cut), .text(key.language.code),
            .text(aspect.map { taxonomy.id(of: $0.driver) } ?? ""),
            .text(aspect.flatMap { taxonomy.id(of: $0) } ?? ""), .init(cell.positive),
            .init(cell.negative), .init(cell.neutral), .init(cell.mixed),
            .integer(cell.sentimentSum), .integer(cell.squareSum),
          ])
      }
    }
    for (key, counts) in scores.terms {
      try database.run(
        """
        INSERT INTO term VALUES(?,?,?,?,?,?,?)
        ON CONFLICT(run, day, driver, term, negated) DO UPDATE SET
          positive = positive + excluded.positive, negative = negative + excluded.negative
        """,
        [
          .init(run), .text(DatedScores.name(ofDay: key.day)), .text(taxonomy.id(of: key.driver)),
          .textBytes(key.text.bytes), .init(key.isNegated), .init(counts.positive),
          .init(counts.negative),
        ])
    }
    for language in scores.languages where language.scored + language.setAside > 0 {
      try add(language, run: run)
    }
  }

  /// All comments (nil), each driver, and each driver's aspects.
  private static func aspects(of taxonomy: Taxonomy) -> [Aspect?] {
    [nil]
      + taxonomy.allDrivers.flatMap { driver in
        (0...taxonomy.drivers[Int(driver.index)].aspects.count).map { Aspect(driver, UInt8($0)) }
      }
  }

  private func cut(_ segment: String, _ value: ByteText) throws(SQLiteFailure) -> Int {
    let values: [SQLiteValue] = [.text(segment), .textBytes(value.bytes)]
    let find = "SELECT id FROM cut WHERE segment=? AND value=?"
    if let known = try database.first(find, values, { $0.int(0) }) { return known }
    try database.run("INSERT INTO cut(segment, value) VALUES(?,?)", values)
    return try database.first(find, values) { $0.int(0) } ?? 0
  }

  // MARK: Reading

  /// Names of the segment columns met so far, in order.
  public func segments() throws(SQLiteFailure) -> [String] {
    try database.rows(
      "SELECT DISTINCT segment FROM cut WHERE id > 0 ORDER BY segment"
    ) { $0.text(0) }
  }

  /// One way of splitting the comments of some runs.
  public enum Split: Sendable {
    case none, language, day
    /// By the values of a column.
    case segment(String)
    /// By the days of one value of a column.
    case days(segment: String, value: String)
  }

  /// The sums of some runs, by the keys of a split, in their order.
  public func scores(
    _ split: Split, runs: RunRange = .all, taxonomy: Taxonomy
  ) throws(SQLiteFailure) -> ScoreAxis {
    let key: String
    var values = runs.values
    var condition = "cut.id = 0"
    switch split {
    case .none: key = "''"
    case .language: key = "score.language"
    case .day: key = "score.day"
    case .segment(let column):
      key = "cut.value"
      condition = "cut.segment = ? AND cut.id > 0"
      values.append(.text(column))
    case .days(let column, let value):
      key = "score.day"
      condition = "cut.segment = ? AND cut.value = ? AND cut.id > 0"
      values += [.text(column), .text(value)]
    }
    let sums = try database.rows(
      """
      SELECT \(key) AS place, driver, aspect, sum(positive), sum(negative), sum(neutral),
        sum(mixed), sum(sentiment_sum), sum(sentiment_squares)
      FROM score JOIN cut ON cut.id = score.cut
      WHERE run BETWEEN ? AND ? AND \(condition)
      GROUP BY place, driver, aspect ORDER BY place
      """, values
    ) { row -> (key: ByteText, driver: String, aspect: String, cell: ScoreCell) in
      var cell = ScoreCell()
      cell.positive = row.int(3)
      cell.negative = row.int(4)
      cell.neutral = row.int(5)
      cell.mixed = row.int(6)
      cell.sentimentSum = Int64(row.int(7))
      cell.squareSum = Int64(row.int(8))
      return (ByteText(row.bytes(0)), row.text(1), row.text(2), cell)
    }
    var axis = ScoreAxis()
    for sum in sums {
      if axis.entries.last?.key != sum.key {
        axis.entries.append(
          .init(key: sum.key, group: ScoreGroup(drivers: taxonomy.drivers.count)))
      }
      let last = axis.entries.count - 1
      if sum.driver.isEmpty {
        axis.entries[last].group.overall = sum.cell
      } else if let aspect = taxonomy.aspect(
        named: sum.aspect.isEmpty ? sum.driver : "\(sum.driver).\(sum.aspect)")
      {
        // A driver that the taxonomy has no longer stays in the store and out of reports.
        axis.entries[last].group[aspect] = sum.cell
      }
    }
    return axis
  }

  /// The words behind the scores of some runs.
  public func terms(
    runs: RunRange, taxonomy: Taxonomy
  ) throws(SQLiteFailure) -> [ScoreTerm] {
    try database.rows(
      """
      SELECT driver, term, negated, sum(positive), sum(negative) FROM term
      WHERE run BETWEEN ? AND ? GROUP BY driver, term, negated
      """, runs.values
    ) { row -> ScoreTerm? in
      guard let aspect = taxonomy.aspect(named: row.text(0)) else { return nil }
      return ScoreTerm(
        key: .init(
          driver: aspect.driver, text: ByteText(row.bytes(1)), isNegated: row.bool(2)),
        positive: row.int(3), negative: row.int(4))
    }.compactMap { $0 }.sorted { $0.key < $1.key }
  }
}

internal import RisrosHistory
internal import RisrosModel
internal import RisrosScores

/// Scores as the report writers want them, put together from the sums of some runs.
enum StoredScores {
  /// - Parameters:
  ///   - period: splits them by the days of the comments as well.
  ///   - verbatims: kept comments a driver and polarity.
  static func load(
    _ store: Store, runs: RunRange, by period: PeriodUnit? = nil, verbatims: Int = 0,
    taxonomy: Taxonomy
  ) throws(SQLiteFailure) -> DriverScores {
    let segments = try store.segments()
    var scores = DriverScores(
      layout: ScoreLayout(
        taxonomy: taxonomy, segments: segments, period: period, verbatims: verbatims))
    scores.records = try records(store, runs)
    scores.languages = try store.scores(.language, runs: runs, taxonomy: taxonomy)
    for (index, segment) in segments.enumerated() {
      scores.segments[index] = try store.scores(
        .segment(segment), runs: runs, taxonomy: taxonomy)
    }
    if let period {
      let days = try store.scores(.day, runs: runs, taxonomy: taxonomy)
      for entry in days.entries {
        let bytes = entry.key.bytes
        let name =
          DateForm().date(bytes, 0..<bytes.count)?.name(of: period)
          ?? CalendarDate.unknownPeriod
        scores.periods.merge(
          ScoreAxis(entries: [.init(key: ByteText(name), group: entry.group)]))
      }
    }
    scores.terms = try store.terms(runs: runs, taxonomy: taxonomy)
    if verbatims > 0 {
      for driver in taxonomy.allDrivers {
        for polarity in Polarity.allCases {
          scores.verbatims[4 * Int(driver.index) + Int(polarity.rawValue)] = try store.examples(
            of: driver, polarity, runs: runs, limit: verbatims, taxonomy: taxonomy)
        }
      }
    }
    return scores
  }

  private static func records(
    _ store: Store, _ runs: RunRange
  ) throws(SQLiteFailure) -> RecordCounts {
    var sum = RunCounts()
    for run in try store.runs() where run.id >= runs.first && run.id <= runs.last {
      sum.add(run.counts)
    }
    var records = RecordCounts()
    records.scored = sum.scored
    records.rejected = sum.rejected
    records.duplicates = sum.duplicates
    records.empty = sum.setAside
    for language in try store.languages(runs: runs) {
      records.setAsideByLanguage[Int(language.language.rawValue)] = language.setAside
      records.empty -= language.setAside
    }
    return records
  }
}

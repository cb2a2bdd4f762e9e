internal import RisrosHistory
internal import RisrosModel
internal import RisrosPipeline
internal import RisrosRedaction
internal import RisrosScores

/// Sums up the new comments of a file by day, segment and language, and keeps them if told to.
struct NightlySink: BatchSink {
  let schema: RecordSchema
  let taxonomy: Taxonomy
  /// For files without a date: the day of the run.
  let runDay: CalendarDate
  /// Where comments are kept, or nil.
  let keeper: StoreBox?
  let run: Int
  private(set) var scores: DatedScores

  init(
    schema: RecordSchema, taxonomy: Taxonomy, runDay: CalendarDate, keeper: StoreBox?, run: Int
  ) {
    self.schema = schema
    self.taxonomy = taxonomy
    self.runDay = runDay
    self.keeper = keeper
    self.run = run
    scores = DatedScores(drivers: taxonomy.drivers.count)
  }

  func makeLaneSink() -> any LaneSink {
    NightlyLaneSink(
      columns: RecordColumns(schema, runDay),
      scores: DatedScores(drivers: taxonomy.drivers.count))
  }

  mutating func emit(_ batch: inout CommentBatch) throws(Diagnostic) {
    guard let keeper else { return }
    let columns = RecordColumns(schema, runDay)
    var comments: [KeptComment] = []
    for record in 0..<batch.count
    where batch.status[record] == .comment && batch.lexiconLanguage[record].isScored {
      let text = Array(batch.text[batch.textRange(of: record)])
      let drivers =
        batch.firstVerdict.count > batch.count
        ? batch.verdictRange(of: record).map { batch.verdicts[$0] } : []
      comments.append(
        KeptComment(
          record: columns.key(record, batch),
          day: columns.date(record, batch)?.name(of: .day) ?? CalendarDate.unknownPeriod,
          language: batch.language[record], polarity: batch.polarity[record],
          sentiment: Int(batch.sentiment[record]),
          redacted: String(decoding: Redactor().redact(text).text, as: UTF8.self),
          drivers: drivers.map { ($0.driver, $0.polarity, Int($0.sentiment)) }))
    }
    let (run, taxonomy, kept) = (run, taxonomy, comments)
    do {
      try keeper.use { (store) throws(SQLiteFailure) in
        for comment in kept { try store.insert(comment, run: run, taxonomy: taxonomy) }
      }
    } catch {
      throw error.diagnostic
    }
  }

  /// - Throws: a usage diagnostic when a segment column has too many values to be one.
  mutating func finish(_ laneSinks: [any LaneSink]) throws(Diagnostic) {
    for lane in laneSinks {
      guard let lane = lane as? NightlyLaneSink else {
        preconditionFailure("a sink takes back the lane sinks it made")
      }
      scores.merge(lane.scores)
    }
    for (place, column) in schema.segments.enumerated() {
      let values = Set(scores.groups.keys.filter { $0.segment == place }.map(\.value))
      if values.count > DriverScoreAccumulator.maximumSegmentValues {
        throw Diagnostic(
          "segment column '\(schema.columns[column].name)' has more than"
            + " \(DriverScoreAccumulator.maximumSegmentValues) different values",
          category: .usage,
          remedy: "choose a column with fewer values; one that names each record is no segment")
      }
    }
  }
}

/// The fields of a record that `NewRecordsReader` lets through.
struct RecordColumns: Sendable {
  private let schema: RecordSchema
  private let runDay: CalendarDate

  init(_ schema: RecordSchema, _ runDay: CalendarDate) {
    self.schema = schema
    self.runDay = runDay
  }

  private func range(_ record: Int, _ column: Int, _ batch: CommentBatch) -> Range<Int> {
    batch.fieldRange(record: record, column: column, columns: schema.columns.count)
  }

  func key(_ record: Int, _ batch: CommentBatch) -> [UInt8] {
    Array(batch.fieldBytes[range(record, 0, batch)])
  }

  /// The record's day; the run's where records have none, nil where it cannot be read.
  func date(_ record: Int, _ batch: CommentBatch) -> CalendarDate? {
    guard let column = schema.date else { return runDay }
    return schema.dateForm.date(batch.fieldBytes, range(record, column, batch))
  }

  func values(_ record: Int, _ batch: CommentBatch) -> [ByteText] {
    schema.segments.map { ByteText(Array(batch.fieldBytes[range(record, $0, batch)])) }
  }
}

private struct NightlyLaneSink: LaneSink {
  let columns: RecordColumns
  var scores: DatedScores

  mutating func process(_ batch: inout CommentBatch) throws(Diagnostic) {
    for record in 0..<batch.count {
      guard batch.status[record] == .comment, batch.lexiconLanguage[record].isScored else {
        scores.addUnscored(record, of: batch)
        continue
      }
      let date = columns.date(record, batch)
      let day = date.map { UInt32($0.year * 10_000 + $0.month * 100 + $0.day) } ?? 0
      scores.add(record, of: batch, day: day, values: columns.values(record, batch))
    }
  }
}

public import RisrosModel
internal import RisrosText

/// One lane's sums: adds processed batches, a few nanoseconds a comment.
///
/// Nothing is allocated per comment; only a segment value, a term or a verbatim met for the first
/// time takes memory. A comment is scored when a lexicon could score it
/// (`CommentBatch.lexiconLanguage`), and is counted under the language reported for it.
///
/// An aspect's polarity in a comment is that of the driver where the comment touches one aspect of
/// it alone; otherwise the mentions of the aspect decide, and its sentiment is their mean valence.
///
///     sums   language und … other │ segment values and periods as they are met
///            each group: 1 + 8 × drivers cells; each cell: 4 counts by polarity, Σ, Σ²
public struct DriverScoreAccumulator: Sendable {
  /// The most values that one segment column may have.
  public static let maximumSegmentValues = 10_000
  private static let cellSize = 6

  public let layout: ScoreLayout
  private let columnCount: Int
  private let dateColumn: Int?
  private let dateForm: DateForm
  private let segmentColumns: [Int]
  /// Elements of `sums` a group.
  private let groupSize: Int

  private var records = RecordCounts()
  private var sums: [Int64]
  private var groupCount = Language.allCases.count

  /// Per segment column, and last the periods: values met, and the group of each.
  private var axes: [InternTable]
  private var axisGroups: [[Int]]
  private var unknownPeriod = -1
  /// For the batch in hand: first element in `sums` of the groups of each record.
  private var recordBases: [Int] = []

  private var terms = TermTally()
  private var verbatims: VerbatimSample

  /// - Parameter schema: says where the segments, the date and the identifier of a record are; its
  ///   segments are those of the layout.
  public init(layout: ScoreLayout, schema: RecordSchema = RecordSchema()) {
    precondition(layout.segments.count == schema.segments.count, "one segment column each")
    self.layout = layout
    columnCount = schema.columns.count
    dateColumn = schema.date
    dateForm = schema.dateForm
    segmentColumns = schema.segments
    let drivers = layout.drivers.count
    groupSize = ScoreGroup.cellCount(drivers: drivers) * DriverScoreAccumulator.cellSize
    sums = [Int64](repeating: 0, count: groupCount * groupSize)
    let axisCount = segmentColumns.count + (layout.period == nil ? 0 : 1)
    axes = Array(repeating: InternTable(), count: axisCount)
    axisGroups = Array(repeating: [], count: axisCount)
    verbatims = VerbatimSample(drivers: drivers, limit: layout.verbatims, schema: schema)
  }

  // MARK: Adding

  /// Adds all records of a batch.
  ///
  /// - Throws: a usage diagnostic when a segment column has too many values to be one.
  public mutating func add(_ batch: CommentBatch) throws(Diagnostic) {
    let axisCount = axes.count
    if axisCount > 0 { try findGroups(batch) }
    let hasDrivers = batch.firstVerdict.count > batch.count
    let keepsVerbatims = layout.verbatims > 0

    // Taken out while they are written, so that terms and verbatims can be added meanwhile.
    var ownSums: [Int64] = []
    swap(&ownSums, &self.sums)
    var sums = ownSums.mutableSpan
    let groupSize = groupSize
    let ownBases = recordBases
    let recordBases = ownBases.span
    let statuses = batch.status.storage.span
    let languages = batch.language.storage.span
    let lexiconLanguages = batch.lexiconLanguage.storage.span
    let sentiments = batch.sentiment.storage.span
    let polarities = batch.polarity.storage.span
    let firstVerdicts = batch.firstVerdict.storage.span
    let verdicts = batch.verdicts.storage.span

    var scored = 0
    for record in 0..<batch.count {
      guard statuses[record] == .comment, lexiconLanguages[record].isScored else {
        countUnscored(statuses[record], record < languages.count ? languages[record] : .und)
        continue
      }
      scored &+= 1
      let base = Int(languages[record].rawValue) &* groupSize
      let polarity = polarities[record]
      let sentiment = sentiments[record]
      DriverScoreAccumulator.add(&sums, base, polarity, sentiment)
      for axis in 0..<axisCount {
        DriverScoreAccumulator.add(
          &sums, recordBases[record &* axisCount &+ axis], polarity, sentiment)
      }
      guard hasDrivers else { continue }
      let first = Int(firstVerdicts[record])
      let end = Int(firstVerdicts[record &+ 1])
      if first == end { continue }
      for index in first..<end {
        let verdict = verdicts[index]
        let cell = (1 &+ 8 &* Int(verdict.driver.index)) &* DriverScoreAccumulator.cellSize
        DriverScoreAccumulator.add(&sums, base &+ cell, verdict.polarity, verdict.sentiment)
        for axis in 0..<axisCount {
          DriverScoreAccumulator.add(
            &sums, recordBases[record &* axisCount &+ axis] &+ cell, verdict.polarity,
            verdict.sentiment)
        }
        // Bit 0 stands for the driver as a whole, which is no aspect.
        var aspects = verdict.aspects & 0xFE
        let isOnlyAspect = verdict.aspects & (verdict.aspects &- 1) == 0
        while aspects != 0 {
          let number = aspects.trailingZeroBitCount
          aspects &= aspects &- 1
          let (polarity, sentiment) =
            isOnlyAspect
            ? (verdict.polarity, verdict.sentiment)
            : verdict.judgement(ofAspect: number, in: batch)
          let cell = cell &+ number &* DriverScoreAccumulator.cellSize
          DriverScoreAccumulator.add(&sums, base &+ cell, polarity, sentiment)
          for axis in 0..<axisCount {
            DriverScoreAccumulator.add(
              &sums, recordBases[record &* axisCount &+ axis] &+ cell, polarity, sentiment)
          }
        }
        terms.count(verdict, batch)
        if keepsVerbatims { verbatims.offer(record, of: batch, for: verdict) }
      }
    }
    records.scored += scored
    swap(&ownSums, &self.sums)
  }

  @inline(__always)
  private static func add(
    _ sums: inout MutableSpan<Int64>, _ base: Int, _ polarity: Polarity, _ sentiment: Int16
  ) {
    let value = Int64(sentiment)
    sums[base &+ Int(polarity.rawValue)] &+= 1
    sums[base &+ 4] &+= value
    sums[base &+ 5] &+= value &* value
  }

  private mutating func countUnscored(_ status: RecordStatus, _ language: Language) {
    switch status {
    case .comment: records.setAsideByLanguage[Int(language.rawValue)] += 1
    case .empty: records.empty += 1
    case .rejected: records.rejected += 1
    case .duplicate: records.duplicates += 1
    }
  }

  // MARK: Groups

  /// Finds, and makes where they are new, the groups of every record that is scored.
  private mutating func findGroups(_ batch: CommentBatch) throws(Diagnostic) {
    let axisCount = axes.count
    if recordBases.count < batch.count * axisCount {
      recordBases = [Int](repeating: 0, count: batch.count * axisCount)
    }
    for record in 0..<batch.count {
      guard batch.status[record] == .comment, batch.lexiconLanguage[record].isScored else {
        continue
      }
      for (axis, column) in segmentColumns.enumerated() {
        let range = batch.fieldRange(record: record, column: column, columns: columnCount)
        let key = DriverScoreAccumulator.hash(batch.fieldBytes, range)
        let number: Int
        if let known = axes[axis].find(key) {
          number = known
        } else {
          number = try addGroup(key, batch.fieldBytes[range], axis)
        }
        recordBases[record * axisCount + axis] = axisGroups[axis][number]
      }
      if let unit = layout.period {
        let base = try findPeriod(batch, record, unit)
        recordBases[record * axisCount + axisCount - 1] = base
      }
    }
  }

  private mutating func findPeriod(
    _ batch: CommentBatch, _ record: Int, _ unit: PeriodUnit
  ) throws(Diagnostic) -> Int {
    let axis = axes.count - 1
    var date: CalendarDate?
    if let column = dateColumn {
      let range = batch.fieldRange(record: record, column: column, columns: columnCount)
      date = dateForm.date(batch.fieldBytes, range)
    }
    let key = date.map { UInt64($0.code(of: unit)) } ?? 0
    if let known = axes[axis].find(key) { return axisGroups[axis][known] }
    let name = date?.name(of: unit) ?? CalendarDate.unknownPeriod
    return axisGroups[axis][try addGroup(key, Array(name.utf8)[...], axis)]
  }

  /// The hash of a field, which nothing readable may follow where it is a batch's last.
  private static func hash(_ bytes: [UInt8], _ range: Range<Int>) -> UInt64 {
    range.upperBound + 16 <= bytes.count
      ? WordHash.hash(bytes, range) : WordHash.hash(of: bytes[range])
  }

  @inline(never)
  private mutating func addGroup(
    _ key: UInt64, _ text: ArraySlice<UInt8>, _ axis: Int
  ) throws(Diagnostic) -> Int {
    let isSegment = axis < segmentColumns.count
    if isSegment, axes[axis].count == DriverScoreAccumulator.maximumSegmentValues {
      throw DriverScoreAccumulator.tooManyValues(layout.segments[axis])
    }
    let number = axes[axis].insert(key, text)
    axisGroups[axis].append(groupCount * groupSize)
    groupCount += 1
    sums.append(contentsOf: repeatElement(0, count: groupSize))
    return number
  }

  static func tooManyValues(_ column: String) -> Diagnostic {
    Diagnostic(
      "segment column '\(column)' has more than \(maximumSegmentValues) different values",
      category: .usage,
      remedy: "choose a column with fewer values; one that names each record is no segment")
  }

  // MARK: Result

  /// The sums so far, in canonical order.
  public func scores() -> DriverScores {
    var scores = DriverScores(layout: layout)
    scores.records = records
    for language in Language.allCases {
      let group = group(at: Int(language.rawValue) * groupSize)
      guard group.overall.comments > 0 else { continue }
      scores.languages.entries.append(.init(key: ByteText(language.code), group: group))
    }
    scores.languages.entries.sort { $0.key < $1.key }
    for axis in segmentColumns.indices { scores.segments[axis] = self.axis(axis) }
    if layout.period != nil { scores.periods = axis(axes.count - 1) }
    scores.terms = terms.terms
    scores.verbatims = verbatims.lists
    return scores
  }

  private func axis(_ axis: Int) -> ScoreAxis {
    let entries = (0..<axes[axis].count).map { number in
      ScoreAxis.Entry(
        key: ByteText(axes[axis].text(number)), group: group(at: axisGroups[axis][number]))
    }
    return ScoreAxis(entries: entries.sorted { $0.key < $1.key })
  }

  private func group(at base: Int) -> ScoreGroup {
    var group = ScoreGroup(drivers: layout.drivers.count)
    for index in group.cells.indices {
      let at = base + index * DriverScoreAccumulator.cellSize
      group.cells[index].neutral = Int(sums[at + Int(Polarity.neutral.rawValue)])
      group.cells[index].positive = Int(sums[at + Int(Polarity.positive.rawValue)])
      group.cells[index].negative = Int(sums[at + Int(Polarity.negative.rawValue)])
      group.cells[index].mixed = Int(sums[at + Int(Polarity.mixed.rawValue)])
      group.cells[index].sentimentSum = sums[at + 4]
      group.cells[index].squareSum = sums[at + 5]
    }
    return group
  }
}

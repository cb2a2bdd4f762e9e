public import RisrosModel
public import RisrosText

/// One JSON object a record.
///
///     {"id":"17","language":"da","languageConfidence":0.98,"sentiment":-0.42,"label":"negative",
///      "drivers":[{"driver":"price","label":"negative","sentiment":-0.7,"aspects":["increase"],
///                  "spans":[[4,18]]}],"coverage":0.31}
///
/// Numbers have up to four decimals. Spans are byte ranges of the comment as it was read, half
/// open, ascending: the words that name the driver and those that judge it. After these keys stand,
/// where they apply: `rejected` (the reason), `duplicate`, `tokens`, `evidence`, `date`
/// (`2026-05-03`) and `rating` (0…1 of its scale; null for what cannot be read), `fields`, `text`.
public struct JSONLinesAnnotationWriter: AnnotationWriter {
  /// Version of the objects' keys. It stands in `risros --version --json` and not in every object:
  /// streams are cut and joined, and each line would be a tenth longer.
  public static let schema = "risros.annotation/1"
  public static let name = "jsonl"
  public static let summary = "One JSON object a record."

  /// The constant parts of a line, end to end in `pool`; each is a range of it.
  private struct Parts: Sendable {
    var pool: [UInt8] = []

    mutating func add(_ text: String) -> Range<Int> {
      let start = pool.count
      pool.append(contentsOf: text.utf8)
      return start..<pool.count
    }

    mutating func add(jsonString text: String) -> Range<Int> {
      var out = ByteWriter()
      out.append(jsonString: text)
      let start = pool.count
      pool.append(contentsOf: out.finish())
      return start..<pool.count
    }
  }

  public let header: [UInt8] = []
  private let identity: RecordIdentity
  private let roles: RecordRoles
  private let options: AnnotationOptions

  private let pool: [UInt8]
  private let idOpening: Range<Int>
  private let languages: [Range<Int>]
  private let sentiment: Range<Int>
  private let labels: [Range<Int>]
  /// By driver and polarity: index `4 × driver + Polarity.rawValue`.
  private let drivers: [Range<Int>]
  private let aspectsOpening: Range<Int>
  /// By `Aspect.rawValue`, quoted.
  private let aspects: [Range<Int>]
  /// By `Aspect.rawValue`: all from the aspects to the spans where there is one aspect or none.
  private let onlyAspects: [Range<Int>]
  private let spansOpening: Range<Int>
  private let driverClosing: Range<Int>
  private let coverage: Range<Int>
  private let lineEnd: Range<Int>
  /// The kept columns: column, and its key with the colon.
  private let kept: [(column: Int, key: Range<Int>)]

  /// Spans of the driver in hand, first byte in the upper half, end in the lower.
  private var spans: [UInt64] = []

  public init(taxonomy: Taxonomy, schema: RecordSchema, options: AnnotationOptions) {
    identity = RecordIdentity(schema)
    roles = RecordRoles(schema)
    self.options = options
    var parts = Parts()
    idOpening = parts.add("{\"id\":\"")
    languages = Language.allCases.map {
      parts.add("\",\"language\":\"\($0.code)\",\"languageConfidence\":")
    }
    sentiment = parts.add(",\"sentiment\":")
    labels = JSONLinesAnnotationWriter.byPolarity {
      parts.add(",\"label\":\"\($0.label)\",\"drivers\":[")
    }
    aspectsOpening = parts.add(",\"aspects\":[")
    spansOpening = parts.add("],\"spans\":[")
    driverClosing = parts.add("]}")
    coverage = parts.add("],\"coverage\":")
    lineEnd = parts.add("}\n")
    drivers = taxonomy.drivers.flatMap { driver in
      JSONLinesAnnotationWriter.byPolarity {
        parts.add("{\"driver\":\"\(driver.id)\",\"label\":\"\($0.label)\",\"sentiment\":")
      }
    }
    var aspects = [Range<Int>](repeating: 0..<0, count: 8 * (taxonomy.drivers.count + 1))
    var onlyAspects = aspects
    for driver in taxonomy.allDrivers {
      onlyAspects[Int(Aspect(driver).rawValue)] = parts.add(",\"aspects\":[],\"spans\":[")
      for (number, aspect) in taxonomy.drivers[Int(driver.index)].aspects.enumerated() {
        let raw = Int(Aspect(driver, UInt8(number + 1)).rawValue)
        aspects[raw] = parts.add(jsonString: aspect.id)
        onlyAspects[raw] = parts.add(",\"aspects\":[\"\(aspect.id)\"],\"spans\":[")
      }
    }
    self.aspects = aspects
    self.onlyAspects = onlyAspects
    var kept: [(column: Int, key: Range<Int>)] = []
    for column in options.keep {
      let key = parts.add(jsonString: schema.columns[column].name)
      parts.pool.append(0x3A)
      kept.append((column: column, key: key.lowerBound..<key.upperBound + 1))
    }
    self.kept = kept
    // Bytes behind the last part, so that all of them are copied in whole blocks.
    pool = parts.pool + [UInt8](repeating: 0, count: 32)
  }

  private static func byPolarity(_ body: (Polarity) -> Range<Int>) -> [Range<Int>] {
    Polarity.allCases.sorted { $0.rawValue < $1.rawValue }.map(body)
  }

  public mutating func write(_ batch: CommentBatch, into out: inout ByteWriter) {
    out.reserve(200 * batch.count)
    let hasDrivers = batch.firstVerdict.count > batch.count
    var nextRejection = 0
    for record in 0..<batch.count {
      out.append(pool, idOpening)
      if let id = identity.range(batch, record) {
        out.appendJSON(batch.fieldBytes, id)
      } else {
        out.append(integer: batch.firstRecord &+ record)
      }
      let status = batch.status[record]
      guard status == .comment else {
        appendUnread(&out)
        switch status {
        case .rejected:
          out.append(",\"rejected\":")
          out.append(jsonString: identity.reason(batch, record, &nextRejection))
        case .duplicate: out.append(",\"duplicate\":true")
        case .comment, .empty: break
        }
        appendKept(batch, record, &out)
        continue
      }
      let isScored = batch.lexiconLanguage[record].isScored
      out.append(
        pool, languages[Int(batch.language[record].rawValue)],
        tenThousandths: Int(batch.confidence[record]))
      out.append(
        pool, sentiment, tenThousandths: isScored ? Int(batch.sentiment[record]) : 0)
      out.append(pool, labels[isScored ? Int(batch.polarity[record].rawValue) : 0])
      if isScored, hasDrivers {
        let range = batch.verdictRange(of: record)
        for index in range {
          if index > range.lowerBound { out.append(0x2C) }
          append(batch.verdicts[index], batch, record, &out)
        }
      }
      out.append(pool, coverage, tenThousandths: Int(batch.coverage[record]))
      if options.tokens { appendTokens(batch, record, &out) }
      if options.evidence, isScored { EvidenceWriter.write(batch, record, into: &out) }
      appendKept(batch, record, &out)
    }
  }

  /// The middle of a line without a comment.
  private func appendUnread(_ out: inout ByteWriter) {
    out.append(pool, languages[0], tenThousandths: 0)
    out.append(pool, sentiment, tenThousandths: 0)
    out.append(pool, labels[0])
    out.append(pool, coverage, tenThousandths: 0)
  }

  private mutating func append(
    _ verdict: DriverVerdict, _ batch: CommentBatch, _ record: Int, _ out: inout ByteWriter
  ) {
    let driver = Int(verdict.driver.index)
    out.append(
      pool, drivers[4 &* driver &+ Int(verdict.polarity.rawValue)],
      tenThousandths: Int(verdict.sentiment))
    // Bit 0 stands for the driver as a whole.
    var left = verdict.aspects & 0xFE
    if left & (left &- 1) == 0 {
      let number = left == 0 ? 0 : left.trailingZeroBitCount
      out.append(pool, onlyAspects[8 &* (driver &+ 1) &+ number])
    } else {
      out.append(pool, aspectsOpening)
      while left != 0 {
        out.append(pool, aspects[8 &* (driver &+ 1) &+ left.trailingZeroBitCount])
        left &= left &- 1
        if left != 0 { out.append(0x2C) }
      }
      out.append(pool, spansOpening)
    }
    if verdict.endMention == verdict.firstMention &+ 1 {
      appendSpans(of: batch.mentions[Int(verdict.firstMention)], batch, record, &out)
    } else {
      collectSpans(verdict, batch, record)
      for (index, span) in spans.enumerated() {
        if index > 0 { out.append(0x2C) }
        JSONLinesAnnotationWriter.append(span, &out)
      }
    }
    out.append(pool, driverClosing)
  }

  /// The spans of a driver's only mention, which need no sorting.
  @inline(__always)
  private func appendSpans(
    of mention: Mention, _ batch: CommentBatch, _ record: Int, _ out: inout ByteWriter
  ) {
    let word = JSONLinesAnnotationWriter.span(of: mention.lexeme, batch, record)
    if mention.cue == mention.lexeme { return JSONLinesAnnotationWriter.append(word, &out) }
    let cue = JSONLinesAnnotationWriter.span(of: mention.cue, batch, record)
    JSONLinesAnnotationWriter.append(min(word, cue), &out)
    if word == cue { return }
    out.append(0x2C)
    JSONLinesAnnotationWriter.append(max(word, cue), &out)
  }

  @inline(__always)
  private static func append(_ span: UInt64, _ out: inout ByteWriter) {
    out.append(pair: Int(span >> 32), Int(span & 0xFFFF_FFFF))
  }

  /// A lexeme's byte range in its comment, the first byte in the upper half.
  @inline(__always)
  private static func span(of lexeme: UInt32, _ batch: CommentBatch, _ record: Int) -> UInt64 {
    let lexeme = batch.lexemes.storage[Int(lexeme)]
    let tokens = batch.tokens.storage.span
    let base = batch.start[record]
    let first = tokens[Int(lexeme.firstToken)].start &- base
    let end = tokens[Int(lexeme.endToken) &- 1].end &- base
    if !batch.edits.isEmpty { return readSpan(Int(first)..<Int(end), batch, record) }
    return UInt64(first) << 32 | UInt64(end)
  }

  /// The span in the comment as read of one in the comment as analysed.
  private static func readSpan(
    _ range: Range<Int>, _ batch: CommentBatch, _ record: Int
  ) -> UInt64 {
    let read = batch.edits.readRange(of: range, in: record)
    return UInt64(read.lowerBound) << 32 | UInt64(read.upperBound)
  }

  /// Finds the distinct ranges of a verdict's mentions and cues, ascending.
  private mutating func collectSpans(
    _ verdict: DriverVerdict, _ batch: CommentBatch, _ record: Int
  ) {
    spans.removeAll(keepingCapacity: true)
    for index in Int(verdict.firstMention)..<Int(verdict.endMention) {
      let mention = batch.mentions[index]
      add(JSONLinesAnnotationWriter.span(of: mention.lexeme, batch, record))
      if mention.cue != mention.lexeme {
        add(JSONLinesAnnotationWriter.span(of: mention.cue, batch, record))
      }
    }
  }

  /// Puts a span in its place; there are few, and mostly they come in order.
  private mutating func add(_ span: UInt64) {
    var place = spans.count
    while place > 0, spans[place - 1] > span { place -= 1 }
    if place > 0, spans[place - 1] == span { return }
    spans.insert(span, at: place)
  }

  private func appendTokens(_ batch: CommentBatch, _ record: Int, _ out: inout ByteWriter) {
    out.append(",\"tokens\":[")
    let range = batch.tokenRange(of: record)
    for index in range {
      if index > range.lowerBound { out.append(0x2C) }
      let read = batch.byteRange(ofTokens: index..<index + 1, in: record)
      out.append(pair: read.lowerBound, read.upperBound)
    }
    out.append(0x5D)
  }

  /// The record's date and rating as they are understood.
  private func appendRoles(_ batch: CommentBatch, _ record: Int, _ out: inout ByteWriter) {
    switch roles.date(batch, record) {
    case .missing: break
    case .unreadable: out.append(",\"date\":null")
    case .value(let day): out.append(",\"date\":\"\(day)\"")
    }
    switch roles.rating(batch, record) {
    case .missing: break
    case .unreadable: out.append(",\"rating\":null")
    case .value(let rating):
      out.append(",\"rating\":")
      out.append(tenThousandths: rating)
    }
  }

  /// The kept fields and the end of the line.
  @inline(__always)
  private func appendKept(_ batch: CommentBatch, _ record: Int, _ out: inout ByteWriter) {
    if options.keepsRoles { appendRoles(batch, record, &out) }
    if !kept.isEmpty {
      out.append(",\"fields\":{")
      for (index, entry) in kept.enumerated() {
        if index > 0 { out.append(0x2C) }
        out.append(pool, entry.key)
        out.append(0x22)
        out.appendJSON(
          batch.fieldBytes,
          batch.fieldRange(record: record, column: entry.column, columns: identity.columnCount))
        out.append(0x22)
      }
      out.append(0x7D)
    }
    if options.keepsText {
      out.append(",\"text\":\"")
      let text = batch.readText(of: record)
      out.appendJSON(Array(text), 0..<text.count)
      out.append(0x22)
    }
    out.append(pool, lineEnd)
  }
}

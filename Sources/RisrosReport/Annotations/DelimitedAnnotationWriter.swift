public import RisrosModel
public import RisrosText

/// One row a record, comma-separated by RFC 4180, with a header.
///
/// Columns: `id`, `language`, `confidence`, `sentiment`, `label`, one a driver with its label
/// (empty where the comment does not touch it), `rejected` with the reason, then, where they were
/// asked for, `duplicate` (`true` or empty), `date` and `rating` as they are understood, the kept
/// fields and `text`. With
/// `keepsFirst` the kept fields come before all that, and where one of them is called as a column of
/// ours, ours is called `risros_id` and so on.
public struct CSVAnnotationWriter: AnnotationWriter {
  public static let name = "csv"
  public static let summary = "One row a record, comma-separated."

  private var rows: DelimitedRows

  public init(taxonomy: Taxonomy, schema: RecordSchema, options: AnnotationOptions) {
    rows = DelimitedRows(taxonomy, schema, options, options.style ?? .csv)
  }

  public var header: [UInt8] { rows.header }

  public mutating func write(_ batch: CommentBatch, into out: inout ByteWriter) {
    rows.write(batch, into: &out)
  }
}

/// The same with tabs.
public struct TSVAnnotationWriter: AnnotationWriter {
  public static let name = "tsv"
  public static let summary = "One row a record, tab-separated."

  private var rows: DelimitedRows

  public init(taxonomy: Taxonomy, schema: RecordSchema, options: AnnotationOptions) {
    rows = DelimitedRows(taxonomy, schema, options, options.style ?? .tsv)
  }

  public var header: [UInt8] { rows.header }

  public mutating func write(_ batch: CommentBatch, into out: inout ByteWriter) {
    rows.write(batch, into: &out)
  }
}

/// Rows of delimited text, for either delimiter.
private struct DelimitedRows: Sendable {
  let identity: RecordIdentity
  let roles: RecordRoles
  let options: AnnotationOptions
  let style: DelimitedStyle
  let delimiter: UInt8
  let driverCount: Int
  let header: [UInt8]
  /// The constant parts of a row, end to end, with bytes behind so that they are copied in blocks.
  private let pool: [UInt8]
  /// By language and polarity, each with the delimiter before it; languages also behind.
  private let languages: [Range<Int>]
  private let labels: [Range<Int>]
  private let separator: Range<Int>

  init(
    _ taxonomy: Taxonomy, _ schema: RecordSchema, _ options: AnnotationOptions,
    _ style: DelimitedStyle
  ) {
    let delimiter = style.delimiter
    identity = RecordIdentity(schema)
    roles = RecordRoles(schema)
    self.options = options
    self.style = style
    self.delimiter = delimiter
    driverCount = taxonomy.drivers.count
    var pool: [UInt8] = []
    func add(_ text: String, closes: Bool = false) -> Range<Int> {
      let start = pool.count
      pool.append(delimiter)
      pool.append(contentsOf: text.utf8)
      if closes { pool.append(delimiter) }
      return start..<pool.count
    }
    separator = add("")
    languages = Language.allCases.map { add($0.code, closes: true) }
    labels = Polarity.allCases.sorted { $0.rawValue < $1.rawValue }.map { add($0.label) }
    self.pool = pool + [UInt8](repeating: 0, count: 32)
    var names = ["id", "language", "confidence", "sentiment", "label"]
    names += taxonomy.drivers.map(\.id) + ["rejected"]
    if options.marksDuplicates { names.append("duplicate") }
    if options.keepsRoles { names += ["date", "rating"] }
    let kept = options.keep.map { schema.columns[$0].name }
    if options.keepsFirst {
      let taken = Set(kept.map { $0.lowercased() })
      names = kept + names.map { taken.contains($0) ? "risros_" + $0 : $0 }
    } else {
      names += kept
    }
    if options.keepsText { names.append("text") }
    var out = ByteWriter()
    out.appendHead(of: style)
    for (index, name) in names.enumerated() {
      if index > 0 { out.append(delimiter) }
      out.appendField(name, style)
    }
    out.append(style.lineEnd)
    header = out.finish()
  }

  func write(_ batch: CommentBatch, into out: inout ByteWriter) {
    out.reserve(100 * batch.count)
    let hasDrivers = batch.firstVerdict.count > batch.count
    var nextRejection = 0
    for record in 0..<batch.count {
      if options.keepsFirst {
        for column in options.keep {
          writeField(column, of: record, batch, &out)
          out.append(delimiter)
        }
      }
      if let id = identity.range(batch, record) {
        out.appendField(batch.fieldBytes, id, style)
      } else {
        out.append(integer: batch.firstRecord &+ record)
      }
      let isComment = batch.status[record] == .comment
      let isScored = isComment && batch.lexiconLanguage[record].isScored
      append(
        languages[isComment ? Int(batch.language[record].rawValue) : 0],
        tenThousandths: isComment ? Int(batch.confidence[record]) : 0, &out)
      append(separator, tenThousandths: isScored ? Int(batch.sentiment[record]) : 0, &out)
      out.append(pool, labels[isScored ? Int(batch.polarity[record].rawValue) : 0])
      // Verdicts stand in the order of the drivers.
      var columns = 0
      if isScored, hasDrivers {
        for index in batch.verdictRange(of: record) {
          let verdict = batch.verdicts[index]
          while columns < Int(verdict.driver.index) {
            out.append(delimiter)
            columns &+= 1
          }
          out.append(pool, labels[Int(verdict.polarity.rawValue)])
          columns &+= 1
        }
      }
      while columns < driverCount {
        out.append(delimiter)
        columns &+= 1
      }
      out.append(delimiter)
      if batch.status[record] == .rejected {
        out.appendField(identity.reason(batch, record, &nextRejection), style)
      }
      if options.marksDuplicates {
        out.append(delimiter)
        if batch.status[record] == .duplicate { out.append("true") }
      }
      if options.keepsRoles {
        out.append(delimiter)
        if case .value(let day) = roles.date(batch, record) { out.append(day) }
        if case .value(let rating) = roles.rating(batch, record) {
          append(separator, tenThousandths: rating, &out)
        } else {
          out.append(delimiter)
        }
      }
      if !options.keepsFirst {
        for column in options.keep {
          out.append(delimiter)
          writeField(column, of: record, batch, &out)
        }
      }
      if options.keepsText {
        out.append(delimiter)
        let text = batch.readText(of: record)
        out.appendField(Array(text), 0..<text.count, style)
      }
      out.append(style.lineEnd)
    }
  }

  private func writeField(
    _ column: Int, of record: Int, _ batch: CommentBatch, _ out: inout ByteWriter
  ) {
    out.appendField(
      batch.fieldBytes,
      batch.fieldRange(record: record, column: column, columns: identity.columnCount), style)
  }

  /// A constant part, then a number.
  @inline(__always)
  private func append(_ part: Range<Int>, tenThousandths value: Int, _ out: inout ByteWriter) {
    if style.decimalMark == 0x2E {
      out.append(pool, part, tenThousandths: value)
    } else {
      out.append(pool, part)
      out.append(fixed: value, decimals: 4, point: style.decimalMark)
    }
  }
}

internal import RisrosModel
internal import RisrosPipeline

/// Reads one sheet of a workbook, row by row; rows without anything in them are no records.
struct WorkbookReader: FileReader {
  static let name = "xlsx"
  static let summary = "A sheet of a workbook of Excel (.xlsx, .xlsm) or OpenDocument (.ods)."

  let schema: RecordSchema
  private var rows: any SheetRows
  private var row = SheetRow()
  private let file: String
  private var rowsToSkip: Int
  private let columnCount: Int
  private let textColumn: Int
  /// Column of each kept field; -1 where the file lacks it.
  private let fieldColumns: [Int]
  private let isHeaderKnown: Bool
  /// Bytes of a rejected row to be kept.
  private let keptBytes: Int
  /// Rows before this one stand before the table.
  private let firstRow: Int

  init(
    rows: any SheetRows, file: String, plan: SheetPlan, schema: RecordSchema, textColumn: Int,
    fieldColumns: [Int?], limits: InputLimits
  ) {
    self.rows = rows
    self.file = file
    self.schema = schema
    self.textColumn = textColumn
    self.fieldColumns = fieldColumns.map { $0 ?? -1 }
    rowsToSkip = plan.rowsToSkip
    columnCount = plan.columnCount
    isHeaderKnown = plan.hasHeader
    firstRow = plan.firstRow
    keptBytes = limits.rejectedBytes
  }

  mutating func fill(
    _ batch: inout CommentBatch, targetBytes: Int
  ) throws(Diagnostic) -> FillOutcome {
    while !batch.isFull(targetBytes: targetBytes) {
      guard try rows.next(&row) else { return .fileIsAtEnd }
      if row.isBlankRow || row.number < firstRow { continue }
      if rowsToSkip > 0 {
        rowsToSkip -= 1
      } else if let problem = row.problem {
        reject(problem.message, problem.remedy, &batch)
      } else if let column = strayColumn {
        reject(
          "column \(column + 1) has a value, and "
            + (isHeaderKnown ? "the header has" : "the rows before have")
            + " \(columnCount) column\(columnCount == 1 ? "" : "s")",
          "name the column in the header, or empty the cell", as: .fields, &batch)
      } else {
        append(&batch)
      }
    }
    return .batchIsDue
  }

  /// A column with a value behind the last one that is known.
  private var strayColumn: Int? {
    if row.cells.count <= columnCount { return nil }
    return (columnCount..<row.cells.count).first { !isBlank(row.bytes, row.cells[$0]) }
  }

  private mutating func append(_ batch: inout CommentBatch) {
    for column in fieldColumns {
      let range = column >= 0 ? row.range(column) : 0..<0
      batch.appendField(row.bytes.span.extracting(range))
    }
    let range = row.range(textColumn)
    batch.appendText(row.bytes.span.extracting(range))
    batch.endComment(status: holdsNoComment(row.bytes, range) ? .empty : .comment)
  }

  private func reject(
    _ message: String, _ remedy: String, as reason: RejectionReason = .other,
    _ batch: inout CommentBatch
  ) {
    batch.reject(
      Diagnostic(
        message, category: .input, at: SourceLocation(file: file, line: row.number),
        remedy: remedy, rejection: reason), fieldCount: fieldColumns.count, source: source)
  }

  /// The cells of the row, with tabs between them, where rejected records are kept.
  private var source: RejectedSource? {
    if keptBytes == 0 { return nil }
    let cells = row.cells.map { row.bytes[$0] }
    let bytes = Array(cells.joined(separator: [0x09]))
    return RejectedSource(
      row: 0, byteOffset: row.offset, bytes: Array(bytes.prefix(keptBytes)),
      isCut: bytes.count > keptBytes)
  }
}

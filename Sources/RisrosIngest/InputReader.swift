internal import RisrosModel
internal import RisrosPipeline

/// Reads several files, each in its own format, as one input with one schema.
struct InputReader: RecordReader {
  static let name = "input"
  static let summary = "All files of the input, one after the other."

  let schema: RecordSchema
  /// Files that were not begun yet, the next one last.
  private var waiting: [PlannedFile]
  private var current: (any FileReader)?
  /// Rows at the begin of the current file that belong to its header.
  private var headerRows = 0

  init(schema: RecordSchema, files: [PlannedFile]) {
    self.schema = schema
    waiting = files.reversed()
  }

  mutating func read(
    into batch: inout CommentBatch, targetBytes: Int
  ) throws(Diagnostic) -> Bool {
    while true {
      if current == nil {
        guard let next = waiting.popLast() else { return batch.count > 0 }
        current = try next.makeReader(schema: schema)
        headerRows = next.inspection.headerRows
      }
      let first = batch.count
      let outcome = try current!.fill(&batch, targetBytes: targetBytes)
      if headerRows > 0 {
        let dropped = min(headerRows, batch.count - first)
        batch.removeRecords(first..<first + dropped, columns: schema.columns.count)
        headerRows -= dropped
      }
      switch outcome {
      case .batchIsDue where batch.count > 0: return true
      case .batchIsDue: continue
      case .fileIsAtEnd: current = nil
      }
    }
  }
}

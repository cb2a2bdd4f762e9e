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
  /// Records of the current file that were read; rows of its header count down to its first.
  private var rows = 0
  /// Rows at the begin of the current file that belong to its header.
  private var headerRows = 0
  /// Looks for values that contradict what the begin of the current file says; nil where the begin
  /// was all of it.
  private var watch: ValueWatch?
  private var file = ""
  /// Why nothing can be read behind the last batch.
  private var failure: Diagnostic?

  init(schema: RecordSchema, files: [PlannedFile]) {
    self.schema = schema
    waiting = files.reversed()
  }

  mutating func read(
    into batch: inout CommentBatch, targetBytes: Int
  ) throws(Diagnostic) -> Bool {
    if let failure { throw failure }
    do throws(Diagnostic) {
      return try readOn(&batch, targetBytes: targetBytes)
    } catch {
      // What was read before a file broke off is processed first.
      if batch.count == 0 { throw error }
      failure = error
      return true
    }
  }

  private mutating func readOn(
    _ batch: inout CommentBatch, targetBytes: Int
  ) throws(Diagnostic) -> Bool {
    while true {
      if current == nil {
        guard let next = waiting.popLast() else {
          return batch.count > 0 || !batch.notes.isEmpty
        }
        current = try next.makeReader(schema: schema)
        headerRows = next.inspection.headerRows
        rows = -headerRows
        file = next.inspection.name
        watch = next.inspection.sample.isWhole ? nil : ValueWatch(schema)
      }
      let before = (records: batch.count, rejections: batch.rejections.count)
      var outcome = FillOutcome.fileIsAtEnd
      var broken: Diagnostic?
      do throws(Diagnostic) {
        outcome = try current!.fill(&batch, targetBytes: targetBytes)
      } catch {
        broken = error
      }
      // Where a file breaks off, what was read before counts like any other.
      number(&batch, from: before.rejections, firstOfFile: before.records - rows)
      watch?.look(at: batch, from: before.records, firstRow: rows + 1)
      rows += batch.count - before.records
      if headerRows > 0 {
        let dropped = min(headerRows, batch.count - before.records)
        batch.removeRecords(
          before.records..<before.records + dropped, columns: schema.columns.count)
        headerRows -= dropped
      }
      if let broken { throw broken }
      switch outcome {
      case .batchIsDue where batch.count > 0: return true
      case .batchIsDue: continue
      case .fileIsAtEnd:
        batch.notes += watch?.notes(file: file) ?? []
        current = nil
      }
    }
  }

  /// Says which row of its file each rejected record is.
  ///
  /// - Parameter firstOfFile: where the first record of the file is in the batch, or would be.
  private func number(_ batch: inout CommentBatch, from first: Int, firstOfFile: Int) {
    for index in first..<batch.rejections.count {
      let row = batch.rejections[index].record - firstOfFile + 1
      batch.rejections[index].source?.row = row
    }
  }
}

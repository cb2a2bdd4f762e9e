internal import RisrosModel
internal import RisrosPipeline

/// Reads JSON Lines: one object a line.
///
/// Fields are found by key, or by path where a key is none of the object itself (`review.text`).
/// Numbers, booleans, objects and arrays count as the text they are written with, null as nothing.
/// Blank lines are no records.
struct JSONLinesReader: LineByLineReader {
  static let name = "jsonl"
  static let summary = "JSON Lines (NDJSON): one object a line, fields by key or path (a.b)."

  let schema: RecordSchema
  var window: TextWindow
  let limits: InputLimits
  var line = LineInHand()
  private var record: JSONRecord

  var fieldCount: Int { record.fieldCount }
  static let longLineRemedy = "look for missing line ends"

  init(window: TextWindow, schema: RecordSchema, record: JSONRecord, limits: InputLimits) {
    self.window = window
    self.schema = schema
    self.limits = limits
    self.record = record
  }

  mutating func take(_ range: Range<Int>, _ batch: inout CommentBatch) {
    if isBlank(window.bytes, range) { return }
    do {
      try record.append(window.bytes, range, to: &batch)
    } catch {
      let before = window.bytes[range.lowerBound..<min(error.offset, range.upperBound)]
      // Columns count characters: every byte that does not go on with one.
      let column = 1 + before.count { $0 & 0xC0 != 0x80 }
      batch.reject(
        error.diagnostic(
          "the line is not a JSON object",
          at: window.location(at: range.lowerBound, column: column),
          remedy: "write one complete object on each line"),
        fieldCount: fieldCount, source: window.source(of: range, limits))
    }
    if record.hasNewKey { record.locateNewKey(window.location(at: range.lowerBound)) }
  }

  mutating func finish(_ batch: inout CommentBatch) {
    if let note = record.newKeysNote { batch.notes.append(note) }
  }
}

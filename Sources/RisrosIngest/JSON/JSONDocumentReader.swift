internal import RisrosModel
internal import RisrosPipeline

/// Reads a JSON document: an array of objects, an object that holds one, or objects one after the
/// other over any number of lines.
///
/// The document is read record by record, so that memory is flat. Values count as in JSON Lines. A
/// broken record is rejected as long as its brackets tell where it ends; a document that is broken
/// around its records cannot be read any further.
struct JSONDocumentReader: FileReader {
  static let name = "json"
  static let summary =
    "A JSON document: an array of objects, or an object that holds one (data.reviews)."

  let schema: RecordSchema
  private var window: TextWindow
  private var walker: JSONDocumentWalker
  private var record: JSONRecord
  private let hasObjects: Bool
  private let limits: InputLimits

  init(
    window: TextWindow, shape: JSONShape, schema: RecordSchema, record: JSONRecord,
    limits: InputLimits
  ) {
    self.window = window
    self.window.tracksColumns = true
    self.schema = schema
    self.limits = limits
    walker = JSONDocumentWalker(shape, recordLimit: limits.recordBytes)
    self.record = record
    hasObjects = shape.hasObjects
  }

  mutating func fill(
    _ batch: inout CommentBatch, targetBytes: Int
  ) throws(Diagnostic) -> FillOutcome {
    while true {
      if batch.isFull(targetBytes: targetBytes) { return .batchIsDue }
      let outcome: JSONDocumentWalker.Outcome
      do {
        outcome = try walker.next(&window)
      } catch {
        throw Diagnostic(
          "the JSON document is broken: \(error.message)", category: .input,
          at: location(of: error, notBefore: window.position),
          remedy: "export the file again; the records before this place were read")
      }
      switch outcome {
      case .record(let range):
        take(range, &batch)
        continue
      case .longRecord(let start):
        batch.reject(
          Diagnostic(
            "the record is longer than \(limits.recordBytes) bytes", category: .input,
            at: window.location(at: start),
            remedy: "look for a missing quote, or raise the limit of a record",
            rejection: .length),
          fieldCount: record.fieldCount,
          source: window.source(of: start..<start + limits.recordBytes, limits, isCut: true))
        continue
      case .end:
        if let note = record.newKeysNote { batch.notes.append(note) }
        return .fileIsAtEnd
      case .needsMore: break
      }
      if batch.count > 0 && !window.isReady { return .batchIsDue }
      try window.fill()
    }
  }

  private mutating func take(_ range: Range<Int>, _ batch: inout CommentBatch) {
    if window.rejectInvalid(range, record.fieldCount, limits, &batch) { return }
    do {
      if hasObjects {
        try record.append(window.bytes, range, to: &batch)
      } else {
        try record.append(scalar: window.bytes, range, to: &batch)
      }
    } catch {
      batch.reject(
        error.diagnostic(
          "the record is not a JSON object", at: location(of: error, notBefore: range.lowerBound),
          remedy: "mend the object, or take it out"),
        fieldCount: record.fieldCount, source: window.source(of: range, limits))
    }
    if record.hasNewKey { record.locateNewKey(window.location(at: range.lowerBound)) }
  }

  private mutating func location(of error: JSONError, notBefore start: Int) -> SourceLocation {
    window.exactLocation(at: max(start, min(error.offset, window.end)))
  }
}

public import RisrosModel
public import RisrosPipeline

/// Reads a JSON document: an array of objects, an object that holds one, or objects one after the
/// other over any number of lines.
///
/// The document is read record by record, so that memory is flat. Values count as in JSON Lines. A
/// broken record is rejected as long as its brackets tell where it ends; a document that is broken
/// around its records cannot be read any further.
public struct JSONDocumentReader: RecordReader, FileReader {
  public static let name = "json"
  public static let summary =
    "A JSON document: an array of objects, or an object that holds one (data.reviews)."

  public let schema: RecordSchema
  private var window: TextWindow
  private var walker: JSONDocumentWalker
  private var record: JSONRecord
  private let hasObjects: Bool
  private let limits: InputLimits

  /// - Parameter keys: of the kept fields; nil where the file has none.
  init(
    window: TextWindow, shape: JSONShape, schema: RecordSchema, textKey: String, keys: [String?],
    limits: InputLimits
  ) {
    self.window = window
    self.window.tracksColumns = true
    self.schema = schema
    self.limits = limits
    walker = JSONDocumentWalker(shape, recordLimit: limits.recordBytes)
    record = JSONRecord(textKey: textKey, keys: keys)
    hasObjects = shape.hasObjects
  }

  public mutating func read(
    into batch: inout CommentBatch, targetBytes: Int
  ) throws(Diagnostic) -> Bool {
    try readBatch(&batch, targetBytes: targetBytes)
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
            remedy: "look for a missing quote, or raise the limit of a record"),
          fieldCount: record.fieldCount, source: window.source(of: start..<window.end, limits))
        continue
      case .end: return .fileIsAtEnd
      case .needsMore: break
      }
      if batch.count > 0 && !window.isReady { return .batchIsDue }
      try window.fill()
    }
  }

  private mutating func take(_ range: Range<Int>, _ batch: inout CommentBatch) {
    if let invalid = window.firstInvalid(before: range.upperBound) {
      batch.reject(
        window.invalidTextDiagnostic(at: invalid), fieldCount: record.fieldCount,
        source: window.source(of: range, limits))
      return
    }
    do {
      if hasObjects {
        try record.append(window.bytes, range, to: &batch)
      } else {
        try record.append(scalar: window.bytes, range, to: &batch)
      }
    } catch {
      batch.reject(
        Diagnostic(
          "the record is not a JSON object: \(error.message)", category: .input,
          at: location(of: error, notBefore: range.lowerBound),
          remedy: "mend the object, or take it out"),
        fieldCount: record.fieldCount, source: window.source(of: range, limits))
    }
  }

  private mutating func location(of error: JSONError, notBefore start: Int) -> SourceLocation {
    window.exactLocation(at: max(start, min(error.offset, window.end)))
  }
}

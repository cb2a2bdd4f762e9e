public import RisrosModel
public import RisrosPipeline

/// Reads JSON Lines: one object a line.
///
/// Fields are found by key, or by path where a key is none of the object itself (`review.text`).
/// Numbers, booleans, objects and arrays count as the text they are written with, null as nothing.
/// Blank lines are no records.
public struct JSONLinesReader: RecordReader, FileReader {
  public static let name = "jsonl"
  public static let summary = "JSON Lines (NDJSON): one object a line, fields by key or path (a.b)."

  public let schema: RecordSchema
  private var window: TextWindow
  private let limits: InputLimits
  private var fields: JSONFields
  /// Place of each kept field among the keys of `fields`; -1 where the file has none.
  private let fieldPlaces: [Int]
  private let textPlace: Int
  /// Bytes at `window.position` that hold no line end.
  private var scanned = 0
  private var isSkippingLine = false
  /// The text of a string with escapes.
  private var plain: [UInt8] = []

  /// - Parameter keys: of the kept fields; nil where the file has none.
  init(
    window: TextWindow, schema: RecordSchema, textKey: String, keys: [String?],
    limits: InputLimits
  ) {
    self.window = window
    self.schema = schema
    self.limits = limits
    var distinct: [String] = []
    func place(_ key: String) -> Int {
      if let known = distinct.firstIndex(of: key) { return known }
      distinct.append(key)
      return distinct.count - 1
    }
    fieldPlaces = keys.map { $0.map(place) ?? -1 }
    textPlace = place(textKey)
    fields = JSONFields(keys: distinct)
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
      switch window.nextLine(scanned: &scanned) {
      case .line(let range, let next):
        if isSkippingLine {
          isSkippingLine = false
        } else if range.count > limits.recordBytes {
          rejectLongLine(range, &batch)
        } else if !isBlank(window.bytes, range) {
          take(range, &batch)
        }
        window.position = next
        continue
      case .needsMore:
        if window.end - window.position > limits.recordBytes + 1 || isSkippingLine {
          if !isSkippingLine { rejectLongLine(window.position..<window.end, &batch) }
          isSkippingLine = true
          // Nothing of it is needed any more.
          window.position = window.end
          scanned = 0
        }
      case .end:
        return .fileIsAtEnd
      }
      if batch.count > 0 && !window.isReady { return .batchIsDue }
      try window.fill()
    }
  }

  private mutating func take(_ range: Range<Int>, _ batch: inout CommentBatch) {
    if let invalid = window.firstInvalid(before: range.upperBound) {
      batch.reject(
        window.invalidTextDiagnostic(at: invalid), fieldCount: fieldPlaces.count,
        source: window.source(of: range, limits))
      return
    }
    do {
      try fields.read(window.bytes, range)
    } catch {
      reject(error, range, &batch)
      return
    }
    for place in fieldPlaces {
      if place < 0 {
        batch.fieldEnd.append(UInt32(batch.fieldBytes.count))
        continue
      }
      let value = fields.values[place]
      if value.hasEscapes {
        unescape(value)
        batch.appendField(plain.span)
      } else {
        batch.appendField(window.bytes.span.extracting(byteRange(of: value)))
      }
    }
    let text = fields.values[textPlace]
    let isEmpty: Bool
    if text.hasEscapes {
      unescape(text)
      batch.appendText(plain.span)
      isEmpty = isBlank(plain, 0..<plain.count)
    } else {
      let bytes = byteRange(of: text)
      batch.appendText(window.bytes.span.extracting(bytes))
      isEmpty = isBlank(window.bytes, bytes)
    }
    batch.endComment(status: isEmpty ? .empty : .comment)
  }

  /// Where the bytes of a value without escapes are; none of a missing one.
  private func byteRange(of value: JSONValue) -> Range<Int> {
    value.kind == .missing || value.kind == .null ? 0..<0 : value.range
  }

  private mutating func unescape(_ value: JSONValue) {
    plain.removeAll(keepingCapacity: true)
    JSONParser.appendUnescaped(window.bytes, value.range, to: &plain)
  }

  // MARK: Broken lines

  private mutating func reject(
    _ error: JSONError, _ range: Range<Int>, _ batch: inout CommentBatch
  ) {
    let before = window.bytes[range.lowerBound..<min(error.offset, range.upperBound)]
    // Columns count characters: every byte that does not go on with one.
    let column = 1 + before.count { $0 & 0xC0 != 0x80 }
    batch.reject(
      Diagnostic(
        "the line is not a JSON object: \(error.message)", category: .input,
        at: window.location(at: range.lowerBound, column: column),
        remedy: "write one complete object on each line"),
      fieldCount: fieldPlaces.count, source: window.source(of: range, limits))
  }

  private mutating func rejectLongLine(_ range: Range<Int>, _ batch: inout CommentBatch) {
    batch.reject(
      Diagnostic(
        "the line is longer than \(limits.recordBytes) bytes", category: .input,
        at: window.location(at: window.position),
        remedy: "look for missing line ends, or raise the limit of a record"),
      fieldCount: fieldPlaces.count,
      source: window.source(of: range, limits))
  }
}

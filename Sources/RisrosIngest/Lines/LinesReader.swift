public import RisrosModel
public import RisrosPipeline

/// Reads plain text, each line a comment.
public struct LinesReader: RecordReader, FileReader {
  public static let name = "lines"
  public static let summary = "Plain text: each line is one comment; a blank line is an empty one."

  public let schema: RecordSchema
  private var window: TextWindow
  private let limits: InputLimits
  /// Kept fields that are the line itself: all or none.
  private let keepsLine: [Bool]
  /// Bytes at `window.position` that hold no line end.
  private var scanned = 0
  private var isSkippingLine = false

  init(
    window: TextWindow, lineEnd: UInt8, schema: RecordSchema, fieldColumns: [Int?],
    limits: InputLimits
  ) {
    self.window = window
    self.window.lineEnd = lineEnd
    self.schema = schema
    self.limits = limits
    keepsLine = fieldColumns.map { $0 != nil }
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
          reject(range, &batch)
        } else if let invalid = window.firstInvalid(before: range.upperBound) {
          batch.reject(
            window.invalidTextDiagnostic(at: invalid), fieldCount: keepsLine.count,
            source: window.source(of: range, limits))
        } else {
          append(range, &batch)
        }
        window.position = next
        continue
      case .needsMore:
        if window.end - window.position > limits.recordBytes + 1 || isSkippingLine {
          if !isSkippingLine { reject(window.position..<window.end, &batch) }
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

  @inline(__always)
  private func append(_ range: Range<Int>, _ batch: inout CommentBatch) {
    let line = window.bytes.span.extracting(range)
    for keeps in keepsLine {
      if keeps {
        batch.appendField(line)
      } else {
        batch.fieldEnd.append(UInt32(batch.fieldBytes.count))
      }
    }
    batch.appendText(line)
    batch.endComment(status: isBlank(window.bytes, range) ? .empty : .comment)
  }

  private mutating func reject(_ range: Range<Int>, _ batch: inout CommentBatch) {
    batch.reject(
      Diagnostic(
        "the line is longer than \(limits.recordBytes) bytes", category: .input,
        at: window.location(at: window.position),
        remedy: "break it into comments, or raise the limit of a record"),
      fieldCount: keepsLine.count,
      source: window.source(of: range, limits))
  }
}

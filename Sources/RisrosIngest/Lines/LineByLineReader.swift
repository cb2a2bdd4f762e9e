internal import RisrosModel

/// A reader of files that have a record on each line.
protocol LineByLineReader: FileReader {
  var window: TextWindow { get set }
  var limits: InputLimits { get }
  var line: LineInHand { get set }
  /// Fields kept of each record.
  var fieldCount: Int { get }
  /// What to do about a line that is too long, apart from raising the limit.
  static var longLineRemedy: String { get }

  /// Appends the record of a line that is neither too long nor broken text, or nothing.
  mutating func take(_ range: Range<Int>, _ batch: inout CommentBatch)
  /// Tells what there is to tell when the file is at its end.
  mutating func finish(_ batch: inout CommentBatch)
}

/// What is known of a line that is not yet whole.
struct LineInHand: Sendable {
  /// Bytes at the window's position that hold no line end.
  var scanned = 0
  /// The rest of a line that was rejected is dropped.
  var isSkipped = false
}

extension LineByLineReader {
  mutating func finish(_ batch: inout CommentBatch) {}

  mutating func fill(
    _ batch: inout CommentBatch, targetBytes: Int
  ) throws(Diagnostic) -> FillOutcome {
    while true {
      if batch.isFull(targetBytes: targetBytes) { return .batchIsDue }
      var scanned = line.scanned
      let outcome = window.nextLine(scanned: &scanned)
      line.scanned = scanned
      switch outcome {
      case .line(let range, let next):
        if line.isSkipped {
          line.isSkipped = false
        } else if range.count > limits.recordBytes {
          rejectLongLine(&batch)
        } else if !window.rejectInvalid(range, fieldCount, limits, &batch) {
          take(range, &batch)
        }
        window.position = next
        continue
      case .needsMore:
        if window.end - window.position > limits.recordBytes + 1 || line.isSkipped {
          if !line.isSkipped { rejectLongLine(&batch) }
          line.isSkipped = true
          // Nothing of it is needed any more.
          window.position = window.end
          line.scanned = 0
        }
      case .end:
        finish(&batch)
        return .fileIsAtEnd
      }
      if batch.count > 0 && !window.isReady { return .batchIsDue }
      try window.fill()
    }
  }

  private mutating func rejectLongLine(_ batch: inout CommentBatch) {
    let start = window.position
    batch.reject(
      Diagnostic(
        "the line is longer than \(limits.recordBytes) bytes", category: .input,
        at: window.location(at: start),
        remedy: "\(Self.longLineRemedy), or raise the limit of a record", rejection: .length),
      fieldCount: fieldCount,
      source: window.source(of: start..<start + limits.recordBytes, limits, isCut: true))
  }
}

extension TextWindow {
  /// Rejects a record that holds bytes that are not UTF-8, in a file that is meant to be.
  /// - Returns: false for a record that holds none.
  @inline(__always)
  mutating func rejectInvalid(
    _ range: Range<Int>, _ fieldCount: Int, _ limits: InputLimits, _ batch: inout CommentBatch
  ) -> Bool {
    guard let invalid = firstInvalid(before: range.upperBound) else { return false }
    batch.reject(
      invalidTextDiagnostic(at: invalid), fieldCount: fieldCount, source: source(of: range, limits))
    return true
  }
}

public import RisrosModel
public import RisrosPipeline
internal import RisrosText

/// Reads comma-, semicolon-, tab- and pipe-separated files.
public struct DelimitedReader: RecordReader, FileReader {
  public static let name = "csv"
  public static let summary =
    "Delimited text: CSV with ; , | or tab, quoted fields, with or without header."

  public let schema: RecordSchema
  private var window: TextWindow
  private var scanner: DelimitedScanner
  private let dialect: Dialect
  private let limits: InputLimits
  /// Fields a record has.
  private let columnCount: Int
  /// The last name in the header is empty: a delimiter at the end of the line, which records may
  /// lack.
  private let lastIsOptional: Bool
  private let textColumn: Int
  /// Column of each kept field; -1 where the file lacks it.
  private let fieldColumns: [Int]
  /// Records at the begin that are none: `sep=` and the header.
  private var recordsToSkip: Int
  /// Dropping the rest of a line that exceeds the limit of a record.
  private var isSkippingLine = false
  /// Kept fields that are not in the batch yet.
  private var kept = KeptFields()
  /// Bytes of broken records that were, or may have to be, looked at again.
  private var rescanned = 0

  init(
    window: TextWindow, head: DelimitedHead, schema: RecordSchema, textColumn: Int,
    fieldColumns: [Int?], limits: InputLimits
  ) {
    self.window = window
    self.window.lineEnd = head.dialect.lineEnd == .carriageReturn ? 0x0D : 0x0A
    self.schema = schema
    self.limits = limits
    self.textColumn = textColumn
    self.fieldColumns = fieldColumns.map { $0 ?? -1 }
    dialect = head.dialect
    columnCount = head.columnCount
    lastIsOptional = columnCount > 1 && head.header?.last == ""
    scanner = DelimitedScanner(
      dialect: dialect, capacity: columnCount + 1, fieldLimit: limits.fieldBytes)
    recordsToSkip = (dialect.hasSeparatorLine ? 1 : 0) + (dialect.hasHeader ? 1 : 0)
  }

  public mutating func read(
    into batch: inout CommentBatch, targetBytes: Int
  ) throws(Diagnostic) -> Bool {
    try readBatch(&batch, targetBytes: targetBytes)
  }

  mutating func fill(
    _ batch: inout CommentBatch, targetBytes: Int
  ) throws(Diagnostic) -> FillOutcome {
    defer { kept.flush(into: &batch) }
    while true {
      if batch.isFull(targetBytes: targetBytes, pendingFieldBytes: kept.count) {
        return .batchIsDue
      }
      let start = window.position
      if isSkippingLine {
        if skipLine() { continue }
      } else if start < window.end {
        let outcome = scanner.scan(
          window.bytes, from: start, to: window.end, isEnd: window.isAtEnd)
        switch outcome {
        case .record(let next):
          if next - start > limits.recordBytes + 2 {
            rejectLongRecord(&batch)
          } else {
            take(next, &batch)
          }
          continue
        case .needsMore:
          if window.end - start > limits.recordBytes {
            rejectLongRecord(&batch)
            continue
          }
        case .looseQuote, .openQuote, .longField:
          rejectQuotes(outcome, &batch)
          continue
        }
      }
      if window.isAtEnd { return .fileIsAtEnd }
      if batch.count > 0 && !window.isReady { return .batchIsDue }
      try window.fill()
    }
  }

  // MARK: A whole record

  @inline(__always)
  private mutating func take(_ next: Int, _ batch: inout CommentBatch) {
    let start = window.position
    let count = scanner.fieldCount
    if recordsToSkip > 0 || count == 1 && columnCount > 1 && isBlankLine {
      // The header, or an empty line: no records. Exports end with empty lines.
      if !isBlankLine { recordsToSkip -= 1 }
    } else if let invalid = window.firstInvalid(before: next) {
      reject(window.invalidTextDiagnostic(at: invalid), &batch)
    } else if count == columnCount || hasRegularCount(count) {
      append(start, &batch)
    } else {
      rejectRagged(&batch)
    }
    window.position = next
  }

  private var isBlankLine: Bool {
    scanner.fieldCount == 1 && scanner.fields[0].count == 0 && !scanner.fields[0].isQuoted
  }

  private mutating func rejectRagged(_ batch: inout CommentBatch) {
    let count = scanner.fieldCount
    let expected = dialect.hasHeader ? "the header has" : "most rows have"
    reject(
      Diagnostic(
        "row has \(count) field\(count == 1 ? "" : "s"), \(expected) \(columnCount)",
        category: .input, at: window.location(at: window.position),
        remedy: count > columnCount
          ? "put quotes around fields that hold the delimiter"
          : "look for a missing delimiter or a line break outside quotes"), &batch)
  }

  private func hasRegularCount(_ count: Int) -> Bool {
    if count == columnCount { return true }
    // A delimiter behind the last field.
    if count == columnCount + 1 { return scanner.fields[columnCount].count == 0 }
    return lastIsOptional && count == columnCount - 1
  }

  @inline(__always)
  private mutating func append(_ start: Int, _ batch: inout CommentBatch) {
    let base = batch.fieldBytes.count
    for column in fieldColumns {
      // Nothing where the column is missing in this file or behind the end of a short record.
      if column >= 0 && column < scanner.fieldCount { keep(scanner.fields[column], start) }
      batch.fieldEnd.append(UInt32(truncatingIfNeeded: base + kept.count))
    }
    if textColumn >= scanner.fieldCount {
      batch.endComment(status: .empty)
      return
    }
    let text = scanner.fields[textColumn]
    let range = start + Int(text.start)..<start + Int(text.end)
    if text.doubledQuotes == 0 {
      batch.appendText(window.bytes.span.extracting(range))
    } else {
      batch.appendText(window.bytes, range, withoutDoubled: dialect.quote)
    }
    batch.endComment(status: isBlank(window.bytes, range) ? .empty : .comment)
  }

  @inline(__always)
  private mutating func keep(_ field: DelimitedScanner.Field, _ start: Int) {
    if field.doubledQuotes == 0 {
      kept.append(window.bytes, start + Int(field.start)..<start + Int(field.end))
    } else {
      let plain = scanner.bytes(of: field, in: window.bytes, start)
      kept.append(plain + [UInt8](repeating: 0, count: 16), 0..<plain.count)
    }
  }

  private mutating func reject(_ diagnostic: Diagnostic, _ batch: inout CommentBatch) {
    kept.flush(into: &batch)
    batch.reject(diagnostic, fieldCount: fieldColumns.count)
  }

  // MARK: Broken records

  /// Rejects the record and goes on behind its first line, so that a stray quote costs the lines it
  /// has damaged and not the rest of the file.
  private mutating func rejectQuotes(
    _ outcome: DelimitedScanner.Outcome, _ batch: inout CommentBatch
  ) {
    let message: String
    let remedy: String
    let stop: Int
    switch outcome {
    case .looseQuote(let at):
      message = "a quote inside the quoted field \(fieldNumber()) is not doubled"
      remedy = "write \"\" for a quote inside a quoted field"
      stop = at
    case .longField(let at):
      message =
        "the quoted field \(fieldNumber()) is longer than \(limits.fieldBytes) bytes; a closing"
        + " quote may be missing"
      remedy = "close the quote, or raise the limit of a field"
      stop = at + limits.fieldBytes
    default:
      message = "the quoted field \(fieldNumber()) is not closed before the file ends"
      remedy = "close the quote"
      stop = window.end
    }
    rejectLine(message, remedy, scannedTo: min(stop, window.end), &batch)
  }

  /// The field that the scanner stopped in, from 1.
  private func fieldNumber() -> Int { scanner.fieldCount + 1 }

  private mutating func rejectLine(
    _ message: String, _ remedy: String, scannedTo stop: Int, _ batch: inout CommentBatch
  ) {
    let start = window.position
    reject(
      Diagnostic(message, category: .input, at: window.location(at: start), remedy: remedy),
      &batch)
    scanner.restart()
    isSkippingLine = true
    // Every line of a hostile file can open a quote that no later line closes. Once more has been
    // looked at twice than is likely by accident, what was looked at is left behind.
    rescanned += stop - start
    if rescanned > limits.recordBytes + 8 * (window.fileOffset + start) { window.position = stop }
  }

  private mutating func rejectLongRecord(_ batch: inout CommentBatch) {
    rejectLine(
      "the record is longer than \(limits.recordBytes) bytes",
      "look for missing line ends or quotes, or raise the limit of a record",
      scannedTo: window.end, &batch)
  }

  /// Drops bytes up to the next line; false if its begin has not been read yet.
  private mutating func skipLine() -> Bool {
    let first: UInt8 = dialect.lineEnd == .carriageReturn ? 0x0D : 0x0A
    let second: UInt8 = dialect.lineEnd == .any ? 0x0D : first
    let found = ByteSearch.first(
      of: first, second, second, in: window.bytes, window.position..<window.end)
    if found == window.end {
      window.position = window.end
      return false
    }
    window.position = found + 1
    isSkippingLine = false
    return true
  }
}

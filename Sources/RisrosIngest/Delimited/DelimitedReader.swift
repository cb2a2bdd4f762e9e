internal import RisrosModel
internal import RisrosPipeline
internal import RisrosText

/// Reads comma-, semicolon-, tab- and pipe-separated files.
struct DelimitedReader: FileReader {
  static let name = "csv"
  static let summary =
    "Delimited text: CSV with ; , | or tab, quoted fields, with or without header."

  let schema: RecordSchema
  var window: TextWindow
  var scanner: DelimitedScanner
  let dialect: Dialect
  let limits: InputLimits
  /// Fields a record has.
  let columnCount: Int
  /// The last name in the header is empty: a delimiter at the end of the line, which records may
  /// lack.
  private let lastIsOptional: Bool
  let textColumn: Int
  /// Not so: no record of the table can be read.
  let hasKnownWidth: Bool
  /// Column of each kept field; -1 where the file lacks it.
  private let fieldColumns: [Int]
  /// Broken records are mended where that is possible.
  let mends: Bool
  /// Doubled quotes are all that is to be undone in a field.
  private let isPlain: Bool
  /// Lines before the table, with what ends them.
  private var linesToSkip: Int
  /// Records at the begin of the table that are none: the header.
  private var recordsToSkip: Int
  /// Dropping the rest of a line: one before the table, or one that exceeds the limit of a record.
  var isSkippingLine: Bool
  /// Offset in the file of the bytes that the scanner knows.
  private var scannedOffset: Int
  /// Kept fields that are not in the batch yet.
  private var kept = KeptFields()
  /// Bytes of broken records that were, or may have to be, looked at again.
  var rescanned = 0
  var mended = MendedCounts()
  var footer = FooterLines()
  var repeated = RepeatedHeader()

  init(
    window: TextWindow, head: DelimitedHead, schema: RecordSchema, textColumn: Int,
    fieldColumns: [Int?], limits: InputLimits, mends: Bool
  ) {
    self.window = window
    self.window.lineEnd = head.dialect.lineEnd == .carriageReturn ? 0x0D : 0x0A
    self.schema = schema
    self.limits = limits
    self.textColumn = textColumn
    self.fieldColumns = fieldColumns.map { $0 ?? -1 }
    self.mends = mends
    dialect = head.dialect
    isPlain = dialect.isPlain && !mends
    columnCount = head.columnCount
    hasKnownWidth = head.width == .known
    lastIsOptional = columnCount > 1 && head.header?.last == ""
    scanner = DelimitedScanner(
      dialect: dialect, capacity: mends && hasKnownWidth ? 2 * columnCount + 64 : columnCount + 1,
      fieldLimit: limits.fieldBytes, checksText: window.isUTF8)
    scannedOffset = window.fileOffset
    linesToSkip = head.linesToSkip
    isSkippingLine = linesToSkip > 0
    recordsToSkip = head.recordsToSkip
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
        // No further than a record may reach, so that what is wrong with one does not depend on how
        // much of the file is in memory.
        let reach = recordReach(start)
        let outcome = scanner.scan(
          window.bytes, from: start, to: reach, isEnd: window.isAtEnd && reach == window.end,
          isLast: reach < window.end)
        switch outcome {
        case .record(let next):
          take(next, &batch)
          continue
        case .needsMore:
          if reach < window.end {
            rejectLongRecord(to: reach, &batch)
            continue
          }
        case .looseQuote, .openQuote, .longField:
          if takeBroken(outcome, &batch) { continue }
        }
      }
      if window.isAtEnd {
        finish(&batch)
        return .fileIsAtEnd
      }
      if batch.count > 0 && !window.isReady { return .batchIsDue }
      try window.fill()
      if window.fileOffset != scannedOffset {
        scannedOffset = window.fileOffset
        scanner.forgetBytes()
      }
    }
  }

  // MARK: A whole record

  @inline(__always)
  mutating func take(_ next: Int, _ batch: inout CommentBatch) {
    let start = window.position
    let count = scanner.fieldCount
    if recordsToSkip > 0 || count == 1 && columnCount > 1 && isBlankLine {
      // The header, or an empty line: no records. Exports end with empty lines.
      if isBlankLine {
        footer.isBehindBlank = true
      } else {
        recordsToSkip -= 1
        if columnCount > 1 && dialect.headerRows == 1 {
          repeated.learn(window.bytes, start..<next)
        }
      }
    } else if repeated.holds(window.bytes, start..<next) {
      repeated.leaveOut(repeated.count == 0 ? window.location(at: start) : nil)
    } else if next > scanner.validEnd, let invalid = window.firstInvalid(before: next) {
      reject(window.invalidTextDiagnostic(at: invalid), start..<next, &batch)
    } else if next - start > limits.fieldBytes && hasLongField {
      rejectLongField(start..<next, &batch)
    } else if !hasKnownWidth {
      rejectUnknownWidth(start..<next, &batch)
    } else if count == columnCount || hasRegularCount(count) {
      append(start, &batch)
    } else {
      takeRagged(start..<next, &batch)
    }
    window.position = next
  }

  private var isBlankLine: Bool {
    scanner.fieldCount == 1 && scanner.fields[0].count == 0 && !scanner.fields[0].isQuoted
  }

  private var hasLongField: Bool {
    scanner.fields.prefix(scanner.fieldCount).contains { $0.count > limits.fieldBytes }
  }

  func hasRegularCount(_ count: Int) -> Bool {
    if count == columnCount { return true }
    // A delimiter behind the last field.
    if count == columnCount + 1 { return scanner.fields[columnCount].count == 0 }
    return lastIsOptional && count == columnCount - 1
  }

  @inline(__always)
  mutating func append(_ start: Int, _ batch: inout CommentBatch) {
    if footer.isBehindBlank { rejectFooter(&batch) }
    let present = min(scanner.fieldCount, scanner.fields.count)
    var column = kept.append(
      fieldColumns, from: 0, of: scanner.fields, count: present, window.bytes, start)
    while column < fieldColumns.count {
      keep(scanner.fields[fieldColumns[column]], start)
      column = kept.append(
        fieldColumns, from: column + 1, of: scanner.fields, count: present, window.bytes, start)
    }
    if textColumn >= scanner.fieldCount {
      batch.endComment(status: .empty)
      return
    }
    let text = scanner.fields[textColumn]
    let range = start + Int(text.start)..<start + Int(text.end)
    let status: RecordStatus = holdsNoComment(window.bytes, range) ? .empty : .comment
    if text.doubledQuotes == 0 {
      batch.appendComment(window.bytes.span.extracting(range), status: status)
    } else {
      appendUnquoted(text, start, &batch)
      batch.endComment(status: status)
    }
  }

  @inline(never)
  private func appendUnquoted(
    _ text: DelimitedScanner.Field, _ start: Int, _ batch: inout CommentBatch
  ) {
    if isPlain {
      let range = start + Int(text.start)..<start + Int(text.end)
      batch.appendText(window.bytes, range, withoutDoubled: dialect.quote)
    } else {
      batch.appendText(scanner.bytes(of: text, in: window.bytes, start).span)
    }
  }

  /// Keeps a field that is not plain, or finds no room.
  private mutating func keep(_ field: DelimitedScanner.Field, _ start: Int) {
    if isPlain && field.doubledQuotes > 0 {
      let range = start + Int(field.start)..<start + Int(field.end)
      kept.append(window.bytes, range, withoutDoubled: dialect.quote)
    } else {
      kept.append(scanner.bytes(of: field, in: window.bytes, start))
    }
  }

  /// Appends a record that cannot be read.
  ///
  /// - Parameters:
  ///   - range: where it is in the window, as far as it is rejected.
  ///   - isCut: the record goes on behind it.
  mutating func reject(
    _ diagnostic: Diagnostic, _ range: Range<Int>, isCut: Bool = false,
    _ batch: inout CommentBatch
  ) {
    if footer.isBehindBlank { rejectFooter(&batch) }
    kept.flush(into: &batch)
    batch.reject(
      diagnostic, fieldCount: fieldColumns.count,
      source: window.source(of: range, limits, isCut: isCut))
  }

  /// Appends lines that were held back as a possible footer: records stand behind them.
  private mutating func rejectFooter(_ batch: inout CommentBatch) {
    kept.flush(into: &batch)
    for line in footer.takeAll() {
      batch.reject(line.diagnostic, fieldCount: fieldColumns.count, source: line.source)
    }
  }

  /// How far the record at an offset may reach, with what ends it; less where less has been read.
  @inline(__always)
  func recordReach(_ start: Int) -> Int {
    min(window.end, start + limits.recordBytes + 2)
  }

  /// Drops bytes up to the next line; false if its begin has not been read yet.
  private mutating func skipLine() -> Bool {
    guard let next = nextLine(window.position) else {
      window.position = window.end
      return false
    }
    window.position = next
    linesToSkip = max(0, linesToSkip - 1)
    isSkippingLine = linesToSkip > 0
    return true
  }

  /// The begin of the line behind an offset, quotes or not; nil if it has not been read yet, or is not
  /// before `end`.
  func nextLine(_ from: Int, before end: Int? = nil) -> Int? {
    let end = end ?? window.end
    let first: UInt8 = dialect.lineEnd == .carriageReturn ? 0x0D : 0x0A
    let second: UInt8 = dialect.lineEnd == .any ? 0x0D : first
    let found = ByteSearch.first(of: first, second, second, in: window.bytes, from..<end)
    return found == end ? nil : found + 1
  }
}

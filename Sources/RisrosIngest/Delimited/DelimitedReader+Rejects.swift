internal import RisrosModel

extension DelimitedReader {
  // MARK: Ragged records

  /// Mends, holds back or rejects a record with a number of fields of its own.
  mutating func takeRagged(_ range: Range<Int>, _ batch: inout CommentBatch) {
    if footer.isBehindBlank, scanner.fieldCount < columnCount, footer.hasRoom {
      footer.hold(raggedDiagnostic(), window.source(of: range, limits))
    } else if mends && fit() {
      append(range.lowerBound, &batch)
    } else {
      reject(raggedDiagnostic(), range, &batch)
    }
  }

  private mutating func raggedDiagnostic() -> Diagnostic {
    let count = scanner.fieldCount
    let expected = dialect.hasHeader ? "the header has" : "most rows have"
    return Diagnostic(
      "row has \(count) field\(count == 1 ? "" : "s"), \(expected) \(columnCount)",
      category: .input, at: window.location(at: window.position),
      remedy: count > columnCount
        ? "put quotes around fields that hold the delimiter, or let --repair take what is surplus"
          + " for the comment's"
        : "look for a missing delimiter or a line break outside quotes, or let --repair fill up"
          + " with empty fields", rejection: .fields)
  }

  // MARK: Broken quotes

  /// Mends or rejects the record at the window's position; false if more of it has to be read.
  mutating func takeBroken(
    _ outcome: DelimitedScanner.Outcome, _ batch: inout CommentBatch
  ) -> Bool {
    if mends {
      switch mend(outcome) {
      case .mended(let next):
        take(next, &batch)
        return true
      case .needsMore:
        scanner.restart()
        return false
      case .hopeless: break
      }
    }
    // What is kept of it is the whole line.
    let start = window.position
    if limits.rejectedBytes > 0, !window.isAtEnd, recordReach(start) == window.end,
      nextLine(start) == nil
    {
      scanner.restart()
      return false
    }
    rejectQuotes(outcome, &batch)
    return true
  }

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
      remedy =
        dialect.quote == 0x22
        ? "write \"\" for a quote inside a quoted field" : "double the quote inside a quoted field"
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
    let reach = recordReach(start)
    let next = nextLine(start, before: reach)
    reject(
      Diagnostic(
        message, category: .input, at: window.location(at: start), remedy: remedy,
        rejection: .quotes),
      start..<(next ?? reach), isCut: next == nil && reach < window.end, &batch)
    scanner.restart()
    isSkippingLine = true
    // Every line of a hostile file can open a quote that no later line closes. Once more has been
    // looked at twice than is likely by accident, what was looked at is left behind.
    rescanned += stop - start
    if isOverBudget { window.position = stop }
  }

  /// More has been looked at twice than is likely by accident.
  var isOverBudget: Bool {
    rescanned > limits.recordBytes + 8 * (window.fileOffset + window.position)
  }

  // MARK: Limits

  /// - Parameter end: as far as a record may reach.
  mutating func rejectLongRecord(to end: Int, _ batch: inout CommentBatch) {
    let start = window.position
    reject(
      Diagnostic(
        "the record is longer than \(limits.recordBytes) bytes", category: .input,
        at: window.location(at: start),
        remedy: "look for missing line ends or quotes, or raise the limit of a record",
        rejection: .length),
      start..<end, isCut: true, &batch)
    scanner.restart()
    isSkippingLine = true
    rescanned += end - start
    if isOverBudget { window.position = end }
  }

  mutating func rejectLongField(_ range: Range<Int>, _ batch: inout CommentBatch) {
    let number = scanner.fields.firstIndex { $0.count > limits.fieldBytes } ?? 0
    reject(
      Diagnostic(
        "field \(number + 1) is longer than \(limits.fieldBytes) bytes", category: .input,
        at: window.location(at: range.lowerBound),
        remedy: "look for a missing line end, or raise the limit of a field", rejection: .length),
      range, &batch)
  }

  /// Rejects a record of a table whose columns are not known.
  mutating func rejectUnknownWidth(_ range: Range<Int>, _ batch: inout CommentBatch) {
    let count = scanner.fieldCount
    let isWide = count > limits.columns
    reject(
      Diagnostic(
        isWide
          ? "row has \(count) fields, more than \(limits.columns)"
          : "row has \(count) field\(count == 1 ? "" : "s"), and the header is too long to be read",
        category: .input, at: window.location(at: range.lowerBound),
        remedy: "check the delimiter"
          + (isWide ? ", or raise the limit of columns" : " and the header"), rejection: .fields
      ), range, &batch)
  }

  // MARK: The end

  /// Tells what was left out and what was mended.
  mutating func finish(_ batch: inout CommentBatch) {
    let lines = footer.takeAll()
    if let first = lines.first {
      batch.notes.append(
        Diagnostic(
          "\(lines.count) line\(lines.count == 1 ? "" : "s") behind the table"
            + " \(lines.count == 1 ? "is" : "are") left out", category: .input,
          at: first.diagnostic.location, severity: .note))
    }
    if let note = mended.note { batch.notes.append(note) }
    mended = MendedCounts()
    if let note = repeated.note { batch.notes.append(note) }
    repeated = RepeatedHeader()
  }
}

/// Ragged lines behind an empty one: a footer if nothing but such lines follows, else records that
/// are to be rejected.
struct FooterLines: Sendable {
  struct Line: Sendable {
    var diagnostic: Diagnostic
    var source: RejectedSource?
  }

  /// More lines are no footer.
  private static let mostLines = 20

  /// An empty line stood behind the last record.
  var isBehindBlank = false
  private var lines: [Line] = []

  var hasRoom: Bool { lines.count < FooterLines.mostLines }

  mutating func hold(_ diagnostic: Diagnostic, _ source: RejectedSource?) {
    lines.append(Line(diagnostic: diagnostic, source: source))
  }

  /// Hands out what is held back; the next record stands behind no empty line.
  mutating func takeAll() -> [Line] {
    isBehindBlank = false
    let held = lines
    lines = []
    return held
  }
}

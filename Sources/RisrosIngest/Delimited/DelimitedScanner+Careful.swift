/// How broken quoting is read.
enum Mending: Sendable {
  /// Not at all: it breaks the record.
  case none
  /// A quote inside a quoted field that nothing ends is text.
  case looseQuotesAreText
  /// The opening quote of a field that is broken is text, and the field ends like one without.
  case brokenQuotesAreText
  /// As above, and the end of the input closes a quoted field.
  case endClosesQuotes
}

extension DelimitedScanner {
  /// Cuts the record at `from` by a loop over bytes, for dialects that wide searches do not know and
  /// for records that are to be mended. It is also the plain twin that tests and the fuzzer compare
  /// the fast scan with.
  ///
  /// Begins anew at `from` however often it is called for one record.
  mutating func scanCarefully(
    _ bytes: [UInt8], from: Int, to: Int, isEnd: Bool, mending: Mending = .none,
    fieldLimit: Int? = nil
  ) -> Outcome {
    precondition(from >= 0 && from <= to && to <= bytes.count)
    let cut = CarefulCut(
      bytes: bytes, to: to, isEnd: isEnd, dialect: dialect,
      fieldLimit: fieldLimit ?? self.fieldLimit, mending: mending)
    var at = from
    begin()
    while true {
      let piece: CarefulCut.Piece
      switch cut.field(at) {
      case .piece(let found): piece = found
      case .broken(let outcome): return outcome
      }
      if piece.end < to && bytes[piece.end] == dialect.delimiter {
        add(piece.field(from))
        at = piece.end + 1
        continue
      }
      guard let length = cut.lineEndLength(piece.end) else { return .needsMore }
      add(piece.field(from))
      return .record(next: min(piece.end + length, to))
    }
  }
}

/// Finds where single fields end.
private struct CarefulCut {
  struct Piece {
    var start: Int
    /// One past its last byte, without the closing quote.
    var textEnd: Int
    /// Where the delimiter or the line end is.
    var end: Int
    var doubled = 0
    var isQuoted = false

    func field(_ record: Int) -> DelimitedScanner.Field {
      DelimitedScanner.Field(
        start: UInt32(truncatingIfNeeded: start - record),
        end: UInt32(truncatingIfNeeded: textEnd - record),
        doubledQuotes: UInt32(truncatingIfNeeded: doubled), isQuoted: isQuoted)
    }
  }

  enum Found {
    case piece(Piece)
    case broken(DelimitedScanner.Outcome)
  }

  let bytes: [UInt8]
  let to: Int
  let isEnd: Bool
  let dialect: Dialect
  let fieldLimit: Int
  let mending: Mending

  /// Length of the line end at an offset: 0 if there is none but the end of the input, nil if what
  /// follows has to tell.
  func lineEndLength(_ at: Int) -> Int? {
    if at == to { return isEnd ? 0 : nil }
    switch (dialect.lineEnd, bytes[at]) {
    case (.lineFeed, 0x0A), (.any, 0x0A), (.carriageReturn, 0x0D): return 1
    case (.lineFeed, 0x0D), (.any, 0x0D):
      if at + 1 == to { return isEnd ? 1 : nil }
      return bytes[at + 1] == 0x0A ? 2 : 1
    default: return 0
    }
  }

  /// Whether a field may end before the byte at an offset; nil if what follows has to tell.
  private func isEnded(_ at: Int) -> Bool? {
    if at == to { return isEnd ? true : nil }
    let byte = bytes[at]
    if byte == dialect.delimiter { return true }
    switch dialect.lineEnd {
    case .carriageReturn: return byte == 0x0D
    case .any: return byte == 0x0A || byte == 0x0D
    case .lineFeed:
      if byte == 0x0A { return true }
      if byte != 0x0D { return false }
      // CRLF; a lone CR is text.
      if at + 1 == to { return isEnd ? true : nil }
      return bytes[at + 1] == 0x0A
    }
  }

  func field(_ from: Int) -> Found {
    var start = from
    if dialect.skipsBlanks {
      while start < to && bytes[start] == 0x20 { start += 1 }
    }
    if start == to && !isEnd { return .broken(.needsMore) }
    guard start < to, bytes[start] == dialect.quote else { return unquoted(start) }
    let found = quoted(start)
    guard case .broken(let outcome) = found, outcome != .needsMore else { return found }
    switch mending {
    case .none, .looseQuotesAreText: return found
    case .brokenQuotesAreText: return unquoted(start)
    case .endClosesQuotes:
      guard case .openQuote = outcome else { return unquoted(start) }
      return .piece(Piece(start: start + 1, textEnd: to, end: to, isQuoted: true))
    }
  }

  private func unquoted(_ start: Int) -> Found {
    var at = start
    var escapes = 0
    while true {
      guard let isEnded = isEnded(at) else { return .broken(.needsMore) }
      if isEnded { break }
      if escapesNext(at) {
        escapes += 1
        at += 1
        if at == to { continue }
      }
      at += 1
    }
    return .piece(Piece(start: start, textEnd: at, end: at, doubled: escapes))
  }

  private func quoted(_ start: Int) -> Found {
    var at = start + 1
    var doubled = 0
    while true {
      if at - start - 1 > fieldLimit { return .broken(.longField(at: start)) }
      if at >= to { return .broken(isEnd ? .openQuote(at: start) : .needsMore) }
      if escapesNext(at) {
        doubled += 1
        at += 2
        continue
      }
      if bytes[at] != dialect.quote {
        at += 1
        continue
      }
      if at + 1 == to && !isEnd { return .broken(.needsMore) }
      if at + 1 < to, bytes[at + 1] == dialect.quote {
        doubled += 1
        at += 2
        continue
      }
      var behind = at + 1
      while behind < to, bytes[behind] == 0x20 || bytes[behind] == 0x09,
        bytes[behind] != dialect.delimiter
      {
        behind += 1
      }
      guard let isEnded = isEnded(behind) else { return .broken(.needsMore) }
      if isEnded {
        return .piece(
          Piece(start: start + 1, textEnd: at, end: behind, doubled: doubled, isQuoted: true))
      }
      if mending != .looseQuotesAreText { return .broken(.looseQuote(at: at)) }
      at += 1
    }
  }

  /// Whether the byte is an escape of what follows it; any other is text.
  private func escapesNext(_ at: Int) -> Bool {
    guard let escape = dialect.escape, bytes[at] == escape, at + 1 < to else { return false }
    return dialect.isEscapable(bytes[at + 1])
  }
}

extension Dialect {
  /// Whether an escape before a byte takes its meaning.
  func isEscapable(_ byte: UInt8) -> Bool {
    byte == quote || byte == escape || byte == delimiter || byte == 0x0A || byte == 0x0D
  }
}

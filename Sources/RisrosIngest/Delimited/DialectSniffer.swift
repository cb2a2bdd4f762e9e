internal import RisrosText

/// Finds out how a delimited file is written, by its first bytes.
///
/// Every dialect that the bytes give a reason for is tried by really cutting the head with it. The
/// right one gives nearly all records the same number of fields, at least two; commas in prose do
/// not. A header of names that are known tells more than any count. What the user says is not
/// guessed.
struct DialectSniffer {
  /// The begin of the file in UTF-8, followed by bytes for wide loads.
  let head: [UInt8]
  let count: Int
  let isWhole: Bool
  /// There is as much of the head as is looked at.
  let isFull: Bool
  let limits: InputLimits

  static let delimiters: [UInt8] = [0x3B, 0x2C, 0x09, 0x7C]
  /// Tried where no other gives a table: caret, tilde, colon, blank.
  private static let rareDelimiters: [UInt8] = [0x5E, 0x7E, 0x3A, 0x20]
  /// As many bytes as are cut with each dialect.
  private static let mostBytes = 64 << 10

  /// - Parameters:
  ///   - isWhole: the head is the whole file.
  ///   - isFull: as much was taken as is looked at; nil to tell by the head's length.
  init(head: [UInt8], isWhole: Bool, isFull: Bool? = nil, limits: InputLimits) {
    self.isFull = isFull ?? (head.count >= limits.headBytes)
    // A header of thousands of names is longer than any other line.
    let hasLine = head.prefix(DialectSniffer.mostBytes).contains { $0 == 0x0A || $0 == 0x0D }
    count = hasLine ? min(head.count, DialectSniffer.mostBytes) : head.count
    self.isWhole = isWhole && count == head.count
    self.head = head[..<count] + [UInt8](repeating: 0, count: ByteSearch.slack)
    self.limits = limits
  }

  // MARK: Separator line

  /// The delimiter that a first line `sep=X` tells, with quotes around it or not.
  var separatorLine: UInt8? {
    var line = head[..<count].prefix { $0 != 0x0A && $0 != 0x0D }[...]
    if line.endIndex == count && !isWhole { return nil }
    if line.first == 0x22 && line.last == 0x22 { line = line.dropFirst().dropLast() }
    let letters = line.prefix(4).map { $0 | 0x20 }
    guard line.count == 5, letters[...2] == [0x73, 0x65, 0x70], line.dropFirst(3).first == 0x3D,
      let delimiter = line.last, delimiter < 0x80
    else { return nil }
    return delimiter
  }

  // MARK: Lines

  /// The ways in which records may end, most likely first.
  private var lineEnds: [Dialect.LineEnd] {
    var lineFeeds = 0
    var loneReturns = 0
    for index in 0..<count {
      if head[index] == 0x0A { lineFeeds += 1 }
      if head[index] == 0x0D && (index + 1 < count ? head[index + 1] != 0x0A : isWhole) {
        loneReturns += 1
      }
    }
    if lineFeeds == 0 && loneReturns > 0 { return [.carriageReturn] }
    return loneReturns > 0 ? [.lineFeed, .any] : [.lineFeed]
  }

  /// What ends a line where no dialect is looked for.
  var lineEnd: UInt8 { lineEnds == [.carriageReturn] ? 0x0D : 0x0A }

  /// The begin of the next line, quotes or not.
  func nextLine(_ from: Int, _ lineEnd: Dialect.LineEnd) -> Int {
    let first: UInt8 = lineEnd == .carriageReturn ? 0x0D : 0x0A
    let second: UInt8 = lineEnd == .any ? 0x0D : first
    var at = min(ByteSearch.first(of: first, second, second, in: head, from..<count) + 1, count)
    if lineEnd == .any && at < count && head[at - 1] == 0x0D && head[at] == 0x0A { at += 1 }
    return at
  }

  /// Where the table may begin: behind the separator line and the lines the user skips.
  func begin(_ dialect: Dialect, _ hints: DialectHints) -> Int {
    var at = dialect.hasSeparatorLine ? nextLine(0, dialect.lineEnd) : 0
    for _ in 0..<(hints.linesToSkip ?? 0) where at < count { at = nextLine(at, dialect.lineEnd) }
    return at
  }

  /// Whether the table begins behind what is looked at.
  func skipsAll(_ hints: DialectHints) -> Bool {
    let dialect = Dialect(delimiter: Dialect.noDelimiter, lineEnd: lineEnds[0])
    return (hints.linesToSkip ?? 0) > 0 && !isWhole && begin(dialect, hints) == count
  }

  // MARK: Choosing

  /// The most likely dialect, and the first records as it cuts them.
  ///
  /// - Parameters:
  ///   - hints: what the user said, or the file's name suggests.
  ///   - isCertain: the file is known to be delimited, so that the best guess is good enough;
  ///     otherwise nil is the answer where a plain list of comments is as likely.
  ///   - mends: broken records are not rejected but mended.
  func sniff(_ hints: DialectHints, isCertain: Bool, mends: Bool = false) -> DelimitedHead? {
    let told = separatorLine
    let delimiters =
      (hints.delimiter ?? told).map { [$0] } ?? DialectSniffer.delimiters
    var best: DialectTally?
    func consider(_ dialect: Dialect) {
      let result = DialectTally(self, dialect, hints)
      if best == nil || result.score > best!.score + 1e-9 { best = result }
    }
    for lineEnd in lineEnds {
      for delimiter in delimiters {
        for var dialect in dialects(delimiter, hints) {
          dialect.lineEnd = lineEnd
          dialect.hasSeparatorLine = told != nil
          consider(dialect)
        }
      }
    }
    // Where many records are broken and hardly a field is quoted well, quotes are text.
    if hints.quote == nil, hints.escape == nil, let broken = best {
      let count = broken.counts.count { $0 == 0 }
      if count >= 3, count * 20 >= broken.counts.count, broken.quoted <= count {
        var dialect = broken.dialect
        dialect.quote = Dialect.noQuote
        dialect.escape = nil
        consider(dialect)
      }
    }
    guard var chosen = best else { return nil }
    let isTold = hints.delimiter != nil || told != nil
    if !isTold && !chosen.isConvincing(isCertain: isCertain) {
      if isCertain, let rare = rareTally(chosen.dialect, hints) {
        chosen = rare
      } else {
        guard isCertain || isNamedColumn(chosen.dialect, hints) else { return nil }
        // A single column: nothing in a line ends a field.
        var dialect = Dialect(delimiter: Dialect.noDelimiter, lineEnd: chosen.dialect.lineEnd)
        if case .byte(let quote) = hints.quote { dialect.quote = quote }
        if hints.quote == .unquoted { dialect.quote = Dialect.noQuote }
        chosen = DialectTally(self, dialect, hints)
      }
    }
    return DelimitedHead(self, chosen, hints, mends: mends)
  }

  /// The dialects worth trying with a delimiter, the usual one first.
  private func dialects(_ delimiter: UInt8, _ hints: DialectHints) -> [Dialect] {
    var usual = Dialect(delimiter: delimiter)
    switch hints.quote {
    case .byte(let quote): usual.quote = quote
    case .unquoted: usual.quote = Dialect.noQuote
    case nil: break
    }
    if case .byte(let escape) = hints.escape, escape != usual.quote { usual.escape = escape }
    usual.skipsBlanks = hints.skipsBlanks ?? false
    var all = [usual]
    if hints.quote == nil && hasApostropheFields(delimiter) {
      all += all.map { dialect in
        var dialect = dialect
        dialect.quote = 0x27
        return dialect
      }
    }
    if hints.escape == nil {
      all += all.filter { occurs([0x5C, $0.quote]) }.map { dialect in
        var dialect = dialect
        dialect.escape = 0x5C
        return dialect
      }
    }
    if hints.skipsBlanks == nil && delimiter != 0x20 && delimiter != 0x09 {
      all += all.filter { occurs([delimiter, 0x20, $0.quote]) }.map { dialect in
        var dialect = dialect
        dialect.skipsBlanks = true
        return dialect
      }
    }
    return all
  }

  private func occurs(_ pattern: [UInt8]) -> Bool {
    var at = 0
    while at + pattern.count <= count {
      at = ByteSearch.first(of: pattern[0], pattern[0], pattern[0], in: head, at..<count)
      if at + pattern.count <= count && head[at..<at + pattern.count].elementsEqual(pattern) {
        return true
      }
      at += 1
    }
    return false
  }

  /// Whether fields begin and end with apostrophes, at least two of each.
  private func hasApostropheFields(_ delimiter: UInt8) -> Bool {
    func isEdge(_ index: Int) -> Bool {
      index < 0 || index >= count || head[index] == delimiter || head[index] == 0x0A
        || head[index] == 0x0D
    }
    var opening = 0
    var closing = 0
    for index in 0..<count where head[index] == 0x27 {
      if isEdge(index - 1) { opening += 1 }
      if isEdge(index + 1) { closing += 1 }
    }
    return opening >= 2 && closing >= 2
  }

  private func rareTally(_ dialect: Dialect, _ hints: DialectHints) -> DialectTally? {
    for delimiter in DialectSniffer.rareDelimiters {
      var dialect = dialect
      dialect.delimiter = delimiter
      dialect.skipsBlanks = false
      let tally = DialectTally(self, dialect, hints)
      // Colons and blanks are everywhere in prose.
      let isCommon = delimiter == 0x3A || delimiter == 0x20
      if tally.counts.count >= 3, tally.consistency >= 0.9, tally.modalCount >= (isCommon ? 3 : 2),
        !isCommon || tally.quoted > 0
      {
        return tally
      }
    }
    return nil
  }

  /// Whether the first line is the known name of a text column and nothing else.
  private func isNamedColumn(_ dialect: Dialect, _ hints: DialectHints) -> Bool {
    let first = DialectTally(
      self, Dialect(delimiter: Dialect.noDelimiter, lineEnd: dialect.lineEnd), hints)
    guard let name = first.firstRow.first else { return false }
    return ColumnNames.isTextName(name) && first.counts.count >= 2
  }
}

extension DelimitedScanner {
  /// A field's bytes without the doubling of quotes and the escapes; for heads and for what is
  /// unusual, not for the hot path.
  func bytes(of field: Field, in bytes: [UInt8], _ recordStart: Int) -> [UInt8] {
    let range = recordStart + Int(field.start)..<recordStart + Int(field.end)
    if field.doubledQuotes == 0 { return Array(bytes[range]) }
    var result: [UInt8] = []
    var index = range.lowerBound
    while index < range.upperBound {
      let byte = bytes[index]
      let next = index + 1 < range.upperBound ? bytes[index + 1] : nil
      if let next, byte == dialect.escape && dialect.isEscapable(next) {
        result.append(next)
        index += 2
      } else {
        result.append(byte)
        index += field.isQuoted && byte == dialect.quote && next == byte ? 2 : 1
      }
    }
    return result
  }
}

internal import RisrosText

/// The first records of a delimited file.
struct DelimitedHead: Sendable {
  var dialect: Dialect
  /// The header if there is one, then records; ragged ones among them.
  var rows: [[String]]
  /// Fields of a regular record.
  var columnCount: Int
  /// The first record is longer than the head.
  var isFirstCut: Bool

  var header: [String]? { dialect.hasHeader ? rows.first : nil }
  var records: ArraySlice<[String]> { rows.dropFirst(dialect.hasHeader ? 1 : 0) }
}

/// Finds out how a delimited file is written, by its first bytes.
///
/// Every delimiter is tried by really cutting the head with it. The right one gives nearly all
/// records the same number of fields, at least two; commas in prose do not. A header of names that
/// are known tells more than any count.
struct DialectSniffer {
  /// The begin of the file in UTF-8, followed by bytes for wide loads.
  private let head: [UInt8]
  private let count: Int
  private let isWhole: Bool
  private let limits: InputLimits

  static let delimiters: [UInt8] = [0x3B, 0x2C, 0x09, 0x7C]
  private static let mostRows = 400
  private static let mostSampleRows = 200
  /// As many bytes as are cut with each delimiter.
  private static let mostBytes = 64 << 10

  /// - Parameter isWhole: the head is the whole file.
  init(head: [UInt8], isWhole: Bool, limits: InputLimits) {
    // A header of thousands of names is longer than any other line.
    let hasLine = head.prefix(DialectSniffer.mostBytes).contains { $0 == 0x0A || $0 == 0x0D }
    count = hasLine ? min(head.count, DialectSniffer.mostBytes) : head.count
    self.isWhole = isWhole && count == head.count
    self.head = head[..<count] + [UInt8](repeating: 0, count: ByteSearch.slack)
    self.limits = limits
  }

  // MARK: Separator line

  /// The delimiter that a first line `sep=X` tells.
  var separatorLine: UInt8? {
    guard count >= 5 else { return nil }
    let isPrefix =
      head[0] | 0x20 == 0x73 && head[1] | 0x20 == 0x65 && head[2] | 0x20 == 0x70
      && head[3] == 0x3D
    guard isPrefix, head[4] < 0x80, head[4] != 0x0A, head[4] != 0x0D else { return nil }
    let isAlone = count == 5 && isWhole || count > 5 && (head[5] == 0x0A || head[5] == 0x0D)
    return isAlone ? head[4] : nil
  }

  // MARK: Trying a dialect

  private struct Tally {
    var dialect: Dialect
    /// Fields of each record; 0 for one that is broken.
    var counts: [Int] = []
    /// Delimiters, and those of them that a blank follows.
    var delimiters = 0
    var beforeBlank = 0
    var quoted = 0
    var firstRow: [String] = []

    /// The most frequent number of fields, and the share of records that have it.
    var modalCount = 0
    var consistency = 0.0
    /// The first record is regular.
    var startsRegular: Bool { counts.first == modalCount }
    /// How much speaks for it.
    var score = 0.0
  }

  private func tally(_ dialect: Dialect) -> Tally {
    var result = Tally(dialect: dialect)
    var scanner = DelimitedScanner(dialect: dialect, capacity: 64, fieldLimit: limits.fieldBytes)
    var at = begin(dialect)
    while at < count && result.counts.count < DialectSniffer.mostRows {
      scanner.restart()
      switch scanner.scan(head, from: at, to: count, isEnd: isWhole) {
      case .record(let next):
        let isBlank = scanner.fieldCount == 1 && scanner.fields[0].count == 0
        if !isBlank {
          if result.counts.isEmpty { result.firstRow = strings(scanner, at) }
          result.counts.append(scanner.fieldCount)
          for field in scanner.fields.prefix(scanner.fieldCount) where field.isQuoted {
            result.quoted += 1
          }
          for field in scanner.fields.prefix(scanner.fieldCount).dropFirst() {
            result.delimiters += 1
            if head[at + Int(field.start)] == 0x20 { result.beforeBlank += 1 }
          }
        }
        at = next
      case .needsMore:
        // The first record counts even if the head has cut it.
        if result.counts.isEmpty {
          scanner.restart()
          let isWholeField =
            scanner.scan(head, from: at, to: count, isEnd: true) == .record(next: count)
          result.counts.append(scanner.fieldCount + (isWholeField ? 0 : 1))
        }
        at = count
      case .looseQuote, .openQuote, .longField:
        result.counts.append(0)
        at = nextLine(at, dialect)
      }
    }
    var frequency: [Int: Int] = [:]
    for fields in result.counts { frequency[fields, default: 0] += 1 }
    frequency[0] = nil
    if let modal = frequency.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
      result.modalCount = modal.key
      result.consistency = Double(modal.value) / Double(result.counts.count)
    }
    if result.modalCount >= 2 {
      result.score =
        result.consistency * (result.startsRegular ? 1 : 0.5)
        * (1 + 0.02 * Double(min(result.modalCount, 20)))
    }
    // Known names, but not the single one a title or a first comment may be.
    if result.firstRow.count >= 2 {
      let known = result.firstRow.count { ColumnNames.isKnown($0) }
      if known >= 1 { result.score += 1 + 0.2 * Double(min(known, 5)) }
    }
    return result
  }

  private func begin(_ dialect: Dialect) -> Int {
    dialect.hasSeparatorLine ? nextLine(0, dialect) : 0
  }

  /// The begin of the next line, quotes or not.
  private func nextLine(_ from: Int, _ dialect: Dialect) -> Int {
    let first: UInt8 = dialect.lineEnd == .carriageReturn ? 0x0D : 0x0A
    let second: UInt8 = dialect.lineEnd == .any ? 0x0D : first
    var at = min(ByteSearch.first(of: first, second, second, in: head, from..<count) + 1, count)
    if dialect.lineEnd == .any && at < count && head[at - 1] == 0x0D && head[at] == 0x0A { at += 1 }
    return at
  }

  private func strings(_ scanner: DelimitedScanner, _ recordStart: Int) -> [String] {
    scanner.fields.prefix(scanner.fieldCount).map {
      String(decoding: scanner.bytes(of: $0, in: head, recordStart), as: UTF8.self)
    }
  }

  // MARK: Choosing

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

  /// The most likely dialect.
  ///
  /// - Parameters:
  ///   - delimiter: what the user said, or the file's name suggests.
  ///   - isCertain: the file is known to be delimited, so that the best guess is good enough;
  ///     otherwise nil is the answer where a plain list of comments is as likely.
  func sniff(delimiter forced: UInt8?, hasHeader: Bool?, isCertain: Bool) -> DelimitedHead? {
    let told = separatorLine
    let delimiters = forced.map { [$0] } ?? told.map { [$0] } ?? DialectSniffer.delimiters
    var best: Tally?
    for lineEnd in lineEnds {
      for delimiter in delimiters {
        let result = tally(
          Dialect(delimiter: delimiter, lineEnd: lineEnd, hasSeparatorLine: told != nil))
        if best == nil || result.score > best!.score + 1e-9 { best = result }
      }
    }
    guard var chosen = best else { return nil }
    let isTold = forced != nil || told != nil
    if !isTold && !isConvincing(chosen, isCertain: isCertain) {
      guard isCertain || isNamedColumn(chosen.dialect) else { return nil }
      // A single column: nothing in a line ends a field.
      chosen = tally(
        Dialect(delimiter: Dialect.noDelimiter, lineEnd: chosen.dialect.lineEnd))
    }
    return makeHead(chosen.dialect, hasHeader: hasHeader, columnCount: chosen.modalCount)
  }

  /// Whether a plain list of comments is less likely.
  private func isConvincing(_ tally: Tally, isCertain: Bool) -> Bool {
    if tally.modalCount < 2 && tally.firstRow.count < 2 { return false }
    if tally.score >= 1.2 { return true }
    if isCertain { return tally.modalCount >= 2 && tally.consistency >= 0.5 }
    if tally.counts.count < 2 || tally.consistency < 0.8 || tally.modalCount < 2 { return false }
    // In prose a blank follows the comma.
    return tally.quoted > 0 || tally.beforeBlank * 2 < tally.delimiters
  }

  /// Whether the first line is the known name of a text column and nothing else.
  private func isNamedColumn(_ dialect: Dialect) -> Bool {
    let first = tally(Dialect(delimiter: Dialect.noDelimiter, lineEnd: dialect.lineEnd))
    guard let name = first.firstRow.first else { return false }
    return ColumnNames.isTextName(name) && first.counts.count >= 2
  }

  private func makeHead(_ dialect: Dialect, hasHeader: Bool?, columnCount: Int) -> DelimitedHead {
    var rows: [[String]] = []
    var scanner = DelimitedScanner(
      dialect: dialect, capacity: limits.columns + 1, fieldLimit: limits.fieldBytes)
    var at = begin(dialect)
    var isCut = false
    while at < count && rows.count < DialectSniffer.mostSampleRows {
      scanner.restart()
      switch scanner.scan(head, from: at, to: count, isEnd: isWhole) {
      case .record(let next):
        if !(scanner.fieldCount == 1 && scanner.fields[0].count == 0) {
          rows.append(strings(scanner, at))
        }
        at = next
      case .needsMore:
        // A first record that the head has cut is still the best there is.
        if rows.isEmpty {
          isCut = true
          scanner.restart()
          if scanner.scan(head, from: at, to: count, isEnd: true) == .record(next: count) {
            rows.append(strings(scanner, at))
          }
        }
        at = count
      case .looseQuote, .openQuote, .longField:
        at = nextLine(at, dialect)
      }
    }
    var dialect = dialect
    dialect.hasHeader = hasHeader ?? HeaderGuess.hasHeader(rows)
    let count = dialect.hasHeader ? rows.first?.count ?? columnCount : columnCount
    return DelimitedHead(
      dialect: dialect, rows: rows, columnCount: max(1, count), isFirstCut: isCut)
  }
}

extension DelimitedScanner {
  /// A field's bytes without the doubling of quotes; for heads, not for the hot path.
  func bytes(of field: Field, in bytes: [UInt8], _ recordStart: Int) -> [UInt8] {
    let range = recordStart + Int(field.start)..<recordStart + Int(field.end)
    if field.doubledQuotes == 0 { return Array(bytes[range]) }
    var result: [UInt8] = []
    var index = range.lowerBound
    while index < range.upperBound {
      result.append(bytes[index])
      index += bytes[index] == dialect.quote ? 2 : 1
    }
    return result
  }
}

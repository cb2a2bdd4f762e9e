/// What comes of cutting the head of a file with one dialect.
struct DialectTally {
  private static let mostRows = 400
  /// Rows that may stand before a table.
  static let mostPreambleRows = 30

  var dialect: Dialect
  /// Fields of each record; 0 for one that is broken.
  var counts: [Int] = []
  /// Delimiters, and those of them that a blank follows.
  var delimiters = 0
  var beforeBlank = 0
  var quoted = 0
  /// The first record.
  var firstRow: [String] = []
  /// The first record of the most frequent number of fields, near the begin.
  private var firstRegular: [String] = []

  /// The most frequent number of fields, and the share of records that have it.
  var modalCount = 0
  var consistency = 0.0
  /// How much speaks for it.
  var score = 0.0

  init(_ sniffer: DialectSniffer, _ dialect: Dialect, _ hints: DialectHints) {
    self.dialect = dialect
    let firstRows = cut(sniffer, sniffer.begin(dialect, hints))
    var frequency: [Int: Int] = [:]
    for fields in counts { frequency[fields, default: 0] += 1 }
    frequency[0] = nil
    if let modal = frequency.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }) {
      modalCount = modal.key
    }
    // Lines without a delimiter may stand before a table, even if they are more than its rows.
    if modalCount == 1, let last = counts.last, last > 1 {
      let table = counts.reversed().prefix { $0 == last }.count
      if table >= 3 && counts.count - table <= DialectTally.mostPreambleRows { modalCount = last }
    }
    let start = counts.firstIndex(of: modalCount) ?? 0
    let isPreamble =
      modalCount > 1 && start <= DialectTally.mostPreambleRows
      && counts[..<start].allSatisfy { $0 < modalCount && $0 > 0 }
    let rows = isPreamble ? counts[start...] : counts[...]
    if !rows.isEmpty {
      consistency = Double(rows.count { $0 == modalCount }) / Double(rows.count)
    }
    if modalCount >= 2 {
      score =
        consistency * (start == 0 ? 1 : 0.5) * (1 + 0.02 * Double(min(modalCount, 20)))
      // Blanks behind all delimiters belong to them; behind some, they belong to the text.
      if dialect.skipsBlanks && beforeBlank * 10 < delimiters * 9 { score *= 0.5 }
    }
    // Known names, but not the single one a title or a first comment may be.
    firstRow = firstRows.first ?? []
    firstRegular = firstRows.first { $0.count == modalCount } ?? firstRow
    let known = [firstRow, firstRegular].map { row in
      row.count >= 2 ? row.count { ColumnNames.isKnown($0) } : 0
    }.max()!
    if known >= 1 { score += 1 + 0.2 * Double(min(known, 5)) }
  }

  /// Cuts the head and counts; gives the first rows.
  private mutating func cut(_ sniffer: DialectSniffer, _ begin: Int) -> [[String]] {
    let (head, count) = (sniffer.head, sniffer.count)
    var scanner = DelimitedScanner(
      dialect: dialect, capacity: 64, fieldLimit: sniffer.limits.fieldBytes)
    var rows: [[String]] = []
    var at = begin
    while at < count && counts.count < DialectTally.mostRows {
      scanner.restart()
      switch scanner.scan(head, from: at, to: count, isEnd: sniffer.isWhole) {
      case .record(let next):
        if !(scanner.fieldCount == 1 && scanner.fields[0].count == 0) {
          if rows.count <= DialectTally.mostPreambleRows {
            rows.append(scanner.strings(in: head, at))
          }
          counts.append(scanner.fieldCount)
          tallyFields(scanner, head, at)
        }
        at = next
      case .needsMore:
        // The first record counts even if the head has cut it.
        if counts.isEmpty {
          scanner.restart()
          let isWholeField =
            scanner.scan(head, from: at, to: count, isEnd: true) == .record(next: count)
          counts.append(scanner.fieldCount + (isWholeField ? 0 : 1))
        }
        at = count
      case .looseQuote, .openQuote, .longField:
        counts.append(0)
        at = sniffer.nextLine(at, dialect.lineEnd)
      }
    }
    return rows
  }

  private mutating func tallyFields(_ scanner: DelimitedScanner, _ head: [UInt8], _ at: Int) {
    let fields = scanner.fields.prefix(scanner.fieldCount)
    for field in fields where field.isQuoted { quoted += 1 }
    for field in fields.dropFirst() {
      delimiters += 1
      let begin = at + Int(field.start) - (field.isQuoted ? 1 : 0)
      // Blanks that the dialect skips stand before the field, those of text at its begin.
      if head[dialect.skipsBlanks ? begin - 1 : at + Int(field.start)] == 0x20 { beforeBlank += 1 }
    }
  }

  /// Whether a plain list of comments is less likely.
  func isConvincing(isCertain: Bool) -> Bool {
    if modalCount < 2 && firstRow.count < 2 { return false }
    if score >= 1.2 { return true }
    if isCertain { return modalCount >= 2 && consistency >= 0.5 }
    if counts.count < 2 || consistency < 0.8 || modalCount < 2 { return false }
    // In prose a blank follows the comma.
    return quoted > 0 || beforeBlank * 2 < delimiters
  }
}

extension DelimitedScanner {
  /// The fields of the last record; for heads.
  func strings(in bytes: [UInt8], _ recordStart: Int) -> [String] {
    fields.prefix(fieldCount).map {
      String(decoding: self.bytes(of: $0, in: bytes, recordStart), as: UTF8.self)
    }
  }
}

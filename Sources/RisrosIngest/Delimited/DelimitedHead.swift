internal import RisrosText

/// The begin of a delimited file, cut with its dialect.
struct DelimitedHead: Sendable {
  var dialect: Dialect
  /// Names of the columns as they stand in the file; nil without a header.
  var header: [String]?
  /// The first records; ragged ones among them.
  var records: [[String]]
  /// Fields of a regular record.
  var columnCount: Int
  /// Whether it is known how many columns there are.
  var width = Width.known
  /// Line ends before the table: of a separator line, a title, a header that is broken.
  var linesToSkip: Int
  /// Records of the header behind those lines.
  var recordsToSkip: Int
  /// What is worth telling of the head.
  var notes: [String] = []

  enum Width: Sendable {
    case known
    /// The first record is longer than the head.
    case unknown
    /// More columns than are read.
    case tooLarge
  }

  private static let mostSampleRows = 200

  private struct Row {
    var start: Int
    var next: Int
    var cells: [String]
    /// Its quotes are broken; the cells are those of its mended form.
    var isBroken: Bool
    /// A quote stands in a field without quotes around it.
    var hasLooseText: Bool

    var filled: Int { cells.count { !$0.allSatisfy(\.isWhitespace) } }
  }

  /// Cuts the head of a file.
  ///
  /// - Parameter tally: of the dialect that was chosen.
  init(_ sniffer: DialectSniffer, _ tally: DialectTally, _ hints: DialectHints, mends: Bool) {
    dialect = tally.dialect
    let begin = sniffer.begin(dialect, hints)
    let modal = tally.modalCount
    (records, columnCount, linesToSkip, recordsToSkip) = ([], 0, 0, 0)
    var rows = cut(sniffer, begin, modal: modal)

    let first = hints.linesToSkip == nil ? DelimitedHead.tableStart(rows, modal, hints) : 0
    rows.removeFirst(first)
    let left = sniffer.filledLines(begin, rows.first?.start ?? begin, dialect)
    if left > 0 {
      notes.append(
        left == 1
          ? "1 line before the table is left out" : "\(left) lines before the table are left out")
    }
    let sample = rows.filter { !$0.isBroken || mends }
    let guess = HeaderGuess.hasHeader(
      (rows.first.map { [$0] } ?? []).map(\.cells)
        + (rows.first?.isBroken == true && !mends ? sample : Array(sample.dropFirst()))
        .map(\.cells))
    dialect.headerRows = hints.headerRows ?? (guess ? 1 : 0)
    let headerRows = rows.prefix(dialect.headerRows)
    if dialect.hasHeader { header = DelimitedHead.names(headerRows.map(\.cells)) }
    records = rows.dropFirst(dialect.headerRows).filter { !$0.isBroken || mends }.map(\.cells)
    if mends, let names = header, modal > 1, names.count != modal,
      records.count(where: { $0.count == modal }) >= max(2, records.count / 2)
    {
      header = DelimitedHead.fit(names, to: modal)
      notes.append("the header has \(names.count) names for \(modal) columns")
    }
    columnCount = max(1, header?.count ?? modal)
    // What a pipe has paused inside may still come.
    if columnCount == 1 || !sniffer.isFull { width = .known }
    if columnCount > sniffer.limits.columns { width = .tooLarge }

    // A header whose quotes are broken is skipped by its lines.
    recordsToSkip = dialect.headerRows
    var tableStart = rows.first?.start ?? begin
    if headerRows.contains(where: \.isBroken), !mends {
      tableStart = headerRows.last!.next
      recordsToSkip = 0
    }
    linesToSkip = sniffer.lineEnds(before: tableStart, dialect)
    if let loose = rows.firstIndex(where: \.hasLooseText), columnCount > 1 {
      notes.append(
        "quotes inside fields without quotes around them are taken as text, first in row"
          + " \(loose + 1 + first)")
    }
  }

  /// Why no record of the table can be read; nil where they can.
  func widthNote(_ limits: InputLimits) -> String? {
    switch width {
    case .known: nil
    case .unknown:
      "the \(dialect.hasHeader ? "header" : "first record") is longer than the"
        + " \(limits.headBytes) bytes that are looked at: all records are rejected"
    case .tooLarge:
      "the table has more than \(limits.columns) columns: its records are rejected"
        + " (--max-columns)"
    }
  }

  private mutating func cut(_ sniffer: DialectSniffer, _ begin: Int, modal: Int) -> [Row] {
    let (head, count, isWhole) = (sniffer.head, sniffer.count, sniffer.isWhole)
    let limits = sniffer.limits
    var scanner = DelimitedScanner(
      dialect: dialect, capacity: limits.columns + 1, fieldLimit: limits.fieldBytes)
    var rows: [Row] = []
    func add(_ at: Int, _ next: Int, isBroken: Bool) {
      if scanner.fieldCount == 1 && scanner.fields[0].count == 0 { return }
      let hasLooseText = scanner.fields.prefix(scanner.fieldCount).contains { field in
        !field.isQuoted
          && head[at + Int(field.start)..<at + Int(field.end)].contains(dialect.quote)
      }
      rows.append(
        Row(
          start: at, next: next, cells: scanner.strings(in: head, at), isBroken: isBroken,
          hasLooseText: hasLooseText && !isBroken))
    }
    var at = begin
    while at < count && rows.count < DelimitedHead.mostSampleRows {
      scanner.restart()
      switch scanner.scan(head, from: at, to: count, isEnd: isWhole) {
      case .record(let next):
        add(at, next, isBroken: false)
        at = next
      case .needsMore:
        // A first record that the head has cut is still the best there is.
        if rows.isEmpty {
          width = .unknown
          scanner.restart()
          if scanner.scan(head, from: at, to: count, isEnd: true) == .record(next: count) {
            add(at, count, isBroken: false)
          }
        }
        at = count
      case .looseQuote, .openQuote, .longField:
        let line = sniffer.nextLine(at, dialect.lineEnd)
        for mending in [Mending.looseQuotesAreText, .brokenQuotesAreText] {
          let outcome = scanner.scanCarefully(
            head, from: at, to: line, isEnd: true, mending: mending)
          if outcome == .record(next: line), scanner.fieldCount == modal {
            add(at, line, isBroken: true)
            break
          }
        }
        at = line
      }
    }
    return rows
  }

  /// How many rows stand before the table: titles, dates, what was asked for.
  ///
  /// Each of them has less than half of the cells filled that records have; the first that has more
  /// is the header, or at least no record that lacks cells stands before it.
  private static func tableStart(_ rows: [Row], _ modal: Int, _ hints: DialectHints) -> Int {
    guard modal > 1 else { return 0 }
    let first = rows.prefix(DialectTally.mostPreambleRows + 1).firstIndex {
      $0.cells.count == modal && $0.filled * 2 > modal
    }
    guard let first, first > 0 else { return 0 }
    let before = rows[..<first]
    guard before.allSatisfy({ $0.cells.count <= modal && $0.filled * 2 <= modal }) else { return 0 }
    func known(_ row: Row) -> Int { row.cells.count { ColumnNames.isKnown($0) } }
    if before.contains(where: { known($0) > known(rows[first]) }) { return 0 }
    if before.allSatisfy({ $0.cells.count != modal }) { return first }
    return hints.headerRows != 0 && HeaderGuess.hasHeader(rows[first...].map(\.cells)) ? first : 0
  }

  /// The names of columns from the rows of a header, of each column the cells that are not empty.
  static func names(_ rows: [[String]]) -> [String] {
    if rows.count == 1 { return rows[0] }
    let count = rows.map(\.count).max() ?? 0
    return (0..<count).map { column in
      rows.compactMap { column < $0.count && !$0[column].isEmpty ? $0[column] : nil }
        .joined(separator: " ")
    }
  }

  /// Names for the columns that records have.
  private static func fit(_ names: [String], to count: Int) -> [String] {
    var names = names
    while names.count > count, let empty = names.lastIndex(of: "") { names.remove(at: empty) }
    return Array(names.prefix(count))
      + [String](repeating: "", count: max(0, count - names.count))
  }
}

extension DialectSniffer {
  /// Lines that are not empty, between two offsets that begin lines.
  fileprivate func filledLines(_ start: Int, _ end: Int, _ dialect: Dialect) -> Int {
    var at = start
    var lines = 0
    while at < end {
      let next = nextLine(at, dialect.lineEnd)
      if head[at..<next].contains(where: { $0 > 0x20 }) { lines += 1 }
      at = next
    }
    return lines
  }

  /// Bytes that end a line, before an offset.
  fileprivate func lineEnds(before offset: Int, _ dialect: Dialect) -> Int {
    let first: UInt8 = dialect.lineEnd == .carriageReturn ? 0x0D : 0x0A
    let second: UInt8 = dialect.lineEnd == .any ? 0x0D : first
    return head[..<offset].count { $0 == first || $0 == second }
  }
}

internal import RisrosModel

/// What was found out about the sheet that is to be read, by its first rows.
struct SheetPlan: Sendable {
  var sheet: Workbook.Sheet
  /// Rows before this one stand before the table because the user says so.
  var firstRow: Int
  /// Rows with something in them that are no records: titles above the table, and the header.
  var rowsToSkip: Int
  /// Names of the columns as they stand in the sheet; nil without a header.
  var header: [String]?
  var hasHeader: Bool { header != nil }
  var columnCount: Int
  /// Anything worth telling, a line each.
  var notes: [String] = []

  private static let mostRows = 200

  /// Chooses the sheet and looks at its begin.
  ///
  /// - Parameter hints: what the user says; only lines to skip and rows of the header count.
  static func make(
    _ book: Workbook, wanted: String?, hints: DialectHints, limits: InputLimits
  ) throws(Diagnostic) -> (plan: SheetPlan, sample: HeadSample) {
    let candidates =
      try wanted.map { (name) throws(Diagnostic) in [try book.sheet(name)] }
      ?? book.candidates
    guard var sheet = candidates.first else {
      throw Diagnostic(
        "holds no sheet of cells", category: .input, at: SourceLocation(file: book.archive.file),
        remedy: "save the table as CSV (UTF-8) and name that file")
    }
    let firstRow = (hints.linesToSkip ?? 0) + 1
    var (rows, isWhole) = try head(book, sheet, firstRow, limits)
    // A sheet without anything in front of the table.
    for other in candidates.dropFirst() where rows.isEmpty {
      (rows, isWhole) = try head(book, other, firstRow, limits)
      sheet = other
    }
    var plan = SheetPlan(rows, of: sheet, firstRow: firstRow, hints)
    if wanted == nil && book.candidates.count > 1 {
      let names = book.candidates.prefix(20).map { "'\($0.name)'" }.joined(separator: ", ")
      plan.notes.append("the sheets are \(names); name another with --sheet")
    }
    let names =
      plan.header.map { HeadSample.names(header: $0) } ?? HeadSample.names(count: plan.columnCount)
    if let header = plan.header { plan.notes += HeaderNotes.notes(header: header, names: names) }
    let sample = HeadSample(
      names: names, isNamed: plan.hasHeader, rows: Array(rows[plan.rowsToSkip...]),
      isWhole: isWhole)
    return (plan, sample)
  }

  private init(
    _ rows: [[String]], of sheet: Workbook.Sheet, firstRow: Int, _ hints: DialectHints
  ) {
    self.sheet = sheet
    self.firstRow = firstRow
    // Titles above a table fill a cell or two of it.
    let filled = rows.map { $0.count { !$0.allSatisfy(\.isWhitespace) } }
    let most = filled.max() ?? 0
    let isSettled = hints.linesToSkip != nil || hints.headerRows == 0
    let first = isSettled ? 0 : filled.firstIndex { $0 * 2 > most } ?? 0
    let table = Array(rows[first...])
    let guess = !table.isEmpty && HeaderGuess.hasHeader(table)
    let headerRows = min(hints.headerRows ?? (guess ? 1 : 0), table.count)
    rowsToSkip = headerRows > 0 ? first + headerRows : 0
    columnCount = rows[(headerRows > 0 ? first : 0)...].map(\.count).max() ?? 0
    if headerRows > 0 {
      let names = DelimitedHead.names(Array(table.prefix(headerRows)))
      header = names + [String](repeating: "", count: max(0, columnCount - names.count))
      if first > 0 {
        notes.append(
          first == 1
            ? "1 row before the table is left out" : "\(first) rows before the table are left out")
      }
    }
  }

  /// The first rows with something in them.
  private static func head(
    _ book: Workbook, _ sheet: Workbook.Sheet, _ firstRow: Int, _ limits: InputLimits
  ) throws(Diagnostic) -> (rows: [[String]], isWhole: Bool) {
    var rows = try book.rows(of: sheet)
    var row = SheetRow()
    var head: [[String]] = []
    var byteCount = 0
    while head.count < mostRows && byteCount < limits.headBytes {
      guard try rows.next(&row) else { return (head, true) }
      if row.isBlankRow || row.number < firstRow { continue }
      byteCount += row.bytes.count
      head.append(row.problem == nil ? row.cells.indices.map { row.string($0) } : [])
    }
    return (head, false)
  }
}

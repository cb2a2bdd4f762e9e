internal import RisrosModel

/// The rows of a sheet in an OpenDocument spreadsheet.
///
/// Equal rows and cells that follow one another are written once with their number. Numbers, dates and
/// times are taken from their values, not from how they are shown.
struct OpenDocumentRows: SheetRows {
  private var xml: XMLReader
  private let limits: InputLimits
  private let file: String
  /// Sheets before the wanted one that were not yet stepped over.
  private var sheetsBefore: Int
  private var isInSheet = false
  private var rowNumber = 0
  /// The row that was read last, and how often it comes again.
  private var repeated = SheetRow()
  private var repeatCount = 0
  private var repeatedBytes = 0
  private var value: [UInt8] = []

  /// Bytes that repeated rows may come to: a few bytes can stand for a million long rows.
  private static let mostRepeatedBytes = 32 << 20
  private static let mostRows = 1 << 20
  private static let mostColumns = 16_384

  init(_ xml: XMLReader, place: Int, limits: InputLimits, file: String) {
    self.xml = xml
    sheetsBefore = place
    self.limits = limits
    self.file = file
  }

  mutating func next(_ row: inout SheetRow) throws(Diagnostic) -> Bool {
    if repeatCount > 0 {
      repeatCount -= 1
      rowNumber += 1
      repeated.renumber(rowNumber)
      row = repeated
      return true
    }
    while true {
      switch try xml.next() {
      case .start where !isInSheet:
        if xml.name == .table && xml.depth == 4 {
          if sheetsBefore == 0 {
            isInSheet = true
          } else {
            sheetsBefore -= 1
            try xml.skipElement()
          }
        } else if xml.depth > 3 || xml.depth == 2 && xml.name != XMLName("body") {
          try xml.skipElement()
        }
      case .start where xml.name == .tableRow:
        if try readRow(&row) { return true }
      // Rows may stand in groups, and those that are printed on each page apart.
      case .start where [.tableRows, .tableRowGroup, .tableHeaderRows].contains(xml.name): continue
      case .start: try xml.skipElement()
      case .end where isInSheet && xml.depth == 3:
        isInSheet = false
        sheetsBefore = .max
      case .end, .text: continue
      // What is behind the sheet is read too, so that a damaged file shows.
      case .finished: return false
      }
    }
  }

  /// Reads the row that has just begun.
  /// - Returns: false for one without anything in it.
  private mutating func readRow(_ row: inout SheetRow) throws(Diagnostic) -> Bool {
    let count = max(1, xml.number(.rowsRepeated) ?? 1)
    rowNumber += 1
    row.begin(number: rowNumber, offset: xml.offset)
    try readCells(&row)
    if row.isBlankRow {
      rowNumber += count - 1
      return false
    }
    repeatedBytes += (count - 1) * max(1, row.bytes.count)
    if rowNumber + count > OpenDocumentRows.mostRows
      || repeatedBytes > OpenDocumentRows.mostRepeatedBytes
    {
      throw ZipArchive.refusal("repeats a row \(count) times", file)
    }
    repeatCount = count - 1
    if repeatCount > 0 { repeated = row }
    return true
  }

  private mutating func readCells(_ row: inout SheetRow) throws(Diagnostic) {
    var column = 0
    while true {
      switch try xml.next() {
      // What another cell is merged over is mostly empty.
      case .start where xml.name == .tableCell || xml.name == .coveredCell:
        let count = min(
          max(1, xml.number(.columnsRepeated) ?? 1), OpenDocumentRows.mostColumns + 1)
        try readCell(column, count, &row)
        column += count
      case .start: try xml.skipElement()
      case .text: continue
      case .end, .finished: return
      }
    }
  }

  private mutating func readCell(
    _ column: Int, _ count: Int, _ row: inout SheetRow
  ) throws(Diagnostic) {
    value.removeAll(keepingCapacity: true)
    let hasValue = appendValue()
    let textStart = value.count
    try collectParagraphs()
    // The text of a value is how it is shown.
    if hasValue { value.removeSubrange(textStart...) }
    if value.isEmpty || row.problem != nil { return }
    let most = min(limits.columns, OpenDocumentRows.mostColumns)
    if value.count > limits.fieldBytes {
      row.problem = (
        "the cell in column \(column + 1) is longer than \(limits.fieldBytes) bytes",
        "raise the limit of a field"
      )
    }
    for place in column..<column + count where row.problem == nil {
      if place >= most {
        row.problem = ("the row has more than \(most) columns", "empty the cells behind the table")
        return
      }
      let start = row.bytes.count
      row.bytes.append(contentsOf: value)
      row.endCell(place, from: start)
      if row.bytes.count > limits.recordBytes {
        row.problem = (
          "the row is longer than \(limits.recordBytes) bytes", "raise the limit of a record"
        )
      }
    }
  }

  // MARK: Values

  /// Appends the value of the cell that has just begun; false where it is its text.
  private mutating func appendValue() -> Bool {
    guard let type = xml.string(.valueType) else { return false }
    func bytes(_ name: XMLName) -> [UInt8]? { xml.string(name).map { Array($0.utf8) } }
    switch type {
    case "float", "currency", "percentage":
      guard let number = bytes(.value) else { return false }
      CellNumber.append(
        number, type == "percentage" ? .percent : .general, is1904: false, to: &value)
    case "date":
      guard let date = bytes(.dateValue) else { return false }
      // "2026-01-31T08:30:00", with parts of a second or not.
      value += date.prefix { $0 != 0x2E }.map { $0 == 0x54 ? 0x20 : $0 }
    case "time":
      guard let time = bytes(.timeValue), appendTime(time) else { return false }
    case "boolean":
      guard let flag = xml.string(.booleanValue) else { return false }
      value += Array((flag == "true" ? "TRUE" : "FALSE").utf8)
    case "string":
      guard let text = bytes(.stringValue) else { return false }
      value += text
    default: return false
    }
    return true
  }

  /// "PT08H30M00S" as `08:30:00`; false for what is no such time.
  private mutating func appendTime(_ time: [UInt8]) -> Bool {
    guard time.starts(with: "PT".utf8) else { return false }
    var parts: [UInt8: ArraySlice<UInt8>] = [:]
    var rest = time.dropFirst(2)
    while let letter = rest.firstIndex(where: { $0 > 0x39 }) {
      parts[rest[letter]] = rest[..<letter].prefix { $0 != 0x2E && $0 != 0x2C }
      rest = rest[(letter + 1)...]
    }
    let (hours, minutes, seconds) = (parts[0x48], parts[0x4D], parts[0x53])
    guard let hours, !hours.isEmpty, let minutes, let seconds else { return false }
    for (part, mark) in [(hours, 0x3A), (minutes, 0x3A), (seconds, 0)]
      as [(ArraySlice<UInt8>, UInt8)]
    {
      if part.count < 2 { value += [UInt8](repeating: 0x30, count: 2 - part.count) }
      value += part
      if mark != 0 { value.append(mark) }
    }
    return true
  }

  // MARK: Text

  /// Appends the paragraphs of a cell, a line each, up to its end.
  private mutating func collectParagraphs() throws(Diagnostic) {
    let start = value.count
    var hasParagraph = false
    while true {
      switch try xml.next() {
      case .start where xml.name == .paragraph:
        if hasParagraph { append(0x0A, since: start) }
        hasParagraph = true
        try collectText(since: start)
      // Comments on cells, pictures.
      case .start: try xml.skipElement()
      case .text: continue
      case .end, .finished: return
      }
    }
  }

  private mutating func collectText(since start: Int) throws(Diagnostic) {
    let outside = xml.depth - 1
    while true {
      switch try xml.next() {
      case .start where xml.name == .s:
        for _ in 0..<min(max(1, xml.number(.c) ?? 1), limits.fieldBytes + 1) {
          append(0x20, since: start)
        }
      case .start where xml.name == .tab: append(0x09, since: start)
      case .start where xml.name == .lineBreak: append(0x0A, since: start)
      case .start where xml.name == .span || xml.name == .link: continue
      case .start: try xml.skipElement()
      case .text: if value.count - start <= limits.fieldBytes { try xml.appendText(to: &value) }
      case .end where xml.depth > outside: continue
      case .end, .finished: return
      }
    }
  }

  /// One byte more than the limit is enough to see that there are too many.
  private mutating func append(_ byte: UInt8, since start: Int) {
    if value.count - start <= limits.fieldBytes { value.append(byte) }
  }
}

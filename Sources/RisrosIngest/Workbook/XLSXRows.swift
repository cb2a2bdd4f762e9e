internal import RisrosModel

/// The rows of a sheet in an Excel workbook.
///
/// Places are taken from the cells; what the sheet says of its own size is not looked at, since it
/// is often wrong. A merged cell has its text in its first column and row, as the file has it.
struct XLSXRows: SheetRows {
  private enum CellType {
    case number, shared, text, inline, boolean, literal
  }

  private var xml: XMLReader
  private var strings: SharedStrings
  private let formats: [NumberFormat]
  private let is1904: Bool
  private let limits: InputLimits
  private let file: String
  private var isInData = false
  private var rowNumber = 0
  /// The value of the cell at hand.
  private var value: [UInt8] = []

  /// Columns that a sheet can have.
  private static let mostColumns = 16_384

  init(
    _ xml: XMLReader, strings: SharedStrings, formats: [NumberFormat], is1904: Bool,
    limits: InputLimits, file: String
  ) {
    self.xml = xml
    self.strings = strings
    self.formats = formats
    self.is1904 = is1904
    self.limits = limits
    self.file = file
  }

  mutating func next(_ row: inout SheetRow) throws(Diagnostic) -> Bool {
    while true {
      switch try xml.next() {
      case .start:
        if isInData && xml.name == .row {
          rowNumber = xml.number(.r) ?? rowNumber + 1
          row.begin(number: rowNumber, offset: xml.offset)
          try readCells(&row)
          return true
        }
        if xml.depth == 1 {
          if xml.name != .worksheet { throw ZipArchive.damage("the sheet is none of cells", file) }
        } else if xml.depth == 2 && xml.name == .sheetData {
          isInData = true
        } else {
          try xml.skipElement()
        }
      case .end: if xml.name == .sheetData { isInData = false }
      case .text: continue
      // Behind the rows the rest is read too, so that a damaged file shows.
      case .finished: return false
      }
    }
  }

  private mutating func readCells(_ row: inout SheetRow) throws(Diagnostic) {
    var column = -1
    while true {
      switch try xml.next() {
      case .start where xml.name == .c:
        column = columnNumber() ?? column + 1
        try readCell(column, &row)
      case .start: try xml.skipElement()
      case .text: continue
      case .end, .finished: return
      }
    }
  }

  /// The column in a place such as `AB12`, from 0.
  private func columnNumber() -> Int? {
    guard let place = xml.attribute(.r) else { return nil }
    var number = 0
    for index in place.range {
      let letter = (xml.window.bytes[index] | 0x20) &- 0x61
      if letter > 25 || number > XLSXRows.mostColumns { break }
      number = number * 26 + Int(letter) + 1
    }
    return number > 0 ? number - 1 : nil
  }

  private func cellType() -> CellType {
    guard let type = xml.attribute(.t) else { return .number }
    switch (type.end - type.start, xml.window.bytes[type.start]) {
    case (1, 0x73): return .shared
    case (1, 0x62): return .boolean
    case (1, 0x65), (1, 0x64): return .literal
    case (3, 0x73): return .text
    case (9, 0x69): return .inline
    default: return .number
    }
  }

  private mutating func readCell(_ column: Int, _ row: inout SheetRow) throws(Diagnostic) {
    let type = cellType()
    let style = xml.number(.s) ?? 0
    value.removeAll(keepingCapacity: true)
    reading: while true {
      switch try xml.next() {
      case .start where xml.name == .v && type != .inline:
        try xml.collectText(to: &value, upTo: limits.fieldBytes)
      case .start where xml.name == .inline:
        try xml.collectString(to: &value, upTo: limits.fieldBytes)
      case .start: try xml.skipElement()
      case .text: continue
      case .end, .finished: break reading
      }
    }
    if value.isEmpty || row.problem != nil { return }
    if column >= min(limits.columns, XLSXRows.mostColumns) {
      row.problem = (
        "the row has more than \(min(limits.columns, XLSXRows.mostColumns)) columns",
        "empty the cells behind the table"
      )
      return
    }
    let start = row.bytes.count
    try append(type, style, &row)
    row.endCell(column, from: start)
    let count = row.bytes.count - start
    if count > limits.fieldBytes {
      row.problem = (
        "the cell in column \(column + 1) is longer than \(limits.fieldBytes) bytes",
        "raise the limit of a field"
      )
    } else if row.bytes.count > limits.recordBytes {
      row.problem = (
        "the row is longer than \(limits.recordBytes) bytes", "raise the limit of a record"
      )
    }
  }

  private mutating func append(
    _ type: CellType, _ style: Int, _ row: inout SheetRow
  ) throws(Diagnostic) {
    switch type {
    case .number:
      let format = style < formats.count ? formats[style] : .general
      CellNumber.append(value, format, is1904: is1904, to: &row.bytes)
    case .text, .inline: CellText.append(value, to: &row.bytes)
    case .literal: row.bytes.append(contentsOf: value)
    case .boolean:
      let isTrue = value == [0x31] || value.elementsEqual("true".utf8)
      row.bytes.append(contentsOf: (isTrue ? "TRUE" : "FALSE").utf8)
    case .shared:
      guard let index = Int(String(decoding: value, as: UTF8.self)), index >= 0,
        try strings.append(index, to: &row.bytes)
      else {
        row.problem = (
          "a cell names a shared string that the workbook has not",
          "open the workbook and save it anew"
        )
        return
      }
    }
  }
}

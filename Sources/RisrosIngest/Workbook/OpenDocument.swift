internal import RisrosModel

/// Spreadsheets in the OpenDocument format (ISO/IEC 26300): all sheets follow one another in one part.
enum OpenDocument {
  static let part = "content.xml"
  private static let type = "application/vnd.oasis.opendocument.spreadsheet"

  /// Whether an archive is such a spreadsheet.
  static func isSpreadsheet(_ archive: ZipArchive) throws(Diagnostic) -> Bool {
    guard archive.holds(part), !archive.holds("xl/workbook.xml") else { return false }
    let type = try archive.content("mimetype", upTo: 200)
    return type.map { String(decoding: $0, as: UTF8.self).hasPrefix(OpenDocument.type) } ?? true
  }

  /// The sheets in their order.
  static func sheets(_ archive: ZipArchive) throws(Diagnostic) -> [Workbook.Sheet] {
    try refuseProtected(archive)
    var xml = try reader(archive, readBytes: 1 << 20)
    var sheets: [Workbook.Sheet] = []
    var hiddenStyles: Set<String> = []
    var style = ""
    while true {
      switch try xml.next() {
      case .start where xml.name == .table && xml.depth == 4:
        if sheets.count == Workbook.mostSheets {
          throw ZipArchive.refusal("has more than \(Workbook.mostSheets) sheets", archive.file)
        }
        sheets.append(
          Workbook.Sheet(
            name: xml.string(.name) ?? "", part: part, place: sheets.count,
            isHidden: hiddenStyles.contains(xml.string(.styled) ?? ""), hasCells: true))
        try xml.skipElement()
      case .start where xml.name == .style: style = xml.string(.name) ?? ""
      case .start where xml.name == .tableProperties && xml.string(.display) == "false":
        hiddenStyles.insert(style)
      case .finished: return sheets
      default: continue
      }
    }
  }

  static func reader(
    _ archive: ZipArchive, readBytes: Int
  ) throws(Diagnostic) -> XMLReader {
    guard let producer = try archive.open(part) else {
      throw ZipArchive.damage("\(part) is missing", archive.file)
    }
    return try XMLReader(file: archive.file, part: part, producer: producer, readBytes: readBytes)
  }

  /// The parts of a protected document look like damaged ones.
  private static func refuseProtected(_ archive: ZipArchive) throws(Diagnostic) {
    let name = "META-INF/manifest.xml"
    guard let producer = try archive.open(name) else { return }
    var xml = try XMLReader(
      file: archive.file, part: name, producer: producer, readBytes: Workbook.smallReadBytes)
    while true {
      switch try xml.next() {
      case .start where xml.name == .encryptionData: throw ZipArchive.protected(archive.file)
      case .finished: return
      default: continue
      }
    }
  }
}

/// Names in an OpenDocument spreadsheet.
extension XMLName {
  static let booleanValue = XMLName("boolean-value")
  static let columnsRepeated = XMLName("number-columns-repeated")
  static let coveredCell = XMLName("covered-table-cell")
  static let dateValue = XMLName("date-value")
  static let display = XMLName("display")
  static let encryptionData = XMLName("encryption-data")
  static let lineBreak = XMLName("line-break")
  static let link = XMLName("a")
  static let paragraph = XMLName("p")
  static let rowsRepeated = XMLName("number-rows-repeated")
  static let span = XMLName("span")
  static let stringValue = XMLName("string-value")
  static let style = XMLName("style")
  static let styled = XMLName("style-name")
  static let tab = XMLName("tab")
  static let table = XMLName("table")
  static let tableCell = XMLName("table-cell")
  static let tableColumns = XMLName("table-columns")
  static let tableProperties = XMLName("table-properties")
  static let tableRow = XMLName("table-row")
  static let tableRowGroup = XMLName("table-row-group")
  static let tableRows = XMLName("table-rows")
  static let tableHeaderRows = XMLName("table-header-rows")
  static let timeValue = XMLName("time-value")
  static let value = XMLName("value")
  static let valueType = XMLName("value-type")
}

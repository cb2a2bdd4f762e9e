internal import RisrosModel

/// A workbook whose list of sheets is read.
struct Workbook: Sendable {
  struct Sheet: Sendable {
    var name: String
    /// nil where the list of sheets and the parts do not fit together.
    var part: String?
    /// Which of the sheets of its part it is, from 0.
    var place = 0
    var isHidden: Bool
    /// A sheet of cells, not a chart.
    var hasCells: Bool
  }

  let archive: ZipArchive
  private(set) var sheets: [Sheet] = []
  private let limits: InputLimits
  private var is1904 = false
  private var stringsPart: String?
  private var formats: [NumberFormat] = []
  private let isOpenDocument: Bool

  /// Small parts are read in small pieces.
  static let smallReadBytes = 64 << 10
  static let mostSheets = 1000

  init(_ archive: ZipArchive, limits: InputLimits) throws(Diagnostic) {
    self.archive = archive
    self.limits = limits
    isOpenDocument = try OpenDocument.isSpreadsheet(archive)
    if isOpenDocument {
      sheets = try OpenDocument.sheets(archive)
      return
    }
    let root = try Relationships(of: "", in: archive)
    let main = root.part(ofType: "officeDocument") ?? "xl/workbook.xml"
    guard let producer = try archive.open(main) else { throw Workbook.other(archive) }
    if main.lowercased().hasSuffix(".bin") { throw Workbook.other(archive) }
    let links = try Relationships(of: main, in: archive)
    var xml = try XMLReader(
      file: archive.file, part: main, producer: producer, readBytes: Workbook.smallReadBytes)
    reading: while true {
      switch try xml.next() {
      case .start where xml.name == .workbookPr: is1904 = xml.isSet(.date1904)
      case .start where xml.name == .sheet && xml.depth == 3:
        let id = xml.string(.id)
        let link = links.targets.first { $0.id == id }
        let kind = link?.type ?? "worksheet"
        if sheets.count == Workbook.mostSheets {
          throw ZipArchive.refusal("has more than \(Workbook.mostSheets) sheets", archive.file)
        }
        sheets.append(
          Sheet(
            name: xml.string(.name) ?? "", part: link?.part,
            isHidden: xml.string(.state) != nil && xml.string(.state) != "visible",
            hasCells: kind == "worksheet"))
      case .finished: break reading
      default: continue
      }
    }
    stringsPart = links.part(ofType: "sharedStrings")
    formats = try CellFormats.read(links.part(ofType: "styles"), in: archive)
  }

  /// What an archive is that holds no Excel workbook risros can read.
  private static func other(_ archive: ZipArchive) -> Diagnostic {
    var message = "is a ZIP archive, but no workbook"
    var remedy = "unpack it and name the files in it"
    let isBinary = archive.entries.contains { $0.name.lowercased().hasSuffix("workbook.bin") }
    if isBinary || archive.holds("content.xml") {
      message =
        isBinary
        ? "is a binary Excel workbook (.xlsb)" : "is an OpenDocument file, but no spreadsheet"
      remedy = "save its table as .xlsx or CSV (UTF-8) and name that file"
    }
    return Diagnostic(
      message, category: .input, at: SourceLocation(file: archive.file), remedy: remedy)
  }

  /// The rows of a sheet, from its top.
  func rows(of sheet: Sheet) throws(Diagnostic) -> any SheetRows {
    if isOpenDocument {
      return OpenDocumentRows(
        try OpenDocument.reader(archive, readBytes: limits.readBytes), place: sheet.place,
        limits: limits, file: archive.file)
    }
    guard let part = sheet.part, let producer = try archive.open(part) else {
      throw ZipArchive.damage("the sheet '\(sheet.name)' is missing", archive.file)
    }
    let xml = try XMLReader(
      file: archive.file, part: part, producer: producer, readBytes: limits.readBytes)
    var list: XMLReader?
    if let stringsPart, let producer = try archive.open(stringsPart) {
      list = try XMLReader(
        file: archive.file, part: stringsPart, producer: producer, readBytes: limits.readBytes)
    }
    return XLSXRows(
      xml, strings: SharedStrings(list, limits: limits, file: archive.file), formats: formats,
      is1904: is1904, limits: limits, file: archive.file)
  }

  // MARK: Choosing a sheet

  /// The sheet a user means by a name, in any case, or by its number from 1.
  /// - Throws: a usage diagnostic with the nearest name and the list.
  func sheet(_ wanted: String) throws(Diagnostic) -> Sheet {
    let lower = wanted.lowercased()
    let named =
      sheets.first { $0.name == wanted } ?? sheets.first { $0.name.lowercased() == lower }
    let numbered = Int(wanted).flatMap { sheets.indices.contains($0 - 1) ? sheets[$0 - 1] : nil }
    guard let sheet = named ?? numbered else {
      throw Diagnostic(
        "there is no sheet '\(wanted)'", category: .usage,
        at: SourceLocation(file: archive.file),
        remedy: NearestName.remedy(for: wanted, among: sheets.map(\.name), noun: "sheets"))
    }
    if !sheet.hasCells {
      throw Diagnostic(
        "the sheet '\(sheet.name)' holds no cells", category: .usage,
        at: SourceLocation(file: archive.file), remedy: "name one with a table in it")
    }
    return sheet
  }

  /// The sheets to choose from without being told: those a user sees, or else any.
  var candidates: [Sheet] {
    let cells = sheets.filter { $0.hasCells && $0.part != nil }
    let visible = cells.filter { !$0.isHidden }
    return visible.isEmpty ? cells : visible
  }
}

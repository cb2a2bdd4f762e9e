/// An Excel workbook made of the XML of its sheets.
struct TestBook {
  struct Sheet {
    var name: String
    /// What is inside `<sheetData>`.
    var rows: String
    var state: String?
  }

  var sheets: [Sheet] = []
  /// Each an `<si>` without its tags.
  var strings: [String] = []
  /// Number formats of styles 1, 2, … in their order; style 0 is General.
  var formats: [String] = []
  var is1904 = false
  /// What comes before `<sheetData>` in every sheet.
  var beforeRows = ""
  var prefix = ""

  init(_ rows: String = "", strings: [String] = [], formats: [String] = []) {
    sheets = [Sheet(name: "Svar", rows: rows)]
    self.strings = strings
    self.formats = formats
  }

  private static let head = #"<?xml version="1.0" encoding="UTF-8" standalone="yes"?>"# + "\n"
  private static let types =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

  var entries: [ZipBuilder.Entry] {
    var links = ""
    var list = ""
    for (index, sheet) in sheets.enumerated() {
      let state = sheet.state.map { " state=\"\($0)\"" } ?? ""
      list += "<sheet name=\"\(sheet.name)\" sheetId=\"\(index + 1)\"\(state) r:id=\"s\(index)\"/>"
      links += link("s\(index)", "worksheet", "worksheets/sheet\(index + 1).xml")
    }
    links += link("styles", "styles", "/xl/styles.xml")
    links += link("strings", "sharedStrings", "../xl/sharedStrings.xml")
    let codes = formats.enumerated().map {
      "<numFmt numFmtId=\"\(170 + $0.offset)\" formatCode=\"\($0.element)\"/>"
    }
    let styles = formats.indices.map { "<xf numFmtId=\"\(170 + $0)\"/>" }
    var entries = [
      ZipBuilder.Entry(
        "_rels/.rels", TestBook.head + relationships(link("r", "officeDocument", "xl/workbook.xml"))
      ),
      .init(
        "xl/workbook.xml",
        TestBook.head + "<workbook xmlns:r=\"x\"><workbookPr date1904=\"\(is1904 ? 1 : 0)\"/>"
          + "<sheets>\(list)</sheets></workbook>"),
      .init("xl/_rels/workbook.xml.rels", TestBook.head + relationships(links)),
      .init(
        "xl/styles.xml",
        TestBook.head + "<styleSheet><numFmts>\(codes.joined())</numFmts><cellXfs>"
          + "<xf numFmtId=\"0\"/>\(styles.joined())</cellXfs></styleSheet>"),
      .init(
        "xl/sharedStrings.xml",
        TestBook.head + "<sst>" + strings.map { "<si>\($0)</si>" }.joined() + "</sst>"),
    ]
    for (index, sheet) in sheets.enumerated() {
      entries.append(
        .init(
          "xl/worksheets/sheet\(index + 1).xml",
          TestBook.head + "<\(prefix)worksheet>\(beforeRows)<\(prefix)sheetData>\(sheet.rows)"
            + "</\(prefix)sheetData></\(prefix)worksheet>"))
    }
    return entries
  }

  private func link(_ id: String, _ type: String, _ target: String) -> String {
    "<Relationship Id=\"\(id)\" Type=\"\(TestBook.types)\(type)\" Target=\"\(target)\"/>"
  }

  private func relationships(_ links: String) -> String {
    "<Relationships>\(links)</Relationships>"
  }

  func bytes() -> [UInt8] { ZipBuilder(entries: entries).bytes() }
}

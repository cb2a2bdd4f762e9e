import RisrosModel
import RisrosTestSupport
import Testing

@testable import RisrosIngest

@Suite struct OpenDocumentTests {
  private static let type = "application/vnd.oasis.opendocument.spreadsheet"

  private func book(_ tables: String, styles: String = "", manifest: String = "") -> [UInt8] {
    let content = """
      <?xml version="1.0" encoding="UTF-8"?>
      <office:document-content><office:scripts/><office:automatic-styles>\(styles)</office:automatic-styles>\
      <office:body><office:spreadsheet><table:calculation-settings/>\(tables)<table:named-expressions/>\
      </office:spreadsheet></office:body></office:document-content>
      """
    return ZipBuilder(entries: [
      .init("mimetype", Self.type), .init("content.xml", content),
      .init(
        "META-INF/manifest.xml", "<manifest:manifest>\(manifest)</manifest:manifest>"),
    ]).bytes()
  }

  private func text(_ text: String) -> String {
    "<table:table-cell office:value-type=\"string\"><text:p>\(text)</text:p></table:table-cell>"
  }

  private func table(_ name: String, _ rows: String, style: String = "ta1") -> String {
    "<table:table table:name=\"\(name)\" table:style-name=\"\(style)\"><table:table-column/>\(rows)"
      + "</table:table>"
  }

  private func row(_ cells: String...) -> String {
    "<table:table-row>\(cells.joined())</table:table-row>"
  }

  private func read(
    _ bytes: [UInt8], _ options: InputOptions = InputOptions(keepAll: true), piece: Int = .max
  ) throws(Diagnostic) -> ReadInput {
    try ReadInput(bytes, name: "svar.ods", options, pieceBytes: piece)
  }

  /// The cells of a row, below a row of as many names.
  private func cells(_ cells: String, columns: Int) throws -> [String] {
    let names = (1...columns).map { text("felt \($0)") }.joined()
    let options = InputOptions(hasHeader: true, text: "1", keepAll: true)
    return try read(book(table("Svar", row(names) + row(cells))), options).records[0].fields
  }

  @Test(arguments: [1, 1000, .max]) func `a sheet is a table`(piece: Int) throws {
    let sheet = table(
      "Svar",
      "<table:table-header-rows>\(row(text("nr"), text("kommentar")))</table:table-header-rows>"
        + "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell/></table:table-row>"
        + row(text("17"), text("God &amp; billig"))
        + "<table:table-row-group>\(row(text("18"), text("Dyr")))</table:table-row-group>"
        + "<table:table-row table:number-rows-repeated=\"1048000\"><table:table-cell"
        + " table:number-columns-repeated=\"16000\"/></table:table-row>")
    let input = try read(book(sheet), piece: piece)
    #expect(input.records.map(\.fields) == [["17", "God & billig"], ["18", "Dyr"]])
    #expect(input.texts == ["God & billig", "Dyr"])
    #expect(
      input.reports[0].rendered
        == "svar.ods: sheet 'Svar' of a workbook, header; text = kommentar (2), id = nr (1)")
  }

  @Test func `cells of all types become text`() throws {
    func cell(_ attributes: String, _ shown: String) -> String {
      "<table:table-cell \(attributes)><text:p>\(shown)</text:p></table:table-cell>"
    }
    let values = [
      cell("office:value-type=\"float\" office:value=\"1299.5\"", "1.299,50"),
      cell("office:value-type=\"percentage\" office:value=\"0.85\"", "85 %"),
      cell("office:value-type=\"currency\" office:value=\"12\" office:currency=\"DKK\"", "12 kr."),
      cell("office:value-type=\"date\" office:date-value=\"2026-01-31\"", "31-01-26"),
      cell("office:value-type=\"date\" office:date-value=\"2026-01-31T08:30:00.5\"", "31-01-26"),
      cell("office:value-type=\"time\" office:time-value=\"PT36H05M00S\"", "12:05"),
      cell("office:value-type=\"boolean\" office:boolean-value=\"true\"", "SAND"),
    ]
    #expect(
      try cells(values.joined(), columns: 7) == [
        "1299.5", "85%", "12", "2026-01-31", "2026-01-31 08:30:00", "36:05:00", "TRUE",
      ])
  }

  @Test func `text comes with its breaks and blanks, without comments on the cell`() throws {
    let value =
      "<table:table-cell office:value-type=\"string\"><office:annotation><text:p>nej</text:p>"
      + "</office:annotation><text:p>a<text:s text:c=\"2\"/>b<text:tab/>c</text:p>"
      + "<text:p><text:span>d<text:line-break/><text:a>e</text:a></text:span></text:p>"
      + "</table:table-cell>"
    #expect(try cells(value, columns: 1) == ["a  b\tc\nd\ne"])
  }

  @Test func `cells are repeated, and those merged over hold what they hold`() throws {
    let repeated =
      "<table:table-cell office:value-type=\"string\" table:number-columns-repeated=\"2\">"
      + "<text:p>x</text:p></table:table-cell>"
    let covered = "<table:covered-table-cell table:number-columns-repeated=\"2\"/>"
    #expect(try cells(repeated + covered + text("y"), columns: 5) == ["x", "x", "", "", "y"])
    let hidden = "<table:covered-table-cell><text:p>z</text:p></table:covered-table-cell>"
    #expect(try cells(text("y") + hidden, columns: 2) == ["y", "z"])
  }

  @Test(arguments: [1, 1 << 18]) func `rows are repeated`(targetBytes: Int) throws {
    let rows =
      row(text("nr"), text("kommentar"))
      + "<table:table-row table:number-rows-repeated=\"3\">\(text("1"))\(text("Nej"))</table:table-row>"
      + row(text("2"), text("Ja"), text("ud over"))
    let options = InputOptions(limits: InputLimits(headBytes: 12))
    let input = try ReadInput(
      book(table("Svar", rows)), name: "svar.ods", options, targetBytes: targetBytes)
    #expect(input.texts.prefix(3) == ["Nej", "Nej", "Nej"])
    #expect(
      input.messages == ["svar.ods:5: error: column 3 has a value, and the header has 2 columns"])
  }

  @Test func `sheets are chosen, and hidden ones are not by themselves`() throws {
    let styles =
      "<style:style style:name=\"ta2\"><style:table-properties table:display=\"false\"/>"
      + "</style:style>"
    let tables =
      table("Gemt", row(text("kommentar")) + row(text("skjult")), style: "ta2")
      + table("Tom", "") + table("Svar", row(text("kommentar")) + row(text("synlig")))
    let bytes = book(tables, styles: styles)
    let input = try read(bytes)
    #expect(input.texts == ["synlig"])
    #expect(input.reports[0].notes == ["the sheets are 'Tom', 'Svar'; name another with --sheet"])
    #expect(try read(bytes, InputOptions(sheet: "gemt")).texts == ["skjult"])
  }

  // MARK: What is wrong

  @Test func `limits are kept`() throws {
    let rows =
      row(text("nr"), text("kommentar"))
      + row(text("1"), text(String(repeating: "lang ", count: 20)))
      + row(
        "<table:table-cell table:number-columns-repeated=\"9000000\" office:value-type=\"string\">"
          + "<text:p>x</text:p></table:table-cell>")
    let options = InputOptions(limits: InputLimits(fieldBytes: 50, headBytes: 16))
    #expect(
      try read(book(table("Svar", rows)), options).messages == [
        "svar.ods:2: error: the cell in column 2 is longer than 50 bytes",
        "svar.ods:3: error: the row has more than 10000 columns",
      ])
  }

  @Test func `a long row that is repeated a million times is refused`() {
    let rows =
      row(text("kommentar"))
      + "<table:table-row table:number-rows-repeated=\"1000000\">"
      + "\(text(String(repeating: "x", count: 100)))</table:table-row>"
    let error = #expect(throws: Diagnostic.self) { try read(book(table("Svar", rows))) }
    #expect(error?.message == "the archive is refused: it repeats a row 1000000 times")
  }

  @Test func `a password is told`() {
    let bytes = book(
      table("Svar", ""),
      manifest: "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>")
    let error = #expect(throws: Diagnostic.self) { try read(bytes) }
    #expect(error?.message == "is protected with a password")
  }
}

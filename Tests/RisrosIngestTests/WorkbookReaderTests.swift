import RisrosModel
import RisrosPipeline
import RisrosTestSupport
import Testing

@testable import RisrosIngest

@Suite struct WorkbookReaderTests {
  private func read(
    _ book: TestBook, _ options: InputOptions = InputOptions(keepAll: true), piece: Int = .max
  ) throws(Diagnostic) -> ReadInput {
    try ReadInput(book.bytes(), name: "svar.xlsx", options, pieceBytes: piece)
  }

  /// The cells of a sheet without a header.
  private func cells(_ book: TestBook, sheet: String? = nil) throws(Diagnostic) -> [[String]] {
    let options = InputOptions(hasHeader: false, sheet: sheet, text: "1", keepAll: true)
    return try read(book, options).records.map(\.fields)
  }

  private let table = """
    <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c></row>
    <row r="2"><c r="A2"><v>17</v></c><c r="B2" t="s"><v>2</v></c></row>
    <row r="4"><c r="A4"><v>18</v></c><c r="B4" t="s"><v>3</v></c></row>
    """
  private var book: TestBook {
    TestBook(
      table,
      strings: ["<t>nr</t>", "<t>kommentar</t>", "<t>Rigtig god</t>", "<t>For dyr</t>"])
  }

  @Test(arguments: [1, 3, 1000, .max]) func `a sheet is a table`(piece: Int) throws {
    let input = try read(book, piece: piece)
    #expect(input.texts == ["Rigtig god", "For dyr"])
    #expect(input.records.map(\.fields) == [["17", "Rigtig god"], ["18", "For dyr"]])
    #expect(
      input.reports[0].rendered
        == "svar.xlsx: sheet 'Svar' of a workbook, header; text = kommentar (2), id = nr (1)")
    #expect(input.reports[0].notes == [])
  }

  @Test func `a workbook may come in gzip and through a pipe`() throws {
    let input = try ReadInput(Deflated.gzip(book.bytes()), name: "stdin", pieceBytes: 100)
    #expect(input.texts == ["Rigtig god", "For dyr"])
  }

  @Test func `cells of all types become text`() throws {
    let book = TestBook(
      """
      <row><c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="inlineStr"><is><t>i</t></is></c>\
      <c t="inlineStr"><is><r><t>ru</t></r><r><rPr/><t>ns</t></r></is><v>nej</v></c></row>
      <row><c t="b"><v>1</v></c><c t="b"><v>0</v></c><c t="e"><v>#N/A</v></c>\
      <c t="d"><v>2026-01-02T03:04:05</v></c></row>
      <row><c t="str"><f>A1&amp;"x"</f><v>formel_x000D_</v></c><c><v>1.50</v></c>\
      <c t="n"><f>1/3</f><v>0.33333333333333331</v></c><c><f>1</f></c></row>
      """,
      strings: [
        "<r><t>fede</t></r><r><t xml:space=\"preserve\"> ord</t></r><rPh><t>nej</t></rPh>",
        "<t>l1_x000D_\nl2 &amp; &lt;b&gt;</t>",
      ])
    #expect(
      try cells(book) == [
        ["fede ord", "l1\r\nl2 & <b>", "i", "runs"],
        ["TRUE", "FALSE", "#N/A", "2026-01-02T03:04:05"],
        ["formel\r", "1.5", "0.333333333333333", ""],
      ])
  }

  @Test(arguments: [
    ("<t> to ord\n</t>", "to ord"), ("<t xml:space=\"preserve\"> to ord </t>", " to ord "),
    ("<r><t> to </t></r><r><t>ord </t></r>", "to ord"), ("<t> </t>", ""),
    ("<r><t xml:space=\"preserve\"> to </t></r><r><t>ord </t></r>", " to ord"), ("", ""),
  ]) func `blanks around a text count where the file says so`(written: String, text: String) throws
  {
    let rows = "<row><c><v>1</v></c><c t=\"s\"><v>0</v></c></row>"
    #expect(try cells(TestBook(rows, strings: [written])) == [text.isEmpty ? ["1"] : ["1", text]])
  }

  @Test func `numbers are read by their style`() throws {
    var book = TestBook(
      """
      <row><c s="0"><v>45992</v></c><c s="1"><v>45992</v></c><c s="2"><v>45992.5</v></c>\
      <c s="3"><v>0.5</v></c><c s="4"><v>17</v></c><c s="99"><v>1</v></c></row>
      """, formats: ["dd-mm-yyyy", "yyyy\\-mm\\-dd\\ hh:mm", "0%", "0000"])
    #expect(
      try cells(book) == [["45992", "2025-12-01", "2025-12-01 12:00:00", "50%", "0017", "1"]])
    book.is1904 = true
    #expect(try cells(book)[0][1] == "2029-12-02")
  }

  @Test func `places count, not what the sheet says of its size`() throws {
    var book = TestBook(
      """
      <row r="3"><c r="C3"><v>1</v></c><c><v>2</v></c></row><row><c r="AB4"><v>3</v></c></row>
      <row r="9" ht="3"/><row><c s="1"/></row>
      """)
    for dimension in ["", "<dimension ref=\"A1\"/>", "<dimension ref=\"A1:XFD1048576\"/>"] {
      book.beforeRows = dimension
      let cells = try cells(book)
      #expect(cells.count == 2)
      #expect(cells[0].prefix(5) == ["", "", "1", "2", ""])
      #expect(cells[1].count == 28 && cells[1][27] == "3")
    }
  }

  @Test func `prefixes of names do not matter`() throws {
    var book = TestBook(
      """
      <x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>god</x:t></x:is></x:c></x:row>
      """)
    book.prefix = "x:"
    #expect(try cells(book) == [["god"]])
  }

  @Test func `merged cells keep their text where it is`() throws {
    let book = TestBook(
      "<row r=\"1\"><c r=\"A1\"><v>1</v></c><c r=\"B1\"/><c r=\"C1\"><v>3</v></c></row>")
    #expect(try cells(book) == [["1", "", "3"]])
  }

  @Test func `titles above the table are left out and told`() throws {
    var book = book
    book.strings += ["<t>Kundetilfredshed, januar</t>"]
    book.sheets[0].rows =
      "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>4</v></c></row>"
      + table.replacing("r=\"1\"", with: "r=\"3\"")
    let input = try read(book)
    #expect(input.texts == ["Rigtig god", "For dyr"])
    #expect(input.reports[0].notes == ["1 row before the table is left out"])
  }

  @Test func `a user may say where the table begins and how high its header is`() throws {
    let rows = ["Titel", "gruppe", "kommentar", "Rigtig god"].enumerated().map {
      "<row r=\"\($0.offset + 1)\"><c t=\"inlineStr\"><is><t>\($0.element)</t></is></c></row>"
    }
    var options = InputOptions(keepAll: true)
    options.dialect.linesToSkip = 1
    options.dialect.headerRows = 2
    let input = try read(TestBook(rows.joined()), options)
    #expect(input.texts == ["Rigtig god"])
    #expect(input.schema.columns.map(\.name) == ["gruppe kommentar"])
  }

  @Test func `rejected rows are kept where that is asked for`() throws {
    let book = TestBook(
      table + "<row r=\"9\"><c r=\"A9\"><v>1</v></c><c r=\"D9\"><v>2</v></c></row>",
      strings: book.strings)
    var reader = try openInput(
      [("svar.xlsx", MemoryBytes(book.bytes()))],
      options: InputOptions(limits: InputLimits(rejectedBytes: 100, headBytes: 16))
    ).reader
    var batch = CommentBatch()
    _ = try reader.read(into: &batch, targetBytes: 1 << 18)
    let source = try #require(batch.rejections.first?.source)
    #expect(source.row == 3)
    #expect(String(decoding: source.bytes, as: UTF8.self) == "1\t\t\t2")
  }

  // MARK: Sheets

  private var threeSheets: TestBook {
    var book = book
    book.sheets = [
      .init(name: "Forside", rows: ""),
      .init(name: "Skjult", rows: "<row><c><v>1</v></c></row>", state: "hidden"),
      .init(name: "Svar", rows: table), .init(name: "Æbler", rows: "<row><c><v>2</v></c></row>"),
    ]
    return book
  }

  @Test func `the first sheet with anything in it is read, and the others are named`() throws {
    let input = try read(threeSheets)
    #expect(input.texts == ["Rigtig god", "For dyr"])
    #expect(
      input.reports[0].notes == [
        "the sheets are 'Forside', 'Svar', 'Æbler'; name another with --sheet"
      ])
  }

  @Test(arguments: [("Æbler", "2"), ("æbler", "2"), ("4", "2"), ("skjult", "1"), ("2", "1")])
  func `a sheet is chosen by name or number`(sheet: String, cell: String) throws {
    #expect(try cells(threeSheets, sheet: sheet) == [[cell]])
  }

  @Test func `an unknown sheet is told with the nearest one`() {
    let error = #expect(throws: Diagnostic.self) { try cells(threeSheets, sheet: "Svarr") }
    #expect(
      error?.description == """
        svar.xlsx: error: there is no sheet 'Svarr'
          help: did you mean 'Svar'? the sheets are Forside, Skjult, Svar, Æbler
        """)
  }

  // MARK: What is wrong

  @Test func `rows that cannot be read are rejected, the others are kept`() throws {
    var book = book
    book.sheets[0].rows += """
      <row r="5"><c r="A5"><v>19</v></c><c r="B5" t="s"><v>99</v></c></row>
      <row r="6"><c r="A6"><v>20</v></c><c r="C6"><v>1</v></c></row>
      <row r="7"><c r="ZZZ7"><v>1</v></c></row>
      <row r="8"><c r="A8"><v>21</v></c><c r="B8" t="inlineStr"><is><t>\
      \(String(repeating: "lang ", count: 20))</t></is></c></row>
      <row r="9"><c r="A9"><v>22</v></c><c r="B9" t="s"><v>2</v></c></row>
      """
    let input = try read(book, InputOptions(limits: InputLimits(fieldBytes: 50, headBytes: 16)))
    #expect(
      input.statuses == [.comment, .comment, .rejected, .rejected, .rejected, .rejected, .comment])
    #expect(
      input.messages == [
        "svar.xlsx:5: error: a cell names a shared string that the workbook has not",
        "svar.xlsx:6: error: column 3 has a value, and the header has 2 columns",
        "svar.xlsx:7: error: the row has more than 10000 columns",
        "svar.xlsx:8: error: the cell in column 2 is longer than 50 bytes",
      ])
  }

  @Test func `a sheet with entities of its own is refused`() {
    var entries = book.entries
    entries[5] = .init(
      "xl/worksheets/sheet1.xml",
      "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;\">]><worksheet>&b;</worksheet>")
    let error = #expect(throws: Diagnostic.self) {
      try ReadInput(ZipBuilder(entries: entries).bytes(), name: "svar.xlsx")
    }
    #expect(
      error?.message == """
        the workbook is damaged: xl/worksheets/sheet1.xml, byte 0: it declares a document type \
        (DTD), and those are refused
        """)
  }

  @Test func `a link that leads out of the archive is not followed`() {
    for target in ["../../sheet.xml", "../../../../etc/passwd"] {
      var entries = book.entries
      entries[2] = .init(
        "xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"s0\" Type=\"/worksheet\" Target=\"\(target)\"/></Relationships>"
      )
      let error = #expect(throws: Diagnostic.self) {
        try ReadInput(ZipBuilder(entries: entries).bytes(), name: "svar.xlsx")
      }
      #expect(error?.message == "holds no sheet of cells")
    }
  }

  @Test func `other archives are told apart`() {
    func message(_ entries: [ZipBuilder.Entry]) -> String? {
      do throws(Diagnostic) {
        _ = try ReadInput(ZipBuilder(entries: entries).bytes(), name: "fil")
        return nil
      } catch {
        return error.message
      }
    }
    #expect(message([.init("svar.csv", "a;b")]) == "is a ZIP archive, but no workbook")
    #expect(message([]) == "is a ZIP archive, but no workbook")
    let letter = ZipBuilder.Entry("mimetype", "application/vnd.oasis.opendocument.text")
    #expect(
      message([letter, .init("content.xml", "x")])
        == "is an OpenDocument file, but no spreadsheet")
    #expect(
      message([.init("xl/workbook.bin", "x")]) == "is a binary Excel workbook (.xlsb)")
  }

  @Test func `a password and old workbooks are told apart`() {
    let magic: [UInt8] = [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]
    let plain = magic + [UInt8](repeating: 0, count: 2000)
    let name = "EncryptedPackage".utf8.flatMap { [$0, 0] as [UInt8] }
    for (bytes, message) in [
      (plain, "is an old Excel workbook (.xls)"), (plain + name, "is protected with a password"),
    ] {
      let error = #expect(throws: Diagnostic.self) { try ReadInput(bytes, name: "svar.xlsx") }
      #expect(error?.message == message)
    }
  }

  @Test func `the format a user names must fit`() {
    func message(_ bytes: [UInt8], _ format: InputFormat) -> String? {
      do throws(Diagnostic) {
        _ = try ReadInput(bytes, name: "fil", InputOptions(format: format))
        return nil
      } catch {
        return error.message
      }
    }
    #expect(message(book.bytes(), .xlsx) == nil)
    #expect(message(book.bytes(), .csv) == "is a workbook or another ZIP archive, not csv")
    #expect(
      message(Array("a;b\n".utf8), .xlsx)
        == "is no Excel workbook (.xlsx): it does not begin as ZIP archives do")
  }

  @Test func `damage anywhere is told and never more`() throws {
    let whole = book.bytes()
    var generator = SeededGenerator(seed: 4)
    let limits = InputLimits(headBytes: 4096, readBytes: 4096)
    for _ in 0..<400 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        bytes[Int.random(in: 0..<bytes.count, using: &generator)] = .random(
          in: 0...255, using: &generator)
      }
      if Bool.random(using: &generator) {
        bytes.removeLast(Int.random(in: 0..<bytes.count, using: &generator))
      }
      // Its begin tells what a file is.
      guard ZipArchive.isMagic(bytes) else { continue }
      do throws(Diagnostic) {
        let input = try ReadInput(bytes, name: "svar.xlsx", InputOptions(limits: limits))
        #expect(input.records.count < 100)
      } catch {
        #expect(error.category == .input)
      }
    }
  }
}

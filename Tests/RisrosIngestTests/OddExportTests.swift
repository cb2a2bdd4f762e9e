import RisrosModel
import RisrosTestSupport
import Testing

@testable import RisrosIngest

/// Exports as analysts get them, where something went wrong or was meant for other eyes.
@Suite struct OddExportTests {
  private let comments = [
    "Prisen er for høj", "God og hurtig betjening", "Appen går ned hele tiden",
    "Ikke godt, men heller ikke dårligt", "Jeg fik ingen besked om forsinkelsen",
  ]

  /// A table with a row for each comment, which `row` makes of its number, from 1, and its text.
  private func table(_ header: String, _ row: (Int, String) -> String) -> String {
    header + "\r\n"
      + comments.enumerated().map { row($0.offset + 1, $0.element) + "\r\n" }.joined()
  }

  private func form(_ input: ReadInput, _ role: ColumnRole) -> String? {
    input.reports[0].uses.first { $0.role == role }?.form
  }

  @Test func `names that say how values are written, over two lines, are a header`() throws {
    let input = try ReadInput(
      table("\"Kunde\nnr.\";\"Dato\n(dd.mm.åååå)\";\"Karakter\n(1-5)\";\"Kommentar\nfra kunden\"") {
        "\($0);1\($0).03.2026;\($0);\($1)"
      } + "I alt;;15;\r\n")
    #expect(input.texts == comments + [""])
    #expect(
      input.reports[0].uses.map { "\($0.role) \($0.number)" } == ["text 4", "date 2", "rating 3"])
    #expect(form(input, .rating) == "scale 1–5")
  }

  @Test(arguments: [1, 7, 4096])
  func `a header that comes again in files put together is left out`(piece: Int) throws {
    let month = table("id;kommentar") { "\($0);\($1)" }
    let input = try ReadInput(
      "\u{FEFF}\(month)\u{FEFF}\(month)\(month)", InputOptions(), pieceBytes: piece)
    #expect(input.texts == comments + comments + comments)
    #expect(
      input.notes.map(\.description) == [
        "kommentarer.csv:7: note: 2 rows have the names of the columns again and are left out, this one first"
      ])
  }

  @Test func `what is a comment like the header of a single column stays`() throws {
    let input = try ReadInput("kommentar\nFin\nkommentar\n")
    #expect(input.texts == ["Fin", "kommentar"])
  }

  @Test func `days as Excel counts them are dates`() throws {
    let input = try ReadInput(table("dato;kommentar") { "\(46080 + $0),5;\($1)" })
    #expect(form(input, .date) == "days as Excel counts them")
    let bytes = Array("46081,5".utf8)
    #expect(input.schema.dateForm.date(bytes, 0..<bytes.count)?.name(of: .day) == "2026-02-28")
  }

  @Test func `seconds and milliseconds since 1970 are dates`() throws {
    let lines = comments.map { "{\"created\":1767225600000,\"stars\":4,\"body\":\"\($0)\"}\n" }
    let input = try ReadInput(lines.joined(), name: "svar.jsonl")
    #expect(form(input, .date) == "seconds since 1970")
  }

  @Test(arguments: ["svar.jsonl", "svar.json", "svar.txt"])
  func `objects over several lines each, one behind the other, are records`(name: String) throws {
    let text = comments.enumerated()
      .map { "{\n  \"rating\": \($0.offset),\n  \"comment\": \"\($0.element)\"\n}\n" }.joined()
    var options = InputOptions()
    options.keepAll = true
    let input = try ReadInput(text, name: name, options)
    #expect(input.texts == comments)
    #expect(input.records.map { $0.fields[0] } == ["0", "1", "2", "3", "4"])
    #expect(input.notes.isEmpty)
  }

  @Test func `records under keys of their own are told to be one record`() throws {
    let members = comments.enumerated().map {
      "\"-N\($0.offset)\":{\"comment\":\"\($0.element)\",\"n\":1}"
    }
    let input = try ReadInput("{" + members.joined(separator: ",") + "}", name: "svar.json")
    #expect(
      input.reports[0].notes == [
        "a single object with 5 objects under keys of their own is read as one record; if they are the"
          + " records, write them as an array (jq '[.[]]')"
      ])
    let whole = try ReadInput(
      "{\"comment\":\"Fin\",\"by\":{\"name\":\"Bo\",\"id\":1}}", name: "svar.json")
    #expect(whole.reports[0].notes.isEmpty)
  }

  @Test func `dates in words are dates`() throws {
    let input = try ReadInput(
      table("dato;stjerner;tekst") { "lørdag den \($0). marts 2026 kl. 14.05;\($0) ud af 5;\($1)" })
    #expect(
      input.reports[0].uses.map { "\($0.role) \($0.number)" } == ["text 3", "date 1", "rating 2"])
  }

  @Test func `the question that the net promoter score is made of is a rating, with words`() throws
  {
    let answers = [
      "10 - Meget sandsynligt", "3", "0 - Slet ikke sandsynligt", "7", "8 - Sandsynligt",
    ]
    let input = try ReadInput(
      table("id;Hvor sandsynligt er det, at du vil anbefale os?;Hvorfor vil du anbefale os?") {
        "\($0);\(answers[$0 - 1]);\($1)"
      })
    #expect(form(input, .rating) == "scale 0–10")
    #expect(input.reports[0].uses.map(\.number) == [3, 1, 2])
  }

  @Test(arguments: [
    ("svar.xls", "<html><body><table>", "is a web page with the name of a workbook", ".xlsx"),
    ("svar.html", "<!DOCTYPE html>\n<html>", "is a web page", "CSV"),
    (
      "svar.xls", "<?xml version=\"1.0\"?><?mso-application progid=\"Excel.Sheet\"?>",
      "is a workbook of Excel 2003 in XML", ".xlsx"
    ),
    ("svar.xml", "<?xml version=\"1.0\"?><svar>", "is an XML document", "CSV"),
  ])
  func `tables in tags are refused with a way out`(
    name: String, begin: String, message: String, remedy: String
  ) throws {
    let text = begin + "<tr><td>Prisen er for høj</td></tr>"
    let error = #expect(throws: Diagnostic.self) { try ReadInput(text, name: name) }
    #expect(error?.message == message)
    #expect(error?.remedy?.contains(remedy) == true)
    // What the user says it is, it is.
    var options = InputOptions()
    options.format = .lines
    #expect(try ReadInput(text, name: name, options).texts.first?.hasPrefix("<") == true)
    #expect(try ReadInput("<3 appen\nFin\n", name: "svar.txt").texts == ["<3 appen", "Fin"])
  }

  @Test(arguments: [("Ã¸", "Windows-1252"), ("\u{FFFD}", "lost")])
  func `letters that were lost before are told`(letter: String, told: String) throws {
    let text = table("id;kommentar") { "\($0);\($1.replacing("ø", with: letter)) h\(letter)j" }
      .replacing("å", with: letter)
    #expect(try ReadInput(text).reports[0].notes.contains { $0.contains(told) })
    let whole = table("id;kommentar") { "\($0);\($1)" } + "6;Ã¸ Ã¸ Ã¸\r\n"
    #expect(try ReadInput(whole).reports[0].notes == [])
  }

  @Test(arguments: ["NULL", "\\N", "NaN", "#N/A"])
  func `what programs write for nothing is no comment`(nothing: String) throws {
    let text = table("id\tcomment") { "\($0)\t\($0 == 2 ? nothing : $1)" }
    let input = try ReadInput(text, name: "export.tsv")
    #expect(input.statuses == [.comment, .empty, .comment, .comment, .comment])
    #expect(input.texts[1] == nothing)
    let objects = try ReadInput(
      "{\"comment\":\"Fin\"}\n{\"comment\":\"\(nothing.replacing("\\", with: "\\\\"))\"}\n\(nothing)\n",
      name: "svar.jsonl")
    #expect(objects.statuses == [.comment, .empty, .rejected])
    #expect(try ReadInput("NULLER\nNa\n", name: "a.txt").statuses == [.comment, .comment])
  }

  @Test func `another column of comments is told`() throws {
    let input = try ReadInput(
      table("nps;Hvad er vi gode til?;Hvad kan vi gøre bedre?;by") {
        "\($0);\($1);\(comments[$0 % 5]);Odense"
      })
    #expect(
      input.reports[0].notes == [
        "'Hvad kan vi gøre bedre?' may hold comments too (--text NAME for another column)"
      ])
  }
}

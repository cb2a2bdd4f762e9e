import RisrosModel
import Testing

@testable import RisrosIngest

/// Dialects that are found out or said, through the whole reader.
@Suite struct UnusualDialectTests {
  private static func options(
    _ change: (inout DialectHints) throws -> Void = { _ in }
  ) rethrows -> InputOptions {
    var options = InputOptions(keepAll: true)
    try change(&options.dialect)
    return options
  }

  struct Found: Sendable, CustomTestStringConvertible {
    var text: String
    var layout: String
    var fields: [[String]]
    var testDescription: String { text.debugDescription }
  }

  static let found: [Found] = [
    Found(
      text: "id;kommentar;by\n1;\"12\\\" skærm; god\";Vejle\n2;\"C:\\ny\";Ribe\n",
      layout: "semicolon-separated, escaped by \\",
      fields: [["1", "12\" skærm; god", "Vejle"], ["2", "C:\\ny", "Ribe"]]),
    Found(
      text: "id,kommentar,by\n1,'god, men dyr',Moss\n2,'det ''går'' an',Bø\n",
      layout: "comma-separated, quoted by '",
      fields: [["1", "god, men dyr", "Moss"], ["2", "det 'går' an", "Bø"]]),
    Found(
      text: "id, kommentar, by\n1, \"god, men dyr\", Moss\n2, \"fin, og sen\", Bø\n",
      layout: "comma-separated with blanks",
      fields: [["1", "god, men dyr", "Moss"], ["2", "fin, og sen", "Bø"]]),
    Found(
      text: "id\tby\tkommentar\n1\tBø\t\"Hej\" sagde han\n2\tMoss\t\"Nå\" så\n3\tRibe\t\"Ja\" da\n",
      layout: "tab-separated, no quotes",
      fields: [
        ["1", "Bø", "\"Hej\" sagde han"], ["2", "Moss", "\"Nå\" så"], ["3", "Ribe", "\"Ja\" da"],
      ]),
    Found(
      text: "12^2024^xx\n13^2024^yy\n14^2023^zz\n", layout: "separated by '^'",
      fields: [["12", "2024", "xx"], ["13", "2024", "yy"], ["14", "2023", "zz"]]),
    Found(
      text: "\"sep=|\"\r\nid|kommentar\r\n1|a;b;c\r\n", layout: "pipe-separated",
      fields: [["1", "a;b;c"]]),
    Found(
      text: "Udtræk fra kundesystemet;;\n;;\nid;dato;kommentar\n1;02-01-2026;Fint\n",
      layout: "semicolon-separated", fields: [["1", "02-01-2026", "Fint"]]),
    Found(
      text:
        "Rapport\nPeriode: januar, uge 1\n\nid;dato;kommentar\n1;02-01-2026;Fint\n2;03-01-2026;Ok\n",
      layout: "semicolon-separated",
      fields: [["1", "02-01-2026", "Fint"], ["2", "03-01-2026", "Ok"]]),
    // A record that lacks most cells is no title.
    Found(
      text: "1;;;\n2;a;b;c\n3;d;e;f\n", layout: "semicolon-separated",
      fields: [["1", "", "", ""], ["2", "a", "b", "c"], ["3", "d", "e", "f"]]),
    Found(
      text: "id;kommentar\r1;Fint\r\n2;Godt\n3;Ok\r", layout: "semicolon-separated",
      fields: [["1", "Fint"], ["2", "Godt"], ["3", "Ok"]]),
    Found(
      text: "id;kommentar\n1;a\u{0}b\n2;\u{0}\n", layout: "semicolon-separated",
      fields: [["1", "a\u{0}b"], ["2", "\u{0}"]]),
  ]

  @Test(arguments: found)
  func `a dialect is found out`(_ file: Found) throws {
    for piece in [Int.max, 1, 7] {
      let input = try ReadInput(file.text, Self.options(), pieceBytes: piece)
      #expect(input.reports[0].layout == file.layout)
      #expect(input.records.map(\.fields) == file.fields)
      #expect(input.diagnostics.isEmpty)
    }
  }

  @Test func `lines before the table are told`() throws {
    let input = try ReadInput("Udtræk\n\n1. kvartal\nid;kommentar\n1;Fint\n2;Ok\n3;Nå\n")
    #expect(input.reports[0].notes == ["2 lines before the table are left out"])
    #expect(input.texts == ["Fint", "Ok", "Nå"])
  }

  @Test func `what is said is not guessed`() throws {
    let text = "id;kommentar\n1;'a'\n2;\"b\\\"\n"
    let quoted = try ReadInput(text, Self.options { try $0.setQuote(named: "'") })
    #expect(quoted.texts == ["a", "\"b\\\""])
    let unquoted = try ReadInput(text, Self.options { try $0.setQuote(named: "none") })
    #expect(unquoted.texts == ["'a'", "\"b\\\""])
    let skipped = try ReadInput(
      text,
      Self.options {
        $0.linesToSkip = 2
        $0.headerRows = 0
      })
    #expect(skipped.texts == ["b\\"])
    let kept = try ReadInput(
      "Udtræk\nid;kommentar\n1;Fint\n2;Ok\n3;Nå\n", Self.options { $0.linesToSkip = 0 })
    #expect(kept.schema.columns.map(\.name) != ["id", "kommentar"])
  }

  @Test func `a header of several rows gives names of all its cells`() throws {
    let input = try ReadInput(
      "spørgsmål 1;;spørgsmål 2\nkarakter;kommentar;kommentar\n5;Fint;Ok\n",
      Self.options { $0.headerRows = 2 })
    #expect(
      input.schema.columns.map(\.name)
        == ["spørgsmål 1 karakter", "kommentar", "spørgsmål 2 kommentar"])
    #expect(input.records.map(\.fields) == [["5", "Fint", "Ok"]])
  }

  @Test func `lines behind an empty one at the end are a footer`() throws {
    let input = try ReadInput(
      "id;by;kommentar\n1;Bø;Fint\n\nKilde: kundesystemet\nTrukket 2. januar\n")
    #expect(input.texts == ["Fint"])
    #expect(input.diagnostics.isEmpty)
    #expect(input.notes.map(\.message) == ["2 lines behind the table are left out"])
    #expect(input.notes.first?.location?.line == 4)
  }

  @Test func `lines behind an empty one are rejected where records follow`() throws {
    let input = try ReadInput("id;by;kommentar\n1;Bø;Fint\n\n2;Moss\n3;Ribe;Ok\n4;Vik\n")
    #expect(input.statuses == [.comment, .rejected, .comment, .rejected])
    #expect(input.diagnostics.map(\.location?.line) == [4, 6])
  }

  @Test func `a quote outside quotes is text and told`() throws {
    let input = try ReadInput("id;kommentar\n1;en 5\" skrue\n")
    #expect(input.texts == ["en 5\" skrue"])
    #expect(input.reports[0].notes.count == 1)
  }

  @Test func `a long head of an odd dialect is read in linear time`() throws {
    let text = "id;kommentar\n1;\"\\\"" + String(repeating: "x", count: 3 << 20) + "\"\n2;Ok\n"
    var options = Self.options { $0.escape = .byte(0x5C) }
    options.limits.fieldBytes = 4 << 20
    let input = try ReadInput(text, options, pieceBytes: 16 << 10)
    #expect(input.records.map(\.text.utf8.count) == [3 << 20 + 1, 2])
  }
}

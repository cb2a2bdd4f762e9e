import RisrosModel
import Testing

@testable import RisrosIngest

@Suite struct MendingTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var name: String
    var rows: String
    var fields: [[String]]
    var testDescription: String { name }
  }

  static let cases: [Case] = [
    Case(name: "too few fields", rows: "1;Fint\n", fields: [["1", "Fint", ""]]),
    Case(
      name: "too many, empty at the end", rows: "1;Fint;Bø;;;\n", fields: [["1", "Fint", "Bø"]]),
    Case(
      name: "delimiters in the comment", rows: "1;Dyrt; dårligt; sent;Bø\n",
      fields: [["1", "Dyrt; dårligt; sent", "Bø"]]),
    Case(
      name: "quotes inside quotes", rows: "1;\"sagde \"hej; du\" og gik\";Bø\n",
      fields: [["1", "sagde \"hej; du\" og gik", "Bø"]]),
    Case(
      name: "doubled and single quotes inside quotes", rows: "1;\"\"\"a\"\" og \"b\" i c\";Bø\n",
      fields: [["1", "\"a\" og \"b\" i c", "Bø"]]),
    Case(
      name: "a stray quote before a field", rows: "1;\"Fint;\"Bø\"\n2;Ok;Vik\n",
      fields: [["1", "\"Fint", "Bø"], ["2", "Ok", "Vik"]]),
    Case(
      name: "a stray quote at the end of a row", rows: "1;Fint;\"\n2;\"Ok\";\"Vik\"\n",
      fields: [["1", "Fint", "\""], ["2", "Ok", "Vik"]]),
    Case(
      name: "a quote that is never closed", rows: "1;\"Fint;Bø\n2;Ok;Vik\n",
      fields: [["1", "\"Fint", "Bø"], ["2", "Ok", "Vik"]]),
  ]

  private static func options() -> InputOptions {
    var options = InputOptions(delimiter: 0x3B, hasHeader: true, text: "kommentar", keepAll: true)
    options.mends = true
    return options
  }

  @Test(arguments: cases)
  func `a broken row is mended`(_ test: Case) throws {
    for piece in [Int.max, 1, 5] {
      let input = try ReadInput(
        "id;kommentar;by\n" + test.rows, Self.options(), pieceBytes: piece)
      #expect(input.records.map(\.fields) == test.fields)
      #expect(input.diagnostics.isEmpty)
      #expect(input.notes.count == 1)
    }
  }

  @Test(arguments: cases)
  func `without being asked for nothing is mended`(_ test: Case) throws {
    var options = Self.options()
    options.mends = false
    let input = try ReadInput("id;kommentar;by\n" + test.rows, options)
    #expect(!input.diagnostics.isEmpty)
    #expect(input.notes.isEmpty)
  }

  @Test func `the end of the file closes a comment of several lines`() throws {
    let input = try ReadInput(
      "id;kommentar\n1;Fint\n2;\"første\nanden; linje\ntredje", Self.options())
    #expect(input.texts == ["Fint", "første\nanden; linje\ntredje"])
  }

  @Test func `a broken header is mended to the columns that records have`() throws {
    let input = try ReadInput("id;\"kommentar;\"by\"\n1;Fint;Bø\n2;Ok;Vik\n", Self.options(text: 2))
    #expect(input.records.map(\.fields) == [["1", "Fint", "Bø"], ["2", "Ok", "Vik"]])
    let longer = try ReadInput("id;;kommentar\n1;Fint\n2;Ok\n", Self.options(text: 2))
    #expect(longer.schema.columns.map(\.name) == ["id", "kommentar"])
    #expect(longer.texts == ["Fint", "Ok"])
  }

  private static func options(text: Int) -> InputOptions {
    var options = options()
    options.text = "\(text)"
    return options
  }

  @Test func `rows without any closing quote cost linear time`() throws {
    let rows = String(repeating: "1;\"aaaaaaaaaaaaaaaaaaaaaaaaaaaa;b\n", count: 60_000)
    let input = try ReadInput("id;kommentar;by\n" + rows, Self.options())
    #expect(input.records.count == 60_000)
  }

  @Test func `counts and the first place are told`() throws {
    let input = try ReadInput(
      "id;kommentar;by\n1;Ok;Bø\n2;Fint\n3;\"a\" b;Bø\n4;x;y;z\n", Self.options())
    #expect(
      input.notes.map(\.description) == [
        "kommentarer.csv:3: note: 3 rows were mended, this one first: 1 with stray quotes,"
          + " 1 with too few fields, 1 with too many"
      ])
  }
}

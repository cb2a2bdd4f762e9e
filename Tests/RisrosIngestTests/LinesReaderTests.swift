import RisrosModel
import Testing

@testable import RisrosIngest

@Suite struct LinesReaderTests {
  private static let options = InputOptions(format: .lines)

  @Test(arguments: [
    ("god\ndyr\n", ["god", "dyr"]), ("god\r\ndyr", ["god", "dyr"]), ("god\rdyr\r", ["god", "dyr"]),
    ("\n\n", ["", ""]), ("", []), ("god\n\n dyr \n", ["god", "", " dyr "]),
    ("a;b,c\t\"d\n", ["a;b,c\t\"d"]),
    ("en\rto\ntre\n", ["en\rto", "tre"]), ("\u{FEFF}god\n", ["god"]),
  ])
  func `each line is a comment`(text: String, lines: [String]) throws {
    for piece in [1, 2, 3, 7, 64, .max] {
      let input = try ReadInput(text, name: "stdin", LinesReaderTests.options, pieceBytes: piece)
      #expect(input.texts == lines)
      #expect(input.statuses == lines.map { $0.isEmpty ? .empty : .comment })
    }
  }

  @Test func `a line within the limit is taken, one over it is rejected, and both are counted`()
    throws
  {
    let fits = String(repeating: "a", count: 16 << 20)
    let huge = String(repeating: "æ", count: 25_000_000)
    let input = try ReadInput(
      "god\n\(fits)\n\(huge)\ndyr\n", name: "stdin", LinesReaderTests.options)
    #expect(input.statuses == [.comment, .comment, .rejected, .comment])
    #expect(input.records[1].text.utf8.count == 16 << 20)
    #expect(input.messages == ["stdin:3: error: the line is longer than 16777216 bytes"])
  }

  @Test func `a last line over the limit is counted too`() throws {
    var options = LinesReaderTests.options
    options.limits.recordBytes = 10
    let input = try ReadInput("god\n0123456789abcdef", name: "stdin", options, pieceBytes: 3)
    #expect(input.statuses == [.comment, .rejected])
  }

  @Test func `bytes that are not UTF-8 cost one line`() throws {
    let bytes = Array("blåbær\n".utf8) + [0x61, 0xFF, 0x0A] + Array("ø\n".utf8) + [0xC3]
    for piece in [1, 2, .max] {
      let input = try ReadInput(
        bytes, name: "stdin", InputOptions(encoding: .utf8), pieceBytes: piece)
      #expect(input.statuses == [.comment, .rejected, .comment, .rejected])
      #expect(input.diagnostics.map(\.location?.line) == [2, 4])
    }
  }

  @Test func `a column makes no sense in plain lines`() {
    let error = #expect(throws: Diagnostic.self) {
      try ReadInput("god\n", name: "stdin", InputOptions(text: "kommentar"))
    }
    #expect(
      error?.description == """
        stdin: error: there is no column 'kommentar': the input was taken for one comment a line
          help: say what it is with --input-format csv or jsonl
        """)
  }
}

import RisrosModel
import RisrosTestSupport
import Testing

@testable import RisrosIngest

@Suite struct DelimitedReaderTests {
  private static let keepAll = InputOptions(format: .csv, keepAll: true)

  @Test(arguments: [
    // RFC 4180
    ("a;b\n1;2\n", [["1", "2"]]),
    ("a;b\r\n1;2\r\n3;4", [["1", "2"], ["3", "4"]]),
    ("a;b\r1;2\r3;4\r", [["1", "2"], ["3", "4"]]),
    ("a;b\n\"1;2\";\"3\"\"4\"\n", [["1;2", "3\"4"]]),
    ("a;b\n\"linje 1\nlinje 2\r\nlinje 3\";2\n", [["linje 1\nlinje 2\r\nlinje 3", "2"]]),
    ("a;b\n;\n\"\";\"\"\"\"\n", [["", ""], ["", "\""]]),
    ("\"a\";\"b\"\n1;\"2\"", [["1", "2"]]),
    // what real exports do
    ("a;b\n5\" rør;er \"fine\"\n", [["5\" rør", "er \"fine\""]]),
    ("a;b\n\"1\" ;\"2\"  \n", [["1", "2"]]),
    ("a;b\n1;2;\n3;4\n", [["1", "2"], ["3", "4"]]),
    ("a;b;\n1;2;\n3;4\n", [["1", "2", ""], ["3", "4", ""]]),
    ("\n\na;b\n\n1;2\n\n\n3;4\n\n", [["1", "2"], ["3", "4"]]),
    ("a;b\n1;2\r3;4\n5;6\r\n7;8\n", [["1", "2"], ["3", "4"], ["5", "6"], ["7", "8"]]),
    ("a;b\n1;to\rlinjer\n3;4\n", [["1", "to\rlinjer"], ["3", "4"]]),
    ("sep=;\na;b\n1;2\n", [["1", "2"]]),
    ("sep=,\r\na,b\r\n1;2,3\r\n", [["1;2", "3"]]),
    ("\u{FEFF}a;b\n1;2\n", [["1", "2"]]),
    ("\u{FEFF}\"a\";b\n1;2\n", [["1", "2"]]),
    ("a;b", []),
    ("a;b\n", []),
  ])
  func `fields come out as a person would read them`(text: String, rows: [[String]]) throws {
    var options = DelimitedReaderTests.keepAll
    options.hasHeader = true
    for piece in [1, 2, 3, 7, 64, .max] {
      let input = try ReadInput(text, options, pieceBytes: piece)
      #expect(input.records.map(\.fields) == rows, "pieces of \(piece)")
      #expect(input.diagnostics == [])
    }
  }

  @Test(arguments: [
    ("a;b;c\n1;2\n3;4;5\n", "kommentarer.csv:2: error: row has 2 fields, the header has 3"),
    ("a;b\n1;2\n3;4;5\n6;7\n", "kommentarer.csv:3: error: row has 3 fields, the header has 2"),
    ("a;b\n1\n", "kommentarer.csv:2: error: row has 1 field, the header has 2"),
    (
      "a;b\n1;\"x \"y\" z\"\n3;4\n",
      "kommentarer.csv:2: error: a quote inside the quoted field 2 is not doubled"
    ),
    (
      "a;b\n\"1\n2\";2\n1;\"åben\n3;4\n",
      "kommentarer.csv:4: error: the quoted field 2 is not closed before the file ends"
    ),
  ])
  func `a broken row is rejected with its place, and the rows behind it are read`(
    text: String, message: String
  ) throws {
    var options = DelimitedReaderTests.keepAll
    options.hasHeader = true
    options.dialect.delimiter = 0x3B
    for piece in [1, 2, 3, 7, .max] {
      let input = try ReadInput(text, options, pieceBytes: piece)
      #expect(input.messages == [message])
      #expect(input.statuses.count { $0 == .rejected } == 1)
    }
  }

  @Test func `an unclosed quote costs one row, not the rest of the file`() throws {
    var text = "id;kommentar\n1;\"aldrig lukket\n"
    for id in 2...50_000 { text += "\(id);Helt fin butik nummer \(id)\n" }
    #expect(text.utf8.count > 1 << 20)
    let input = try ReadInput(text)
    #expect(input.records.count == 50_000)
    #expect(input.statuses.count { $0 == .comment } == 49_999)
    #expect(
      input.messages == [
        "kommentarer.csv:2: error: the quoted field 2 is longer than 1048576 bytes;"
          + " a closing quote may be missing"
      ])
  }

  @Test func `quotes that every line opens anew do not cost the square of the file`() throws {
    // Outside quotes the second field opens one; inside quotes the first closes and the second opens.
    let text = "id;kommentar\n" + String(repeating: "a\";\"b\n", count: 400_000) + "1;god\n"
    var options = InputOptions()
    options.limits.recordBytes = 1 << 16
    let input = try ReadInput(text, options)
    #expect(input.statuses.allSatisfy { $0 == .rejected })
    #expect(input.statuses.count < 10_000)
  }

  @Test
  func
    `a header longer than what is looked at rejects its records, and is not taken for a comment`()
    throws
  {
    var options = InputOptions()
    options.limits.headBytes = 1000
    let header = (1...500).map { "kolonne \($0)" }.joined(separator: ";")
    options.hasHeader = true
    let input = try ReadInput(header + "\n1;2\n", options)
    #expect(
      input.reports[0].notes == [
        "the header is longer than the 1000 bytes that are looked at: all records are rejected"
      ])
    #expect(
      input.messages == [
        "kommentarer.csv:2: error: row has 2 fields, and the header is too long to be read"
      ])
  }

  @Test func `a broken line before the header is left out and told`() throws {
    let input = try ReadInput("\"x\" y\nid;kommentar\n1;god\n")
    #expect(input.texts == ["god"])
    #expect(input.reports[0].notes == ["1 line before the table is left out"])
  }

  @Test(arguments: [false, true])
  func `the records of a table of too many columns are rejected`(mends: Bool) throws {
    var options = InputOptions(text: "kommentar", keepAll: true)
    options.limits.columns = 100
    options.mends = mends
    let header = (1...200).map { "c\($0)" }.joined(separator: ";")
    let row = (1...200).map { "\($0)" }.joined(separator: ";")
    let input = try ReadInput("\(header)\n\(row)\n1;2\n", options)
    #expect(
      input.messages == [
        "kommentarer.csv:2: error: row has 200 fields, more than 100",
        "kommentarer.csv:3: error: row has 2 fields, and the header is too long to be read",
      ])
    #expect(
      input.reports[0].notes == [
        "the table has more than 100 columns: its records are rejected (--max-columns)"
      ])
  }

  @Test func `a table of too many columns does not keep other files from being read`() throws {
    var options = InputOptions()
    options.limits.columns = 3
    let input = try ReadInput(
      [
        ("bred.csv", MemoryBytes(Array("a;b;c;kommentar\n1;2;3;god\n".utf8))),
        ("smal.csv", MemoryBytes(Array("id;kommentar\n1;dårlig\n".utf8))),
      ], options)
    #expect(input.statuses == [.rejected, .comment])
    #expect(input.texts == ["", "dårlig"])
  }

  /// What is wrong with a record must not depend on how much of the file is in memory.
  @Test(
    arguments: [
      // A stray quote before and behind the limit, at the limit, and blanks behind a quote.
      "id;kommentar\n1;\"0123456789\"x0123456789\n2;god\n",
      "id;kommentar\n1;\"0123456789012345678901234567890123456789\"x\n2;god\n",
      "id;kommentar\n1;\"012345678901234567\"x\n2;god\n",
      "id;kommentar\n1;\"01234567890123456\"    x\n2;god\n",
      "id;kommentar\n1;\"01234567890123456\"\r\n2;\"0123456789012345678\"\r\n3;god\n",
      "id;kommentar\n1;01234567890123456789;\"a\"b\"\n2;god\n",
      "id;kommentar\n1;\"0123\n4567\n8901\n2345\n6789\"x\n2;god\n3;\"å",
    ], [false, true])
  func `what is told of a broken record is the same wherever the input is cut`(
    text: String, mends: Bool
  ) throws {
    let bytes = Array(text.utf8)
    for escape in [DialectHints.EscapeHint.doubled, .byte(0x5C)] {
      var options = InputOptions(format: .csv, keepAll: true)
      options.mends = mends
      options.dialect.escape = escape
      options.limits.recordBytes = 20
      options.limits.fieldBytes = 25
      options.limits.rejectedBytes = 30
      options.limits.headBytes = 13
      let whole = try ReadInput(bytes, options)
      for place in 1..<bytes.count {
        let cut = try ReadInput([("kommentarer.csv", CutBytes(bytes, at: place))], options)
        #expect(cut.records == whole.records, "\(place)")
        #expect(cut.diagnostics == whole.diagnostics, "\(place)")
        #expect(cut.rejections.map(\.source) == whole.rejections.map(\.source), "\(place)")
        #expect(cut.notes == whole.notes, "\(place)")
      }
    }
  }

  @Test(arguments: [1, 1000, .max])
  func `a record over its limit is rejected and reading goes on`(piece: Int) throws {
    var options = InputOptions()
    options.limits.recordBytes = 2000
    options.limits.fieldBytes = 500
    options.limits.headBytes = 100
    options.limits.readBytes = 256
    let long = String(repeating: "x", count: 5000)
    let text = "id;kommentar\n1;god\n2;\(long)\n3;\"\(long)\"\n4;dårlig\n"
    let input = try ReadInput(text, options, pieceBytes: piece)
    #expect(input.statuses == [.comment, .rejected, .rejected, .comment])
    #expect(input.texts == ["god", "", "", "dårlig"])
    #expect(input.diagnostics.map(\.location?.line) == [3, 4])
  }

  @Test func `bytes that are not UTF-8 cost one record and are told with their offset`() throws {
    let bytes =
      Array("id;kommentar\n1;blåbær er gode\n2;r".utf8) + [0xF8] + Array("d grød\n3;én ø\n".utf8)
    for piece in [1, 2, 3, 7, .max] {
      let input = try ReadInput(bytes, pieceBytes: piece)
      #expect(input.statuses == [.comment, .rejected, .comment])
      #expect(input.texts == ["blåbær er gode", "", "én ø"])
      #expect(
        input.messages == [
          "kommentarer.csv:3: error: the record holds bytes that are not UTF-8, the first at byte"
            + " offset 35"
        ])
    }
  }

  @Test func `messages never show a comment`() throws {
    let text = "id;kommentar\n1;hemmeligt;ord\n2;\"hemmeligt\" ord\n3;\"hemmeligt\n"
    let input = try ReadInput(text)
    #expect(input.diagnostics.count == 3)
    #expect(!input.diagnostics.contains { $0.description.contains("hemmeligt") })
  }

  @Test func `an empty comment is kept as an empty record`() throws {
    let input = try ReadInput("id;kommentar\n1;\n2;   \n3;\"\u{A0}\"\n4;ok\n")
    #expect(input.statuses == [.empty, .empty, .empty, .comment])
    #expect(input.records.map(\.fields) == [["1"], ["2"], ["3"], ["4"]])
  }

  @Test func `NUL bytes are text`() throws {
    let input = try ReadInput("id;kommentar\n1;a\0b\n")
    #expect(input.texts == ["a\0b"])
  }

  @Test(arguments: 0..<60)
  func `what is written by the rules is read back`(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let delimiter: Character = [",", ";", "\t", "|"].randomElement(using: &random)!
    let lineEnd = ["\n", "\r\n"].randomElement(using: &random)!
    let pieces = [
      "pris", " ", "æøå", "\"", "\n", "\r\n", ",", ";", "\t", "|", "😀", "'", "god service",
    ]
    let columns = Int.random(in: 2...6, using: &random)
    var rows: [[String]] = []
    for _ in 0..<Int.random(in: 1...40, using: &random) {
      rows.append(
        (0..<columns).map { _ in
          (0..<Int.random(in: 0...6, using: &random)).map { _ in
            pieces.randomElement(using: &random)!
          }.joined()
        })
    }
    func write(_ field: String) -> String {
      let isSpecial = field.unicodeScalars.contains { "\"\n\r,;\t|".unicodeScalars.contains($0) }
      if !isSpecial && Bool.random(using: &random) { return field }
      return "\""
        + field.split(separator: "\"", omittingEmptySubsequences: false)
        .joined(separator: "\"\"") + "\""
    }
    let header = (1...columns).map { "kolonne \($0)" }
    let text =
      ([header] + rows).map { $0.map(write).joined(separator: String(delimiter)) }
      .joined(separator: lineEnd) + lineEnd
    var options = DelimitedReaderTests.keepAll
    options.dialect.delimiter = delimiter.asciiValue
    options.hasHeader = true
    for piece in [1, 3, 64, .max] {
      let input = try ReadInput(text, options, pieceBytes: piece, targetBytes: 100)
      #expect(input.diagnostics == [])
      #expect(input.records.map(\.fields) == rows, "seed \(seed), pieces of \(piece)")
    }
  }

  @Test func `a slow pipe gives each record as it comes, a file fills its batches`() throws {
    let text = "id;kommentar\n1;god\n2;dyr\n3;fin\n"
    #expect(try ReadInput(text, pieceBytes: 4, stalls: true).batches == [1, 1, 1])
    #expect(try ReadInput(text, pieceBytes: 4).batches == [3])
    #expect(try ReadInput(text, targetBytes: 1).batches == [1, 1, 1])
  }
}

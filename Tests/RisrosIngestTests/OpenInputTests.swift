import Foundation
import RisrosModel
import RisrosPipeline
import RisrosTestSupport
import Testing

@testable import RisrosIngest

/// A folder that is gone when the test is over.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "risros-ingest-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ name: String, _ text: String) throws -> String {
    let file = "\(path)/\(name)"
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    return file
  }
}

@Suite struct OpenInputTests {
  private func failure(_ path: String) -> Diagnostic? {
    #expect(throws: Diagnostic.self) { try openInput(InputOptions(paths: [path])) }
  }

  @Test func `a missing file is told by name`() {
    let error = failure("/nowhere/kommentarer.csv")
    #expect(error?.category == .input)
    #expect(
      error?.description == """
        /nowhere/kommentarer.csv: error: no such file
          help: check the name and the folder it is in
        """)
  }

  @Test func `a directory is told from a file`() {
    #expect(
      failure("/tmp")?.description == """
        /tmp: error: is a directory
          help: name the files in it, for example /tmp/*.csv
        """)
  }

  @Test func `a file that may not be read is told so`() throws {
    // The superuser may read everything.
    guard NSUserName() != "root" else { return }
    let folder = try TemporaryFolder()
    let file = try folder.write("hemmelig.csv", "id;kommentar\n")
    try FileManager.default.setAttributes([.posixPermissions: 0], ofItemAtPath: file)
    #expect(failure(file)?.message == "permission denied")
  }

  @Test(arguments: [
    (
      "PK\u{3}\u{4}rest",
      "the workbook is damaged: its end is missing, where the list of contents is"
    ),
    ("%PDF-1.7", "is a PDF document"),
  ])
  func `what is no text is refused with a way out`(text: String, message: String) throws {
    let folder = try TemporaryFolder()
    let error = try failure(folder.write("export.bin", text))
    #expect(error?.message == message)
    #expect(error?.category == .input)
    #expect(error?.remedy != nil)
  }

  @Test func `several files are one input, each in its own form, matched by name`() throws {
    let folder = try TemporaryFolder()
    let paths = [
      try folder.write("dk.csv", "id;dato;kommentar;butik\n1;01-02-2024;God mad;Aarhus\n"),
      try folder.write("no.csv", "Butik,Kommentar,Date\nOslo,\"Bra, men dyrt\",2024-02-01\n"),
      try folder.write("tom.csv", ""),
      try folder.write("svar.jsonl", "{\"kommentar\":\"Fin\",\"butik\":\"Bergen\",\"id\":9}\n"),
      try folder.write("linjer.txt", "Ok\n"),
    ]
    let input = try ReadInput(
      opened: openInput(InputOptions(paths: paths, segments: ["butik"])))
    #expect(input.texts == ["God mad", "Bra, men dyrt", "Fin", "Ok"])
    #expect(
      input.records.map(\.fields) == [
        ["1", "01-02-2024", "Aarhus"], ["", "2024-02-01", "Oslo"], ["9", "", "Bergen"],
        ["", "", ""],
      ])
    #expect(input.schema.columns.map(\.name) == ["id", "dato", "butik"])
    let told = input.reports.map { String($0.rendered.dropFirst(folder.path.count + 1)) }
    let expected: [String] = [
      "dk.csv: semicolon-separated, UTF-8, header; text = kommentar (3), id = id (1),"
        + " date = dato (2, day first), segment = butik (4)",
      "no.csv: comma-separated, UTF-8, header; text = Kommentar (2), date = Date (3),"
        + " segment = Butik (1)",
      "tom.csv: empty, no records",
      "svar.jsonl: JSON Lines, UTF-8; text = kommentar (1), id = id (3), segment = butik (2)",
      "linjer.txt: one comment a line, UTF-8",
    ]
    #expect(told == expected)
  }

  @Test func `lines are counted in each file on its own`() throws {
    let folder = try TemporaryFolder()
    let paths = [
      try folder.write("a.csv", "id;kommentar\n1;god\n"),
      try folder.write("b.csv", "id;kommentar\n2;dyr;x\n"),
    ]
    let input = try ReadInput(opened: openInput(InputOptions(paths: paths)))
    #expect(input.diagnostics.map(\.location) == [SourceLocation(file: paths[1], line: 2)])
  }

  @Test func `standard input is named once`() {
    let error = #expect(throws: Diagnostic.self) {
      try openInput(InputOptions(paths: ["-", "-"]))
    }
    #expect(error?.category == .usage)
  }

  @Test func `an empty file gives no records and no error`() throws {
    let input = try ReadInput("", InputOptions(text: "kommentar", segments: ["butik"]))
    #expect(input.records == [])
    #expect(input.reports[0].lines == ["kommentarer.csv: empty, no records"])
  }

  @Test func `a file is read the same in any pieces`() throws {
    var random = SeededGenerator(seed: 11)
    var text = "id;dato;kommentar\r\n"
    for id in 1...300 {
      let comment = ["God", "\"Linje 1\nLinje \"\"2\"\"\"", "Dårlig – 😀", "", "a;b"].randomElement(
        using: &random)!
      text += "\(id);0\(id % 9 + 1)-01-2024;\(comment)\r\n"
    }
    let whole = try ReadInput(text)
    #expect(whole.records.count == 300)
    for piece in [1, 2, 3, 7, 64, 1000] {
      for target in [1, 100, 1 << 18] {
        let pieces = try ReadInput(text, pieceBytes: piece, targetBytes: target)
        #expect(pieces.records == whole.records)
        #expect(pieces.diagnostics == whole.diagnostics)
      }
    }
  }

  @Test func `readers have names and summaries of their own`() {
    let names = ReaderRegistry.readers.map { $0.name }
    #expect(names == ["csv", "jsonl", "json", "xlsx", "lines"])
    #expect(ReaderRegistry.readers.allSatisfy { $0.summary.hasSuffix(".") })
  }

  @Test(
    arguments: [
      ("tab", 0x09, nil), ("\\t", 0x09, nil), (";", 0x3B, nil), ("comma", 0x2C, nil),
      (", ", 0x2C, true), ("blank", 0x20, nil), (" ", 0x20, nil),
    ] as [(String, UInt8, Bool?)])
  func `delimiters have names`(name: String, byte: UInt8, skipsBlanks: Bool?) throws {
    var hints = DialectHints()
    try hints.setDelimiter(named: name)
    #expect(hints.delimiter == byte && hints.skipsBlanks == skipsBlanks)
  }

  @Test func `quotes and escapes are single characters or a word`() throws {
    var hints = DialectHints()
    try hints.setQuote(named: "none")
    try hints.setEscape(named: "\\")
    #expect(hints.quote == .unquoted && hints.escape == .byte(0x5C))
    #expect(throws: Diagnostic.self) { try hints.setQuote(named: "“") }
    #expect(throws: Diagnostic.self) { try hints.setDelimiter(named: ";;") }
  }

  @Test func `an unknown format gets the list`() {
    let error = #expect(throws: Diagnostic.self) { try InputFormat(named: "jsnl") }
    #expect(
      error?.remedy
        == "did you mean 'jsonl'? the formats are auto, csv, tsv, jsonl, json, xlsx, lines")
  }
}

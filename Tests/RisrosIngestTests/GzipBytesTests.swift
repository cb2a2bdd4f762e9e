import RisrosModel
import RisrosPipeline
import Testing

@testable import RisrosIngest

@Suite struct GzipBytesTests {
  private let table = "id;kommentar\n1;Rigtig god\n2;For dyr\n"

  private func read(
    _ bytes: [UInt8], name: String = "svar.csv.gz", piece: Int = .max,
    limits: InputLimits = InputLimits()
  ) throws(Diagnostic) -> ReadInput {
    try ReadInput(bytes, name: name, InputOptions(limits: limits), pieceBytes: piece)
  }

  @Test(arguments: [1, 2, 7, 100, .max]) func `a compressed table is a table`(piece: Int) throws {
    let input = try read(Deflated.gzip(table), piece: piece)
    #expect(input.texts == ["Rigtig god", "For dyr"])
    #expect(
      input.reports[0].rendered
        == "svar.csv.gz: semicolon-separated in gzip, UTF-8, header; text = kommentar (2),"
        + " id = id (1)")
  }

  @Test func `the name does not matter, the content does`() throws {
    #expect(try read(Deflated.gzip(table), name: "stdin").texts == ["Rigtig god", "For dyr"])
    #expect(try read(Array(table.utf8)).texts == ["Rigtig god", "For dyr"])
    let lines = Deflated.gzip("{\"text\":\"god\"}\n{\"text\":\"dyr\"}\n")
    #expect(try read(lines, name: "svar").texts == ["god", "dyr"])
  }

  @Test(arguments: [1, 5, .max]) func `members follow one another`(piece: Int) throws {
    let bytes = Deflated.gzip("text\ngod\n") + Deflated.gzip("") + Deflated.gzip("dyr\n")
    #expect(try read(bytes, piece: piece).texts == ["god", "dyr"])
    // Zeros fill up the blocks of tapes.
    let padded = bytes + [UInt8](repeating: 0, count: 700)
    #expect(try read(padded, piece: piece).texts == ["god", "dyr"])
  }

  @Test func `what follows the last member is told`() throws {
    let whole = Deflated.gzip("text\ngod\n")
    let error = #expect(throws: Diagnostic.self) { try read(whole + Array("rest".utf8)) }
    #expect(
      error?.description == """
        svar.csv.gz: error: bytes that are no gzip data follow the last member, from byte \
        \(whole.count) on
          help: cut them off, or fetch the file again
        """)
  }

  @Test func `a file that is cut off is told with its end`() throws {
    let bytes = Deflated.gzip(table)
    for count in 2..<bytes.count {
      let error = #expect(throws: Diagnostic.self) { try read(Array(bytes[..<count])) }
      #expect(error?.message == "the gzip data ends too early, at byte \(count)")
    }
  }

  @Test func `a damaged file is told with the place`() throws {
    var bytes = Deflated.gzip(table)
    bytes[bytes.count - 6] ^= 1
    let error = #expect(throws: Diagnostic.self) { try read(bytes) }
    #expect(
      error?.message == "the gzip data is corrupt at byte \(bytes.count - 4): incorrect data check")
  }

  @Test func `records before the damage are read`() throws {
    let row = "\n17;Ventede i telefonkø, men fik hjælp nr. "
    let long = "id;kommentar" + (0..<5_000).map { "\(row)\($0)" }.joined()
    let bytes = Deflated.gzip(long)
    var reader = try openInput(
      [("svar.csv.gz", MemoryBytes(Array(bytes[..<(bytes.count - 100)])))],
      options: InputOptions()
    ).reader
    var batch = CommentBatch()
    var count = 0
    let error = #expect(throws: Diagnostic.self) {
      repeat {
        batch.reset(ordinal: 0, firstRecord: 1)
        _ = try reader.read(into: &batch, targetBytes: 1 << 18)
        count += batch.count
      } while batch.count > 0
    }
    #expect(error?.message == "the gzip data ends too early, at byte \(bytes.count - 100)")
    #expect(count > 4_900)
  }

  @Test func `a file made to fill a disk is refused, and can be asked for`() throws {
    let row = Array("17;god og billig og hurtig og nem at finde rundt i\n".utf8)
    let content = Array("id;text\n".utf8) + (0..<30_000).flatMap { _ in row }
    let bytes = Deflated.gzip(content)
    #expect(content.count / bytes.count > 200)
    let error = #expect(throws: Diagnostic.self) { try read(bytes) }
    #expect(
      error?.message == """
        the gzip data grows to more than 200 times its size, as files made to fill a disk do
        """)
    let input = try read(bytes, limits: InputLimits(expansionRatio: 2000))
    #expect(input.records.count == 30_000)
    // What is short may repeat itself as it likes.
    #expect(try read(Deflated.gzip(Array(content.prefix(1 << 20)))).records.count > 20_000)
  }

  @Test func `what is compressed twice is refused`() {
    let error = #expect(throws: Diagnostic.self) {
      try read(Deflated.gzip(Deflated.gzip("text\ngod\n")))
    }
    #expect(error?.message == "is compressed with gzip more than once")
  }
}

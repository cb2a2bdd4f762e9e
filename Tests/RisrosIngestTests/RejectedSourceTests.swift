import RisrosModel
import RisrosPipeline
import Testing

@testable import RisrosIngest

@Suite struct RejectedSourceTests {
  private static let text = "id;kommentar\n1;Kø ☹ 😀\n2\n3;ålborg\n4;\"x\" y\n5;\"åbent\nslut\n"

  private func sources(
    _ bytes: [UInt8], _ encoding: TextEncoding? = nil, piece: Int = .max
  ) throws -> [RejectedSource] {
    var options = InputOptions(delimiter: 0x3B, encoding: encoding, hasHeader: true)
    options.limits.rejectedBytes = 100
    options.limits.readBytes = 64
    return try ReadInput(bytes, options, pieceBytes: piece).rejections.compactMap(\.source)
  }

  @Test(arguments: [1, 5, Int.max])
  func `a rejected record is kept with its row, its place and its bytes`(piece: Int) throws {
    let found = try sources(Array(Self.text.utf8), piece: piece)
    let bytes = Array(Self.text.utf8)
    #expect(found.map(\.row) == [2, 4, 5, 6])
    #expect(
      found.map { String(decoding: $0.bytes, as: UTF8.self) } == [
        "2", "4;\"x\" y", "5;\"åbent", "slut",
      ])
    for source in found {
      let stored = bytes[source.byteOffset..<source.byteOffset + source.bytes.count]
      #expect(Array(stored) == source.bytes)
    }
  }

  @Test(arguments: [TextEncoding.utf16LittleEndian, .utf16BigEndian])
  func `places are those of the file in UTF-16`(_ encoding: TextEncoding) throws {
    let isBig = encoding == .utf16BigEndian
    func encode(_ text: String) -> [UInt8] {
      text.utf16.flatMap { unit in
        let pair = [UInt8(truncatingIfNeeded: unit), UInt8(unit >> 8)]
        return isBig ? pair.reversed() : pair
      }
    }
    let mark = encode("\u{FEFF}")
    let filler = (0..<200).map { "\($0);Ærlig talt 😀\n" }.joined()
    let text = "id;kommentar\n" + filler + "x\n5;god\ny\n"
    let found = try sources(mark + encode(text), encoding)
    #expect(found.map(\.row) == [201, 203])
    #expect(
      found.map(\.byteOffset) == [
        mark.count + encode("id;kommentar\n" + filler).count,
        mark.count + encode("id;kommentar\n" + filler + "x\n5;god\n").count,
      ])
  }

  @Test func `places are those of the file in one byte a character`() throws {
    let text = "id;kommentar\n1;Kø på låda\nx\n2;ærlig\ny\n"
    let bytes = text.unicodeScalars.map { UInt8($0.value) }
    let found = try sources(bytes, .windows1252)
    #expect(found.map { bytes[$0.byteOffset] } == [0x78, 0x79])
    #expect(found.map(\.row) == [2, 4])
  }

  @Test func `nothing is kept where nobody asks`() throws {
    let input = try ReadInput("id;kommentar\n1\n")
    #expect(input.rejections.count == 1 && input.rejections[0].source == nil)
  }

  @Test func `rows count from the begin of each file`() throws {
    var options = InputOptions()
    options.limits.rejectedBytes = 10
    let input = try ReadInput(
      [
        ("a.csv", MemoryBytes(Array("id;kommentar\n1;a\n2\n".utf8))),
        ("b.csv", MemoryBytes(Array("id;kommentar\n1\n2;b\n3;\"c\n".utf8))),
      ], options)
    #expect(input.rejections.map { $0.source?.row } == [2, 1, 3])
  }

  @Test func `long records are cut, and fields have a limit without quotes too`() throws {
    var options = InputOptions(delimiter: 0x3B, hasHeader: true)
    options.limits.rejectedBytes = 20
    options.limits.fieldBytes = 50
    let long = String(repeating: "a", count: 60)
    let input = try ReadInput("id;kommentar\n1;\(long)\n2;b\n", options)
    #expect(input.messages == ["kommentarer.csv:2: error: field 2 is longer than 50 bytes"])
    #expect(input.rejections[0].source?.isCut == true)
    #expect(input.rejections[0].source?.bytes.count == 20)
    #expect(input.texts == ["", "b"])
  }

  /// Bytes behind which reading fails.
  private struct BrokenBytes: ByteProducer {
    var bytes: MemoryBytes
    var isReady: Bool { true }

    func waitUntilReady(milliseconds: Int) -> Bool { true }

    mutating func read(
      into target: inout [UInt8], at offset: Int, upTo count: Int
    ) throws(Diagnostic) -> Int {
      let got = try bytes.read(into: &target, at: offset, upTo: count)
      if got == 0 { throw Diagnostic("breaks off", category: .input) }
      return got
    }
  }

  @Test func `rows are counted where a file breaks off, without those of its header`() throws {
    let text = """
      Respondent ID,Collector ID,Hvorfor?
      ,,Open-Ended Response
      1,7,Dyrt
      2,7
      3,7,Kø

      """
    var options = InputOptions()
    options.limits.rejectedBytes = 100
    options.limits.headBytes = 80
    let opened = try openInput(
      [("svar.csv", BrokenBytes(bytes: MemoryBytes(Array(text.utf8))))], options: options)
    var reader = opened.reader
    var batch = CommentBatch()
    #expect(try reader.read(into: &batch, targetBytes: 1 << 18))
    #expect((0..<batch.count).map { batch.string(of: $0) } == ["Dyrt", "", "Kø"])
    #expect(batch.rejections.map { $0.source?.row } == [2])
    batch.reset(ordinal: 1, firstRecord: 4)
    #expect(throws: Diagnostic.self) { try reader.read(into: &batch, targetBytes: 1 << 18) }
  }
}

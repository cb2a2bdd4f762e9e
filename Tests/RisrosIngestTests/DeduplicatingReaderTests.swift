import RisrosModel
import RisrosPipeline
import Testing

@testable import RisrosIngest

@Suite struct DeduplicatingReaderTests {
  private func statuses(
    _ text: String, by key: DeduplicatingReader.Key, targetBytes: Int = 1 << 18
  ) throws -> [RecordStatus] {
    var opened = try openInput(
      [("a.csv", MemoryBytes(Array(text.utf8)))], options: InputOptions())
    opened.reader = try DeduplicatingReader(opened.reader, by: key)
    return try ReadInput(opened: opened, targetBytes: targetBytes).statuses
  }

  private static let text = """
    id;kommentar
    1;God mad
    2;God mad
    1;Dyrt
    ;God  mad
    ;Ny
    3;
    3;Kold mad
    3;Ny

    """

  @Test(arguments: [1, 12, 1 << 18])
  func `the first of equal comments counts, whatever the batches`(targetBytes: Int) throws {
    #expect(
      try statuses(DeduplicatingReaderTests.text, by: .text, targetBytes: targetBytes) == [
        .comment, .duplicate, .comment, .comment, .comment, .empty, .comment, .duplicate,
      ])
    #expect(
      try statuses(DeduplicatingReaderTests.text, by: .id, targetBytes: targetBytes) == [
        .comment, .comment, .duplicate, .comment, .comment, .empty, .comment, .duplicate,
      ])
  }

  @Test func `identifiers must be there to be compared`() throws {
    #expect(throws: Diagnostic.self) { try statuses("kommentar\nGod mad\n", by: .id) }
  }

  @Test func `keys are told apart to the byte, however many`() throws {
    var seen = SeenKeys()
    for number in 0..<5000 {
      let bytes = Array("\(number)".utf8)
      #expect(try seen.insert(bytes, 0..<bytes.count))
    }
    for number in 0..<5000 {
      let bytes = Array("x\(number)x".utf8) + [UInt8](repeating: 0, count: 16)
      #expect(try !seen.insert(bytes, 1..<1 + "\(number)".utf8.count))
    }
    #expect(seen.count == 5000)
    #expect(try seen.insert([], 0..<0))
    #expect(try !seen.insert([1], 1..<1))
  }
}

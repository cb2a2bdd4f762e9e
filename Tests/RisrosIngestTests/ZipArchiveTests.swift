import RisrosModel
import Testing

@testable import RisrosIngest

@Suite struct ZipArchiveTests {
  private func open(_ bytes: [UInt8]) throws(Diagnostic) -> ZipArchive {
    try ZipArchive(.memory(bytes), file: "bog.xlsx", expansionRatio: 200)
  }

  private func refusal(_ entries: [ZipBuilder.Entry], reading name: String? = nil) -> String? {
    do throws(Diagnostic) {
      let archive = try open(ZipBuilder(entries: entries).bytes())
      if let name { _ = try archive.content(name, upTo: 1 << 26) }
      return nil
    } catch {
      return error.message
    }
  }

  @Test(arguments: [true, false]) func `entries are read`(isDeflated: Bool) throws {
    let content = (0..<200_000).map { UInt8(truncatingIfNeeded: $0 * $0 >> 7) }
    var entry = ZipBuilder.Entry("xl/a.xml", content)
    entry.isDeflated = isDeflated
    var builder = ZipBuilder(entries: [entry, .init("b", "to"), .init("tom", "")])
    for preamble in ["", "noget foran"] {
      builder.preamble = Array(preamble.utf8)
      let archive = try open(builder.bytes() + (preamble.isEmpty ? [] : [0, 0]))
      #expect(try archive.content("xl/a.xml", upTo: 1 << 20) == content)
      #expect(try archive.content("XL/A.xml", upTo: 1 << 20) == content)
      #expect(try archive.content("b", upTo: 2) == Array("to".utf8))
      #expect(try archive.content("tom", upTo: 10) == [])
      #expect(try archive.content("c", upTo: 2) == nil)
    }
  }

  @Test func `names that leave the folder are refused`() {
    let message = "the archive is refused: it holds an entry whose name leads out of the folder"
    for name in ["../a", "xl/../../a", "..\\a", "a/..", "xl/\u{0}a"] {
      #expect(refusal([.init("xl/b", "x"), .init(name, "x")]) == message)
    }
    for name in ["xl/..a", "a..", "/xl/a"] { #expect(refusal([.init(name, "x")]) == nil) }
  }

  @Test func `a symbolic link is refused`() {
    var link = ZipBuilder.Entry("xl/a", "/etc/passwd")
    link.attributes = 0o120777 << 16
    #expect(refusal([link]) == "the archive is refused: it holds a symbolic link")
  }

  @Test func `entries that lie over one another are refused`() {
    var second = ZipBuilder.Entry("b", "noget indhold")
    second.isOnlyListed = true
    second.start = 0
    #expect(
      refusal([.init("a", "noget indhold"), second])
        == "the archive is refused: it holds entries that lie over one another")
  }

  @Test func `too many entries are refused`() {
    #expect(
      refusal((0...1000).map { .init("a\($0)", "") })
        == "the archive is refused: it holds 1001 entries, more than 1000")
  }

  @Test func `a name that comes twice is refused when it is wanted`() {
    let entries: [ZipBuilder.Entry] = [.init("a", "x"), .init("A", "y"), .init("b", "z")]
    #expect(refusal(entries, reading: "b") == nil)
    #expect(refusal(entries, reading: "a") == "the archive is refused: it holds a more than once")
  }

  @Test func `an entry that grows too much is refused`() {
    let bomb = ZipBuilder.Entry("a", [UInt8](repeating: 0x41, count: 8 << 20))
    #expect(
      refusal([bomb], reading: "a")
        == "the archive is refused: it holds a, which grows to more than 200 times its size")
  }

  @Test(arguments: [0, 3, 5, 1 << 30]) func `a size that lies is told`(size: Int) {
    var entry = ZipBuilder.Entry("a", "fire")
    entry.size = size
    #expect(
      refusal([entry], reading: "a")
        == "the archive is refused: it says that a has \(size) bytes, and it has not")
  }

  @Test(arguments: [true, false]) func `content that has changed is told`(isDeflated: Bool) {
    var entry = ZipBuilder.Entry("a", "fire")
    entry.isDeflated = isDeflated
    entry.checkSum = 17
    #expect(
      refusal([entry], reading: "a")
        == "the workbook is damaged: a has changed: its check sum is wrong")
  }

  @Test func `a password is told`() {
    var entry = ZipBuilder.Entry("a", "fire")
    entry.flags = 1
    #expect(refusal([entry], reading: "a") == "is protected with a password")
  }

  @Test func `a file that is cut off anywhere is told`() throws {
    let bytes = ZipBuilder(entries: [.init("a", "fire"), .init("b", "fem")]).bytes()
    for count in 0..<bytes.count {
      let error = #expect(throws: Diagnostic.self) { try open(Array(bytes[..<count])) }
      #expect(error?.message.hasPrefix("the workbook is damaged: ") == true)
    }
  }
}

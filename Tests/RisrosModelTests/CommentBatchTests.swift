import RisrosModel
import RisrosTestSupport
import Testing

@Suite struct CommentBatchTests {
  @Test func `comments lie end to end with a line feed behind each`() {
    let batch = CommentBatch(["Bra", "", "på\nto linjer"])
    #expect((0..<3).map { batch.string(of: $0) } == ["Bra", "", "på\nto linjer"])
    #expect(batch.textRange(of: 0) == CommentBatch.slack..<CommentBatch.slack + 3)
    #expect(batch.textRange(of: 1) == CommentBatch.slack + 4..<CommentBatch.slack + 4)
    #expect((0..<3).allSatisfy { batch.text[Int(batch.end[$0])] == 0x0A })
    #expect(batch.textByteCount == 3 + 0 + 13 + 3)
    #expect((0..<3).map { batch.status[$0] } == [.comment, .empty, .comment])
  }

  @Test(arguments: [0, 1, 127, 128, 129, 5000])
  func `slack lies around the text whatever its length`(length: Int) {
    let batch = CommentBatch([String(repeating: "å", count: length)])
    #expect(batch.text.count >= batch.textEnd + CommentBatch.slack)
    #expect(batch.string(of: 0).utf8.count == 2 * length)
  }

  @Test func `a reset keeps the storage and forgets the rest`() {
    var batch = CommentBatch(["en", "to"])
    batch.language.append(.da)
    batch.rejections.append(
      Rejection(record: 0, diagnostic: Diagnostic("x", category: .input)))
    let storage = batch.text.count
    batch.reset(ordinal: 4, firstRecord: 9)
    #expect(batch.count == 0 && batch.textByteCount == 0 && batch.language.isEmpty)
    #expect(batch.rejections.isEmpty && batch.ordinal == 4 && batch.firstRecord == 9)
    #expect(batch.text.count == storage)
  }

  @Test func `pending text can be dropped`() {
    var batch = CommentBatch(["første"])
    batch.appendText(Array("halv".utf8).span)
    batch.dropPendingText()
    batch.append("anden")
    #expect(batch.string(of: 0) == "første" && batch.string(of: 1) == "anden")
    #expect(batch.count == 2)
  }

  @Test func `kept fields are found by record and column`() {
    var batch = CommentBatch()
    batch.reset(ordinal: 0, firstRecord: 1)
    for field in ["17", "København", "", "18", "Å", "b"] {
      batch.appendField(Array(field.utf8).span)
    }
    func field(_ record: Int, _ column: Int) -> String {
      let range = batch.fieldRange(record: record, column: column, columns: 3)
      return String(decoding: batch.fieldBytes[range], as: UTF8.self)
    }
    #expect([field(0, 0), field(0, 1), field(0, 2)] == ["17", "København", ""])
    #expect([field(1, 0), field(1, 1), field(1, 2)] == ["18", "Å", "b"])
  }

  @Test func `a column grows, is written to and is cut`() {
    var column = Column<UInt32>(filler: 0)
    for number in 0..<100 { column.append(UInt32(number)) }
    column.append(upTo: 10) { free in
      free[0] = 100
      free[1] = 101
      return 2
    }
    #expect(column.count == 102 && column[99] == 99 && column[101] == 101)
    column.truncate(to: 3)
    #expect(column.count == 3 && column[2] == 2)
    column.removeAll()
    #expect(column.isEmpty && column.storage.count >= 102)
  }
}

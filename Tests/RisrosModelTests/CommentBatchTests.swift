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

  @Test func `a column grows and is cut, and keeps its storage when emptied`() {
    var column = Column<UInt32>(filler: 0)
    for number in 0..<100 { column.append(UInt32(number)) }
    #expect(column.count == 100 && column[99] == 99)
    column[99] = 7
    column.truncate(to: 3)
    #expect(column.count == 3 && column[2] == 2)
    column.removeAll()
    #expect(column.isEmpty && column.storage.count >= 100)
    column.reserve(1000)
    #expect(column.isEmpty && column.storage.count >= 1000)
  }
}

@Suite struct RemovedRecordsTests {
  private func batch(_ texts: [String]) -> CommentBatch {
    var batch = CommentBatch()
    batch.reset(ordinal: 0, firstRecord: 1)
    for text in texts {
      batch.appendText(Array(text.utf8).span)
      batch.endComment(status: .comment)
      batch.appendField(Array((text + "1").utf8).span)
      batch.appendField(Array((text + "2").utf8).span)
    }
    return batch
  }

  @Test(arguments: [(0, 0), (0, 1), (0, 2), (1, 2), (1, 3), (2, 4), (0, 4), (3, 4)])
  func `removed records leave the others as they are`(first: Int, end: Int) {
    let texts = ["en", "to", "tre", "fire"]
    var changed = batch(texts)
    changed.rejections = [Rejection(record: 3, diagnostic: Diagnostic("x", category: .input))]
    changed.removeRecords(first..<end, columns: 2)
    changed.appendText(Array("fem".utf8).span)
    changed.endComment(status: .empty)
    changed.appendField(Array("fem1".utf8).span)
    changed.appendField(Array("fem2".utf8).span)
    let left = texts[..<first] + texts[end...] + ["fem"]
    #expect((0..<changed.count).map(changed.string(of:)) == Array(left))
    for (record, text) in left.enumerated() {
      let fields = (0..<2).map { column in
        String(
          decoding: changed.fieldBytes[
            changed.fieldRange(record: record, column: column, columns: 2)], as: UTF8.self)
      }
      #expect(fields == [text + "1", text + "2"])
    }
    #expect(changed.rejections.map(\.record) == (end > 3 && first < end ? [] : [3 - (end - first)]))
  }
}

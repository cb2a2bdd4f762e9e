import RisrosModel
import RisrosPipeline
import RisrosReport
import RisrosTestSupport
import Testing

@Suite struct RecordSinkTests {
  private func convert(_ columns: [String], _ records: [TestRecord]) throws -> String {
    let schema = RecordSchema(columns: columns.map { .init(name: $0) }, keepsAll: true)
    var sink = RecordSink(schema: schema, output: ByteSink())
    var lane = sink.makeLaneSink()
    var batch = makeBatch(records)
    try lane.process(&batch)
    try sink.emit(&batch)
    try sink.finish([lane])
    return String(decoding: sink.output.buffer, as: UTF8.self)
  }

  @Test func `every column of a record is text under its name`() throws {
    let written = try convert(
      ["id", "a \"b\""], [TestRecord(fields: ["7", "x\n\u{0}\"y"]), TestRecord(fields: ["", ""])])
    #expect(
      written == #"{"id":"7","a \"b\"":"x\n\u0000\"y"}"# + "\n" + #"{"id":"","a \"b\"":""}"# + "\n")
  }

  @Test func `records without a comment are written, rejected ones and duplicates are not`() throws
  {
    let records = [
      TestRecord(status: .rejected, fields: [""]), TestRecord(status: .empty, fields: ["1"]),
      TestRecord(status: .duplicate, fields: ["2"]), TestRecord(fields: ["3"]),
    ]
    #expect(try convert(["id"], records) == "{\"id\":\"1\"}\n{\"id\":\"3\"}\n")
  }
}

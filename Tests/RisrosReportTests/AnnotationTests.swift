import Foundation
import RisrosModel
import RisrosPipeline
import RisrosReport
import RisrosTestSupport
import RisrosText
import Testing

#if canImport(Glibc)
  import Glibc
#endif

@Suite struct AnnotationTests {
  private let schema = RecordSchema(
    columns: [.init(name: "id"), .init(name: "a \"b\"")], id: 0)

  private func annotate(
    _ type: any AnnotationWriter.Type, _ records: [TestRecord],
    _ options: AnnotationOptions = AnnotationOptions(), schema: RecordSchema = RecordSchema(),
    firstRecord: Int = 1, rejections: [Rejection] = []
  ) throws -> String {
    var sink = AnnotationSink(
      writer: type.init(taxonomy: testTaxonomy, schema: schema, options: options),
      output: ByteSink())
    var lane = sink.makeLaneSink()
    var batch = makeBatch(records, firstRecord: firstRecord)
    batch.rejections = rejections
    try lane.process(&batch)
    try sink.emit(&batch)
    try sink.finish([lane])
    return String(decoding: sink.output.buffer, as: UTF8.self)
  }

  private var priceIncrease: TestRecord {
    TestRecord(
      text: "øv den prisen er alt for høj", polarity: .negative, sentiment: -4200,
      mentions: [
        .init(
          aspect: "price.level", polarity: .negative, valence: -350, word: "prisen",
          cue: "alt for høj")
      ])
  }

  @Test func `a record is one line with its drivers and their spans`() throws {
    #expect(
      try annotate(JSONLinesAnnotationWriter.self, [priceIncrease], firstRecord: 17) == """
        {"id":"17","language":"da","languageConfidence":0.98,"sentiment":-0.42,\
        "label":"negative","drivers":[{"driver":"price","label":"negative","sentiment":-0.7,\
        "aspects":["level"],"spans":[[8,14],[18,30]]}],"coverage":0.31}

        """)
  }

  @Test func `spans of several mentions are distinct and ascend`() throws {
    let record = TestRecord(
      text: "dyr pris dyrt gebyr og god service",
      mentions: [
        .init(
          aspect: "price.fees", polarity: .negative, valence: -100, word: "gebyr", cue: "dyrt"),
        .init(aspect: "price.level", polarity: .negative, valence: -100, word: "pris", cue: "dyr"),
        .init(aspect: "price", polarity: .negative, valence: -100, word: "pris", cue: "dyr"),
        .init(aspect: "service", polarity: .positive, valence: 100, word: "service", cue: nil),
      ])
    let line = try annotate(JSONLinesAnnotationWriter.self, [record])
    #expect(
      line.contains("\"aspects\":[\"level\",\"fees\"],\"spans\":[[0,3],[4,8],[9,13],[14,19]]"))
    #expect(line.contains("},{\"driver\":\"service\""))
    #expect(line.contains("\"aspects\":[],\"spans\":[[27,34]]"))
  }

  @Test func `every record gives one line, whatever became of it`() throws {
    var foreign = priceIncrease
    foreign.language = .sv
    let lines = try annotate(
      JSONLinesAnnotationWriter.self,
      [
        TestRecord(status: .empty), foreign, TestRecord(status: .rejected),
        TestRecord(status: .duplicate), priceIncrease, TestRecord(status: .rejected),
      ],
      rejections: [
        Rejection(record: 2, diagnostic: Diagnostic("a \"quote\" is open", category: .input)),
        Rejection(record: 5, diagnostic: Diagnostic("too few fields", category: .input)),
      ]
    ).split(separator: "\n").map(String.init)
    let neutral = "\"sentiment\":0,\"label\":\"neutral\",\"drivers\":[],\"coverage\":"
    #expect(lines.count == 6)
    #expect(
      lines[0] == "{\"id\":\"1\",\"language\":\"und\",\"languageConfidence\":0,\(neutral)0}")
    #expect(
      lines[1] == "{\"id\":\"2\",\"language\":\"sv\",\"languageConfidence\":0.98,\(neutral)0.31}")
    #expect(lines[2].hasSuffix("\(neutral)0,\"rejected\":\"a \\\"quote\\\" is open\"}"))
    #expect(lines[3].hasSuffix("\(neutral)0,\"duplicate\":true}"))
    #expect(lines[5].hasSuffix("\"rejected\":\"too few fields\"}"))
    for line in lines {
      #expect(try JSONSerialization.jsonObject(with: Data(line.utf8)) is [String: Any])
    }
  }

  @Test func `fields, tokens and text come when asked for`() throws {
    var record = TestRecord(text: "god \u{1B}[2J\ndag")
    record.fields = ["æ\"1", "tab\there"]
    let options = AnnotationOptions(keep: [1, 0], keepsText: true, tokens: true)
    let line = try annotate(
      JSONLinesAnnotationWriter.self, [record], options, schema: schema)
    #expect(
      line == """
        {"id":"æ\\"1","language":"da","languageConfidence":0.98,"sentiment":0,\
        "label":"neutral","drivers":[],"coverage":0.31,"tokens":[[0,3],[4,12]],\
        "fields":{"a \\"b\\"":"tab\\there","id":"æ\\"1"},"text":"god \\u001b[2J\\ndag"}

        """)
    let plain = try annotate(JSONLinesAnnotationWriter.self, [record], schema: schema)
    #expect(!plain.contains("god") && !plain.contains("fields") && !plain.contains("tokens"))
  }

  @Test func `an empty identifier gives way to the record's number`() throws {
    var record = TestRecord()
    record.fields = ["", ""]
    let line = try annotate(
      JSONLinesAnnotationWriter.self, [record], schema: schema, firstRecord: 9)
    #expect(line.hasPrefix("{\"id\":\"9\","))
  }

  @Test func `CSV and TSV have a column a driver`() throws {
    var second = TestRecord(
      text: "god service, \"ja\"", polarity: .positive, sentiment: 10_000,
      mentions: [
        .init(aspect: "service", polarity: .positive, valence: 100, word: "god", cue: nil)
      ])
    second.fields = ["7", "x, y"]
    var first = priceIncrease
    first.fields = ["6", "z"]
    var third = TestRecord(status: .rejected)
    third.fields = ["", ""]
    let csv = try annotate(
      CSVAnnotationWriter.self, [first, second, third],
      AnnotationOptions(keep: [1], keepsText: true), schema: schema,
      rejections: [Rejection(record: 2, diagnostic: Diagnostic("cut off", category: .input))])
    #expect(
      csv.components(separatedBy: "\r\n") == [
        "id,language,confidence,sentiment,label,price,service,rejected,\"a \"\"b\"\"\",text",
        "6,da,0.98,-0.42,negative,negative,,,z,øv den prisen er alt for høj",
        "7,da,0.98,1,positive,,positive,,\"x, y\",\"god service, \"\"ja\"\"\"",
        "3,und,0,0,neutral,,,cut off,,", "",
      ])
    let tsv = try annotate(TSVAnnotationWriter.self, [priceIncrease])
    #expect(
      tsv == "id\tlanguage\tconfidence\tsentiment\tlabel\tprice\tservice\trejected\n"
        + "1\tda\t0.98\t-0.42\tnegative\tnegative\t\t\n")
  }

  @Test func `an empty input has a header where the format has one`() throws {
    var sink = AnnotationSink(
      writer: CSVAnnotationWriter(
        taxonomy: testTaxonomy, schema: RecordSchema(), options: AnnotationOptions()),
      output: ByteSink())
    try sink.finish([])
    #expect(sink.output.buffer.starts(with: "id,language".utf8))
  }

  @Test func `formats are found by name`() throws {
    for type in AnnotationWriters.all {
      #expect(try AnnotationWriters.writer(named: type.name) == type)
    }
    #expect(throws: Diagnostic.self) { try AnnotationWriters.writer(named: "xml") }
  }

  // MARK: Where bytes go

  @Test func `a closed pipe ends quietly and stops the reading`() throws {
    let ends = try pipe()
    close(ends.read)
    let stop = Executor.StopFlag()
    var sink = AnnotationSink(
      writer: JSONLinesAnnotationWriter(
        taxonomy: testTaxonomy, schema: RecordSchema(), options: AnnotationOptions()),
      output: ByteSink(descriptor: ends.write, name: "standard output"), stop: stop)
    var lane = sink.makeLaneSink()
    var batch = makeBatch([priceIncrease])
    try lane.process(&batch)
    try sink.emit(&batch)
    #expect(sink.output.isClosed && stop.isStopped)
    try sink.emit(&batch)
    close(ends.write)
  }

  @Test func `more than a pipe holds is written whole`() async throws {
    let ends = try pipe()
    let bytes = (0..<1_000_000).map { UInt8(truncatingIfNeeded: $0) }
    let reading = Task.detached {
      var sum: [UInt8] = []
      while let part = try? FileHandle(fileDescriptor: ends.read).read(upToCount: 65_536),
        !part.isEmpty
      {
        sum.append(contentsOf: part)
      }
      return sum
    }
    // Not blocking, as a terminal or socket may be: the sink waits by itself.
    _ = fcntl(ends.write, F_SETFL, O_NONBLOCK)
    var sink = ByteSink(descriptor: ends.write, name: "pipe")
    try sink.write(bytes)
    close(ends.write)
    #expect(await reading.value == bytes)
    #expect(sink.byteCount == bytes.count)
    close(ends.read)
  }

  #if os(Linux)
    @Test func `a full disk is an output error that says how to mend it`() throws {
      let file = try #require(FileHandle(forWritingAtPath: "/dev/full"))
      let descriptor = dup(file.fileDescriptor)
      var sink = ByteSink(descriptor: descriptor, name: "report.csv")
      let error = #expect(throws: Diagnostic.self) { try sink.write([0x41]) }
      #expect(error?.category == .output)
      #expect(error?.message == "cannot write to report.csv: No space left on device")
      #expect(error?.remedy == "free some space, or write to another place with -o")
      close(descriptor)
    }
  #endif

  private func pipe() throws -> (read: Int32, write: Int32) {
    let made = Pipe()
    let read = dup(made.fileHandleForReading.fileDescriptor)
    let write = dup(made.fileHandleForWriting.fileDescriptor)
    return (read: read, write: write)
  }
}

import RisrosLexicon
import RisrosModel
import RisrosPipeline
import RisrosTestSupport
import RisrosTokens
import Testing

@testable import RisrosLanguage

@Suite struct PriorReaderTests {
  private static let context = Result<StageContext, Diagnostic> { () throws(Diagnostic) in
    var context = StageContext()
    context.provide(try TestLexiconLibrary.standard.get())
    context.provide(try LanguageModel.load(from: LexiconFolder(path: ProjectFolders.lexicons)))
    return context
  }

  private static func pipeline(_ options: [String: String] = [:]) throws -> Pipeline {
    try Pipeline(
      registry: StageRegistry([TokenizeStage.self, DetectLanguageStage.self]),
      context: try context.get(), options: ["detect-language": options])
  }

  /// The languages found in texts that come in batches of a size.
  private func languages(_ texts: [String], batch size: Int, prior: Bool = true) throws -> [String]
  {
    let pipeline = try PriorReaderTests.pipeline()
    var reader: any RecordReader = TextReader(texts, size: size)
    if prior { reader = PriorReader(reader, detecting: pipeline) }
    var lane = pipeline.makeLane()
    var found: [String] = []
    var batch = CommentBatch()
    var first = 1
    while true {
      batch.reset(ordinal: 0, firstRecord: first)
      guard try reader.read(into: &batch, targetBytes: 1) else { break }
      try lane.process(&batch)
      found += (0..<batch.count).map { batch.language[$0].code }
      first += batch.count
    }
    return found
  }

  private static let danish = "Jeg har ventet i tre uger på min pakke, og ingen svarer."
  private static let nynorsk = "Eg har venta i tre veker på pakken min, og ingen svarar."

  @Test func `a short comment is taken for what came before it`() throws {
    let short = "Ok"
    let alone = try languages([short], batch: 1, prior: false)
    #expect(alone == ["und"])
    for (text, code) in [(PriorReaderTests.danish, "da"), (PriorReaderTests.nynorsk, "nn")] {
      let texts = Array(repeating: text, count: 50) + [short]
      #expect(try languages(texts, batch: 7).last == code)
    }
  }

  @Test func `before the first checkpoint nothing is expected`() throws {
    let texts = Array(repeating: PriorReaderTests.danish, count: 49) + ["Ok"]
    #expect(try languages(texts, batch: 100).last == "und")
  }

  @Test func `the size of batches changes nothing`() throws {
    let kinds = [PriorReaderTests.danish, "Ok", PriorReaderTests.nynorsk, "God mat", "👍"]
    let texts = (0..<500).map { kinds[$0 * $0 % kinds.count] }
    let whole = try languages(texts, batch: 1000)
    for size in [1, 3, 64] { #expect(try languages(texts, batch: size) == whole) }
  }

  @Test func `a comment that tells keeps its language`() throws {
    let texts = Array(repeating: PriorReaderTests.danish, count: 60) + [PriorReaderTests.nynorsk]
    #expect(try languages(texts, batch: 10).last == "nn")
  }

  @Test func `points are eighths of a nat, and bounded`() {
    #expect(PriorReader.points([10, 10, 0, 0, 0, 0, 0])[1] == 0)
    // 201 half comments against 27: e² = 7.39.
    #expect(PriorReader.points([100, 13, 0, 0, 0, 0, 0])[1] == 16)
    #expect(PriorReader.points([100_000, 0, 0, 0, 0, 0, 0])[6] == Int32(PriorReader.mostPoints))
    #expect(PriorReader.points([Int](repeating: 0, count: 7))[3] == 0)
  }

  @Test func `a language may be named`() throws {
    for code in ["da", "nb", "nn"] {
      var batch = CommentBatch(["Ok"])
      var lane = try PriorReaderTests.pipeline(["prior": code]).makeLane()
      try lane.process(&batch)
      #expect(batch.language[0].code == code)
    }
    #expect(throws: Diagnostic.self) { try PriorReaderTests.pipeline(["prior": "norsk"]) }
  }
}

/// Texts as records, so many a batch.
private struct TextReader: RecordReader {
  static let name = "texts"
  static let summary = "Texts in memory."
  let schema = RecordSchema()
  private var texts: ArraySlice<String>
  private let size: Int

  init(_ texts: [String], size: Int) {
    self.texts = texts[...]
    self.size = size
  }

  mutating func read(
    into batch: inout CommentBatch, targetBytes: Int
  ) throws(Diagnostic) -> Bool {
    for text in texts.prefix(size) { batch.append(text) }
    texts = texts.dropFirst(size)
    return batch.count > 0
  }
}

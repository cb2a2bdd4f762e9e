import RisrosModel
import RisrosText
import Testing

@testable import RisrosLanguage

@Suite struct LanguageModelTrainerTests {
  private static let texts: [Language: String] = [
    .da: "jeg ved ikke hvad det bliver til\nvi har ventet i tre uger\nhvorfor er der ingen svar\n",
    .nb: "jeg vet ikke hva det blir til\nvi har ventet i tre uker\nhvorfor er det ingen svar\n",
    .nn: "eg veit ikkje kva det vert til\nvi har venta i tre veker\nkvifor er det ingen svar\n",
    .en: "i do not know what it will be\nwe have waited three weeks\nwhy is there no answer\n",
  ]

  private func trainer() throws -> LanguageModelTrainer {
    var trainer = LanguageModelTrainer()
    trainer.options.letterSnippets = 2_000
    trainer.options.wordSnippets = 2_000
    trainer.options.wordCount = 20
    for (language, text) in LanguageModelTrainerTests.texts.sorted(by: {
      $0.key.rawValue < $1.key.rawValue
    }) {
      trainer.addText(Array(String(repeating: text, count: 3).utf8), for: language)
    }
    try trainer.addWords(
      Array("# counts\nnoko\t7\nbl.a.\t3\ntv-en\t2\n".utf8), for: .nn, file: "nn.tsv")
    return trainer
  }

  @Test func `training tells languages apart by known and by unknown words`() throws {
    let model = try trainer().train().model
    func best(_ word: String) -> Language {
      let bytes = Array(word.utf8)
      let found = model.find(WordHash.hash(of: word))
      let losses = WordLosses(
        rawValue: found != LanguageModel.missing
          ? found : model.lossesByLetters(bytes, 0..<bytes.count) ?? 0)
      return WordLosses.languages[(0..<7).min { losses[$0] < losses[$1] }!]
    }
    #expect(best("ikkje") == .nn)
    #expect(best("uger") == .da)
    #expect(best("uker") == .nb)
    #expect(best("three") == .en)
    #expect(best("kvifor") == .nn)
  }

  @Test func `the same input gives the same files`() throws {
    let once = try trainer().train().files(sources: ["made up"])
    let again = try trainer().train().files(sources: ["made up"])
    #expect(once.map(\.name) == ["words.tsv", "letters.tsv", "detector.tsv"])
    #expect(once.map(\.bytes) == again.map(\.bytes))
    #expect(once[0].bytes.filter { $0 == 0x09 }.count == 20)
    #expect(String(decoding: once[2].bytes, as: UTF8.self).contains("# Source: made up\n"))
  }

  @Test(arguments: ["ikkje\n", "ikkje\t\n", "ikkje\t0\n", "ikkje\t-3\n", "ikkje\t2,5\n"])
  func `a word without a count is an error`(rows: String) throws {
    var trainer = LanguageModelTrainer()
    let error = #expect(throws: Diagnostic.self) {
      try trainer.addWords(Array(("# words\n" + rows).utf8), for: .nn, file: "nn.tsv")
    }
    #expect(error?.location == SourceLocation(file: "nn.tsv", line: 2))
  }

  @Test func `addresses are no text`() {
    var pool = WordPool()
    var text = TrainingText()
    text.add(
      Array("Se https://a.dk/vilkaar eller skriv@firma.dk, www.b.no: Hej\n\n12\n".utf8), to: &pool)
    let words = text.words.map {
      String(decoding: pool.bytes[pool.range(of: Int($0))], as: UTF8.self)
    }
    #expect(words == ["se", "eller", "hej"])
    #expect(text.lineCount == 1)
  }

  @Test(arguments: [
    ("blåbær", "blaabaer", "blabaer"), ("søt", "soet", "sot"), ("känd", "kaend", "kaend"),
  ])
  func `words are spelt without æøå in two ways`(word: String, digraphs: String, singles: String) {
    let bytes = Array(word.utf8)[...]
    #expect(PlainSpelling.digraphs.rewrite(bytes) == Array(digraphs.utf8))
    #expect(PlainSpelling.singles.rewrite(bytes) == Array(singles.utf8))
    #expect(PlainSpelling.singles.rewrite(Array(digraphs.utf8)[...]) == nil)
  }

  @Test(arguments: [1e-9, 0.3, 1, 2.5, 1e6])
  func `plain mathematics is right`(x: Double) {
    #expect(abs(PlainMath.exp(PlainMath.ln(x)) / x - 1) < 1e-9)
    #expect(abs(PlainMath.power(x, 0.5) * PlainMath.power(x, 0.5) / x - 1) < 1e-9)
  }

  @Test func `a sampler draws by weight`() {
    let sampler = Sampler(items: [5, 6, 7], weights: [1, 2, 5])
    var random = TrainingRandom(seed: 1)
    var counts = [Int](repeating: 0, count: 8)
    for _ in 0..<80_000 { counts[sampler.draw(&random)] += 1 }
    #expect(abs(counts[5] - 10_000) < 500)
    #expect(abs(counts[6] - 20_000) < 600)
    #expect(abs(counts[7] - 50_000) < 700)
  }
}

import RisrosDrivers
import RisrosLexicon
import RisrosModel
import RisrosPipeline
import RisrosSentiment
import RisrosTestSupport
import RisrosTokens
import Testing

@Suite struct TagDriversStageTests {
  private let context: StageContext
  private let rendering: LayerText
  private let taxonomy: Taxonomy

  init() throws {
    let library = try SmallLexicon.library()
    var context = StageContext()
    context.provide(library)
    self.context = context
    taxonomy = library.taxonomy
    rendering = LayerText(taxonomy: taxonomy)
  }

  private func chain(_ language: Language = .da) throws -> [any Stage] {
    var options = StageOptions()
    return [
      try TokenizeStage(options: &options, context: context), AssignLanguageStage(language),
      try FindLexemesStage(options: &options, context: context),
      try ScoreSentimentStage(options: &options, context: context),
      try TagDriversStage(options: &options, context: context),
    ]
  }

  private func run(_ text: String, in language: Language = .da) throws -> CommentBatch {
    try CommentBatch(text, through: try chain(language))
  }

  private func drivers(_ text: String, in language: Language = .da) throws -> String {
    rendering.text(of: .mentions, try run(text, in: language), comment: 0)
  }

  @Test func `the stage keeps the promises of stages`() throws {
    let chain = try self.chain()
    let cases = ["Pris, service og app er god, men gebyret var dyrt", "spild af penge"]
    #expect(StageVerifier(chain[4], after: Array(chain.prefix(4))).findings(cases) == [])
  }

  @Test(arguments: [
    ("Prisen er fin", "price+"), ("Prisen er elendig", "price-"), ("Maden er god", ""),
    ("Det er dyrt", "price-"), ("Spild af penge", "price-"), ("", ""),
    ("Betjeningen er ikke god", "service-"), ("Lang ventetid", "service-"),
    ("Lav pris og høj kvalitet", "price+ quality+"),
  ])
  func `a driver is judged by the words of its clause`(text: String, expected: String) throws {
    #expect(try drivers(text) == expected)
  }

  @Test(arguments: [
    ("Prisen er fin, men appen er elendig", "price+ digital-"),
    ("Appen er langsom. Servicen er god.", "digital- service+"),
    ("God service\nElendig app", "digital- service+"),
    ("Fin app, selvom prisen er dårlig", "price- digital+"),
  ])
  func `each clause judges its own drivers`(text: String, expected: String) throws {
    #expect(try drivers(text) == expected)
  }

  @Test(arguments: [
    ("Pris, service og app er god", "price+ digital+ service+"),
    ("God service og app", "digital+ service+"),
    ("Appen og hjemmesiden er elendig", "digital-"),
  ])
  func `listed drivers share a colour`(text: String, expected: String) throws {
    #expect(try drivers(text) == expected)
  }

  @Test(arguments: [
    ("Jeg ringede om appen, den er elendig", "digital-"),
    ("Servicen var hurtig, og sød", "service+"),
  ])
  func `a judgement without a driver goes to the one named before it`(
    text: String, expected: String
  ) throws {
    #expect(try drivers(text) == expected)
  }

  @Test(arguments: [
    // Whatever the comment comes to, the clause before a driver judges it, unless another is named.
    ("Elendigt, og så er det appen. Alt i alt god.", "digital-"),
    ("Alt i alt god. Så er det appen, og det er jo her.", "digital+"),
    ("Prisen er elendig, og så er det appen her i huset. Alt i alt god.", "price- digital+"),
  ])
  func `a driver without colour takes that of the clause before it, else the verdict`(
    text: String, expected: String
  ) throws {
    #expect(try drivers(text) == expected)
  }

  @Test func `what is said against a concession is not about what was conceded`() throws {
    #expect(try drivers("Selvom prisen er høj, er jeg her og god") == "price-")
    #expect(try drivers("Selvom appen er her, er jeg her og god") == "digital+")
  }

  @Test func `a reservation is not about what was praised`() throws {
    #expect(try drivers("Prisen er god, men vi stod der længe") == "price+")
    #expect(try drivers("Prisen er god, men appen ser vi aldrig til her") == "price+ digital-")
  }

  @Test func `praise and blame of one driver make it mixed`() throws {
    #expect(try drivers("Appen er god. Appen er elendig.") == "digital±")
  }

  @Test(arguments: [
    ("Prisen er bra, men appen er dårlig", Language.nb, "price+ digital-"),
    ("Prisen er god, men appen er dårleg", .nn, "price+ digital-"),
    ("Prisen er god", .sv, ""), ("Prisen er god", .und, ""),
  ])
  func `each language names drivers by its own words`(
    text: String, language: Language, expected: String
  ) throws {
    #expect(try drivers(text, in: language) == expected)
  }

  @Test func `a verdict keeps its aspects and mentions`() throws {
    let batch = try run("Appen er elendig, men hjemmesiden er god og appen er hurtig")
    #expect(batch.verdicts.count == 1)
    let verdict = batch.verdicts[0]
    let aspects = (0..<8).filter { verdict.aspects >> UInt8($0) & 1 != 0 }
    #expect(aspects == [1, 2])
    #expect(verdict.endMention - verdict.firstMention == 3)
    let texts = (verdict.firstMention..<verdict.endMention).map { place in
      let lexeme = batch.lexemes[Int(batch.mentions[Int(place)].lexeme)]
      let range = batch.byteRange(of: lexeme, in: 0)
      return String(decoding: Array(batch.string(of: 0).utf8)[range], as: UTF8.self)
    }
    #expect(texts == ["Appen", "hjemmesiden", "appen"])
  }

  @Test func `the examples of the data sheets are true with the words that come with risros`()
    throws
  {
    let library = try StandardLexicon.library()
    var context = StageContext()
    context.provide(library)
    var options = StageOptions()
    let chain: [any Stage] = [
      try TokenizeStage(options: &options, context: context), AssignLanguageStage(.da),
      try FindLexemesStage(options: &options, context: context),
      try ScoreSentimentStage(options: &options, context: context),
      try TagDriversStage(options: &options, context: context),
    ]
    #expect(try StageExampleRunner(taxonomy: library.taxonomy).findings(of: chain) == [])
  }
}

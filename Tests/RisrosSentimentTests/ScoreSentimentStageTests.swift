import RisrosLexicon
import RisrosModel
import RisrosPipeline
import RisrosSentiment
import RisrosTestSupport
import RisrosTokens
import Testing

@Suite struct ScoreSentimentStageTests {
  private let context: StageContext

  init() throws {
    var context = StageContext()
    context.provide(try SmallLexicon.library())
    self.context = context
  }

  private func chain(_ language: Language = .da) throws -> [any Stage] {
    var options = StageOptions()
    return [
      try TokenizeStage(options: &options, context: context), AssignLanguageStage(language),
      try FindLexemesStage(options: &options, context: context),
      try ScoreSentimentStage(options: &options, context: context),
    ]
  }

  private func run(_ text: String, in language: Language = .da) throws -> CommentBatch {
    try CommentBatch(text, through: try chain(language))
  }

  private func sentiment(_ text: String) throws -> Int { Int(try run(text).sentiment[0]) }
  private func polarity(_ text: String) throws -> String { try run(text).polarity[0].label }

  @Test func `the stage keeps the promises of stages`() throws {
    let chain = try self.chain()
    let cases = ["Ikke god, men ikke elendig!", "Alt for dyr 😡😡", "Hvis prisen var lavere?"]
    #expect(
      StageVerifier(chain[3], after: Array(chain.prefix(3))).findings(cases) == [])
  }

  @Test(arguments: [
    ("Maden er god", "positive"), ("Maden er elendig", "negative"), ("Maden er her", "neutral"),
    ("", "neutral"), ("!!!", "neutral"), ("👍", "positive"), ("😡", "negative"),
    (":-)", "positive"), (":(", "negative"), ("Det er i top", "positive"),
  ])
  func `coloured words give a comment its polarity`(text: String, expected: String) throws {
    #expect(try polarity(text) == expected)
  }

  @Test(arguments: [
    ("Maden var ikke god", "negative"), ("Det er aldrig dårligt", "positive"),
    ("Ingen problemer", "positive"), ("Uden problemer", "positive"),
    ("Det virker ikke", "negative"), ("Ikke god. Fantastisk!", "positive"),
  ])
  func `a negation turns what it reaches`(text: String, expected: String) throws {
    #expect(try polarity(text) == expected)
  }

  @Test(arguments: [
    ("Maden var ikke elendig", "Maden var god"), ("Maden var ikke fantastisk", "Maden var god"),
  ])
  func `a negated word is weaker than its opposite`(negated: String, plain: String) throws {
    #expect(abs(try sentiment(negated)) < abs(try sentiment(plain)))
  }

  @Test func `a double negation weakens what it does not turn`() throws {
    let double = try sentiment("Det er aldrig ikke godt")
    let plain = try sentiment("Det er godt")
    #expect(double > 0 && double < plain)
  }

  @Test func `intensifiers strengthen and diminishers weaken`() throws {
    let order = [
      try sentiment("lidt god"), try sentiment("god"), try sentiment("meget god"),
      try sentiment("helt meget god"),
    ]
    #expect(order == order.sorted() && Set(order).count == order.count, "\(order)")
    #expect(try sentiment("meget elendig") < sentiment("elendig"))
  }

  @Test(arguments: [
    ("Prisen er alt for god", "negative"), ("Den er for langsom", "negative"),
    ("Tak for god hjælp", "positive"),
  ])
  func `too much of the good is bad`(text: String, expected: String) throws {
    #expect(try polarity(text) == expected)
  }

  @Test(arguments: [
    ("Prisen er god, men appen er elendig", "negative"),
    ("Appen er dårlig, men betjeningen er fantastisk", "positive"),
    ("Selvom maden var dårlig, var betjeningen fantastisk", "positive"),
    ("Maden var god. Appen var elendig.", "mixed"),
    ("God og fin", "positive"),
  ])
  func `what follows 'men' weighs more, what is conceded less`(
    text: String, expected: String
  ) throws {
    #expect(try polarity(text) == expected)
  }

  @Test(arguments: [
    ("Savner en god app", "negative"), ("Ønsker bedre tider", "negative"),
    ("Maden kunne være god", "negative"), ("Den er god hos andre", "negative"),
  ])
  func `a wish and praise of others complain`(text: String, expected: String) throws {
    #expect(try polarity(text) == expected)
  }

  @Test func `what is only supposed counts less`() throws {
    let supposed = try sentiment("hvis den er elendig")
    let said = try sentiment("den er elendig")
    #expect(supposed > said && supposed <= 0)
  }

  @Test(arguments: [
    ("høj pris", "negative"), ("lav pris", "positive"), ("Prisen er høj", "negative"),
    ("Prisen er lav", "positive"), ("høj kvalitet", "positive"), ("lang ventetid", "negative"),
    ("et højt hus", "neutral"), ("Prisen er ikke lav", "negative"), ("for høj", "negative"),
  ])
  func `a degree word takes its colour from its noun`(text: String, expected: String) throws {
    #expect(try polarity(text) == expected)
  }

  @Test func `capitals, elongation and exclamation marks emphasise`() throws {
    let plain = try sentiment("elendig")
    #expect(try sentiment("ELENDIG") < plain)
    #expect(try sentiment("elendiiiig") < plain)
    #expect(try sentiment("elendig!") < plain)
  }

  @Test func `a spoken verdict decides`() throws {
    #expect(
      try polarity("Langsom og dyr og elendig, men alt i alt fantastisk fantastisk") == "positive")
    #expect(
      try polarity("Appen har fejl og er langsom. Kan anbefales: jeg anbefaler") == "positive")
  }

  @Test(arguments: [
    ("Maten er ikke bra", Language.nb, "negative"), ("Dårlig, ikke bra", .nb, "negative"),
    ("Maten er ikkje god", .nn, "negative"), ("Maten er god", .nn, "positive"),
    ("The food is elendig", .en, "neutral"),
  ])
  func `each language is scored by its own words`(
    text: String, language: Language, expected: String
  ) throws {
    #expect(try run(text, in: language).polarity[0].label == expected)
  }

  @Test(arguments: [
    ("Maden er god, men appen er elendig", "god|, / men|appen|elendig"),
    ("God. Elendig! Fin", "God|. / Elendig|! / Fin"),
    ("God fordi den virker", "God / fordi|virker"),
    ("God\nElendig", "God|\n / Elendig"),
  ])
  func `sentences are cut into clauses at connectives and marks`(
    text: String, expected: String
  ) throws {
    let rendering = LayerText(taxonomy: Taxonomy(drivers: []))
    #expect(rendering.text(of: .clauses, try run(text), comment: 0) == expected)
  }

  @Test func `sentiment stays within its bounds`() throws {
    #expect(try sentiment(String(repeating: "elendig elendig. ", count: 3000)) >= -10_000)
    #expect(try sentiment(String(repeating: "fantastisk! ", count: 3000)) <= 10_000)
  }

  @Test
  func `a word may be intensified any number of times`() throws {
    #expect(try sentiment(String(repeating: "meget ", count: 2000) + "god") > 0)
    #expect(try sentiment(String(repeating: "meget ", count: 2000) + "høj pris") < 0)
  }

  @Test(arguments: [
    ("Maden er god, men vi stod der længe", true), ("Maden er god. Men vi stod der længe", true),
    // Blame is not turned into praise, a coloured word speaks for itself, one word is no clause.
    ("Maden er dårlig, men vi stod der længe", false),
    ("Maden er god, men vi stod der fint", false), ("Maden er god, men ja", false),
    ("Maden er god, men vi stod der, og det er fint", false),
    ("Vi stod, men vi ventede der", false),
  ])
  func `a but-clause without colour is a reservation to praise`(text: String, isOne: Bool) throws {
    let batch = try run(text)
    let reserved = batch.lexemeRange(of: 0).contains {
      batch.readings[$0].rules.contains(.reserved) && batch.readings[$0].valence < 0
    }
    #expect(reserved == isOne)
  }

  @Test(arguments: [
    ("Jeg bestilte en app i maj. Nu er det jul.", "negative"),
    ("Jeg bestilte en app i maj og nu er det jul her.", "neutral"),
    ("Jeg bestilte en app. Den er god.", "positive"),
    ("Hej. Hvor er den app jeg bestilte i maj?", "neutral"),
    ("Jeg bestilte en app i maj. Hvor er den?", "neutral"),
    ("App i maj. Nu jul.", "neutral"),
    // No driver is named.
    ("Jeg bestilte en lampe i maj. Nu er det jul.", "neutral"),
  ])
  func `a report of several sentences without colour is a complaint`(
    text: String, expected: String
  ) throws {
    #expect(try polarity(text) == expected)
  }

  @Test(arguments: [
    ("Hvorfor får jeg tre breve?", "negative"),
    ("Hvorfor får jeg et brev, når jeg bor her?", "negative"),
    // Without a question mark nobody asks, a coloured word speaks for itself, other questions are none.
    ("Jeg ved hvorfor.", "neutral"),
    ("Hvorfor får jeg et brev? Det er godt.", "positive"), ("Hvorfor er den så god?", "positive"),
    ("Hvordan får jeg et brev?", "neutral"),
  ])
  func `who asks why complains`(text: String, expected: String) throws {
    #expect(try polarity(text) == expected)
  }

  @Test func `the last of three sentences weighs more than the first`() throws {
    let last = try sentiment("Maden er god. Vi kom i maj. Den er dyr.")
    #expect(last < (try sentiment("Den er dyr. Vi kom i maj. Maden er god.")))
    #expect(
      try sentiment("Maden er god. Den er dyr.") == sentiment("Den er dyr. Maden er god."))
  }

}

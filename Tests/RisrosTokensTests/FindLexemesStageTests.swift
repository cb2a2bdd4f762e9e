import RisrosLexicon
import RisrosModel
import RisrosPipeline
import RisrosTestSupport
import RisrosTokens
import Testing

@Suite struct FindLexemesStageTests {
  private let chain: [any Stage]
  private let stage: FindLexemesStage

  init() throws {
    let words = [
      "da/inflections.tsv": "a1\t0 +t +e\nn1\t0 +en +er\n",
      "da/sentiment.tsv": "god\ta1\t3\nelendig\ta1\t-4\ntop\t-\t3\nærgerlig\ta1\t-3\nnok\t-\t1\n",
      "da/drivers.tsv": "app\tn1\tdigital.app\nkundeservice\tn1\tservice\nkr\t-\tprice\n",
      "da/negators.tsv": "ikke\tnot\n",
      "da/intensifiers.tsv": "meget\t150\ninkl\t100\n",
      "da/phrases.tsv": """
      i top\t4
      lige i top\t5
      god nok\t1
      ikke god nok\t-3
      svarer _ telefonen\t2
      svarer … aldrig\t-4
      # timer i kø\t-3
      god … pris\t4
      {kan,vil} anbefales\t3
      nok elendig\t-5
      nok er nok\t-2
      # stjerner\t1
      {0,1} stjerner\t-4
      {9,10} ud af 10\t4
      5/5\t4
      """,
      "da/abbreviations.tsv": "kr.\ninkl.\n",
      "nn/sentiment.tsv": "triveleg\t-\t3\n",
    ]
    var context = StageContext()
    context.provide(try TestLexicon.library(words))
    var options = StageOptions()
    chain = [
      try TokenizeStage(options: &options, context: context), AssignLanguageStage(.da),
    ]
    stage = try FindLexemesStage(options: &options, context: context)
  }

  private func run(_ text: String, in language: Language = .da) throws -> CommentBatch {
    try CommentBatch(text, through: [chain[0], AssignLanguageStage(language), stage])
  }

  private func lexemes(_ text: String, in language: Language = .da) throws -> String {
    LayerText(taxonomy: Taxonomy(drivers: []))
      .text(of: .lexemes, try run(text, in: language), comment: 0)
  }

  @Test func `the stage keeps the promises of stages`() {
    let cases = ["Appen er IKKE god nok, svarer aldrig i 3 timer i kø", "inkl. inkl ærgerligggt"]
    #expect(StageVerifier(stage, after: chain).findings(cases) == [])
  }

  @Test(arguments: [
    ("Appen er elendig", "Appen|elendig"),
    ("ELENDIG kundeservice!", "ELENDIG|kundeservice|!"),
    ("Alt i alt fint her", ""),
    ("inkl. moms", "inkl."),
    ("100 kr. for det", "kr."),
    ("elendig-appen", "elendig-appen"),
    ("", ""),
  ])
  func `known words are lexemes`(text: String, expected: String) throws {
    #expect(try lexemes(text) == expected)
  }

  @Test(arguments: [
    ("Servicen er i top", "i top"),
    ("Den er lige i top", "lige i top"),
    ("Maden er god nok", "god nok"),
    ("Maden er ikke god nok", "ikke god nok"),
    ("svarer på telefonen", "svarer på telefonen"),
    ("svarer jo ikke telefonen", "ikke"),
    ("svarer aldrig", "svarer aldrig"),
    ("svarer os jo næsten aldrig", "svarer os jo næsten aldrig"),
    ("svarer os jo helt og aldeles aldrig", ""),
    ("svarer, men aldrig", ","),
    ("ventede 3 timer i kø", "3 timer i kø"),
    ("ventede 1.299 timer i kø", "1.299 timer i kø"),
    ("ventede tre timer i kø", ""),
    ("Det kan anbefales", "kan anbefales"),
    ("Det vil anbefales", "vil anbefales"),
    ("I TOP", "I TOP"),
    ("meget i top", "meget|i top"),
    ("i top i top", "i top|i top"),
    ("Det er godt, i\ntop", "godt|,|\n|top"),
  ])
  func `the longest phrase is one lexeme`(text: String, expected: String) throws {
    #expect(try lexemes(text) == expected)
  }

  @Test(arguments: [
    ("Gav dem 5 stjerner", 100), ("Gav dem 0 stjerner", -400), ("Gav dem 1 stjerner", -400),
    ("Gav dem 10 stjerner", 100), ("01 stjerner", 100), ("10 ud af 10", 400), ("9 ud af 10", 400),
    ("8 ud af 10", nil), ("10 ud af 100", nil), ("5/5", 400), ("4/5", nil), ("5/5/2024", nil),
  ])
  func `digits in a phrase stand for themselves, and go before any number`(
    text: String, valence: Int16?
  ) throws {
    let batch = try run(text)
    #expect(batch.lexemeRange(of: 0).first.map { batch.lexemes[$0].entry.valence } == valence)
  }

  @Test func `a word outside a longer phrase is not lost with the shorter one`() throws {
    #expect(try lexemes("nok elendig") == "nok elendig")
    #expect(try lexemes("ikke god nok elendig") == "ikke god nok|elendig")
    // The word that only the shorter phrase covered is read by itself.
    #expect(try lexemes("god nok er nok") == "god|nok er nok")
  }

  @Test func `each language has words of its own`() throws {
    #expect(try lexemes("triveleg og elendig", in: .nn) == "triveleg")
    #expect(try lexemes("triveleg og elendig", in: .da) == "elendig")
    #expect(try lexemes("elendig", in: .sv) == "")
    #expect(try lexemes("elendig", in: .und) == "")
  }

  @Test(arguments: [
    ("ELENDIG", true), ("Elendig", false), ("elendig", false), ("ELENDIGt", false),
    ("ÆRGERLIG", true), ("Ærgerlig", false), ("GOD!", true), ("TOP-", true),
  ])
  func `a word in capitals is marked`(text: String, isMarked: Bool) throws {
    #expect(try run(text).lexemes[0].entry.traits.contains(.capitals) == isMarked)
  }

  @Test(arguments: [
    ("elendig", 10_000), ("elendig mad", 5000), ("helt elendig mad !!", 3333), ("hmm", 0),
    ("i top", 10_000), ("", 0), ("!!!", 0),
  ])
  func `coverage is the share of the words that are known`(text: String, share: UInt16) throws {
    #expect(try run(text).coverage[0] == share)
  }
}

import RisrosDrivers
import RisrosLexicon
import RisrosModel
import RisrosPipeline
import RisrosSentiment
import RisrosTestSupport
import RisrosTokens
import Testing

/// A phrase covers its words, and still says what they say.
@Suite struct PhraseMeaningTests {
  private let context: StageContext
  private let rendering: LayerText

  init() throws {
    let library = try TestLexicon.library([
      "da/inflections.tsv": "a1\t0 +t +e\nn1\t0 +en\nv1\t0 +r\n",
      "da/sentiment.tsv": "god\ta1\t3\nsød\ta1\t2\nsur\ta1\t-2\nhjælpe\tv1\t2\n",
      "da/scales.tsv": "lang\ta1\t+\n",
      "da/negators.tsv": "ikke\tnot\ningen\tno\n",
      "da/drivers.tsv": """
      service\t-\tservice\t+
      pris\tn1\tprice\t-
      ventetid\tn1\tservice.waiting\t-
      app\tn1\tdigital.app
      søde damer\t-\tservice
      ingen info\t-\tinformation
      ingen god info\t-\tinformation
      ingen sur info\t-\tinformation
      ikke god info\t-\tinformation
      kan hjælpe\t-\tservice
      lang ventetid ude\t-\tservice.waiting
      """,
      "da/phrases.tsv": """
      sætter god pris på\t-2
      sætter pris på\t2
      god service\t3
      god app og service\t3
      god _ pris\t3\tnone
      god lokal service\t3\t-\tfinal
      sure damer\t0\tservice
      """,
    ])
    var context = StageContext()
    context.provide(library)
    self.context = context
    rendering = LayerText(taxonomy: library.taxonomy)
  }

  private func drivers(_ text: String) throws -> String {
    var options = StageOptions(["disable-rules": "bare-negation"])
    var none = StageOptions()
    var batch = CommentBatch([text])
    for stage: any Stage in [
      try TokenizeStage(options: &none, context: context), AssignLanguageStage(.da),
      try FindLexemesStage(options: &none, context: context),
      try ScoreSentimentStage(options: &options, context: context),
      try TagDriversStage(options: &none, context: context),
    ] {
      var worker = stage.makeWorker()
      try worker.process(&batch)
    }
    return rendering.text(of: .mentions, batch, comment: 0)
  }

  @Test(arguments: [
    ("søde damer", "service+"), ("ikke søde damer", "service-"), ("ingen info", "information="),
    ("ingen god info", "information-"), ("ingen sur info", "information+"),
    ("lang ventetid ude", "service-"),
    // A verb, or what "ikke" makes of the words, is left to a row that says so.
    ("kan hjælpe", "service="), ("ikke god info", "information="),
    // A row that says 0 is meant.
    ("sure damer", "service="),
  ])
  func `a name of a driver has the colour of its adjectives`(text: String, expected: String) throws
  {
    #expect(try drivers(text) == expected)
  }

  @Test(arguments: [
    ("god service", "service+"), ("god app og service", "digital+ service+"),
    // Where no word of it judges as the phrase does, the phrase is an idiom.
    ("sætter pris på", ""), ("sætter god pris på", ""),
    ("god gammel pris", ""), ("god lokal service", ""),
  ])
  func `a judgement is about the driver among its words`(text: String, expected: String) throws {
    #expect(try drivers(text) == expected)
  }
}

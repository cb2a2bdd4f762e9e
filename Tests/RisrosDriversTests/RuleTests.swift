import RisrosDrivers
import RisrosLexicon
import RisrosModel
import RisrosPipeline
import RisrosSentiment
import RisrosTestSupport
import RisrosTokens
import Testing

/// Every rule does what its examples say, with the words that come with risros.
@Suite struct RuleTests {
  private let context: StageContext

  init() throws {
    var context = StageContext()
    context.provide(try StandardLexicon.library())
    self.context = context
  }

  private func run(_ text: String, _ language: Language, without rules: [Rule]) throws
    -> CommentBatch
  {
    func options(_ stage: String) -> StageOptions {
      let names = rules.filter { $0.stage == stage }.map(\.name).joined(separator: ",")
      return StageOptions(["disable-rules": names])
    }
    var none = StageOptions()
    var sentiment = options("score-sentiment")
    var drivers = options("tag-drivers")
    return try CommentBatch(
      text,
      through: [
        try TokenizeStage(options: &none, context: context), AssignLanguageStage(language),
        try FindLexemesStage(options: &none, context: context),
        try ScoreSentimentStage(options: &sentiment, context: context),
        try TagDriversStage(options: &drivers, context: context),
      ])
  }

  /// How strongly the drivers of a comment are judged, in all.
  private func judged(_ batch: CommentBatch) -> Int {
    batch.verdictRange(of: 0).map { abs(Int(batch.verdicts[$0].sentiment)) }.reduce(0, +)
  }

  @Test(arguments: Rule.allCases)
  func `a rule does what its examples say`(_ rule: Rule) throws {
    #expect(Set(rule.examples.map(\.language)) == Set(Language.scored), "one a language")
    for example in rule.examples {
      let with = try run(example.text, example.language, without: [])
      let without = try run(example.text, example.language, without: [rule])
      let (a, b) = (with.sentiment[0], without.sentiment[0])
      switch example.effect {
      case .lowers: #expect(a < b, "\(example.language) '\(example.text)'")
      case .raises: #expect(a > b, "\(example.language) '\(example.text)'")
      case .judges:
        #expect(judged(with) > judged(without), "\(example.language) '\(example.text)'")
      case .unnames:
        #expect(
          with.verdictRange(of: 0).count < without.verdictRange(of: 0).count,
          "\(example.language) '\(example.text)'")
      }
    }
  }

  @Test func `names are unique and written as flags are`() {
    let names = Rule.allCases.map(\.name)
    #expect(Set(names).count == names.count)
    for name in names {
      #expect(name.allSatisfy { $0.isASCII && ($0.isLowercase || $0 == "-") }, "\(name)")
    }
    #expect(Rule.allCases.allSatisfy { $0.summary.hasSuffix(".") || $0.summary.hasSuffix("'.") })
  }

  @Test func `an unknown rule is an error that lists the known ones`() throws {
    #expect(throws: Diagnostic.self) { try RuleSet(without: "negatoin", stage: "score-sentiment") }
    #expect(throws: Diagnostic.self) { try RuleSet(without: "negation", stage: "tag-drivers") }
    #expect(try RuleSet(without: "", stage: "tag-drivers") == .all)
    let without = try RuleSet(without: "negation,litotes", stage: "score-sentiment")
    #expect(!without.contains(.negation) && !without.contains(.litotes))
    #expect(without.contains(.excess))
  }
}

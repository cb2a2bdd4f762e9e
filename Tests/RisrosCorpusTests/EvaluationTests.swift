import Foundation
import Risros
import RisrosEvaluation
import RisrosModel
import Testing

@Suite struct EvaluationTests {
  private func annotation(
    _ polarity: Polarity, sentiment: Double = 0, language: Language = .da,
    drivers: [(String, Polarity)] = []
  ) -> Annotation {
    Annotation(
      language: language, languageConfidence: 1, polarity: polarity, sentiment: sentiment,
      drivers: drivers.map {
        .init(driver: $0.0, polarity: $0.1, sentiment: 0, aspects: [], spans: [])
      })
  }

  private func value(_ evaluation: Evaluation, _ name: String) -> Double? {
    evaluation.metrics.first { $0.name == name }?.value
  }

  @Test func `figures are what their definitions say`() {
    var evaluation = Evaluation(drivers: ["price", "service"])
    let labelled: [(String, Polarity, Double)] = [
      ("positive", .positive, 0.5), ("positive", .neutral, 0), ("negative", .negative, -0.5),
      ("negative", .positive, 0.2), ("neutral", .neutral, 0), ("mixed", .negative, -0.9),
    ]
    for (index, (label, answer, sentiment)) in labelled.enumerated() {
      evaluation.add(
        LabelledComment(id: "\(index)", text: "", lang: ["da"], sentiment: label),
        annotation(answer, sentiment: sentiment))
    }
    // Positive: 1 right, 1 wrong, 1 missed; negative: 1 right, none wrong, 1 missed.
    #expect(value(evaluation, "bin_f1") == (0.5 + 2.0 / 3) / 2)
    // Neutral: 1 right, 1 wrong.
    #expect(value(evaluation, "tri_f1") == (2.0 / 3 + 2.0 / 3 + 0.5) / 3)
    #expect(value(evaluation, "language") == 1)
    // Of four pairs, (0.5, -0.5), (0.5, 0.2) and (0, -0.5) are in order.
    #expect(evaluation.auc == 0.75)
    #expect(value(evaluation, "drivers_f1") == nil, "no drivers were labelled")
  }

  @Test func `drivers count where their absence is known`() {
    var evaluation = Evaluation(drivers: ["price", "service"])
    evaluation.add(
      LabelledComment(id: "1", text: "", drivers: ["price": "negative"], scored: ["price"]),
      annotation(.neutral, drivers: [("price", .positive), ("service", .positive)]))
    evaluation.add(
      LabelledComment(id: "2", text: "", drivers: [:]),
      annotation(.neutral, drivers: [("service", .negative)]))
    #expect(evaluation.perDriver["price"]?.right == 1)
    #expect(evaluation.perDriver["price"]?.leftAlone == 1)
    #expect(evaluation.perDriver["service"]?.wrong == 1)
    #expect(evaluation.perDriver["service"]?.leftAloneRate == 0)
    #expect(evaluation.driverPolarity.value == 0)
    #expect(evaluation.mistakes.map(\.kind) == [.driverPolarity, .drivers])
  }

  @Test func `figures of parts add up to those of the whole`() throws {
    let analyzer = try Analyzer()
    var parts = Evaluation(drivers: GoldTests.drivers)
    var whole = Evaluation(drivers: GoldTests.drivers)
    for language in GoldTests.languages {
      var part = Evaluation(drivers: GoldTests.drivers)
      let comments = try GoldTests.gold(language).filter { $0.number <= 40 }
      for (comment, annotation) in zip(comments, try analyzer.annotate(comments.map(\.text))) {
        part.add(comment, annotation)
        whole.add(comment, annotation)
      }
      parts.add(part)
    }
    #expect(parts.metrics.map(\.name) == whole.metrics.map(\.name))
    #expect(parts.metrics.map(\.value) == whole.metrics.map(\.value))
    #expect(parts.auc == whole.auc && parts.mistakes == whole.mistakes)
  }

  @Test func `a flip is mended, broken or neither`() {
    var comparison = Comparison(drivers: ["price"])
    let before = annotation(.positive, drivers: [("price", .negative)])
    let after = annotation(.negative)
    comparison.add(
      LabelledComment(id: "1", text: "", sentiment: "negative", drivers: ["price": "negative"]),
      before, after)
    comparison.add(LabelledComment(id: "2", text: ""), before, after)
    comparison.add(LabelledComment(id: "3", text: "", sentiment: "negative"), before, before)
    #expect(comparison.flips.map(\.turn) == [.mended, .broken, .other, .other])
    #expect(comparison.flips[1].after == "absent" && comparison.flips[2].label == nil)
  }

  @Test func `leaving a rule out changes what the rule reads`() throws {
    let comments = [
      LabelledComment(id: "1", text: "Maden var aldrig varm og lækker", sentiment: "negative"),
      LabelledComment(id: "2", text: "Maden var lækker", sentiment: "positive"),
    ]
    let ablation = try Ablation(comments, with: Analyzer())
    #expect(ablation.rows.map(\.rule) == [nil] + Rule.allCases)
    #expect(ablation.rows.first { $0.rule == .negation }?.changed == 1)
    #expect(ablation.rows.first { $0.rule == .excess }?.changed == 0)
  }

  // MARK: Files

  private func file(_ text: String, named name: String) throws -> LabelledFile {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("risros-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.appendingPathComponent(name)
    try Data(text.utf8).write(to: path)
    return try LabelledFile(path: path.path, drivers: ["price", "service"])
  }

  @Test(arguments: [
    (
      "a.jsonl",
      #"{"id":"x-7","text":"Dyrt, men god hjælp","lang":["da"],"sentiment":"mixed","drivers":{"price":"negative","service":"positive"}}"#
    ),
    (
      "a.csv",
      "id,text,lang,sentiment,drivers\nx-7,\"Dyrt, men god hjælp\",da,mixed,price:negative service:positive\n"
    ),
    (
      "a.csv",
      "id;text;lang;sentiment;price;service\nx-7;Dyrt, men god hjælp;da;mixed;negative;positive\n"
    ),
  ])
  func `objects and tables hold the same labels`(name: String, text: String) throws {
    let read = try file(text, named: name)
    #expect(read.rejected == [])
    #expect(
      read.comments == [
        LabelledComment(
          id: "x-7", text: "Dyrt, men god hjælp", lang: ["da"], sentiment: "mixed",
          drivers: ["price": "negative", "service": "positive"])
      ])
    #expect(read.comments.first?.number == 7)
  }

  @Test func `what cannot be read is rejected with its line`() throws {
    let read = try file(
      """
      {"text":"God","sentiment":"positive"}
      {"sentiment":"positive"}
      {"text":"God","sentiment":"good"}
      {"text":"God","drivers":{"prize":"positive"}}
      [1]
      """, named: "a.jsonl")
    #expect(read.comments.map(\.id) == ["1"])
    #expect(read.rejected.map { $0.location?.line } == [2, 3, 4, 5])
    #expect(
      read.rejected.map(\.message) == [
        "the object has no 'text'", "'good' is no sentiment", "there is no driver 'prize'",
        "is not a JSON object",
      ])
  }
}

import RisrosModel
import RisrosPipeline
import RisrosTestSupport
import Testing

@Suite struct LayerTextTests {
  private let rendering = LayerText(
    taxonomy: Taxonomy(
      drivers: ["price", "quality", "digital", "service"].map {
        Taxonomy.DriverDefinition(id: $0, labels: [:])
      }))

  @Test func `tokens are their texts joined by bars`() throws {
    var batch = CommentBatch(["Ærlig talt fint"])
    var worker = PlainWords(.none).makeWorker()
    try worker.process(&batch)
    #expect(rendering.text(of: PlainWords.descriptor, batch, comment: 0) == "Ærlig|talt|fint")
  }

  @Test func `drivers carry a sign for their polarity`() {
    var batch = CommentBatch(["x"])
    batch.firstVerdict.append(0)
    for (index, polarity) in [Polarity.positive, .negative, .neutral, .mixed].enumerated() {
      batch.verdicts.append(
        DriverVerdict(
          driver: Driver(index: UInt8(index)), polarity: polarity, sentiment: 0, aspects: 1,
          firstMention: 0, endMention: 0))
    }
    batch.firstVerdict.append(4)
    #expect(
      rendering.text(of: .mentions, batch, comment: 0) == "price+ quality- digital= service±")
  }

  @Test func `an example that gives something else is named`() throws {
    let runner = StageExampleRunner(taxonomy: Taxonomy(drivers: []))
    #expect(try runner.findings(of: [AssignLanguageStage(.da)]) == [])
    #expect(
      try runner.findings(of: [AssignLanguageStage(.nn)])
        == ["assign-language: 'Alt er fint' gives 'nn', not 'da'"])
  }
}

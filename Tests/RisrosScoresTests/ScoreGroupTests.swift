import RisrosModel
import RisrosTestSupport
import Testing

@testable import RisrosScores

/// Groups that are filled comment by comment hold what the accumulator of `analyze` holds.
@Suite struct ScoreGroupTests {
  @Test func `comment by comment gives the same cells as all at once`() throws {
    let taxonomy = Taxonomy(drivers: [
      .init(id: "a", labels: [:], aspects: (1...7).map { (id: "a\($0)", labels: [:]) }),
      .init(id: "b", labels: [:], aspects: (1...7).map { (id: "b\($0)", labels: [:]) }),
    ])
    var generator = SeededGenerator(seed: 5)
    var batch = CommentBatch()
    batch.reset(ordinal: 0, firstRecord: 1)
    for _ in 0..<500 {
      batch.appendText(Array("x".utf8).span)
      batch.endComment(status: .comment)
      batch.language.append(.da)
      batch.lexiconLanguage.append(.da)
      batch.polarity.append(Polarity.allCases.randomElement(using: &generator)!)
      batch.sentiment.append(Int16.random(in: -10_000...10_000, using: &generator))
      batch.firstVerdict.append(UInt32(batch.verdicts.count))
      for driver in [UInt8(0), 1] where Bool.random(using: &generator) {
        let first = UInt32(batch.mentions.count)
        var aspects: UInt8 = 0
        for _ in 0...Int.random(in: 0...3, using: &generator) {
          let number = UInt8.random(in: 0...7, using: &generator)
          aspects |= 1 << number
          batch.mentions.append(
            Mention(
              aspect: Aspect(Driver(index: driver), number),
              polarity: Polarity.allCases.randomElement(using: &generator)!, valence: 0, lexeme: 0,
              cue: 0))
        }
        batch.verdicts.append(
          DriverVerdict(
            driver: Driver(index: driver),
            polarity: Polarity.allCases.randomElement(using: &generator)!,
            sentiment: Int16.random(in: -10_000...10_000, using: &generator), aspects: aspects,
            firstMention: first, endMention: UInt32(batch.mentions.count)))
      }
    }
    batch.firstVerdict.append(UInt32(batch.verdicts.count))
    var accumulator = DriverScoreAccumulator(layout: ScoreLayout(taxonomy: taxonomy, verbatims: 0))
    try accumulator.add(batch)
    var group = ScoreGroup(drivers: 2)
    for record in 0..<batch.count { group.add(record, of: batch) }
    #expect(group == accumulator.scores().overall)
    #expect(group.overall.comments == 500)
  }
}

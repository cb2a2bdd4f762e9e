public import RisrosModel
public import RisrosPipeline

/// Scores how a comment judges, clause by clause and as a whole.
public struct ScoreSentimentStage: Stage {
  public static let descriptor = StageDescriptor(
    name: "score-sentiment",
    summary: "Reads the colour of each word in its clause and sums it up.",
    reads: [.tokens, .language, .lexemes],
    writes: [.clauses, .sentiment],
    examples: [
      StageExample("Maden var ikke god.", gives: "negative"),
      StageExample("Prisen er fin, men appen er elendig", gives: "negative"),
      StageExample("Ingen problemer overhovedet", gives: "positive"),
    ])

  public init(options: inout StageOptions, context: StageContext) throws(Diagnostic) {}

  public func makeWorker() -> any StageWorker { ScoreSentimentWorker() }
}

struct ScoreSentimentWorker: StageWorker {
  private var cutter = ClauseCutter()
  private var reader = ClauseReader()

  mutating func process(_ batch: inout CommentBatch) throws(Diagnostic) {
    var clauses = batch.clauses
    var readings = batch.readings
    batch.clauses = Column(filler: clauses.filler)
    batch.readings = Column(filler: readings.filler)
    batch.firstClause.append(0)
    for comment in 0..<batch.count {
      let range = batch.lexemeRange(of: comment)
      var verdict = Verdict()
      if !range.isEmpty {
        let first = clauses.count
        cutter.cut(batch.lexemes.storage, range, into: &clauses)
        for clause in first..<clauses.count {
          reader.read(
            clauses[clause], number: UInt32(clause), batch.lexemes.storage, batch.tokens.storage,
            into: &readings)
        }
        verdict.weigh(
          first..<clauses.count, clauses.storage, batch.lexemes.storage, readings.storage)
      }
      batch.sentiment.append(verdict.sentiment)
      batch.polarity.append(verdict.polarity)
      batch.firstClause.append(UInt32(clauses.count))
    }
    batch.clauses = clauses
    batch.readings = readings
  }
}

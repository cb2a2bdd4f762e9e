public import RisrosModel
public import RisrosPipeline

/// Scores how a comment judges, clause by clause and as a whole.
public struct ScoreSentimentStage: Stage {
  public static let descriptor = StageDescriptor(
    name: "score-sentiment",
    summary: "Reads the colour of each word in its clause and sums it up.",
    reads: [.tokens, .language, .lexemes],
    writes: [.clauses, .sentiment],
    options: [
      ("disable-rules", "names of rules to leave out, separated by commas"),
      ("trace", "true to keep what each rule did, for explain"),
    ],
    examples: [
      StageExample("Maden var ikke god.", gives: "negative"),
      StageExample("Prisen er fin, men appen er elendig", gives: "negative"),
      StageExample("Ingen problemer overhovedet", gives: "positive"),
    ])

  private let rules: RuleSet
  private let isTraced: Bool

  public init(options: inout StageOptions, context: StageContext) throws(Diagnostic) {
    rules = try RuleSet(
      without: options.take("disable-rules") ?? "", stage: ScoreSentimentStage.descriptor.name)
    isTraced = options.take("trace") == "true"
  }

  public func makeWorker() -> any StageWorker {
    ScoreSentimentWorker(rules: rules, isTraced: isTraced)
  }
}

struct ScoreSentimentWorker: StageWorker {
  private var cutter = ClauseCutter()
  private var reader: ClauseReader
  private var commentReader: CommentReader
  private let isTraced: Bool
  private var effects = EffectTrace()

  init(rules: RuleSet, isTraced: Bool) {
    reader = ClauseReader(rules: rules)
    commentReader = CommentReader(rules: rules)
    self.isTraced = isTraced
  }

  mutating func process(_ batch: inout CommentBatch) throws(Diagnostic) {
    if isTraced {
      // Lent for the while, so that `self` is not in use twice.
      var trace = effects
      batch.firstEffect.append(0)
      process(&batch, &trace)
      effects = trace
    } else {
      var trace = NoTrace()
      process(&batch, &trace)
    }
  }

  private mutating func process<Trace: ReadingTrace>(
    _ batch: inout CommentBatch, _ trace: inout Trace
  ) {
    // Columns are taken out of the batch, so that nothing is counted or copied in the loops.
    let lexemes = batch.lexemes
    let tokens = batch.tokens
    var clauses = batch.clauses
    var readings = batch.readings
    batch.clauses = Column(filler: clauses.filler)
    batch.readings = Column(filler: readings.filler)
    readings.reserve(lexemes.count)
    readings.extend(to: lexemes.count)
    batch.firstClause.append(0)
    for comment in 0..<batch.count {
      let range = batch.lexemeRange(of: comment)
      var verdict = Verdict(rules: reader.rules)
      if !range.isEmpty {
        let first = clauses.count
        cutter.cut(lexemes.storage.span, range, into: &clauses)
        reader.endOfComment = Int(batch.firstToken[comment + 1])
        reader.endOfLexemes = range.upperBound
        let range = first..<clauses.count
        var read = readings.storage.mutableSpan
        var cut = clauses.storage.mutableSpan
        commentReader.start()
        for clause in range {
          reader.read(
            cut[clause], number: UInt32(clause), lexemes.storage.span, tokens.storage.span,
            into: &read, &trace)
          commentReader.note(clause, reader, &cut, lexemes.storage.span, into: &read, &trace)
        }
        commentReader.finish(
          range, tokens: Int(batch.firstToken[comment])..<reader.endOfComment, &cut,
          lexemes.storage.span, into: &read, &trace)
        verdict.weigh(range, cut.span, lexemes.storage.span, read.span, &trace)
      }
      batch.sentiment.append(verdict.sentiment)
      batch.polarity.append(verdict.polarity)
      batch.firstClause.append(UInt32(clauses.count))
      if Trace.isOn { trace.move(to: &batch) }
    }
    batch.clauses = clauses
    batch.readings = readings
  }
}

public import RisrosModel
internal import RisrosText

extension ScoreGroup {
  /// Counts one scored comment: in all comments, under each driver it touches and their aspects.
  ///
  /// Gives the same cells as `DriverScoreAccumulator`, comment by comment, for who keeps groups of
  /// their own.
  public mutating func add(_ record: Int, of batch: CommentBatch) {
    cells[0].add(batch.polarity[record], sentiment: batch.sentiment[record])
    guard batch.firstVerdict.count > batch.count else { return }
    for index in batch.verdictRange(of: record) {
      let verdict = batch.verdicts[index]
      self[verdict.driver].add(verdict.polarity, sentiment: verdict.sentiment)
      // Bit 0 stands for the driver as a whole, which is no aspect.
      let aspects = verdict.aspects & 0xFE
      let isOnlyAspect = verdict.aspects & (verdict.aspects &- 1) == 0
      for number in 1...Taxonomy.maximumAspects where aspects & 1 << UInt8(number) != 0 {
        let (polarity, sentiment) =
          isOnlyAspect
          ? (verdict.polarity, verdict.sentiment)
          : verdict.judgement(ofAspect: number, in: batch)
        self[Aspect(verdict.driver, UInt8(number))].add(polarity, sentiment: sentiment)
      }
    }
  }
}

extension DriverVerdict {
  /// How an aspect is judged where a comment touches several of its driver: its mentions decide.
  ///
  /// - Returns: its polarity, and the mean of its mentions in ten-thousandths. Valences are
  ///   hundredths of a point up to 5, so that 20 ten-thousandths make one.
  @inline(never)
  func judgement(ofAspect aspect: Int, in batch: CommentBatch) -> (Polarity, Int16) {
    var isPositive = false
    var isNegative = false
    var sum = 0
    var count = 0
    for index in Int(firstMention)..<Int(endMention) {
      let mention = batch.mentions[index]
      guard Int(mention.aspect.number) == aspect else { continue }
      isPositive = isPositive || mention.polarity == .positive || mention.polarity == .mixed
      isNegative = isNegative || mention.polarity == .negative || mention.polarity == .mixed
      sum += Int(mention.valence)
      count += 1
    }
    let polarity: Polarity =
      isPositive ? (isNegative ? .mixed : .positive) : (isNegative ? .negative : .neutral)
    let mean = count == 0 ? 0 : Rounding.divide(20 * sum, by: count)
    return (polarity, Int16(max(-10_000, min(10_000, mean))))
  }
}

extension CommentBatch {
  /// Visits the words that gave a driver its polarity in a comment.
  ///
  /// - Parameter body: gets the range of the words in `folded`, whether a negation turned them, and
  ///   whether what they say is positive.
  @inline(__always)
  public func forEachTerm(
    of verdict: DriverVerdict, _ body: (Range<Int>, _ isNegated: Bool, _ isPositive: Bool) -> Void
  ) {
    let mentions = mentions.storage.span
    var lastCue = UInt32.max
    for index in Int(verdict.firstMention)..<Int(verdict.endMention) {
      let mention = mentions[index]
      // A cue that judges two mentions of the same driver counts once.
      guard mention.polarity != .neutral, mention.valence != 0, mention.cue != lastCue else {
        continue
      }
      lastCue = mention.cue
      let lexeme = lexemes.storage[Int(mention.cue)]
      // A driver that took the comment's verdict has no word of its own behind it.
      // Nor does a bare "ikke" tell anything, or a mark or connective that stands for what is said
      // without a coloured word.
      let reading = readings[Int(mention.cue)]
      if reading.valence == 0 || reading.rules.contains(.reserved)
        || lexeme.entry.valence == 0
          && !lexeme.entry.roles.isDisjoint(with: [.negator, .sentenceEnd])
      {
        continue
      }
      let tokens = tokens.storage.span
      let last = tokens[Int(lexeme.endToken) &- 1]
      body(
        Int(tokens[Int(lexeme.firstToken)].start)..<Int(last.end),
        reading.rules.contains(.negated), mention.valence > 0)
    }
  }
}

internal import RisrosModel

/// The sum of a comment's clauses: its sentiment and its polarity.
struct Verdict {
  let rules: RuleSet
  /// Ten-thousandths, -10000…10000.
  private(set) var sentiment: Int16 = 0
  private(set) var polarity: Polarity = .neutral

  init(rules: RuleSet) { self.rules = rules }

  /// Weighs the clauses of a comment.
  ///
  /// What follows "men" weighs more than what comes before it, what is conceded ("trods…") less, a
  /// spoken verdict ("alt i alt", "kan anbefales") most. The last of several sentences weighs a bit more.
  mutating func weigh<Trace: ReadingTrace>(
    _ range: Range<Int>, _ clauses: Span<Clause>, _ lexemes: Span<Lexeme>,
    _ readings: Span<Reading>, _ trace: inout Trace
  ) {
    var positive = 0
    var negative = 0
    var spoken = 0
    var turnsInSentence: UInt32?
    // The clause that turns the sentence, for the trace.
    var turn: Clause?
    let spokenCounts = rules.contains(.finalVerdict)
    let lastSentence = range.last.map { clauses[$0].sentence } ?? 0
    let lastWeighs = lastSentence >= 2 && rules.contains(.lastWord)
    for number in range.reversed() {
      let clause = clauses[number]
      var weight = 10
      if clause.opening.contains(.but), rules.contains(.contrast) {
        weight = 13
        turnsInSentence = clause.sentence
        if Trace.isOn { turn = clause }
      } else if turnsInSentence == clause.sentence {
        weight = 7
      }
      let isConceded = clause.opening.contains(.although) && rules.contains(.concession)
      if isConceded { weight = 5 }
      let isLast = lastWeighs && clause.sentence == lastSentence
      if isLast { weight = weight * 13 / 10 }
      if !clause.mayBeColoured { continue }
      let isVerdict = clause.opening.contains(.verdict)
      for index in Int(clause.firstLexeme)..<Int(clause.endLexeme) {
        // Without a branch on the valence: three words of four have none, in no order.
        let valence = Int(readings[index].valence)
        let isFinal = (isVerdict || lexemes[index].entry.traits.contains(.final)) && spokenCounts
        let weighed = valence * (isFinal ? 20 : weight) / 10
        positive += max(weighed, 0)
        negative -= min(weighed, 0)
        spoken += isFinal ? weighed : 0
        if Trace.isOn, valence != 0 {
          let turns = clause.opening.contains(.but) || turnsInSentence == clause.sentence
          let rule: Rule =
            isFinal
            ? .finalVerdict
            : isConceded
              ? .concession
              : isLast && !(turns && rules.contains(.contrast)) ? .lastWord : .contrast
          let opener = rule == .contrast ? turn ?? clause : clause
          trace.note(
            rule, cue: Verdict.cue(of: rule, opener, lexemes) ?? index, target: index,
            from: valence, to: weighed)
        }
      }
    }
    let decision = VerdictDecision(positive: positive, negative: negative, spoken: spoken)
    sentiment = decision.sentiment
    polarity = decision.polarity
  }

  /// The connective that opens a clause and sets a rule off.
  private static func cue(of rule: Rule, _ clause: Clause, _ lexemes: Span<Lexeme>) -> Int? {
    let role: LexicalRoles =
      switch rule {
      case .contrast: .but
      case .concession: .although
      case .lastWord: .sentenceEnd
      default: .verdict
      }
    return (Int(clause.firstLexeme)..<Int(clause.endLexeme)).first {
      lexemes[$0].entry.roles.contains(role)
    }
  }
}

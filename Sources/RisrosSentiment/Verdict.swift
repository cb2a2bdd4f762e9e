internal import RisrosModel

/// The sum of a comment's clauses: its sentiment and its polarity.
struct Verdict {
  /// Ten-thousandths, -10000…10000.
  private(set) var sentiment: Int16 = 0
  private(set) var polarity: Polarity = .neutral

  /// Below this sum of colours, in hundredths of a point, nothing is judged.
  static let threshold = 60
  /// The lesser side of a mixed comment has at least this much colour…
  static let mixedMinimum = 110
  /// …and at least this share of the greater side's, in percent.
  static let mixedShare = 45
  /// Where the curve of the sentiment bends, in hundredths of a point.
  static let softness = 300.0

  /// Weighs the clauses of a comment.
  ///
  /// What follows "men" weighs more than what comes before it, what is conceded ("trods…") less, a
  /// spoken verdict ("alt i alt", "kan anbefales") most. The sum s becomes s/√(s² + softness²), as in
  /// Hutto and Gilbert, VADER (2014), section 3.
  mutating func weigh(
    _ range: Range<Int>, _ clauses: Span<Clause>, _ lexemes: Span<Lexeme>,
    _ readings: Span<Reading>
  ) {
    var positive = 0
    var negative = 0
    var spoken = 0
    var turnsInSentence: UInt32?
    for number in range.reversed() {
      let clause = clauses[number]
      var weight = 10
      if clause.opening.contains(.but) {
        weight = 13
        turnsInSentence = clause.sentence
      } else if turnsInSentence == clause.sentence {
        weight = 7
      }
      if clause.opening.contains(.although) { weight = 5 }
      let isVerdict = clause.opening.contains(.verdict)
      for index in Int(clause.firstLexeme)..<Int(clause.endLexeme) {
        let valence = Int(readings[index].valence)
        if valence == 0 { continue }
        let isFinal = isVerdict || lexemes[index].entry.traits.contains(.final)
        let weighed = valence * (isFinal ? 20 : weight) / 10
        if weighed > 0 { positive += weighed } else { negative -= weighed }
        if isFinal { spoken += weighed }
      }
    }
    let sum = Double(positive - negative)
    let scaled = sum / (sum * sum + Verdict.softness * Verdict.softness).squareRoot()
    // Half away from nought.
    sentiment = Int16(scaled * 10_000 + (scaled < 0 ? -0.5 : 0.5))
    let (lesser, greater) = (min(positive, negative), max(positive, negative))
    if greater < Verdict.threshold {
      polarity = .neutral
    } else if abs(spoken) >= 200 {
      polarity = spoken > 0 ? .positive : .negative
    } else if lesser >= Verdict.mixedMinimum, lesser * 100 >= greater * Verdict.mixedShare {
      polarity = .mixed
    } else {
      polarity = positive > negative ? .positive : .negative
    }
  }
}

internal import RisrosModel

/// Which language a comment's sums stand for, and whether they tell at all.
struct LanguageDecision: Sendable {
  struct Answer: BitwiseCopyable {
    /// The language reported.
    var language: Language
    /// The one whose lexicon scores the comment.
    var lexicon: Language
    /// In ten-thousandths.
    var confidence: UInt16
    var plausible: LanguageSet
  }

  /// Losses that keep languages out that were not asked for; priors for the others.
  let start: SIMD8<Int32>
  private let shares: LanguageShares
  private let guessesAlways: Bool
  /// The scored languages to choose from.
  private let fallbacks: [Int]

  private static let excluded: Int32 = 1 << 24
  /// A text whose six languages lie within this many points does not tell: three nats.
  private static let undecidedSpread: Int32 = 24
  /// So many points ahead of all languages that are scored, one that is not is the answer: two nats.
  private static let setAsideMargin = 16
  /// From this probability on a text that does not tell is taken for what is expected, in
  /// ten-thousandths.
  private static let expectedShare = 6000

  init(calibration: LanguageCalibration, choice: LanguageSet, guessesAlways: Bool) {
    var start = SIMD8<Int32>(repeating: LanguageDecision.excluded)
    for (place, language) in WordLosses.languages.enumerated() where choice.contains(language) {
      start[place] = Int32(calibration.priors[place])
    }
    self.start = start
    self.guessesAlways = guessesAlways
    shares = LanguageShares(calibration)
    fallbacks = Language.scored.indices.filter { choice.contains(Language.scored[$0]) }
  }

  /// - Parameter prior: points against each language by what the input held before; all 0 where
  ///   nothing is expected.
  @inline(__always)
  func answer(_ sum: inout LossSum, _ prior: SIMD8<Int32>) -> Answer {
    if sum.words == 0 {
      return Answer(language: .und, lexicon: likeliestScored(prior), confidence: 0, plausible: [])
    }
    let words = sum.total()
    let losses = words &+ start &+ prior
    let standing = Standing(losses)
    let (share, plausible) = shares.shares(losses, standing, words: sum.words)
    let language = WordLosses.language(at: standing.best)
    var answer = Answer(
      language: language, lexicon: language, confidence: UInt16(truncatingIfNeeded: share),
      plausible: plausible)
    if guessesAlways { return answer }
    if LanguageDecision.tells(words), !isHastilySetAside(losses, standing) { return answer }
    if share >= LanguageDecision.expectedShare, prior != SIMD8(repeating: 0) { return answer }
    // Undecided text is scored by the likeliest lexicon there is.
    answer.language = .und
    answer.lexicon = likeliestScored(losses)
    return answer
  }

  private func likeliestScored(_ losses: SIMD8<Int32>) -> Language {
    var lexicon = fallbacks[0]
    for place in fallbacks where losses[place] < losses[lexicon] { lexicon = place }
    return WordLosses.languages[lexicon]
  }

  /// Whether the words speak against any of the six languages that are named, or for none of them.
  @inline(__always)
  private static func tells(_ losses: SIMD8<Int32>) -> Bool {
    var least = losses[0]
    var most = losses[0]
    for place in 1..<WordLosses.count - 1 {
      least = min(least, losses[place])
      most = max(most, losses[place])
    }
    let unnamed = losses[WordLosses.count - 1]
    return max(most &- least, least &- unnamed) >= undecidedSpread
  }

  /// Whether a text is to be set aside although it may as well be in a language that is scored.
  ///
  /// "Wow" is likeliest English, but nothing is lost by scoring it.
  private func isHastilySetAside(_ losses: SIMD8<Int32>, _ standing: Standing) -> Bool {
    if WordLosses.language(at: standing.best).isScored { return false }
    let scored = fallbacks.reduce(Int32.max) { min($0, losses[$1]) }
    return Int(scored) - standing.least < LanguageDecision.setAsideMargin
  }
}

/// The first of seven sums, and how far the second is behind.
struct Standing {
  let best: Int
  let least: Int
  /// Points between the smallest sum and the next.
  let gap: Int

  @inline(__always)
  init(_ losses: SIMD8<Int32>) {
    // Places stand below the sums, so that the least of both is the first of the least sums.
    var first = Int.max
    var second = Int.max
    for place in 0..<WordLosses.count {
      let loss = Int(losses[place]) &<< 3 | place
      second = min(second, max(first, loss))
      first = min(first, loss)
    }
    best = first & 7
    least = first &>> 3
    gap = (second &>> 3) &- least
  }
}

internal import RisrosModel
internal import RisrosPipeline
internal import RisrosText

/// One lane's detector.
///
/// The losses of a comment's words are added up; the language with the smallest sum is the answer.
/// A word is one probe of a table by the hash that tokenizing left; a word that the table lacks,
/// about one in ten, is looked at letter by letter, where the others leave a doubt.
struct DetectLanguageWorker: StageWorker {
  private let model: LanguageModel
  private let guessesAlways: Bool
  /// Losses that keep languages out that were not asked for; priors for the others.
  private let start: SIMD8<Int32>
  /// The scored languages to choose from, and the first of all.
  private let fallbacks: [Int]
  /// Points of the prior asked for, if any.
  private let expected: SIMD8<Int32>?
  /// Tokens that are no common words.
  private var waiting: [WaitingToken] = []
  private var scratch = [UInt8](repeating: 0, count: DetectLanguageWorker.scratchSize + 32)

  private static let scratchSize = 192
  private static let excluded: Int32 = 1 << 24

  /// A text whose six languages lie within this many points does not tell: three nats.
  private static let undecidedSpread: Int32 = 24
  /// So many points ahead of all others, a language is the answer whatever uncommon words say.
  private static let decidedMargin: Int32 = 40
  /// A language is plausible from this probability on, in ten-thousandths.
  private static let plausibleShare: Int32 = 800

  /// From this probability on a text that does not tell is taken for what is expected, in
  /// ten-thousandths.
  private static let expectedShare: Int32 = 6000

  init(
    model: LanguageModel, guessesAlways: Bool, choice: LanguageSet, expected: Language? = nil
  ) {
    self.model = model
    self.guessesAlways = guessesAlways
    var start = SIMD8<Int32>(repeating: 0)
    for (place, language) in WordLosses.languages.enumerated() {
      start[place] =
        choice.contains(language)
        ? Int32(model.calibration.priors[place]) : DetectLanguageWorker.excluded
    }
    // The eighth lane stands for no language.
    start[7] = DetectLanguageWorker.excluded
    self.start = start
    fallbacks = Language.scored.indices.filter { choice.contains(Language.scored[$0]) }
    self.expected = expected.map { language in
      var points = SIMD8<Int32>(repeating: Int32(PriorReader.mostPoints))
      points[Int(language.rawValue) - 1] = 0
      return points
    }
  }

  mutating func process(_ batch: inout CommentBatch) throws(Diagnostic) {
    var prior = expected
    var nextPrior = 0
    for comment in 0..<batch.count {
      while nextPrior < batch.languagePriors.count,
        batch.languagePriors[nextPrior].firstRecord <= batch.firstRecord + comment
      {
        prior = batch.languagePriors[nextPrior].points
        nextPrior += 1
      }
      let sum = addUp(batch.tokenRange(of: comment), batch.tokens.storage, batch.folded)
      let answer = decide(sum, prior)
      batch.language.append(answer.language)
      batch.lexiconLanguage.append(answer.lexicon)
      batch.confidence.append(answer.confidence)
      batch.plausible.append(answer.plausible)
    }
  }

  // MARK: Words

  private mutating func addUp(
    _ range: Range<Int>, _ tokens: [Token], _ folded: [UInt8]
  ) -> LossSum {
    var sum = LossSum()
    var start = range.lowerBound
    while start < range.upperBound {
      let end = min(start + LossSum.room, range.upperBound)
      addUp(start..<end, tokens, folded, &sum)
      sum.empty()
      start = end
    }
    return sum
  }

  /// Adds at most as many tokens as a sum has room for.
  private mutating func addUp(
    _ range: Range<Int>, _ tokens: [Token], _ folded: [UInt8], _ sum: inout LossSum
  ) {
    if waiting.count <= range.count {
      let missing = range.count + 1 - waiting.count
      waiting.append(contentsOf: repeatElement(WaitingToken(index: 0), count: missing))
    }
    // Taken out while it is written, so that the model need not be copied.
    var waiting: [WaitingToken] = []
    swap(&waiting, &self.waiting)
    defer { swap(&waiting, &self.waiting) }
    var waitingSpan = waiting.mutableSpan
    let waitingCount = DetectLanguageWorker.addCommon(
      range, tokens.span, model.commonSlots, &sum, &waitingSpan)
    if DetectLanguageWorker.isDecided(sum, start) { return }
    DetectLanguageWorker.fetch(waitingCount, tokens.span, model.slots, &waitingSpan)
    let spelt = DetectLanguageWorker.addFound(
      waitingCount, tokens.span, model, &sum, &waitingSpan)
    for place in 0..<spelt {
      // Letters are the dearest evidence: no more of it than is needed.
      if DetectLanguageWorker.isDecided(sum, start) { return }
      let token = tokens[Int(waiting[place].index)]
      addUnknown(Int(token.start)..<Int(token.end), folded, &sum)
    }
  }

  /// Adds the waiting words that the table of all words holds; moves the others to the front and
  /// returns how many those are.
  private static func addFound(
    _ count: Int, _ tokens: Span<Token>, _ model: LanguageModel, _ sum: inout LossSum,
    _ waiting: inout MutableSpan<WaitingToken>
  ) -> Int {
    var unknown = 0
    for place in 0..<count {
      let index = waiting[place].index
      let hash = tokens[Int(index)].hash
      var found = waiting[place].slot
      if LanguageModel.difference(found, hash) != 0, found != LanguageModel.missing {
        found = model.find(hash)
      }
      if found != LanguageModel.missing {
        sum.makeRoom()
        sum.add(found)
      } else {
        waiting[unknown].index = index
        unknown &+= 1
      }
    }
    return unknown
  }

  /// Whether the words so far have told so clearly that the others need not be asked.
  ///
  /// The others are three quarters of the cost, since each waits for memory or is spelt out.
  @inline(__always)
  private static func isDecided(_ sum: LossSum, _ start: SIMD8<Int32>) -> Bool {
    var sum = sum
    let losses = sum.total() &+ start
    let near = (losses &- losses.min()) .< DetectLanguageWorker.decidedMargin
    return SIMD8<Int32>(repeating: 0).replacing(with: 1, where: near).wrappedSum() == 1
  }

  /// Adds the common words and notes the others; returns how many those are.
  ///
  /// Without a branch on what a token is: one that cannot be foreseen costs more than the work.
  private static func addCommon(
    _ range: Range<Int>, _ tokens: Span<Token>, _ commonSlots: FlatTable<UInt64>,
    _ sum: inout LossSum, _ waiting: inout MutableSpan<WaitingToken>
  ) -> Int {
    var waitingCount = 0
    let mask = LanguageModel.commonCount &- 1
    // A copy of its own, which the loop keeps in registers.
    var common = sum
    for index in range {
      let token = tokens[index]
      let slot = commonSlots[Int(truncatingIfNeeded: token.hash) & mask]
      // Each is 1 or 0: nought less one has its highest bit set.
      let isWord = (UInt64(token.kind.rawValue) &- 1) >> 63
      let isFound = (LanguageModel.difference(slot, token.hash) &- 1) >> 63 & isWord
      common.add(slot & (0 &- isFound), count: Int(truncatingIfNeeded: isFound))
      waiting[waitingCount].index = UInt32(truncatingIfNeeded: index)
      waitingCount &+= Int(truncatingIfNeeded: isWord & ~isFound)
    }
    sum = common
    return waitingCount
  }

  /// Loads the first slots of the tokens that wait, all at once: one by one, each would be waited
  /// for.
  private static func fetch(
    _ count: Int, _ tokens: Span<Token>, _ slots: FlatTable<UInt64>,
    _ waiting: inout MutableSpan<WaitingToken>
  ) {
    let mask = slots.count &- 1
    for place in 0..<count {
      let hash = tokens[Int(waiting[place].index)].hash
      waiting[place].slot = slots[Int(truncatingIfNeeded: hash) & mask]
    }
  }

  /// Adds a token that is not in the table, run of letters by run; one token may hold thousands.
  @inline(never)
  private mutating func addUnknown(_ range: Range<Int>, _ folded: [UInt8], _ sum: inout LossSum) {
    LetterRuns.forEach(folded, range) { run in
      sum.makeRoom()
      if run.count < range.count {
        let found = model.find(WordHash.hash(folded, run))
        if found != LanguageModel.missing {
          sum.add(found)
          return
        }
      }
      if let losses = model.lossesByLetters(folded, run) {
        sum.add(losses)
      } else {
        addStretched(run, folded, &sum)
      }
    }
  }

  /// Adds "såååå" as "så" and "suuuper" as "super": no word has a letter three times in a row.
  @inline(never)
  private mutating func addStretched(_ run: Range<Int>, _ folded: [UInt8], _ sum: inout LossSum) {
    var length = 0
    var at = run.lowerBound
    while at < run.upperBound, length < DetectLanguageWorker.scratchSize {
      // A letter takes one byte or two; longer ones are left as they are.
      let width = folded[at] >> 5 == 0b110 && at + 1 < run.upperBound ? 2 : 1
      var copies = 1
      while at + (copies + 1) * width <= run.upperBound,
        folded[at + copies * width] == folded[at],
        folded[at + copies * width + width - 1] == folded[at + width - 1]
      {
        copies += 1
      }
      for _ in 0..<(copies > 2 ? 1 : copies) {
        for place in 0..<width {
          scratch[length] = folded[at + place]
          length += 1
        }
      }
      at += copies * width
    }
    let found = model.find(WordHash.hash(scratch, 0..<length))
    if found != LanguageModel.missing {
      sum.add(found)
    } else if let losses = model.lossesByLetters(scratch, 0..<length) {
      sum.add(losses)
    }
  }

  // MARK: The answer

  private struct Answer {
    var language: Language
    var lexicon: Language
    var confidence: UInt16
    var plausible: LanguageSet
  }

  private func decide(_ sum: LossSum, _ prior: SIMD8<Int32>?) -> Answer {
    var sum = sum
    let words = sum.total()
    let losses = words &+ start &+ (prior ?? SIMD8(repeating: 0))
    if sum.words == 0 {
      return Answer(
        language: .und, lexicon: likeliestScored(prior ?? SIMD8(repeating: 0)), confidence: 0,
        plausible: [])
    }
    let shares = model.calibration.probabilities(losses, words: sum.words)
    let least = losses.min()
    var best = 0
    while losses[best] != least { best += 1 }
    var plausible: LanguageSet = []
    for place in 0..<WordLosses.count where shares[place] >= DetectLanguageWorker.plausibleShare {
      plausible.insert(LanguageSet(WordLosses.languages[place]))
    }
    let language = WordLosses.languages[best]
    let confidence = UInt16(truncatingIfNeeded: shares[best])
    let isExpected = prior != nil && shares[best] >= DetectLanguageWorker.expectedShare
    if guessesAlways || isExpected || tells(words) {
      return Answer(
        language: language, lexicon: language, confidence: confidence, plausible: plausible)
    }
    // Undecided text is scored by the likeliest lexicon there is.
    return Answer(
      language: .und, lexicon: likeliestScored(losses), confidence: confidence,
      plausible: plausible)
  }

  private func likeliestScored(_ losses: SIMD8<Int32>) -> Language {
    var lexicon = fallbacks[0]
    for place in fallbacks where losses[place] < losses[lexicon] { lexicon = place }
    return WordLosses.languages[lexicon]
  }

  /// Whether the words speak against any of the six languages that are named, or for none of them.
  private func tells(_ losses: SIMD8<Int32>) -> Bool {
    var least = losses[0]
    var most = losses[0]
    for place in 1..<WordLosses.count - 1 {
      least = min(least, losses[place])
      most = max(most, losses[place])
    }
    let unnamed = losses[WordLosses.count - 1]
    return max(most &- least, least &- unnamed) >= DetectLanguageWorker.undecidedSpread
  }
}

/// A token that is no common word, and what the table of all words holds where it may stand.
private struct WaitingToken {
  var index: UInt32
  var slot: UInt64 = 0
}

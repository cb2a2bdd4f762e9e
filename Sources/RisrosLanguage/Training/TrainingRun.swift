internal import RisrosModel
internal import RisrosText

/// The weights while they are learnt.
struct TrainingRun {
  private let options: LanguageModelTrainer.Options
  private let pool: WordPool
  private let texts: [TrainingText]
  /// Share of each word in each language.
  private let shares: [SIMD8<Float>]
  /// Listed words, drawn by share^0.6, so that rare words are seen as well.
  private let samplers: [Sampler]
  private var random: TrainingRandom

  /// Letter weights in nats, with the squares of their steps so far.
  private var letters: [SIMD8<Float>]
  private var letterSquares: [SIMD8<Float>]
  /// The candidates for the word table, most common first, and the number of each word among them.
  private var candidates: [Int] = []
  private var candidateOf: [Int32]
  private var words: [SIMD8<Float>] = []
  private var wordSquares: [SIMD8<Float>] = []
  private var firstWords: [SIMD8<Float>] = []

  // The snippet in hand.
  private var snippet: [Int] = []
  private var rows: [Int32] = []
  private var known: [Int32] = []
  private var buffer = [UInt8](repeating: 0, count: 160)

  /// How snippets are drawn and how far a step goes.
  struct Phase {
    var snippets: Int
    /// How often snippets of 1, 2, 3, 5, 10 words and whole lines are drawn.
    var lengths: [Double]
    /// How many come from lists rather than text.
    var listed: Double
    /// How often a known word is hidden, so that its letters speak.
    var hidden: Double
    var letterRate: Float
    var wordRate: Float
    /// How strongly a word is drawn back to where it started.
    var pull: Float
  }

  init(_ trainer: LanguageModelTrainer, shares: [SIMD8<Float>]) {
    options = trainer.options
    pool = trainer.pool
    texts = trainer.texts
    self.shares = shares
    random = TrainingRandom(seed: trainer.options.seed)
    letters = [SIMD8<Float>](repeating: SIMD8(repeating: 0), count: LetterGrams.rowCount)
    letterSquares = letters
    candidateOf = [Int32](repeating: -1, count: trainer.pool.count)
    samplers = (0..<WordLosses.count).map { place in
      var items: [UInt32] = []
      var weights: [Double] = []
      for word in shares.indices where shares[word][place] > 0 {
        items.append(UInt32(word))
        weights.append(PlainMath.power(Double(shares[word][place]), 0.6))
      }
      return Sampler(items: items, weights: weights)
    }
  }

  mutating func learnLetters() {
    learn(
      Phase(
        snippets: options.letterSnippets, lengths: [4, 2, 1, 0.5, 0.3, 0.3], listed: 0.8,
        hidden: 1, letterRate: 0.07, wordRate: 0, pull: 0))
  }

  mutating func learnWords() {
    chooseCandidates()
    learn(
      Phase(
        snippets: options.wordSnippets, lengths: [1, 1, 1, 1, 1, 1], listed: 0.5, hidden: 0.25,
        letterRate: 0.02, wordRate: 0.2, pull: 1e-4))
  }

  // MARK: Candidates

  /// Scored languages first: how much a word's share counts by language.
  private static let candidateWeights = SIMD8<Float>(1, 1, 1, 0.5, 0.3, 0.15, 0.15, 0)
  private static let choiceWeights = SIMD8<Float>(1, 1, 1, 0.6, 0.5, 0.2, 0.2, 0)

  private mutating func chooseCandidates() {
    let weights = shares.map { ($0 * TrainingRun.candidateWeights).max() }
    let order = weights.indices.filter { weights[$0] > 0 }.sorted {
      weights[$0] == weights[$1] ? $0 < $1 : weights[$0] > weights[$1]
    }
    candidates = Array(order.prefix(options.candidateCount))
    for (number, word) in candidates.enumerated() {
      candidateOf[word] = Int32(number)
      words.append(startingRow(of: word))
    }
    firstWords = words
    wordSquares = [SIMD8<Float>](repeating: SIMD8(repeating: 1), count: words.count)
  }

  /// The logarithm of a word's shares, smoothed by a millionth shared out as its letters say.
  private func startingRow(of word: Int) -> SIMD8<Float> {
    let byLetters = TrainingRun.probabilities(letterScore(of: word))
    let priors: [Double] = [1, 1, 1, 1, 1, 0.6, 0.6]
    var row = SIMD8<Float>(repeating: 0)
    for place in 0..<WordLosses.count {
      row[place] = Float(
        PlainMath.ln(
          Double(shares[word][place]) * priors[place] + 1e-6 * Double(byLetters[place]) + 1e-10))
    }
    let floor = TrainingRun.best(row) - 9
    var sum: Float = 0
    for place in 0..<WordLosses.count {
      row[place] = max(row[place], floor)
      sum += row[place]
    }
    row -= SIMD8(repeating: sum / Float(WordLosses.count))
    row[7] = 0
    return row
  }

  private func letterScore(of word: Int) -> SIMD8<Float> {
    var score = SIMD8<Float>(repeating: 0)
    LetterGrams.forEachRow(pool.bytes.span, pool.range(of: word)) { score += letters[$0] }
    return score
  }

  static func best(_ row: SIMD8<Float>) -> Float {
    var best = row[0]
    for place in 1..<WordLosses.count { best = max(best, row[place]) }
    return best
  }

  private static func probabilities(_ score: SIMD8<Float>) -> SIMD8<Float> {
    let top = best(score)
    var result = SIMD8<Float>(repeating: 0)
    var sum: Float = 0
    for place in 0..<WordLosses.count {
      result[place] = Float(PlainMath.exp(Double(score[place] - top)))
      sum += result[place]
    }
    return result / sum
  }

  // MARK: Learning

  private static let lengths = [1, 2, 3, 5, 10, 400]

  private mutating func learn(_ phase: Phase) {
    for step in 0..<phase.snippets {
      let language = pick(options.languageShares)
      drawSnippet(language, phase)
      if snippet.isEmpty { continue }
      var score = collect(language, phase)
      score[7] = -1000
      var slope = TrainingRun.probabilities(score)
      slope[language] -= 1
      // A snippet that is certain and right has nothing to teach.
      if slope[language] > -0.0005 { continue }
      let fading = 1 - Float(step) / Float(phase.snippets)
      let letterRate = phase.letterRate * fading
      for row in rows {
        let row = Int(row)
        letterSquares[row] += slope * slope
        let spread = (letterSquares[row] + SIMD8(repeating: 0.5)).squareRoot()
        letters[row] -= slope * letterRate / spread
      }
      let wordRate = phase.wordRate * fading
      for word in known {
        let word = Int(word)
        let pulled = slope + (words[word] - firstWords[word]) * phase.pull
        wordSquares[word] += pulled * pulled
        let spread = (wordSquares[word] + SIMD8(repeating: 0.5)).squareRoot()
        words[word] -= pulled * wordRate / spread
      }
    }
  }

  /// An index, drawn by weight.
  private mutating func pick(_ weights: [Double]) -> Int {
    var rest = random.fraction() * weights.reduce(0, +)
    for (index, weight) in weights.enumerated() {
      rest -= weight
      if rest < 0 { return index }
    }
    return weights.count - 1
  }

  private mutating func drawSnippet(_ language: Int, _ phase: Phase) {
    snippet.removeAll(keepingCapacity: true)
    var length = TrainingRun.lengths[pick(phase.lengths)]
    let text = texts[language]
    if text.lineCount < 2 || random.chance(1 - (1 - phase.listed) * options.textDraws[language]) {
      guard !samplers[language].isEmpty else { return }
      if length > 10 { length = 12 + random.below(10) }
      for _ in 0..<length { snippet.append(samplers[language].draw(&random)) }
      return
    }
    var line = random.below(text.lineCount)
    if line % LanguageModelTrainer.heldOut == 0 { line = line + 1 < text.lineCount ? line + 1 : 1 }
    let range = text.range(of: line)
    length = min(length, range.count)
    let start = range.lowerBound + random.below(range.count - length + 1)
    for at in start..<start + length { snippet.append(Int(text.words[at])) }
  }

  /// Sums up the snippet, damaged at random, and notes which letter rows and words took part.
  private mutating func collect(_ language: Int, _ phase: Phase) -> SIMD8<Float> {
    // Taken out while they are written, so that the loops have them to themselves.
    var rows: [Int32] = []
    swap(&rows, &self.rows)
    defer { swap(&rows, &self.rows) }
    rows.removeAll(keepingCapacity: true)
    known.removeAll(keepingCapacity: true)
    let letters = letters
    let pool = pool
    var score = SIMD8<Float>(repeating: 0)
    let spelling: PlainSpelling? =
      random.chance(0.06) ? PlainSpelling.allCases[random.below(2)] : nil
    let english = WordLosses.languages.firstIndex(of: .en)!
    let isMixed = language < 4 && snippet.count >= 5 && random.chance(0.1)
    for place in snippet.indices {
      var word = snippet[place]
      if isMixed, !samplers[english].isEmpty, random.chance(0.25) {
        word = samplers[english].draw(&random)
      }
      if let spelling, let plain = spelling.rewrite(pool.bytes[pool.range(of: word)]),
        let variant = pool.find(WordHash.hash(of: plain))
      {
        word = variant
      }
      var candidate = candidateOf[word]
      if candidate >= 0, random.chance(phase.hidden) { candidate = -1 }
      let isMisspelt = random.chance(0.02)
      if isMisspelt { candidate = -1 }
      if candidate >= 0 {
        known.append(candidate)
        score += words[Int(candidate)]
      } else if isMisspelt, let range = misspell(pool.range(of: word)) {
        LetterGrams.forEachRow(buffer.span, range) { row in
          rows.append(Int32(row))
          score += letters[row]
        }
      } else {
        LetterGrams.forEachRow(pool.bytes.span, pool.range(of: word)) { row in
          rows.append(Int32(row))
          score += letters[row]
        }
      }
    }
    return score
  }

  /// Puts the word with two letters swapped, one left out or one doubled into the buffer. Letters of
  /// two bytes may fall apart: so do they in real text.
  private mutating func misspell(_ range: Range<Int>) -> Range<Int>? {
    guard range.count > 2, range.count < 60 else { return nil }
    var copy = Array(pool.bytes[range])
    let at = random.below(copy.count - 1)
    switch random.below(3) {
    case 0: copy.swapAt(at, at + 1)
    case 1: copy.remove(at: at)
    default: copy.insert(copy[at], at: at)
    }
    for (place, byte) in copy.enumerated() { buffer[place] = byte }
    return 0..<copy.count
  }

  // MARK: The finished model

  /// Rounds the weights, keeps the telling words and fits the calibration.
  func finish() -> TrainedLanguageModel {
    let letterRows = letters.map(TrainingRun.packLetters)
    var model = LanguageModel(words: [], letterRows: letterRows, calibration: LanguageCalibration())
    var entries: [(word: Int, losses: WordLosses, share: Float, weight: Double)] = []
    for (number, word) in candidates.enumerated() {
      let losses = TrainingRun.losses(words[number])
      let byLetters = WordLosses(
        rawValue: model.lossesByLetters(pool.bytes, pool.range(of: word)) ?? 0)
      let share = max((shares[word] * TrainingRun.choiceWeights).max(), 1e-8)
      let weight =
        PlainMath.power(Double(share), 0.8) * max(TrainingRun.divergence(losses, byLetters), 0.03)
      entries.append((word, losses, share, weight))
    }
    entries.sort { $0.weight == $1.weight ? $0.word < $1.word : $0.weight > $1.weight }
    // The most common come first, so that they find their places free.
    let kept = entries.prefix(options.wordCount).sorted {
      $0.share == $1.share ? $0.word < $1.word : $0.share > $1.share
    }.map {
      (word: Array(pool.bytes[pool.range(of: $0.word)]), losses: $0.losses)
    }
    model = LanguageModel(
      words: kept, letterRows: letterRows, calibration: LanguageCalibration())
    var calibration = Calibrator(model: model, pool: pool, texts: texts).fit()
    calibration.priors = options.priors
    return TrainedLanguageModel(
      words: kept, letterRows: letterRows, calibration: calibration)
  }

  private static func points(_ nats: Float) -> Int {
    let points = nats * Float(WordLosses.pointsPerNat)
    return Int(points < 0 ? points - 0.5 : points + 0.5)
  }

  /// Losses from weights in nats.
  private static func losses(_ row: SIMD8<Float>) -> WordLosses {
    let top = best(row)
    return WordLosses((0..<WordLosses.count).map { points(top - row[$0]) })
  }

  /// A row of letter weights around the middle of the digits, 30.
  private static func packLetters(_ row: SIMD8<Float>) -> UInt64 {
    var sum: Float = 0
    for place in 0..<WordLosses.count { sum += row[place] }
    let mean = sum / Float(WordLosses.count)
    var packed: UInt64 = 0
    for place in 0..<WordLosses.count {
      let digit = min(max(points(row[place] - mean) + 30, 0), 61)
      packed |= UInt64(digit) << UInt64(8 * place)
    }
    return packed
  }

  /// How much is lost by taking the second for the first (Kullback–Leibler, in nats).
  private static func divergence(_ losses: WordLosses, _ other: WordLosses) -> Double {
    func shares(_ losses: WordLosses) -> [Double] {
      let weights = (0..<WordLosses.count).map {
        PlainMath.exp(-Double(losses[$0]) / Double(WordLosses.pointsPerNat))
      }
      let sum = weights.reduce(0, +)
      return weights.map { $0 / sum }
    }
    var divergence = 0.0
    for (p, q) in zip(shares(losses), shares(other)) {
      divergence += p * (PlainMath.ln(p + 1e-6) - PlainMath.ln(q + 1e-6))
    }
    return divergence
  }
}

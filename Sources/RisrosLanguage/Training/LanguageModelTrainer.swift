internal import RisrosLexicon
public import RisrosModel
internal import RisrosText

/// Makes a `LanguageModel` from running text and word counts of one's own.
///
/// ```swift
/// var trainer = LanguageModelTrainer()
/// trainer.addText(danish, for: .da)
/// try trainer.addWords(danishCounts, for: .da, file: "da.tsv")
/// let files = trainer.train().files(sources: ["Danish: letters to the editor, CC BY 4.0"])
/// ```
///
/// Steps, each deterministic; the same input gives the same bytes on every machine:
/// 1. Every twentieth line is put aside. The rest and the word counts give the share of each word
///    in each language.
/// 2. Letter weights are learnt by gradient steps (multinomial logistic regression, Adagrad) on
///    random snippets, as if no word were known.
/// 3. Each frequent word gets the logarithm of its shares, smoothed by what its letters say; then
///    words and letters are refined together on snippets of one word to whole sentences, in which
///    words are hidden, misspelt, stripped of æøå and mixed with English ones at random.
/// 4. The words are kept whose losses differ most from what their letters say, weighed by how
///    common they are; all weights become integers.
/// 5. The scales of `LanguageCalibration` are fitted to snippets of the lines put aside.
///
/// Time: half a minute for 8 MB of text and two million listed words, on one core.
public struct LanguageModelTrainer: Sendable {
  /// What may be changed about training; the defaults made the model that comes with risros.
  public struct Options: Sendable {
    /// Words in the finished model.
    public var wordCount = 100_000
    /// Words that are considered for it.
    public var candidateCount = 250_000
    /// Snippets in step 2 and in step 3.
    public var letterSnippets = 3_000_000
    public var wordSnippets = 3_000_000
    /// How much running text counts against the word list, where a language has both, in the order
    /// of `WordLosses.languages`. Little for languages whose text is of one kind: reviews in Swedish
    /// beside news in Danish would make every word of praise Swedish.
    public var textShares = [0.3, 0.3, 0.2, 0.05, 0.05, 0.05, 0.05]
    /// Points that a language starts with, in the order of `WordLosses.languages`: who reads comments
    /// from Denmark and Norway meets few in other languages, and fewer in Nynorsk than in Bokmål, so
    /// those must prove themselves.
    public var priors = [0, 0, 4, 6, 4, 14, 14]
    /// How often a snippet that may come from text does, in the order of `WordLosses.languages`.
    public var textDraws = [1, 1, 1, 0.2, 0.2, 0.2, 1]
    /// How often each language is drawn in training, in the order of `WordLosses.languages`.
    public var languageShares = [1, 1, 1, 1, 1, 0.5, 0.7]
    public var seed: UInt64 = 7

    public init() {}
  }

  public var options = Options()
  var pool = WordPool()
  var texts = [TrainingText](repeating: TrainingText(), count: WordLosses.count)
  /// Listed words of each language and their counts.
  var lists = [[(word: UInt32, count: Double)]](repeating: [], count: WordLosses.count)

  public init() {}

  /// Adds running text, a sentence or comment a line.
  ///
  /// - Precondition: `language` is not `und`.
  public mutating func addText(_ text: [UInt8], for language: Language) {
    texts[LanguageModelTrainer.place(language)].add(text, to: &pool)
  }

  /// Adds rows of `word<TAB>count`, lines of `#` aside; what is not one run of letters is left out.
  ///
  /// - Throws: a usage diagnostic for a row without a count above 0.
  public mutating func addWords(
    _ rows: [UInt8], for language: Language, file: String
  ) throws(Diagnostic) {
    let place = LanguageModelTrainer.place(language)
    let slack = 128
    let padding = [UInt8](repeating: 0, count: slack)
    let padded = padding + rows + padding
    var folded: [UInt8] = []
    var scan = TextScan()
    scan.scan(padded, slack..<slack + rows.count, folded: &folded)
    var line = 0
    var at = slack
    let limit = slack + rows.count
    while at < limit {
      line += 1
      let start = at
      var tab = -1
      while at < limit, folded[at] != 0x0A {
        if folded[at] == 0x09 { tab = at }
        at += 1
      }
      let end = at
      at += 1
      if start == end || folded[start] == UInt8(ascii: "#") { continue }
      var count = 0
      if tab > start {
        for byte in folded[tab + 1..<end] where byte != 0x0D {
          count = byte &- 0x30 < 10 && count < 1 << 50 ? count * 10 + Int(byte &- 0x30) : -1
          if count < 0 { break }
        }
      }
      guard count > 0 else {
        throw Diagnostic(
          "a word needs a count above nought", category: .usage,
          at: SourceLocation(file: file, line: line), remedy: "write word, tab, count")
      }
      var runs = 0
      var isWhole = true
      LetterRuns.forEach(folded, start..<tab) { run in
        runs += 1
        isWhole = isWhole && run == start..<tab
      }
      if runs == 1, isWhole {
        lists[place].append((UInt32(pool.intern(folded, start..<tab)), Double(count)))
      }
    }
  }

  /// Learns from all that was added.
  ///
  /// - Parameter report: told what is being done, for a person who waits.
  public func train(report: (String) -> Void = { _ in }) -> TrainedLanguageModel {
    var trainer = self
    let shares = trainer.wordShares()
    var run = TrainingRun(trainer, shares: shares)
    report("learning letters from \(trainer.pool.count) words")
    run.learnLetters()
    report("learning words")
    run.learnWords()
    report("choosing words")
    return run.finish()
  }

  static func place(_ language: Language) -> Int {
    precondition(language != .und, "text that does not tell teaches nothing")
    return Int(language.rawValue) - 1
  }

  static let heldOut = 20

  /// The share of each word in each language, from text and list together.
  private mutating func wordShares() -> [SIMD8<Float>] {
    var shares = [SIMD8<Float>](repeating: SIMD8(repeating: 0), count: pool.count)
    for place in 0..<WordLosses.count {
      let text = texts[place]
      var counts = [UInt32](repeating: 0, count: pool.count)
      var total = 0
      for line in 0..<text.lineCount where line % LanguageModelTrainer.heldOut != 0 {
        for word in text.words[text.range(of: line)] { counts[Int(word)] += 1 }
        total += text.range(of: line).count
      }
      let listed = lists[place].reduce(0) { $0 + $1.count }
      let textShare = total == 0 ? 0 : listed == 0 ? 1 : options.textShares[place]
      if total > 0 {
        for word in counts.indices where counts[word] > 0 {
          shares[word][place] += Float(textShare * Double(counts[word]) / Double(total))
        }
      }
      for (word, count) in lists[place] {
        shares[Int(word)][place] += Float((1 - textShare) * count / listed)
      }
    }
    addPlainSpellings(&shares)
    return shares
  }

  /// Gives the spellings without æøå ("gaa", "ga") of common words a fiftieth of their share.
  private mutating func addPlainSpellings(_ shares: inout [SIMD8<Float>]) {
    for word in shares.indices {
      let share = shares[word]
      guard share.max() > 1e-5 else { continue }
      for spelling in PlainSpelling.allCases {
        guard let plain = spelling.rewrite(pool.bytes[pool.range(of: word)]) else { continue }
        let padded = plain + [UInt8](repeating: 0, count: 16)
        let variant = pool.intern(padded, 0..<plain.count)
        if variant == shares.count { shares.append(SIMD8(repeating: 0)) }
        shares[variant] += share * 0.02
      }
    }
  }
}

/// The two ways in which Scandinavian letters are written on a keyboard that lacks them.
enum PlainSpelling: CaseIterable {
  /// `ae oe aa`.
  case digraphs
  /// `ae o a`.
  case singles

  /// The word in this spelling, or nil where it is spelt so anyway.
  func rewrite(_ word: ArraySlice<UInt8>) -> [UInt8]? {
    guard word.contains(0xC3) else { return nil }
    var result: [UInt8] = []
    var changed = false
    var at = word.startIndex
    while at < word.endIndex {
      let next = at + 1 < word.endIndex ? word[at + 1] : 0
      let plain: String? =
        switch (word[at], next) {
        case (0xC3, 0xA6), (0xC3, 0xA4): "ae"
        case (0xC3, 0xB8), (0xC3, 0xB6): self == .digraphs ? "oe" : "o"
        case (0xC3, 0xA5): self == .digraphs ? "aa" : "a"
        default: nil
        }
      if let plain {
        result += plain.utf8
        at += 2
        changed = true
      } else {
        result.append(word[at])
        at += 1
      }
    }
    return changed ? result : nil
  }
}

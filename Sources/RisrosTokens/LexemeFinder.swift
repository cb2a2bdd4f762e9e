internal import RisrosLexicon
internal import RisrosModel
internal import RisrosText

/// What is read of a batch to find lexemes, apart from the batch, which is dear to lend.
struct AnalysedText {
  let tokens: [Token]
  /// The text as it is written and with its letters in lower case; tokens lie in both.
  let written: [UInt8]
  let folded: [UInt8]
}

/// Finds the lexemes of comments in one language, remembering the words it has seen.
struct LexemeFinder: Sendable {
  private var memory = WordMemory()
  // Of the comment at hand.
  private var candidates: [Candidate] = []
  private var phrases: [PhraseTable.Match] = []

  /// Appends the lexemes of one comment; returns the share of its words they cover, in
  /// ten-thousandths.
  mutating func find(
    _ range: Range<Int>, _ text: borrowing AnalysedText, _ lexicon: borrowing Lexicon,
    into lexemes: inout Column<Lexeme>
  ) -> UInt16 {
    if range.isEmpty { return 0 }
    if candidates.count < range.count {
      let none = Candidate(token: 0, form: Form(rawValue: 0))
      candidates.append(
        contentsOf: repeatElement(none, count: range.count - candidates.count))
    }
    let counts = memory.selectCandidates(
      text.tokens, range, text.folded, lexicon, into: &candidates)
    phrases.removeAll(keepingCapacity: true)
    for place in 0..<counts.anchors {
      let match = lexicon.phrases.match(
        memory.anchors[place], in: range, text.tokens.span, text.folded)
      if let match { add(match) }
    }
    // Each lexeme has a token of its own, so there is room for all of them.
    lexemes.reserve(range.count)
    let covered = write(counts.candidates, text, lexicon, into: &lexemes)
    return counts.words == 0 ? 0 : UInt16(min(10_000, covered * 10_000 / counts.words))
  }

  /// Takes a phrase in place of the shorter ones it overlaps; a longer one stays, and of two of the
  /// same length the first.
  private mutating func add(_ match: PhraseTable.Match) {
    var kept = phrases.count
    while kept > 0, phrases[kept - 1].tokens.upperBound > match.tokens.lowerBound {
      let other = phrases[kept - 1].tokens
      if (other.count, match.tokens.lowerBound) >= (match.tokens.count, other.lowerBound) {
        return
      }
      kept -= 1
    }
    phrases.removeLast(phrases.count - kept)
    phrases.append(match)
  }

  /// Appends the phrases, and the words that stand in none, in the order of the text.
  ///
  /// - Returns: how many words they cover.
  private func write(
    _ candidateCount: Int, _ text: borrowing AnalysedText, _ lexicon: borrowing Lexicon,
    into lexemes: inout Column<Lexeme>
  ) -> Int {
    var covered = 0
    var count = lexemes.count
    var found = lexemes.storage.mutableSpan
    let candidates = candidates.span
    let tokens = text.tokens.span
    var place = 0
    var phrase = 0
    while true {
      let end = phrase < phrases.count ? UInt32(phrases[phrase].tokens.lowerBound) : .max
      while place < candidateCount, candidates[place].token < end {
        let candidate = candidates[place]
        var entry = memory.entry(of: candidate.form, in: lexicon)
        let token = tokens[Int(candidate.token)]
        if token.kind == .word { covered += 1 }
        if LexemeFinder.isInCapitals(token, text), entry.valence != 0 {
          entry.traits.insert(.capitals)
        }
        found[count] = Lexeme(entry: entry, firstToken: candidate.token, tokenCount: 1)
        count += 1
        place += 1
      }
      if phrase == phrases.count { break }
      let match = phrases[phrase]
      found[count] = Lexeme(
        entry: lexicon.phrases.entries[match.entry],
        firstToken: UInt32(truncatingIfNeeded: match.tokens.lowerBound),
        tokenCount: UInt16(truncatingIfNeeded: match.tokens.count))
      count += 1
      covered += match.tokens.count
      phrase += 1
      while place < candidateCount, Int(candidates[place].token) < match.tokens.upperBound {
        place += 1
      }
    }
    lexemes.extend(to: count)
    return covered
  }

  /// Whether a word is written in capitals: at least three, and no small letter among them.
  private static func isInCapitals(_ token: Token, _ text: borrowing AnalysedText) -> Bool {
    // A small second letter settles nearly all words.
    let start = Int(token.start)
    if token.length < 3 || text.written[start + 1] &- 0x61 < 26 || token.kind != .word {
      return false
    }
    var capitals = 0
    for place in start..<Int(token.end) {
      let byte = text.written[place]
      if byte != text.folded[place] {
        capitals += 1
      } else if byte &- 0x61 < 26 || byte & 0xC0 == 0x80 && text.written[place - 1] == 0xC3 {
        return false
      }
    }
    return capitals >= 3
  }
}

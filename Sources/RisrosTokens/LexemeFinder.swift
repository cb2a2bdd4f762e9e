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
  private var candidates: [Candidate] = []
  private var memory = WordMemory()

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
    let (count, words) = memory.selectCandidates(
      text.tokens, range, text.folded, lexicon, into: &candidates)
    // Each lexeme has a token of its own, so there is room for all of them.
    lexemes.reserve(range.count)
    var lexemeCount = lexemes.count
    let firstOfComment = lexemeCount
    var free: UInt32 = 0
    var covered = 0
    let tokens = text.tokens.span
    var found = lexemes.storage.mutableSpan
    for place in 0..<count {
      let candidate = candidates[place]
      let token = tokens[Int(candidate.token)]
      if candidate.mayBeInPhrase,
        let match = lexicon.phrases.match(candidate, in: range, tokens, text.folded),
        let more = LexemeFinder.add(match, lexicon, &found, from: firstOfComment, &lexemeCount)
      {
        covered += more
        free = found[lexemeCount - 1].endToken
        continue
      }
      if !candidate.form.meansSomething { continue }
      // A word inside a phrase found before it is not taken again.
      if candidate.token < free { continue }
      var entry = memory.entry(of: candidate.form, in: lexicon)
      if token.kind == .word {
        covered += 1
        if entry.valence != 0, isInCapitals(token, text) { entry.traits.insert(.capitals) }
      }
      found[lexemeCount] = Lexeme(entry: entry, firstToken: candidate.token, tokenCount: 1)
      lexemeCount += 1
    }
    lexemes.extend(to: lexemeCount)
    return words == 0 ? 0 : UInt16(min(10_000, covered * 10_000 / words))
  }

  /// Adds a phrase in place of the words and shorter phrases it covers; a longer one stays, and of
  /// two of the same length the first.
  ///
  /// - Returns: how many more words are covered, or nil where a longer phrase stays.
  private static func add(
    _ match: PhraseTable.Match, _ lexicon: borrowing Lexicon,
    _ lexemes: inout MutableSpan<Lexeme>, from first: Int, _ count: inout Int
  ) -> Int? {
    var keep = count
    var uncovered = 0
    while keep > first, Int(lexemes[keep - 1].endToken) > match.tokens.lowerBound {
      let other = lexemes[keep - 1]
      if other.entry.traits.contains(.phrase),
        (Int(other.tokenCount), match.tokens.lowerBound)
          >= (match.tokens.count, Int(other.firstToken))
      {
        return nil
      }
      uncovered += Int(other.tokenCount)
      keep -= 1
    }
    lexemes[keep] = Lexeme(
      entry: lexicon.phrases.entries[match.entry],
      firstToken: UInt32(truncatingIfNeeded: match.tokens.lowerBound),
      tokenCount: UInt16(truncatingIfNeeded: match.tokens.count))
    count = keep + 1
    return match.tokens.count - uncovered
  }

  /// Whether a word is written in capitals: at least three, and no small letter among them.
  private func isInCapitals(_ token: Token, _ text: borrowing AnalysedText) -> Bool {
    // A small second letter settles nearly all words.
    let start = Int(token.start)
    if token.length < 3 || text.written[start + 1] &- 0x61 < 26 { return false }
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

internal import RisrosLexicon
internal import RisrosModel

/// Finds the lexemes of comments in one language, remembering the words it has derived.
struct LexemeFinder: Sendable {
  private var candidates: [FormTable.Candidate] = []
  private var memory = DerivationMemory()

  /// Appends the lexemes of one comment; returns the share of its words they cover, in
  /// ten-thousandths.
  mutating func find(
    _ range: Range<Int>, _ batch: borrowing CommentBatch, _ lexicon: borrowing Lexicon,
    into lexemes: inout Column<Lexeme>
  ) -> UInt16 {
    if range.isEmpty { return 0 }
    if candidates.count < range.count {
      candidates.append(
        contentsOf: repeatElement(
          FormTable.Candidate(token: 0, value: 0), count: range.count - candidates.count))
    }
    let (count, words) = lexicon.forms.selectCandidates(
      batch.tokens.storage, range, longWord: WordDerivation.minimumLength, into: &candidates)
    let firstOfComment = lexemes.count
    var covered = 0
    for place in 0..<count {
      let candidate = candidates[place]
      let index = Int(candidate.token)
      let token = batch.tokens[index]
      var entry: LexiconEntry
      if candidate.value != 0 {
        entry = lexicon.entries[Int(candidate.value) - 1]
        if entry.roles.contains(.anchor) {
          if let match = lexicon.phrases.match(at: index, in: range, batch.tokens.storage),
            let more = add(match, &lexemes, from: firstOfComment)
          {
            covered += more
            continue
          }
          entry.roles.remove(.anchor)
          // A word that the lexicon knows only from phrases is read by its parts like any other.
          if entry.isUnlisted { entry = derivedEntry(of: token, batch, lexicon) }
        }
      } else {
        entry = derivedEntry(of: token, batch, lexicon)
      }
      if entry.isEmpty { continue }
      // A word inside a phrase found before it is not taken again.
      if lexemes.count > firstOfComment,
        lexemes[lexemes.count - 1].endToken > UInt32(truncatingIfNeeded: index)
      {
        continue
      }
      if token.kind == .word {
        covered += 1
        if entry.valence != 0, isInCapitals(token, batch) { entry.traits.insert(.capitals) }
      }
      lexemes.append(
        Lexeme(entry: entry, firstToken: UInt32(truncatingIfNeeded: index), tokenCount: 1))
    }
    return words == 0 ? 0 : UInt16(min(10_000, covered * 10_000 / words))
  }

  private mutating func derivedEntry(
    of token: Token, _ batch: borrowing CommentBatch, _ lexicon: borrowing Lexicon
  ) -> LexiconEntry {
    guard token.kind == .word, Int(token.length) >= WordDerivation.minimumLength else {
      return LexiconEntry()
    }
    return memory.entry(of: token, batch.folded, lexicon)
  }

  /// Adds a phrase in place of the words and shorter phrases it covers; a longer one stays.
  ///
  /// - Returns: how many more words are covered, or nil where a longer phrase stays.
  private func add(
    _ match: PhraseTable.Match, _ lexemes: inout Column<Lexeme>, from first: Int
  ) -> Int? {
    var keep = lexemes.count
    var uncovered = 0
    while keep > first, Int(lexemes[keep - 1].endToken) > match.tokens.lowerBound {
      let other = lexemes[keep - 1]
      if other.entry.traits.contains(.phrase), Int(other.tokenCount) >= match.tokens.count {
        return nil
      }
      uncovered += Int(other.tokenCount)
      keep -= 1
    }
    lexemes.truncate(to: keep)
    lexemes.append(
      Lexeme(
        entry: match.entry, firstToken: UInt32(truncatingIfNeeded: match.tokens.lowerBound),
        tokenCount: UInt16(truncatingIfNeeded: match.tokens.count)))
    return match.tokens.count - uncovered
  }

  /// Whether a word is written in capitals: at least three, and no small letter among them.
  private func isInCapitals(_ token: Token, _ batch: borrowing CommentBatch) -> Bool {
    var capitals = 0
    for place in Int(token.start)..<Int(token.end) {
      let byte = batch.text[place]
      if byte != batch.folded[place] {
        capitals += 1
      } else if byte &- 0x61 < 26 || byte & 0xC0 == 0x80 && batch.text[place - 1] == 0xC3 {
        return false
      }
    }
    return capitals >= 3
  }
}

extension Token {
  /// One past the last byte that is looked up: a word's hash leaves its closing full stop, hyphen or
  /// apostrophe out ("inkl.", "ind-", "ka'").
  fileprivate func bareEnd(_ text: [UInt8]) -> Int {
    switch text[Int(end) - 1] {
    case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "'"): Int(end) - 1
    default: Int(end)
    }
  }
}

/// What words that stand in no table were derived to, the last ones seen.
///
/// Direct-mapped: a word evicts another of the same place. What it answers is always what
/// `WordDerivation` would, so it changes speed and nothing else.
struct DerivationMemory: Sendable {
  /// Upper 48 bits of the word's hash, lower 16 bits the place of its entry, or `nothing`.
  private var slots: [UInt64]
  private var entries: [LexiconEntry] = []
  private var word = DerivedWord()

  private static let slotCount = 1 << 15
  private static let nothing: UInt64 = 0xFFFF
  private static let entryLimit = 0xFFFE

  init() {
    slots = [UInt64](repeating: DerivationMemory.nothing, count: DerivationMemory.slotCount)
  }

  mutating func entry(
    of token: Token, _ folded: [UInt8], _ lexicon: borrowing Lexicon
  ) -> LexiconEntry {
    let place = Int(truncatingIfNeeded: token.hash) & (DerivationMemory.slotCount - 1)
    let slot = slots[place]
    if slot >> 16 == token.hash >> 16 {
      let entry = slot & 0xFFFF
      return entry == DerivationMemory.nothing ? LexiconEntry() : entries[Int(entry)]
    }
    word.set(folded, Int(token.start)..<token.bareEnd(folded))
    let tag = token.hash & ~0xFFFF
    guard let entry = lexicon.derivation.derive(&word, in: lexicon) else {
      slots[place] = tag | DerivationMemory.nothing
      return LexiconEntry()
    }
    if entries.count == DerivationMemory.entryLimit { forget() }
    slots[place] = tag | UInt64(entries.count)
    entries.append(entry)
    return entry
  }

  private mutating func forget() {
    entries.removeAll(keepingCapacity: true)
    for place in slots.indices { slots[place] = DerivationMemory.nothing }
  }
}

internal import RisrosLexicon
internal import RisrosModel

/// Finds the lexemes of comments in one language, remembering the words it has derived.
struct LexemeFinder: Sendable {
  private var forms: [Form] = []
  private var candidates: [Candidate] = []
  private var memory = DerivationMemory()
  /// What `Lexicon.fetch` answers.
  private var fetched: UInt32 = 0

  /// Appends the lexemes of one comment; returns the share of its words they cover, in
  /// ten-thousandths.
  mutating func find(
    _ range: Range<Int>, _ batch: borrowing CommentBatch, _ lexicon: borrowing Lexicon,
    into lexemes: inout Column<Lexeme>
  ) -> UInt16 {
    if range.isEmpty { return 0 }
    if candidates.count < range.count {
      let missing = range.count - candidates.count
      let none = Form(rawValue: 0)
      forms.append(contentsOf: repeatElement(none, count: missing))
      candidates.append(contentsOf: repeatElement(Candidate(token: 0, form: none), count: missing))
    }
    var (count, words) = lexicon.selectCandidates(
      batch.tokens.storage, range, longWord: WordDerivation.minimumLength, &forms,
      into: &candidates)
    count = memory.dismiss(&candidates, count, batch.tokens.storage.span)
    fetched &+= lexicon.fetch(&candidates, count, batch.tokens.storage, range)
    // Each lexeme has a token of its own, so there is room for all of them.
    lexemes.reserve(range.count)
    var lexemeCount = lexemes.count
    let firstOfComment = lexemeCount
    var free: UInt32 = 0
    var covered = 0
    let tokens = batch.tokens.storage.span
    var found = lexemes.storage.mutableSpan
    for place in 0..<count {
      let candidate = candidates[place]
      let token = tokens[Int(candidate.token)]
      if candidate.mayBeInPhrase,
        let match = lexicon.phrases.match(candidate, in: range, tokens, batch.folded),
        let more = LexemeFinder.add(match, lexicon, &found, from: firstOfComment, &lexemeCount)
      {
        covered += more
        free = found[lexemeCount - 1].endToken
        continue
      }
      var entry: LexiconEntry
      if candidate.form.meansSomething, let known = candidate.form.entry {
        entry = lexicon.entries[known]
      } else {
        // A word that the lexicon knows only from phrases is read by its parts like any other.
        if candidate.form.entry != nil { continue }
        entry = derivedEntry(of: token, batch, lexicon)
        if entry.isEmpty { continue }
      }
      // A word inside a phrase found before it is not taken again.
      if candidate.token < free { continue }
      if token.kind == .word {
        covered += 1
        if entry.valence != 0, isInCapitals(token, batch) { entry.traits.insert(.capitals) }
      }
      found[lexemeCount] = Lexeme(entry: entry, firstToken: candidate.token, tokenCount: 1)
      lexemeCount += 1
    }
    lexemes.extend(to: lexemeCount)
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
  private func isInCapitals(_ token: Token, _ batch: borrowing CommentBatch) -> Bool {
    // A small second letter settles nearly all words.
    let start = Int(token.start)
    if token.length < 3 || batch.text[start + 1] &- 0x61 < 26 { return false }
    var capitals = 0
    for place in start..<Int(token.end) {
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

  private static let slotCount = 1 << 16
  private static let nothing: UInt64 = 0xFFFF
  private static let entryLimit = 0xFFFE

  init() {
    slots = [UInt64](repeating: DerivationMemory.nothing, count: DerivationMemory.slotCount)
  }

  /// Drops candidates that are known to derive to nothing, most of those that stand in no table.
  ///
  /// A loop of its own without a branch, so that its cache misses overlap.
  ///
  /// - Returns: how many candidates are left.
  func dismiss(
    _ candidates: inout [Candidate], _ count: Int, _ tokens: borrowing Span<Token>
  ) -> Int {
    var list = candidates.mutableSpan
    let memory = slots.span
    var kept = 0
    for place in 0..<count {
      let candidate = list[place]
      let hash = tokens[Int(candidate.token)].hash
      // All ones for a word to be derived; the others all ask for place 0.
      let unknown = 0 &- candidate.form.isUnknown
      let index = Int(truncatingIfNeeded: hash & unknown) & (DerivationMemory.slotCount - 1)
      let difference = memory[index] ^ (hash | DerivationMemory.nothing)
      let differs = (difference | (0 &- difference)) >> 63
      list[kept] = candidate
      kept &+= Int(truncatingIfNeeded: differs | ~unknown & 1)
    }
    return kept
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

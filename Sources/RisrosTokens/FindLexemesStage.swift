internal import RisrosLexicon
public import RisrosModel
public import RisrosPipeline
internal import RisrosText

/// Finds the words and phrases that the lexicon of a comment's language knows.
public struct FindLexemesStage: Stage {
  public static let descriptor = StageDescriptor(
    name: "find-lexemes",
    summary: "Finds the words, phrases, compounds and stems the lexicon knows.",
    reads: [.tokens, .language],
    writes: [.lexemes],
    examples: [
      StageExample("Kundeserviceoplevelsen var elendig", gives: "Kundeserviceoplevelsen|elendig")
    ])

  private let library: LexiconLibrary

  public init(options: inout StageOptions, context: StageContext) throws(Diagnostic) {
    library = try context.require(LexiconLibrary.self)
  }

  public func makeWorker() -> any StageWorker { FindLexemesWorker(library: library) }
}

/// One lane's look-up, with its memory of words already derived.
struct FindLexemesWorker: StageWorker {
  private let library: LexiconLibrary
  private var candidates: [UInt32] = []
  private var memory: [DerivationMemory]

  init(library: LexiconLibrary) {
    self.library = library
    memory = Language.scored.map { _ in DerivationMemory() }
  }

  mutating func process(_ batch: inout CommentBatch) throws(Diagnostic) {
    var lexemes = batch.lexemes
    batch.lexemes = Column(filler: lexemes.filler)
    batch.firstLexeme.append(0)
    let tokens = batch.tokens.storage
    for comment in 0..<batch.count {
      let language = batch.lexiconLanguage[comment]
      var share: UInt16 = 0
      if language.isScored {
        let range = batch.tokenRange(of: comment)
        let known = find(
          range, tokens, batch.folded, batch.text, library.lexicon(for: language),
          memory: Int(language.rawValue) - 1, into: &lexemes)
        share = known
      }
      batch.coverage.append(share)
      batch.firstLexeme.append(UInt32(lexemes.count))
    }
    batch.lexemes = lexemes
  }

  /// Appends the lexemes of one comment; returns the share of its words they cover, in
  /// ten-thousandths.
  private mutating func find(
    _ range: Range<Int>, _ tokens: [Token], _ folded: [UInt8], _ text: [UInt8],
    _ lexicon: borrowing Lexicon, memory place: Int, into lexemes: inout Column<Lexeme>
  ) -> UInt16 {
    if candidates.count < range.count {
      candidates.append(contentsOf: repeatElement(0, count: range.count - candidates.count))
    }
    let count = lexicon.forms.selectCandidates(
      tokens, range, longWord: WordDerivation.minimumLength, into: &candidates)
    let firstOfComment = lexemes.count
    var covered = 0
    for c in 0..<count {
      let index = Int(candidates[c])
      let token = tokens[index]
      var entry: LexiconEntry
      let form = lexicon.forms.find(token.hash)
      if form != 0 {
        entry = lexicon.entries[Int(form) - 1]
      } else {
        guard token.kind == .word, Int(token.length) >= WordDerivation.minimumLength else {
          continue
        }
        entry = memory[place].entry(of: token, folded, lexicon)
        if entry.isEmpty { continue }
      }
      if entry.roles.contains(.anchor) {
        if let match = lexicon.phrases.match(at: index, in: range, tokens) {
          add(match, &lexemes, from: firstOfComment)
          continue
        }
        entry.roles.remove(.anchor)
      }
      if entry.isEmpty || entry.aspect == .excluded && entry.valence == 0 && entry.roles.isEmpty {
        continue
      }
      // A word inside a phrase found before it is not taken again.
      if lexemes.count > firstOfComment, lexemes[lexemes.count - 1].endToken > UInt32(index) {
        continue
      }
      if entry.valence != 0, token.kind == .word { mark(&entry, token, text, folded) }
      lexemes.append(
        Lexeme(entry: entry, firstToken: UInt32(truncatingIfNeeded: index), tokenCount: 1))
    }
    for i in firstOfComment..<lexemes.count where tokens[Int(lexemes[i].firstToken)].kind == .word {
      covered += Int(lexemes[i].tokenCount)
    }
    var words = 0
    for i in range where tokens[i].kind == .word { words += 1 }
    return words == 0 ? 0 : UInt16(min(10_000, covered * 10_000 / words))
  }

  /// Adds a phrase in place of the words and shorter phrases it covers; a longer one stays.
  private func add(
    _ match: PhraseTable.Match, _ lexemes: inout Column<Lexeme>, from first: Int
  ) {
    var keep = lexemes.count
    while keep > first, Int(lexemes[keep - 1].endToken) > match.tokens.lowerBound {
      let other = lexemes[keep - 1]
      if other.entry.traits.contains(.phrase), Int(other.tokenCount) >= match.tokens.count {
        return
      }
      keep -= 1
    }
    lexemes.truncate(to: keep)
    lexemes.append(
      Lexeme(
        entry: match.entry, firstToken: UInt32(match.tokens.lowerBound),
        tokenCount: UInt16(match.tokens.count)))
  }

  /// Notes that a coloured word is written in capitals.
  private func mark(
    _ entry: inout LexiconEntry, _ token: Token, _ text: [UInt8], _ folded: [UInt8]
  ) {
    guard token.length >= 3 else { return }
    let start = Int(token.start)
    // The first two letters differ from their small forms: neither a name nor a sentence's start.
    if text[start] != folded[start], text[start + 1] != folded[start + 1],
      text[Int(token.end) - 1] != folded[Int(token.end) - 1]
    {
      entry.traits.insert(.capitals)
    }
  }
}

/// What words that stand in no table were derived to, the last ones seen.
///
/// Direct-mapped: a word evicts another of the same place. What it answers is always what
/// `WordDerivation` would, so it changes speed and nothing else.
struct DerivationMemory: Sendable {
  private var hashes: [UInt64]
  private var entries: [LexiconEntry]
  private static let places = 8192

  init() {
    hashes = [UInt64](repeating: 0, count: DerivationMemory.places)
    entries = [LexiconEntry](repeating: LexiconEntry(), count: DerivationMemory.places)
  }

  mutating func entry(
    of token: Token, _ folded: [UInt8], _ lexicon: borrowing Lexicon
  ) -> LexiconEntry {
    let place = Int(truncatingIfNeeded: token.hash >> 40) & (DerivationMemory.places - 1)
    if hashes[place] == token.hash { return entries[place] }
    let entry =
      lexicon.derivation.derive(folded[Int(token.start)..<Int(token.end)], in: copy lexicon)
      ?? LexiconEntry()
    hashes[place] = token.hash
    entries[place] = entry
    return entry
  }
}

internal import RisrosModel
internal import RisrosText

// Phrases of several words.
extension LexiconBuilder {
  mutating func addPhrase(
    _ file: TableFile, _ row: borrowing TableFile.Row, _ source: LexiconSource
  ) throws(Diagnostic) {
    let valence = try self.valence(file, row, field: 1)
    var entry = LexiconEntry(valence: valence, traits: .phrase, source: source)
    if !file.isBlank(file.field(2, of: row)), let named = try aspects(file, row, field: 2) {
      (entry.aspect, entry.secondAspect) = named
      entry.driverSource = source
    }
    entry.traits.formUnion(try traits(file, row, field: 3))
    try addTerm(file, row, entry)
  }

  /// Adds a phrase of blank-separated words, once for each length its `…` may take.
  /// - Returns: false where it can never match.
  mutating func addWords(of term: [UInt8], _ entry: LexiconEntry) -> Bool {
    let words = term.split(separator: UInt8(ascii: " "))
    let ellipsis = Array("…".utf8)
    let gaps = words.indices.filter { words[$0].elementsEqual(ellipsis) }
    guard gaps.count <= 1 else { return false }
    for gap in 0...(gaps.isEmpty ? 0 : 3) {
      var phrase: [PhraseTable.Builder.Word] = []
      for word in words {
        if word.elementsEqual(ellipsis) {
          for _ in 0..<gap { phrase.append(.init()) }
        } else {
          phrase.append(phraseWord(word))
        }
      }
      guard (2...PhraseTable.maximumWords).contains(phrase.count), phrase.first?.hash != 0,
        phrase.last?.hash != 0
      else { return false }
      var entry = entry
      entry.traits.insert(.phrase)
      phrases.add(phrase, entry) { [firstFileOfLayer] in
        $0.merged(with: $1, firstFileOfLayer: firstFileOfLayer)
      }
      for word in words { derivation.addLengths(of: word) }
    }
    return true
  }

  /// A word of a phrase: `_` for any one, `#` for any number, digits for a number as it is written.
  ///
  /// How rare it is is told by its length; function words and numbers are common.
  private func phraseWord(_ word: ArraySlice<UInt8>) -> PhraseTable.Builder.Word {
    if word.elementsEqual([UInt8(ascii: "_")]) { return .init() }
    let hash = WordHash.hash(of: word)
    if word.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) {
      return .init(hash: WordHash.number, literal: hash, rarity: 1)
    }
    if hash == WordHash.number { return .init(hash: hash, rarity: 1) }
    let place = index[hash]
    let isFunctionWord =
      place != 0 && !entries[Int(place) - 1].roles.isDisjoint(with: .structural)
    return .init(hash: hash, rarity: isFunctionWord ? 1 : UInt8(min(word.count, 20)))
  }
}

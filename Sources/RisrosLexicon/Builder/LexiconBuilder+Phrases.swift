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
      var hashes: [UInt64] = []
      var rarities: [UInt8] = []
      for word in words {
        if word.elementsEqual(ellipsis) {
          for _ in 0..<gap {
            hashes.append(0)
            rarities.append(0)
          }
        } else if word.elementsEqual([UInt8(ascii: "_")]) {
          hashes.append(0)
          rarities.append(0)
        } else {
          let hash = WordHash.hash(of: word)
          hashes.append(hash)
          rarities.append(rarity(of: word, hash))
        }
      }
      guard (2...PhraseTable.maximumWords).contains(hashes.count), hashes.first != 0,
        hashes.last != 0
      else { return false }
      var phrase = entry
      phrase.traits.insert(.phrase)
      phrases.add(hashes, rarities: rarities, phrase) { [firstFileOfLayer] in
        $0.merged(with: $1, firstFileOfLayer: firstFileOfLayer)
      }
      for word in words { derivation.addLengths(of: word) }
    }
    return true
  }

  /// How rare a word of a phrase is, by its length; function words and numbers are common.
  private func rarity(of word: ArraySlice<UInt8>, _ hash: UInt64) -> UInt8 {
    if word.elementsEqual([UInt8(ascii: "#")]) { return 1 }
    let place = index[hash]
    let isFunctionWord =
      place != 0 && !entries[Int(place) - 1].roles.isDisjoint(with: .structural)
    return isFunctionWord ? 1 : UInt8(min(word.count, 20))
  }
}

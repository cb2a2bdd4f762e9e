internal import RisrosModel
internal import RisrosText

extension PhraseTable {
  /// Gathers phrases; which pair is the rarest can be told when all are known.
  struct Builder {
    /// A word of a phrase to be added.
    struct Word {
      /// What its tokens hash to; 0 for a gap.
      var hash: UInt64 = 0
      /// The hash of a literal number's digits, else 0.
      var literal: UInt64 = 0
      /// How rare it is, about in bits; 0 for a gap.
      var rarity: UInt8 = 0
    }

    fileprivate struct Item {
      var firstWord: Int
      var count: Int
      /// How many of its words are literal numbers.
      var literals: Int
      var entry: LexiconEntry
    }
    fileprivate var items: [Item] = []
    fileprivate var words: [UInt64] = []
    /// The digits' hashes of those of `words` that are literal numbers, else 0.
    fileprivate var literals: [UInt64] = []
    /// How rare each of `words` is, 0 for a gap.
    fileprivate var rarities: [UInt8] = []
    /// Hash over all words of a phrase to its place, to find one given twice.
    private var places = FormIndex()

    /// Adds a phrase; one given again replaces or extends the earlier one as `merge` says.
    mutating func add(
      _ phrase: [Word], _ entry: LexiconEntry,
      merge: (LexiconEntry, LexiconEntry) -> LexiconEntry
    ) {
      var key: UInt64 = UInt64(phrase.count)
      for word in phrase {
        key = (key ^ word.hash ^ word.literal) &* 0x9E37_79B9_7F4A_7C15 ^ (key >> 29)
      }
      let place = places[key]
      if place != 0 {
        items[Int(place) - 1].entry = merge(items[Int(place) - 1].entry, entry)
        return
      }
      items.append(
        Item(
          firstWord: words.count, count: phrase.count,
          literals: phrase.count { $0.literal != 0 }, entry: entry))
      words.append(contentsOf: phrase.map(\.hash))
      literals.append(contentsOf: phrase.map(\.literal))
      rarities.append(contentsOf: phrase.map(\.rarity))
      places[key] = UInt32(items.count)
    }

    /// Lets the entry of each phrase be completed by its words, 0 for gaps.
    mutating func updateEntries(_ body: (inout LexiconEntry, ArraySlice<UInt64>) -> Void) {
      for place in items.indices {
        let item = items[place]
        body(&items[place].entry, words[item.firstWord..<item.firstWord + item.count])
      }
    }

    /// The words that anchor phrases without two neighbours.
    func forEachLoneAnchor(_ body: (UInt64) -> Void) {
      for item in items where pairs(of: item).isEmpty { body(words[longest(of: item)]) }
    }

    /// The places in `words` of those words of a phrase that have another one behind them.
    fileprivate func pairs(of item: Item) -> [Int] {
      (item.firstWord..<item.firstWord + item.count - 1).filter {
        words[$0] != 0 && words[$0 + 1] != 0
      }
    }

    /// The place in `words` of a phrase's rarest word.
    fileprivate func longest(of item: Item) -> Int {
      let places = item.firstWord..<item.firstWord + item.count
      return places.max { rarities[$0] < rarities[$1] }!
    }
  }

  init(_ builder: consuming Builder) {
    let words = zip(builder.words, builder.literals).map { $1 == 0 ? $0 : $1 }
    var shared = FormIndex(minimumCapacity: builder.words.count)
    for item in builder.items {
      for place in builder.pairs(of: item) {
        shared[PhraseTable.pair(builder.words[place], builder.words[place + 1])] += 1
      }
    }
    let keyed = builder.items.enumerated().map { order, item in
      let (key, anchor) = PhraseTable.key(of: item, builder, shared)
      return (key: key, anchor: anchor, item: item, order: order)
    }.sorted { a, b in
      if a.key != b.key { return a.key < b.key }
      if a.item.count != b.item.count { return a.item.count > b.item.count }
      if a.item.literals != b.item.literals { return a.item.literals > b.item.literals }
      return a.order < b.order
    }
    var index = FormIndex(minimumCapacity: keyed.count)
    var phrases: [Phrase] = []
    var entries: [LexiconEntry] = []
    for (place, (key, anchor, item, _)) in keyed.enumerated() {
      if index[key] == 0 { index[key] = UInt32(place + 1) }
      let checked = PhraseTable.checkedWord(of: item, anchor, builder.words)
      var flags: Flags = item.literals == 0 ? [] : .literal
      if place + 1 == keyed.count || keyed[place + 1].key != key { flags.insert(.last) }
      phrases.append(
        Phrase(
          firstWord: UInt32(item.firstWord), checked: UInt32(builder.words[checked] >> 32),
          checkedPlace: Int8(checked - anchor), count: UInt8(item.count),
          anchor: UInt8(anchor - item.firstWord),
          flags: flags))
      entries.append(item.entry)
    }
    self.init(
      phrases: FlatTable(phrases), entries: FlatTable(entries), words: FlatTable(words),
      keys: FormTable(index), pairs: FlatTable(PhraseTable.pairBits(of: index)))
  }

  private static func pairBits(of keys: FormIndex) -> [UInt64] {
    var size = 1
    while size * 4 < keys.count { size *= 2 }
    var pairs = [UInt64](repeating: 0, count: size)
    keys.forEachForm { key, _ in pairs[pairWord(key, mask: size - 1)] |= pairBits(key) }
    return pairs
  }

  /// The key of a phrase and the place in `words` where it begins: the pair of the rarest words,
  /// those that many phrases share counting as commoner.
  private static func key(
    of item: Builder.Item, _ builder: borrowing Builder, _ shared: borrowing FormIndex
  ) -> (key: UInt64, anchor: Int) {
    var best: (key: UInt64, anchor: Int)?
    var rarest = Int.min
    for place in builder.pairs(of: item) {
      let key = pair(builder.words[place], builder.words[place + 1])
      let phrases = Int(shared[key])
      let rarity =
        Int(builder.rarities[place]) + Int(builder.rarities[place + 1])
        - 2 * (Int.bitWidth - phrases.leadingZeroBitCount)
      if rarity > rarest {
        rarest = rarity
        best = (key, place)
      }
    }
    if let best { return best }
    let anchor = builder.longest(of: item)
    return (alone(builder.words[anchor]), anchor)
  }

  /// The place in `words` of the word farthest from the anchor that the key does not cover, else the
  /// anchor's.
  private static func checkedWord(
    of item: Builder.Item, _ anchor: Int, _ words: [UInt64]
  ) -> Int {
    let places = item.firstWord..<item.firstWord + item.count
    let covered =
      anchor + 1 < places.upperBound && words[anchor + 1] != 0
      ? anchor...anchor + 1 : anchor...anchor
    let others = places.filter { words[$0] != 0 && !covered.contains($0) }
    return others.max { abs($0 - anchor) < abs($1 - anchor) } ?? anchor
  }

  func write(to writer: inout ImageWriter) {
    writer.write(phrases)
    writer.write(entries)
    writer.write(words)
    keys.write(to: &writer)
    writer.write(pairs)
  }

  init?(from reader: inout ImageReader) {
    guard let phrases = reader.table(of: Phrase.self),
      let entries = reader.table(of: LexiconEntry.self), let words = reader.table(of: UInt64.self),
      let keys = FormTable(from: &reader), let pairs = reader.table(of: UInt64.self),
      pairs.count.nonzeroBitCount == 1
    else { return nil }
    self.init(phrases: phrases, entries: entries, words: words, keys: keys, pairs: pairs)
  }
}

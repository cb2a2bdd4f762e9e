public import RisrosModel
public import RisrosText

/// The fixed phrases of a language, found by two words side by side.
///
/// A phrase is a run of word hashes, where 0 stands for any one word. Of the pairs of neighbours in
/// it the rarest is its key; a few bits for each key dismiss nearly all pairs that a text holds
/// before any phrase is looked at. A phrase in which no two words are neighbours is found by its
/// longest word alone. Among the phrases of a key the longest stands first.
public struct PhraseTable: Sendable {
  struct Phrase: BitwiseCopyable {
    /// First of its words in `words`.
    var firstWord: UInt32
    /// Upper half of the hash of one word that the key does not cover, and where that word stands
    /// from the anchor: it dismisses nearly all phrases of a key without a look at their words.
    var checked: UInt32
    var checkedPlace: Int8
    var count: UInt8
    /// Place of the key's first word within the phrase.
    var anchor: UInt8
    var flags: Flags
  }

  struct Flags: OptionSet, BitwiseCopyable {
    let rawValue: UInt8
    /// The last phrase of its key.
    static var last: Self { Self(rawValue: 1 << 0) }
    /// Holds a number that is meant as it is written: "5 stjerner" beside "# stjerner".
    static var literal: Self { Self(rawValue: 1 << 1) }
  }

  private(set) var phrases = FlatTable<Phrase>()
  /// One per phrase; apart from them, since they are read for phrases that are found.
  public private(set) var entries = FlatTable<LexiconEntry>()
  /// The words of all phrases, as tokens hash; a literal number by its digits, which no token does.
  private(set) var words = FlatTable<UInt64>()
  /// A key to the index of its first phrase plus one.
  private(set) var keys = FormTable()
  /// Two bits of one word for each key, some sixteen to thirty-two bits a key, which lets one of a
  /// hundred other keys pass; see `pairBits`.
  private(set) var pairs = FlatTable<UInt64>([0])

  /// The most words a phrase may have.
  public static let maximumWords = 12

  init() {}

  public var count: Int { phrases.count }

  // MARK: Keys

  /// The key of two words side by side. Hashes are mixed well enough for a sum to be.
  @inline(__always)
  static func pair(_ left: UInt64, _ right: UInt64) -> UInt64 {
    (left << 23 | left >> 41) &+ right
  }

  /// The key of a word whose neighbours are gaps.
  @inline(__always)
  static func alone(_ anchor: UInt64) -> UInt64 { pair(anchor, 0) }

  /// The word of `pairs` that holds a key's bits, among a power of two of them, and those bits.
  @inline(__always)
  static func pairWord(_ key: UInt64, mask: Int) -> Int {
    Int(truncatingIfNeeded: key >> 12) & mask
  }
  @inline(__always)
  static func pairBits(_ key: UInt64) -> UInt64 { 1 << (key & 63) | 1 << (key >> 6 & 63) }

  // MARK: Look-up

  /// A phrase found in a comment.
  public struct Match {
    public var tokens: Range<Int>
    /// Index of the phrase's entry in `entries`.
    public var entry: Int
  }

  /// The longest phrase that has its anchor at a candidate, within a comment's tokens.
  ///
  /// - Parameter text: what the tokens are ranges of.
  public func match(
    _ candidate: Candidate, in range: Range<Int>, _ tokens: Span<Token>, _ text: [UInt8]
  ) -> Match? {
    let token = Int(candidate.token)
    var best: Match?
    if candidate.phrase != 0, token + 1 < range.upperBound {
      best = search(candidate.phrase, token, range, tokens, text, longerThan: 0)
    }
    if candidate.form.anchorsGaps {
      let found = search(
        keys.find(PhraseTable.alone(tokens[token].hash)), token, range, tokens, text,
        longerThan: best?.tokens.count ?? 0)
      if let found { best = found }
    }
    return best
  }

  /// - Parameter first: index plus one of the first phrase of a key, or 0.
  @inline(__always)
  private func search(
    _ first: UInt32, _ token: Int, _ range: Range<Int>, _ tokens: Span<Token>, _ text: [UInt8],
    longerThan length: Int
  ) -> Match? {
    var index = Int(first) - 1
    if index < 0 { return nil }
    while true {
      let phrase = phrases[index]
      let count = Int(phrase.count)
      if count <= length { return nil }
      let first = token &- Int(phrase.anchor)
      if first >= range.lowerBound, first &+ count <= range.upperBound {
        // The two words of a pair are all there is to a phrase of two.
        if count == 2, !phrase.flags.contains(.literal) {
          return Match(tokens: first..<first &+ 2, entry: index)
        }
        let checked = tokens[token &+ Int(phrase.checkedPlace)].hash >> 32
        if UInt32(truncatingIfNeeded: checked) == phrase.checked,
          stands(phrase, at: first, tokens, text)
        {
          return Match(tokens: first..<first &+ count, entry: index)
        }
      }
      if phrase.flags.contains(.last) { return nil }
      index &+= 1
    }
  }

  /// Whether all words of a phrase stand from `first` on.
  private func stands(
    _ phrase: Phrase, at first: Int, _ tokens: Span<Token>, _ text: [UInt8]
  ) -> Bool {
    for place in 0..<Int(phrase.count) {
      let token = tokens[first + place]
      let wanted = words[Int(phrase.firstWord) + place]
      if wanted == 0 {
        if token.kind != .word && token.kind != .number { return false }
      } else if token.hash != wanted {
        guard token.kind == .number,
          WordHash.hash(text, Int(token.start)..<Int(token.end)) == wanted
        else { return false }
      }
    }
    return true
  }
}

// MARK: - Making

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
    ///
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
    keys = FormTable(index)
    var size = 1
    while size * 4 < index.count { size *= 2 }
    var pairs = [UInt64](repeating: 0, count: size)
    index.forEachForm { key, _ in
      pairs[PhraseTable.pairWord(key, mask: size - 1)] |= PhraseTable.pairBits(key)
    }
    self.words = FlatTable(words)
    self.phrases = FlatTable(phrases)
    self.entries = FlatTable(entries)
    self.pairs = FlatTable(pairs)
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
    self.phrases = phrases
    self.entries = entries
    self.words = words
    self.keys = keys
    self.pairs = pairs
  }
}

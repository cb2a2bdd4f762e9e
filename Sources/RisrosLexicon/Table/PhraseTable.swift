public import RisrosModel

/// The fixed phrases of a language, found by their rarest word and its neighbour.
///
/// A phrase is a run of word hashes, where 0 stands for any one word. Its anchor is its longest word
/// that is no function word. Phrases are grouped by anchor and the word beside it, and a bit for
/// each such pair dismisses nearly all anchors a text holds before any group is looked up; a phrase
/// with a gap on either side of its anchor is grouped by the anchor alone. Within a group the longest
/// phrase stands first.
public struct PhraseTable: Sendable {
  struct Phrase: BitwiseCopyable {
    /// First of its words in `words`.
    var firstWord: UInt32
    /// Upper half of the hash of one word that the key does not cover, and where that word stands
    /// from the anchor: it dismisses nearly all phrases of a group without a look at their words.
    var checked: UInt32
    var checkedPlace: Int8
    var count: UInt8
    /// Place of the anchor within the phrase.
    var anchor: UInt8
  }

  private(set) var phrases: [Phrase] = []
  /// One per phrase; apart from them, since they are read for phrases that are found.
  private(set) var entries: [LexiconEntry] = []
  private(set) var words: [UInt64] = []
  /// Key of a group to its index plus one; `groups[i]..<groups[i + 1]` are its phrases.
  private(set) var keys = FormTable()
  private(set) var groups: [UInt32] = [0]
  /// Two bits of one word for each key, some sixteen to thirty-two bits a key, which lets one of a
  /// hundred other keys pass; see `pairBits`.
  private(set) var pairs: [UInt64] = [0]

  /// The most words a phrase may have.
  public static let maximumWords = 12

  struct Builder {
    var phrases: [(key: UInt64, phrase: Phrase, entry: LexiconEntry)] = []
    var words: [UInt64] = []
    /// Hash over all words of a phrase to its place, to find one given twice.
    var places = FormIndex()

    /// Adds a phrase; one given again replaces or extends the earlier one as `merge` says.
    mutating func add(
      _ hashes: [UInt64], anchor: Int, _ entry: LexiconEntry,
      merge: (LexiconEntry, LexiconEntry) -> LexiconEntry
    ) {
      var key: UInt64 = UInt64(hashes.count)
      for hash in hashes { key = (key ^ hash) &* 0x9E37_79B9_7F4A_7C15 ^ (key >> 29) }
      let place = places[key]
      if place != 0 {
        phrases[Int(place) - 1].entry = merge(phrases[Int(place) - 1].entry, entry)
        return
      }
      let checked = PhraseTable.checkedWord(of: hashes, anchor)
      let phrase = Phrase(
        firstWord: UInt32(words.count), checked: UInt32(hashes[checked] >> 32),
        checkedPlace: Int8(checked - anchor), count: UInt8(hashes.count), anchor: UInt8(anchor))
      words.append(contentsOf: hashes)
      phrases.append((PhraseTable.key(of: hashes, anchor), phrase, entry))
      places[key] = UInt32(phrases.count)
    }
  }

  init() {}

  init(_ builder: consuming Builder) {
    words = builder.words
    let sorted = builder.phrases.enumerated().sorted { a, b in
      let (x, y) = (a.element, b.element)
      if x.key != y.key { return x.key < y.key }
      if x.phrase.count != y.phrase.count { return x.phrase.count > y.phrase.count }
      return a.offset < b.offset
    }
    var index = FormIndex(minimumCapacity: sorted.count)
    var last: UInt64?
    for (_, (key, phrase, entry)) in sorted {
      if key != last {
        if last != nil { groups.append(UInt32(phrases.count)) }
        last = key
        index[key] = UInt32(groups.count)
      }
      phrases.append(phrase)
      entries.append(entry)
    }
    groups.append(UInt32(phrases.count))
    keys = FormTable(index)
    var size = 1
    while size * 4 < index.count { size *= 2 }
    pairs = [UInt64](repeating: 0, count: size)
    index.forEachForm { key, _ in
      pairs[PhraseTable.pairWord(key, mask: size - 1)] |= PhraseTable.pairBits(key)
    }
  }

  public var count: Int { phrases.count }

  // MARK: Keys

  /// The key of two words side by side, one of them the anchor. Hashes are mixed well enough for a
  /// sum to be.
  @inline(__always)
  static func pair(_ left: UInt64, _ right: UInt64) -> UInt64 {
    (left << 23 | left >> 41) &+ right
  }

  /// The key of an anchor whose neighbours are gaps.
  @inline(__always)
  private static func alone(_ anchor: UInt64) -> UInt64 { pair(anchor, 0) }

  /// The word of `pairs` that holds a key's bits, among a power of two of them, and those bits.
  @inline(__always)
  static func pairWord(_ key: UInt64, mask: Int) -> Int {
    Int(truncatingIfNeeded: key >> 12) & mask
  }
  @inline(__always)
  static func pairBits(_ key: UInt64) -> UInt64 { 1 << (key & 63) | 1 << (key >> 6 & 63) }

  /// Which of its keys a phrase stands under.
  static func anchorKey(of hashes: [UInt64], _ anchor: Int) -> AnchorKeys {
    if anchor + 1 < hashes.count, hashes[anchor + 1] != 0 { return .withNext }
    if anchor > 0, hashes[anchor - 1] != 0 { return .withPrevious }
    return .alone
  }

  /// The place of the word farthest from the anchor that its key does not cover, else the anchor's.
  private static func checkedWord(of hashes: [UInt64], _ anchor: Int) -> Int {
    let key = anchorKey(of: hashes, anchor)
    let covered =
      key == .withNext
      ? anchor...anchor + 1 : key == .withPrevious ? anchor - 1...anchor : anchor...anchor
    let others = hashes.indices.filter { hashes[$0] != 0 && !covered.contains($0) }
    return others.max { abs($0 - anchor) < abs($1 - anchor) } ?? anchor
  }

  private static func key(of hashes: [UInt64], _ anchor: Int) -> UInt64 {
    switch anchorKey(of: hashes, anchor) {
    case .withNext: pair(hashes[anchor], hashes[anchor + 1])
    case .withPrevious: pair(hashes[anchor - 1], hashes[anchor])
    default: alone(hashes[anchor])
    }
  }

  // MARK: Look-up

  /// A phrase found in a comment.
  public struct Match {
    public var tokens: Range<Int>
    public var entry: LexiconEntry
  }

  /// The longest phrase that has its anchor at a token, within a comment's tokens.
  ///
  /// - Parameter candidates: the keys that there may be phrases under.
  public func match(
    at token: Int, in range: Range<Int>, _ tokens: Span<Token>, _ candidates: AnchorKeys
  ) -> Match? {
    let anchor = tokens[token].hash
    var best: Match?
    if candidates.contains(.withNext), token + 1 < range.upperBound {
      search(PhraseTable.pair(anchor, tokens[token + 1].hash), token, range, tokens, &best)
    }
    if candidates.contains(.withPrevious), token > range.lowerBound {
      search(PhraseTable.pair(tokens[token - 1].hash, anchor), token, range, tokens, &best)
    }
    if candidates.contains(.alone) {
      search(PhraseTable.alone(anchor), token, range, tokens, &best)
    }
    return best
  }

  @inline(__always)
  private func search(
    _ key: UInt64, _ token: Int, _ range: Range<Int>, _ tokens: Span<Token>, _ best: inout Match?
  ) {
    let group = Int(keys.find(key))
    if group != 0 { search(group: group, token, range, tokens, &best) }
  }

  private func search(
    group: Int, _ token: Int, _ range: Range<Int>, _ tokens: Span<Token>, _ best: inout Match?
  ) {
    candidates: for index in Int(groups[group - 1])..<Int(groups[group]) {
      let phrase = phrases[index]
      let count = Int(phrase.count)
      if let best, best.tokens.count >= count { return }
      let first = token - Int(phrase.anchor)
      let end = first + count
      if first < range.lowerBound || end > range.upperBound { continue }
      let checked = tokens[token + Int(phrase.checkedPlace)].hash >> 32
      if UInt32(truncatingIfNeeded: checked) != phrase.checked { continue }
      var word = Int(phrase.firstWord)
      for place in first..<end {
        let wanted = words[word]
        if wanted == 0 {
          if tokens[place].kind != .word && tokens[place].kind != .number { continue candidates }
        } else if tokens[place].hash != wanted {
          continue candidates
        }
        word += 1
      }
      best = Match(tokens: first..<end, entry: entries[index])
      return
    }
  }
}

extension PhraseTable {
  func write(to writer: inout ImageWriter) {
    writer.write(phrases)
    writer.write(entries)
    writer.write(words)
    writer.write(groups)
    keys.write(to: &writer)
    writer.write(pairs)
  }

  init?(from reader: inout ImageReader) {
    guard let phrases = reader.array(of: Phrase.self),
      let entries = reader.array(of: LexiconEntry.self), let words = reader.array(of: UInt64.self),
      let groups = reader.array(of: UInt32.self), let keys = FormTable(from: &reader),
      let pairs = reader.array(of: UInt64.self), pairs.count.nonzeroBitCount == 1
    else { return nil }
    self.phrases = phrases
    self.entries = entries
    self.words = words
    self.groups = groups
    self.keys = keys
    self.pairs = pairs
  }
}

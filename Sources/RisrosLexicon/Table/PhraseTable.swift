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

  let phrases: FlatTable<Phrase>
  /// One per phrase; apart from them, since they are read for phrases that are found.
  public let entries: FlatTable<LexiconEntry>
  /// The words of all phrases, as tokens hash; a literal number by its digits, which no token does.
  let words: FlatTable<UInt64>
  /// A key to the index of its first phrase plus one.
  let keys: FormTable
  /// Two bits of one word for each key, some sixteen to thirty-two bits a key, which lets one of a
  /// hundred other keys pass; see `pairBits`.
  let pairs: FlatTable<UInt64>

  /// The most words a phrase may have.
  public static let maximumWords = 12

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
  public struct Match: Sendable {
    public var tokens: Range<Int>
    /// Index of the phrase's entry in `entries`.
    public var entry: Int
  }

  /// The longest phrase of an anchor that stands in a comment.
  ///
  /// - Parameters:
  ///   - range: the comment's tokens.
  ///   - text: what the tokens are ranges of.
  public func match(
    _ anchor: FoundAnchor, in range: Range<Int>, _ tokens: Span<Token>, _ text: [UInt8]
  ) -> Match? {
    let token = Int(anchor.token)
    var index = Int(anchor.phrase) &- 1
    while true {
      let phrase = phrases[index]
      let count = Int(phrase.count)
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

/// Words of a comment that anchor phrases.
public struct FoundAnchor: BitwiseCopyable, Sendable {
  /// `PhraseTable.pair` of two neighbours, or `alone` of one word.
  var key: UInt64
  /// Index of the first of them among the batch's tokens.
  var token: UInt32
  /// Index plus one of the first phrase of the key, 0 before it is looked up.
  var phrase: UInt32 = 0
}

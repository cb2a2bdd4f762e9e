internal import RisrosText

/// A word on the bench of `WordDerivation`: a copy of its bytes, and a second place to respell it.
///
/// Reused from word to word, so that deriving allocates nothing. All bytes are case-folded UTF-8.
public struct DerivedWord: Sendable {
  private var bytes: [UInt8]
  private var respelling: [UInt8]
  public private(set) var count = 0
  // What `set` saw in passing.
  /// The places of the letters a and o, a bit each.
  private(set) var plainVowels: UInt64 = 0
  private var quotes = false
  private var hyphens = false
  /// Whether a closer look for the one or the other may find something.
  private var mayHaveElongation = false
  private var mayHaveDigraph = false

  public init() {
    // Respelling may lengthen a word; 16 bytes stay free for the hash's wide loads.
    bytes = [UInt8](repeating: 0, count: WordDerivation.maximumLength + 32)
    respelling = [UInt8](repeating: 0, count: 2 * WordDerivation.maximumLength + 32)
  }

  public init(_ word: String) {
    self.init()
    let folded = Array(word.lowercased().utf8)
    set(folded, 0..<folded.count)
  }

  /// Takes a word from case-folded text; one that is too long to derive becomes empty.
  public mutating func set(_ folded: [UInt8], _ range: Range<Int>) {
    let length = range.count <= WordDerivation.maximumLength ? range.count : 0
    var vowels: UInt64 = 0
    var seen: ByteTraits = []
    var pairs: UInt8 = 0
    var repeats = 0
    var previous: UInt8 = 0
    var beforePrevious: UInt8 = 0
    var traitsBefore: UInt8 = 0
    let source = folded.span
    let table = ByteTraits.table.span
    var target = bytes.mutableSpan
    for place in 0..<length {
      let byte = source[range.lowerBound + place]
      target[place] = byte
      let traits = table[Int(byte)]
      seen.formUnion(traits)
      vowels |= UInt64(traits.rawValue & 1) << UInt64(place)
      pairs |= traits.rawValue >> 4 & traitsBefore
      // A letter of one byte that stands three times, or one of two that comes again.
      let before = traits.contains(.lead) ? beforePrevious : previous
      repeats |= byte == beforePrevious && byte == before ? 1 : 0
      traitsBefore = traits.rawValue
      beforePrevious = previous
      previous = byte
    }
    count = length
    plainVowels = vowels
    quotes = seen.contains(.quote)
    hyphens = seen.contains(.hyphen)
    mayHaveElongation = repeats != 0 || seen.contains(.wide)
    mayHaveDigraph = pairs & ByteTraits.openers.rawValue != 0
  }

  var last: UInt8 { bytes[count - 1] }

  func hash(_ range: Range<Int>) -> UInt64 { WordHash.hash(bytes, range) }

  /// The first three bytes, as `LengthIndex` wants them.
  var opening: UInt32 {
    UInt32(bytes[0]) | UInt32(bytes[1]) << 8 | UInt32(bytes[2]) << 16
  }

  /// The three bytes before a place.
  func ending(at end: Int) -> UInt32 {
    UInt32(bytes[end - 3]) | UInt32(bytes[end - 2]) << 8 | UInt32(bytes[end - 1]) << 16
  }

  /// The last four bytes.
  var longEnding: UInt32 { UInt32(bytes[count - 4]) | ending(at: count) << 8 }

  /// Place of the first ' or ’ (E2 80 99).
  var firstQuote: Int? {
    if !quotes { return nil }
    for place in 0..<count {
      if bytes[place] == UInt8(ascii: "'") { return place }
      if bytes[place] == 0xE2, bytes[place + 1] == 0x80, bytes[place + 2] == 0x99 { return place }
    }
    return nil
  }

  var lastHyphen: Int? {
    if !hyphens { return nil }
    for place in (0..<count).reversed() where bytes[place] == UInt8(ascii: "-") { return place }
    return nil
  }

  func hasPart(_ part: WordPart, at start: Int) -> Bool {
    start >= 0 && start + part.count <= count && hash(start..<start + part.count) == part.hash
  }

  /// Whether a place lies within a letter of several bytes.
  func isInsideLetter(_ place: Int) -> Bool { bytes[place] & 0xC0 == 0x80 }

  // MARK: Respelling

  /// Length in bytes of the letter at a place.
  private func letterLength(at place: Int) -> Int {
    var end = place + 1
    while end < count, isInsideLetter(end) { end += 1 }
    return end - place
  }

  private func isSameLetter(_ a: Int, _ b: Int, length: Int) -> Bool {
    guard b + length <= count else { return false }
    for place in 0..<length where bytes[a + place] != bytes[b + place] { return false }
    return true
  }

  /// Whether some letter stands three times in a row: "goood", "sååå".
  var hasElongation: Bool {
    if !mayHaveElongation { return false }
    var place = 0
    while place < count {
      let length = letterLength(at: place)
      if isSameLetter(place, place + length, length: length),
        isSameLetter(place, place + 2 * length, length: length)
      {
        return true
      }
      place += length
    }
    return false
  }

  /// The hash of the word with each run of three or more letters cut to `kept`.
  mutating func hashShortening(runsTo kept: Int) -> UInt64 {
    var out = 0
    var place = 0
    while place < count {
      let length = letterLength(at: place)
      var repeats = 1
      while isSameLetter(place, place + repeats * length, length: length) { repeats += 1 }
      for copy in 0..<(repeats >= 3 ? kept : repeats) {
        for byte in 0..<length { respelling[out + copy * length + byte] = bytes[place + byte] }
      }
      out += (repeats >= 3 ? kept : repeats) * length
      place += repeats * length
    }
    return WordHash.hash(respelling, 0..<out)
  }

  /// Whether the word has one of ae oe aa ä ö, or an a with a combining ring.
  var hasDigraph: Bool {
    if !mayHaveDigraph { return false }
    for place in 0..<count - 1 where nordic(at: place) != nil { return true }
    return false
  }

  /// The second byte of æ, ø or å (the first is C3) that a spelling at a place stands for, and how
  /// many bytes it takes there.
  private func nordic(at place: Int) -> (tail: UInt8, length: Int)? {
    let next = bytes[place + 1]
    switch bytes[place] {
    case UInt8(ascii: "a"):
      if next == UInt8(ascii: "e") { return (0xA6, 2) }
      if next == UInt8(ascii: "a") { return (0xA5, 2) }
      if next == 0xCC, bytes[place + 2] == 0x8A { return (0xA5, 3) }
    case UInt8(ascii: "o") where next == UInt8(ascii: "e"): return (0xB8, 2)
    case 0xC3:
      if next == 0xA4 { return (0xA6, 2) }
      if next == 0xB6 { return (0xB8, 2) }
    default: break
    }
    return nil
  }

  /// The hash of the word with all such spellings replaced: "foer", "daarlig", "över".
  mutating func hashWithNordicLetters() -> UInt64 {
    var out = 0
    var place = 0
    while place < count {
      if place + 1 < count, let (tail, length) = nordic(at: place) {
        respelling[out] = 0xC3
        respelling[out + 1] = tail
        out += 2
        place += length
      } else {
        respelling[out] = bytes[place]
        out += 1
        place += 1
      }
    }
    return WordHash.hash(respelling, 0..<out)
  }

  /// The hash of the word with å for the a, or ø for the o, at a place.
  mutating func hashWithNordicLetter(at place: Int) -> UInt64 {
    for before in 0..<place { respelling[before] = bytes[before] }
    respelling[place] = 0xC3
    respelling[place + 1] = bytes[place] == UInt8(ascii: "a") ? 0xA5 : 0xB8
    for behind in place + 1..<count { respelling[behind + 1] = bytes[behind] }
    return WordHash.hash(respelling, 0..<count + 1)
  }
}

/// A prefix, suffix or link, by its hash: flat, so that going through them touches no memory but
/// theirs.
struct WordPart: Equatable, BitwiseCopyable {
  var hash: UInt64
  var count: Int

  init(_ bytes: [UInt8]) {
    hash = WordHash.hash(of: bytes)
    count = bytes.count
  }
}

/// What a byte may be a part of, so that a word is looked at closely only for what it may have.
private struct ByteTraits: OptionSet {
  let rawValue: UInt8

  /// The letters a and o.
  static var plainVowel: Self { Self(rawValue: 1 << 0) }
  /// C3, which the letters of two bytes begin with.
  static var accent: Self { Self(rawValue: 1 << 1) }
  static var quote: Self { Self(rawValue: 1 << 2) }
  static var hyphen: Self { Self(rawValue: 1 << 3) }
  /// Behind a plain vowel, or behind an accent, it may stand for another letter; four bits above them.
  static var behindPlainVowel: Self { Self(rawValue: 1 << 4) }
  static var behindAccent: Self { Self(rawValue: 1 << 5) }
  /// The first byte of a letter of several, and of three or more.
  static var lead: Self { Self(rawValue: 1 << 6) }
  static var wide: Self { Self(rawValue: 1 << 7) }

  static var openers: Self { [.plainVowel, .accent] }

  static let table: [ByteTraits] = (0...255).map { (byte: UInt8) in
    var traits: ByteTraits = byte >= 0xE0 ? [.lead, .wide] : byte >= 0xC0 ? .lead : []
    switch byte {
    case UInt8(ascii: "a"): traits.formUnion([.plainVowel, .behindPlainVowel])
    case UInt8(ascii: "o"): traits.insert(.plainVowel)
    case UInt8(ascii: "e"), 0xCC: traits.insert(.behindPlainVowel)
    // 0x80 stands in ’ (E2 80 99) and little else.
    case UInt8(ascii: "'"), 0x80: traits.insert(.quote)
    case UInt8(ascii: "-"): traits.insert(.hyphen)
    case 0xC3: traits.insert(.accent)
    case 0xA4, 0xB6: traits.insert(.behindAccent)
    default: break
    }
    return traits
  }
}

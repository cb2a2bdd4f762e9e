internal import RisrosText

/// A word on the bench of `WordDerivation`: a copy of its bytes, and a second place to respell it.
///
/// Reused from word to word, so that deriving allocates nothing. All bytes are case-folded UTF-8.
public struct DerivedWord: Sendable {
  private var bytes: [UInt8]
  private var respelling: [UInt8]
  public private(set) var count = 0
  // What `set` saw in passing; bit n stands for place n.
  /// The letters a and o.
  private(set) var plainVowels: UInt64 = 0
  private var quotes: UInt64 = 0
  private var hyphens: UInt64 = 0
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
    count = range.count <= WordDerivation.maximumLength ? range.count : 0
    plainVowels = 0
    quotes = 0
    hyphens = 0
    mayHaveElongation = false
    mayHaveDigraph = false
    var repeats: UInt64 = 0
    var previous: UInt8 = 0
    var beforePrevious: UInt8 = 0
    for place in 0..<count {
      let byte = folded[range.lowerBound + place]
      bytes[place] = byte
      let bit: UInt64 = 1 << UInt64(place)
      let isPlain = byte == UInt8(ascii: "a") || byte == UInt8(ascii: "o")
      let followsPlain = previous == UInt8(ascii: "a") || previous == UInt8(ascii: "o")
      if isPlain { plainVowels |= bit }
      if byte == UInt8(ascii: "'") { quotes |= bit }
      // ’ is E2 80 99.
      if byte == 0x99, previous == 0x80, beforePrevious == 0xE2 { quotes |= bit >> 2 }
      if byte == UInt8(ascii: "-") { hyphens |= bit }
      if byte == previous { repeats |= bit }
      // Letters of two bytes repeat with the second byte before; longer ones are rare.
      if byte >= 0xC0, byte == beforePrevious || byte >= 0xE0 { mayHaveElongation = true }
      if followsPlain, byte == UInt8(ascii: "e") || byte == UInt8(ascii: "a") || byte == 0xCC {
        mayHaveDigraph = true
      }
      if previous == 0xC3, byte == 0xA4 || byte == 0xB6 { mayHaveDigraph = true }
      beforePrevious = previous
      previous = byte
    }
    if repeats & repeats >> 1 != 0 { mayHaveElongation = true }
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

  /// Place of the first ' or ’.
  var firstQuote: Int? { quotes == 0 ? nil : quotes.trailingZeroBitCount }

  var lastHyphen: Int? { hyphens == 0 ? nil : 63 - hyphens.leadingZeroBitCount }

  func hasPart(_ part: [UInt8], at start: Int) -> Bool {
    guard start >= 0, start + part.count <= count else { return false }
    for place in 0..<part.count where bytes[start + place] != part[place] { return false }
    return true
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

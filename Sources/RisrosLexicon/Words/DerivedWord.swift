internal import RisrosText

/// A word on the bench of `WordDerivation`: a copy of its bytes, and a second place to respell it.
///
/// Reused from word to word, so that deriving allocates nothing. All bytes are case-folded UTF-8.
public struct DerivedWord: Sendable {
  private var bytes: [UInt8]
  private var respelling: [UInt8]
  public private(set) var count = 0

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
    for place in 0..<count { bytes[place] = folded[range.lowerBound + place] }
  }

  var last: UInt8 { bytes[count - 1] }

  func hash(_ range: Range<Int>) -> UInt64 { WordHash.hash(bytes, range) }

  /// Place of the first ' or ’.
  var apostrophe: Int? {
    for place in 0..<count {
      if bytes[place] == UInt8(ascii: "'") { return place }
      if bytes[place] == 0xE2, bytes[place + 1] == 0x80, bytes[place + 2] == 0x99 { return place }
    }
    return nil
  }

  func lastPlace(of byte: UInt8) -> Int? {
    var place = count - 1
    while place >= 0, bytes[place] != byte { place -= 1 }
    return place < 0 ? nil : place
  }

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

  /// The hash of the word with å for an a, or ø for an o, at a place; nil where neither stands.
  mutating func hashWithNordicLetter(at place: Int) -> UInt64? {
    let tail: UInt8
    switch bytes[place] {
    case UInt8(ascii: "a"): tail = 0xA5
    case UInt8(ascii: "o"): tail = 0xB8
    default: return nil
    }
    for before in 0..<place { respelling[before] = bytes[before] }
    respelling[place] = 0xC3
    respelling[place + 1] = tail
    for behind in place + 1..<count { respelling[behind + 1] = bytes[behind] }
    return WordHash.hash(respelling, 0..<count + 1)
  }
}

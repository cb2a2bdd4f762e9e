// One pass over the text, 64 bytes a step: folds case and says of each byte whether it belongs to a
// word, is white space or needs a closer look (3 instructions a byte). Vector right-hand sides are
// always `SIMD16(repeating:)`: a literal is built lane by lane and costs a hundred times as much.
// Invariant: at least 64 readable bytes lie before the first scanned byte and behind the last one,
// in `text` as in `folded`; the masks hold a bit for each byte, rounded up to whole blocks.
// `TextScan.scanBytewise` is the plain twin that tests and the fuzzer compare with.

/// Case-folded text and the bit masks that cut it into words.
public struct TextScan: Sendable {
  /// A bit per byte of text, from the scanned range's first byte on: set in words (letters, digits,
  /// combining marks).
  public private(set) var word: [UInt64] = []
  /// A bit per byte: set in white space.
  public private(set) var space: [UInt64] = []
  /// A bit per byte: set where a token cannot be told by words and blanks alone. Digits, the marks
  /// `'` `-` `.` `/` that may belong to the word before them, and white space of ASCII other than the
  /// blank, line ends among them.
  public private(set) var special: [UInt64] = []

  public init() {}

  /// Scans `range` of `text` and writes the same range of `folded`.
  ///
  /// Upper-case letters of ASCII, Latin-1 and Latin Extended-A are folded; folding never changes
  /// the length, so offsets hold in both.
  public mutating func scan(_ text: [UInt8], _ range: Range<Int>, folded: inout [UInt8]) {
    precondition(range.lowerBound >= 64 && range.upperBound + 64 <= text.count)
    if folded.count < text.count {
      folded.append(contentsOf: repeatElement(0, count: text.count - folded.count))
    }
    let blocks = (range.count + 63) / 64
    if word.count < blocks + 1 {
      let missing = repeatElement(UInt64(0), count: blocks + 1 - word.count)
      word.append(contentsOf: missing)
      space.append(contentsOf: missing)
      special.append(contentsOf: missing)
    }
    unsafe text.withUnsafeBytes { text in
      unsafe folded.withUnsafeMutableBytes { folded in
        unsafe word.withUnsafeMutableBufferPointer { word in
          unsafe space.withUnsafeMutableBufferPointer { space in
            unsafe special.withUnsafeMutableBufferPointer { special in
              unsafe TextScan.scan(
                text.baseAddress! + range.lowerBound, range.count,
                folded: folded.baseAddress! + range.lowerBound, word: word.baseAddress!,
                space: space.baseAddress!, special: special.baseAddress!)
            }
          }
        }
      }
    }
  }

  private typealias V = SIMD16<UInt8>

  @inline(__always)
  private static func mask(_ lanes: SIMDMask<SIMD16<Int8>>) -> V {
    unsafe unsafeBitCast(lanes, to: V.self)
  }

  /// The bytes from `first` to `last`: moved to the end of the signed numbers, where one comparison
  /// finds them. Comparing unsigned numbers takes two more instructions.
  @inline(__always)
  private static func isIn(_ bytes: V, _ first: UInt8, _ last: UInt8) -> V {
    let moved = unsafe unsafeBitCast(
      bytes &+ V(repeating: 127 &- last), to: SIMD16<Int8>.self)
    return mask(moved .> SIMD16(repeating: Int8(truncatingIfNeeded: 126 &- (last &- first))))
  }

  /// Folds 16 bytes and says what they are, a bit a byte. `other` are those of characters outside
  /// ASCII and Latin-1 letters.
  @inline(__always)
  private static func scan16(
    _ text: UnsafeRawPointer, folded: UnsafeMutableRawPointer
  ) -> (word: UInt64, space: UInt64, special: UInt64, other: UInt64) {
    let caseBit = V(repeating: 0x20)
    let latin = V(repeating: 0xC3)
    let bytes = unsafe text.loadUnaligned(as: V.self)
    let isLetter = isIn(bytes | caseBit, 0x61, 0x7A)
    let isDigit = isIn(bytes, 0x30, 0x39)
    let isControl = isIn(bytes, 9, 13)
    let isSpace = isControl | mask(bytes .== V(repeating: 0x20))
    // From the hyphen over full stop and slash to the last digit.
    let isSpecial =
      isControl | isIn(bytes, 0x2D, 0x39) | mask(bytes .== V(repeating: 0x27))
    // Latin-1 letters: C3 and the byte behind it. × and ÷ pass for letters: not worth a test.
    let isTail = unsafe mask(text.loadUnaligned(fromByteOffset: -1, as: V.self) .== latin)
    let isLatin = isTail | mask(bytes .== latin)
    let isCapital = isLetter | isTail & isIn(bytes, 0x80, 0x9E)
    unsafe folded.storeBytes(of: bytes | isCapital & caseBit, as: V.self)
    return (
      LaneBits.high(isLetter | isDigit | isLatin), LaneBits.high(isSpace), LaneBits.high(isSpecial),
      LaneBits.high(bytes & ~isLatin)
    )
  }

  private static func scan(
    _ text: UnsafeRawPointer, _ count: Int, folded: UnsafeMutableRawPointer,
    word: UnsafeMutablePointer<UInt64>, space: UnsafeMutablePointer<UInt64>,
    special: UnsafeMutablePointer<UInt64>
  ) {
    // Bytes of a longer character that reach over into the next block.
    var carriedWord: UInt64 = 0
    var carriedSpace: UInt64 = 0
    // What folding adds to the first byte of the next block.
    var carriedFold: UInt8 = 0
    var offset = 0
    var block = 0
    while offset < count {
      let a = unsafe scan16(text + offset, folded: folded + offset)
      let b = unsafe scan16(text + offset + 16, folded: folded + offset + 16)
      let c = unsafe scan16(text + offset + 32, folded: folded + offset + 32)
      let d = unsafe scan16(text + offset + 48, folded: folded + offset + 48)
      var wordBits = carriedWord | a.word | b.word << 16 | c.word << 32 | d.word << 48
      var spaceBits = carriedSpace | a.space | b.space << 16 | c.space << 32 | d.space << 48
      let specialBits = a.special | b.special << 16 | c.special << 32 | d.special << 48
      var otherBits = a.other | b.other << 16 | c.other << 32 | d.other << 48
      otherBits &= ~(carriedWord | carriedSpace)
      if carriedFold != 0 {
        let first = unsafe text.load(fromByteOffset: offset, as: UInt8.self)
        unsafe folded.storeBytes(of: first &+ carriedFold, toByteOffset: offset, as: UInt8.self)
        carriedFold = 0
      }
      carriedWord = 0
      carriedSpace = 0
      if otherBits != 0 {
        unsafe classifyOthers(
          otherBits, text + offset, folded + offset, &wordBits, &spaceBits, &carriedWord,
          &carriedSpace, &carriedFold)
      }
      unsafe word[block] = wordBits
      unsafe space[block] = spaceBits
      unsafe special[block] = specialBits
      offset &+= 64
      block &+= 1
    }
    // Bits behind the range belong to nobody.
    let rest = count & 63
    if rest != 0 {
      let valid: UInt64 = ~(~0 << UInt64(rest))
      unsafe word[block - 1] &= valid
      unsafe space[block - 1] &= valid
      unsafe special[block - 1] &= valid
    }
    unsafe word[block] = 0
    unsafe space[block] = 0
    unsafe special[block] = 0
  }

  /// Settles the characters outside ASCII and Latin-1 letters, one by one.
  @inline(never)
  private static func classifyOthers(
    _ others: UInt64, _ text: UnsafeRawPointer, _ folded: UnsafeMutableRawPointer,
    _ word: inout UInt64, _ space: inout UInt64,
    _ carriedWord: inout UInt64, _ carriedSpace: inout UInt64, _ carriedFold: inout UInt8
  ) {
    var left = others
    while left != 0 {
      let at = left.trailingZeroBitCount
      let lead = unsafe text.load(fromByteOffset: at, as: UInt8.self)
      let next = unsafe text.load(fromByteOffset: at + 1, as: UInt8.self)
      let third = unsafe text.load(fromByteOffset: at + 2, as: UInt8.self)
      let (kind, length, fold) = classify(lead, next, third)
      if fold != 0 {
        // The next block will be stored over what is written behind this one.
        if at == 63 { carriedFold = fold }
        unsafe folded.storeBytes(of: next &+ fold, toByteOffset: at + 1, as: UInt8.self)
      }
      let run: UInt64 = ~(~0 << UInt64(length))
      switch kind {
      case .word:
        word |= run &<< UInt64(at)
        if at + length > 64 { carriedWord |= run >> UInt64(64 - at) }
      case .space:
        space |= run &<< UInt64(at)
        if at + length > 64 { carriedSpace |= run >> UInt64(64 - at) }
      case .sign: break
      }
      left &= at + length >= 64 ? 0 : ~0 << UInt64(at + length)
    }
  }

  enum CharacterKind { case word, space, sign }

  /// What a character outside ASCII and Latin-1 is, by its first bytes: its kind, its length in
  /// bytes as far as it matters, and what folding adds to its second byte.
  ///
  /// By blocks of Unicode, not by scalar: exact for Latin, Greek and Cyrillic letters, combining
  /// marks and blanks; every other script counts as letters, symbols and emoji as signs.
  static func classify(
    _ lead: UInt8, _ next: UInt8, _ third: UInt8
  ) -> (kind: CharacterKind, length: Int, fold: UInt8) {
    switch lead {
    case 0xC2:
      // NO-BREAK SPACE; ª µ º are letters.
      if next == 0xA0 { return (.space, 2, 0) }
      return (next == 0xAA || next == 0xB5 || next == 0xBA ? .word : .sign, 2, 0)
    case 0xC4, 0xC5:
      let scalar = UInt16(lead & 0x1F) << 6 | UInt16(next & 0x3F)
      let evenIsUpper = scalar <= 0x137 || (0x14A...0x177).contains(scalar)
      let oddIsUpper =
        (0x139...0x148).contains(scalar) || (0x179...0x17E).contains(scalar)
      let isUpper = evenIsUpper ? scalar % 2 == 0 : oddIsUpper && scalar % 2 == 1
      // ſ and the last of a lead's row stay: folding must not change the lead byte.
      return (.word, 2, isUpper && next != 0xBF ? 1 : 0)
    case 0xC6...0xDF: return (.word, 2, 0)
    case 0xE2:
      // General punctuation: blanks U+2000…200A, 2028, 2029, 202F, 205F.
      if next == 0x80 && (third <= 0x8A || third == 0xA8 || third == 0xA9 || third == 0xAF)
        || next == 0x81 && third == 0x9F
      {
        return (.space, 3, 0)
      }
      // U+2C00…: letters again.
      return (next >= 0xB0 ? .word : .sign, 3, 0)
    case 0xE3:
      if next == 0x80 { return (third == 0x80 ? .space : .sign, 3, 0) }
      return (.word, 3, 0)
    case 0xE0, 0xE1, 0xE4...0xED: return (.word, 3, 0)
    case 0xEE: return (.sign, 3, 0)
    case 0xEF:
      // Presentation forms and full-width letters are words; U+FE00… and U+FFFD signs.
      return (next >= 0xBC && next <= 0xBE ? .word : .sign, 3, 0)
    case 0xF0: return (next == 0x9F || next == 0x9E ? .sign : .word, 4, 0)
    case 0xF1...0xF4: return (.sign, 4, 0)
    default: return (.sign, 1, 0)
    }
  }

  /// The same by a plain loop over bytes: the oracle of tests and fuzzing.
  public static func scanBytewise(
    _ text: [UInt8], _ range: Range<Int>
  ) -> (folded: [UInt8], word: [Bool], space: [Bool], special: [Bool]) {
    var folded = Array(text[range])
    var word = [Bool](repeating: false, count: range.count)
    var space = word
    let specials = Set([9, 10, 11, 12, 13] + "'-./0123456789".utf8)
    func byte(_ i: Int) -> UInt8 { text[range.lowerBound + i] }
    var i = 0
    while i < range.count {
      let b = byte(i)
      switch b {
      case 0x41...0x5A:
        folded[i] = b + 0x20
        word[i] = true
        i += 1
      case 0x61...0x7A, 0x30...0x39:
        word[i] = true
        i += 1
      case 0x20, 9...13:
        space[i] = true
        i += 1
      case 0..<0x80: i += 1
      case 0xC3:
        for j in i..<min(i + 2, range.count) { word[j] = true }
        if i + 1 < range.count, (0x80..<0x9F).contains(byte(i + 1)) { folded[i + 1] += 0x20 }
        i += 2
      default:
        let (kind, length, fold) = classify(b, byte(i + 1), byte(i + 2))
        if fold != 0, i + 1 < range.count { folded[i + 1] = byte(i + 1) + fold }
        for j in i..<min(i + length, range.count) {
          word[j] = kind == .word
          space[j] = kind == .space
        }
        i += length
      }
    }
    return (folded, word, space, text[range].map { specials.contains($0) })
  }
}

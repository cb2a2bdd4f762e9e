// One pass over the text, 64 bytes a step: folds case and says of each byte whether it belongs to a
// word or is white space (0.3 ns a byte, against 5 for a loop over bytes). Vector right-hand sides
// are always `SIMD16(repeating:)`: a literal is built lane by lane and costs a hundred times as much.
// Invariant: at least 64 readable bytes lie before the first scanned byte and behind the last one,
// in `text` as in `folded`; the masks hold a bit for each byte, rounded up to whole blocks.
// `TextScan.scanBytewise` is the plain twin that tests and the fuzzer compare with.

/// Case-folded text and the two bit masks that cut it into words.
public struct TextScan: Sendable {
  /// A bit per byte of text, from the scanned range's first byte on: set in words (letters, digits,
  /// combining marks).
  public private(set) var word: [UInt64] = []
  /// A bit per byte: set in white space.
  public private(set) var space: [UInt64] = []

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
      word.append(contentsOf: repeatElement(0, count: blocks + 1 - word.count))
      space.append(contentsOf: repeatElement(0, count: blocks + 1 - space.count))
    }
    unsafe text.withUnsafeBytes { text in
      unsafe folded.withUnsafeMutableBytes { folded in
        unsafe word.withUnsafeMutableBufferPointer { word in
          unsafe space.withUnsafeMutableBufferPointer { space in
            unsafe TextScan.scan(
              text.baseAddress! + range.lowerBound, range.count,
              folded: folded.baseAddress! + range.lowerBound,
              word: word.baseAddress!, space: space.baseAddress!)
          }
        }
      }
    }
  }

  @inline(__always)
  private static func mask(_ lanes: SIMDMask<SIMD16<Int8>>) -> SIMD16<UInt8> {
    unsafe unsafeBitCast(lanes, to: SIMD16<UInt8>.self)
  }

  private static func scan(
    _ text: UnsafeRawPointer, _ count: Int, folded: UnsafeMutableRawPointer,
    word: UnsafeMutablePointer<UInt64>, space: UnsafeMutablePointer<UInt64>
  ) {
    let upperA = SIMD16<UInt8>(repeating: 0x41)
    let lowerA = SIMD16<UInt8>(repeating: 0x61)
    let digit0 = SIMD16<UInt8>(repeating: 0x30)
    let ten = SIMD16<UInt8>(repeating: 10)
    let letters = SIMD16<UInt8>(repeating: 26)
    let caseBit = SIMD16<UInt8>(repeating: 0x20)
    let blank = SIMD16<UInt8>(repeating: 0x20)
    let tab = SIMD16<UInt8>(repeating: 9)
    let controls = SIMD16<UInt8>(repeating: 5)
    let high = SIMD16<UInt8>(repeating: 0x80)
    let latin = SIMD16<UInt8>(repeating: 0xC3)
    let latinUpper = SIMD16<UInt8>(repeating: 0x1F)

    // Bytes of a longer character that reach over into the next block.
    var carriedWord: UInt64 = 0
    var carriedSpace: UInt64 = 0
    // What folding adds to the first byte of the next block.
    var carriedFold: UInt8 = 0
    var offset = 0
    var block = 0
    while offset < count {
      var wordBits: UInt64 = 0
      var spaceBits: UInt64 = 0
      var otherBits: UInt64 = 0
      for lane in 0..<4 {
        let at = offset &+ lane &* 16
        let bytes = unsafe text.loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self)
        let before = unsafe text.loadUnaligned(fromByteOffset: at &- 1, as: SIMD16<UInt8>.self)
        let isUpper = mask((bytes &- upperA) .< letters)
        var lower = bytes | (isUpper & caseBit)
        let isLetter = mask((lower &- lowerA) .< letters)
        let isDigit = mask((bytes &- digit0) .< ten)
        let isSpace = mask(bytes .== blank) | mask((bytes &- tab) .< controls)
        let isHigh = mask(bytes .>= high)
        // Latin-1 letters: C3 and the byte behind it. × and ÷ pass for letters: not worth a test.
        let isLead = mask(bytes .== latin)
        let isTail = mask(before .== latin) & isHigh
        let isUpperTail = isTail & mask((bytes &- high) .< latinUpper)
        lower |= isUpperTail & caseBit
        unsafe folded.storeBytes(of: lower, toByteOffset: at, as: SIMD16<UInt8>.self)
        let shift = UInt64(truncatingIfNeeded: lane &* 16)
        wordBits |= LaneBits.high(isLetter | isDigit | isLead | isTail) &<< shift
        spaceBits |= LaneBits.high(isSpace) &<< shift
        otherBits |= LaneBits.high(isHigh & ~isLead & ~isTail) &<< shift
      }
      if carriedFold != 0 {
        let first = unsafe text.load(fromByteOffset: offset, as: UInt8.self)
        unsafe folded.storeBytes(of: first &+ carriedFold, toByteOffset: offset, as: UInt8.self)
        carriedFold = 0
      }
      wordBits |= carriedWord
      spaceBits |= carriedSpace
      otherBits &= ~(carriedWord | carriedSpace)
      carriedWord = 0
      carriedSpace = 0
      if otherBits != 0 {
        unsafe classifyOthers(
          otherBits, text + offset, folded + offset, &wordBits, &spaceBits, &carriedWord,
          &carriedSpace, &carriedFold)
      }
      unsafe word[block] = wordBits
      unsafe space[block] = spaceBits
      offset &+= 64
      block &+= 1
    }
    // Bits behind the range belong to nobody.
    let rest = count & 63
    if rest != 0 {
      let valid: UInt64 = ~(~0 << UInt64(rest))
      unsafe word[block - 1] &= valid
      unsafe space[block - 1] &= valid
    }
    unsafe word[block] = 0
    unsafe space[block] = 0
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
  ) -> (folded: [UInt8], word: [Bool], space: [Bool]) {
    var folded = Array(text[range])
    var word = [Bool](repeating: false, count: range.count)
    var space = word
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
    return (folded, word, space)
  }
}

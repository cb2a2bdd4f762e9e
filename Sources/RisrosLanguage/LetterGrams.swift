/// The rows of the letter table that a word touches.
///
/// A word is its case-folded letters between two blanks; each letter is one byte: ASCII as it is,
/// U+00C0…U+00FF as that number, any other by the low five bits of its last byte above 0x80. Every
/// run of two to four such bytes is a feature. Its key is the run read as a number, the first
/// letter highest; its row is the upper 15 bits of the key times 0x9E3779B97F4A7C15:
///
///     "på " → 0x70E520 × 0x9E3779B97F4A7C15 → row
enum LetterGrams {
  static let rowBits = 15
  static let rowCount = 1 << rowBits
  /// Letters beyond this one say nothing new.
  static let maximumLetters = 62

  @inline(__always)
  private static func row(_ key: UInt64) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B9_7F4A_7C15) >> UInt64(64 - rowBits))
  }

  /// Calls `body` with each row of the word in `bytes[range]`, from left to right.
  ///
  /// - Returns: false, early, where a letter stands three times in a row.
  @inline(__always) @discardableResult
  static func forEachRow(
    _ bytes: Span<UInt8>, _ range: Range<Int>, _ body: (Int) -> Void
  ) -> Bool {
    var window: UInt64 = 0x20
    var letters = 1
    var lead: UInt8 = 0
    for at in range {
      let byte = bytes[at]
      if byte < 0x80 {
        window = window << 8 | UInt64(byte)
      } else {
        // The last byte of a character speaks for it.
        if byte >= 0xC0 || at &+ 1 < range.upperBound && bytes[at &+ 1] & 0xC0 == 0x80 {
          lead = byte
          continue
        }
        window = window << 8 | UInt64(lead == 0xC3 ? byte & 0x3F | 0xC0 : byte & 0x1F | 0x80)
      }
      if (window ^ window >> 8) & 0xFFFF == 0 { return false }
      letters &+= 1
      body(row(window & 0xFFFF))
      if letters >= 3 { body(row(window & 0xFF_FFFF)) }
      if letters >= 4 { body(row(window & 0xFFFF_FFFF)) }
      if letters > maximumLetters { break }
    }
    window = window << 8 | 0x20
    body(row(window & 0xFFFF))
    if letters >= 2 { body(row(window & 0xFF_FFFF)) }
    if letters >= 3 { body(row(window & 0xFFFF_FFFF)) }
    return true
  }
}

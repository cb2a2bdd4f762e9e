internal import RisrosLexicon

// Emoji and emoticons.
extension ScannedText {
  /// Where the longest emoticon at a position ends, if it stands alone: it neither follows a digit
  /// ("kl. 12:3") nor runs on into a word.
  func emoticonEnd(_ position: Int, _ range: Range<Int>, _ emoticons: EmoticonSet) -> Int? {
    if position > range.lowerBound, isDigit(position - 1) { return nil }
    var length = min(emoticons.maximumLength, range.upperBound - position)
    while length >= 2 {
      let stop = position + length
      if emoticons.contains(hash(position, stop)) {
        return isWord(stop) && isWord(stop - 1) ? nil : stop
      }
      length -= 1
    }
    return nil
  }

  /// The emoji at a position with all that modifies it; nil where there is none.
  ///
  /// - Returns: `end`, behind its last part, and `bareEnd`, behind what is looked up: 👍🏽 is 👍, and a
  ///   flag is both its letters.
  func emoji(at position: Int) -> (end: Int, bareEnd: Int)? {
    let (first, length) = scalar(at: position)
    guard ScannedText.isEmoji(first) else { return nil }
    var end = position + length
    if ScannedText.isRegional(first) {
      let (second, length) = scalar(at: end)
      if ScannedText.isRegional(second) { end += length }
    }
    let bareEnd = end
    while end - position < 200 {
      let (next, length) = scalar(at: end)
      if ScannedText.isModifier(next) {
        end += length
      } else if next == 0x200D {
        let (joined, joinedLength) = scalar(at: end + length)
        guard ScannedText.isEmoji(joined) else { break }
        end += length + joinedLength
      } else {
        break
      }
    }
    return (end, bareEnd)
  }

  /// Emoji and the pictographs used as such.
  private static func isEmoji(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x1F000...0x1FAFF, 0x2600...0x27BF, 0x2B00...0x2BFF, 0x2190...0x21FF, 0x2300...0x23FF,
      0x203C, 0x2049:
      true
    default: false
    }
  }

  private static func isRegional(_ scalar: UInt32) -> Bool { (0x1F1E6...0x1F1FF).contains(scalar) }

  /// Variation selectors, skin tones, tags, the enclosing keycap.
  private static func isModifier(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xFE0E, 0xFE0F, 0x1F3FB...0x1F3FF, 0xE0020...0xE007F, 0x20E3: true
    default: false
    }
  }

  /// The scalar at a position of valid UTF-8, and its length in bytes.
  func scalar(at position: Int) -> (value: UInt32, length: Int) {
    let lead = UInt32(byte(position))
    func tail(_ i: Int) -> UInt32 { UInt32(byte(position + i)) & 0x3F }
    switch lead {
    case 0xC0..<0xE0: return ((lead & 0x1F) << 6 | tail(1), 2)
    case 0xE0..<0xF0: return ((lead & 0x0F) << 12 | tail(1) << 6 | tail(2), 3)
    case 0xF0...: return ((lead & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4)
    default: return (lead, 1)
    }
  }
}

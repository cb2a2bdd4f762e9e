internal import RisrosModel

// What numbers are.
extension ScannedText {
  /// "1. maj", "17. mai"; and "2. Pris", where a line starts with it.
  func isOrdinal(_ start: Int, _ stop: Int, _ first: Int) -> Bool {
    guard stop - start <= 2, byte(stop + 1) == 0x20 else { return false }
    return isSmall(stop + 2) || start == first || isLineEnd(start - 1)
  }

  /// Whether a run is digits, a slash and digits.
  func isFraction(_ start: Int, _ stop: Int) -> Bool {
    var slashes = 0
    for position in start..<stop where byte(position) &- 0x30 >= 10 {
      guard byte(position) == UInt8(ascii: "/") else { return false }
      slashes += 1
    }
    return slashes == 1
  }

  /// What a run that starts with a digit is: a number, a date, or a word such as "5G".
  func numberKind(_ start: Int, _ stop: Int) -> TokenKind {
    var lengths = (0, 0, 0)
    var groups = 0
    var digits = 0
    var separator: UInt8 = 0
    var isDate = true
    for position in start..<stop {
      let byte = self.byte(position)
      if byte &- 0x30 < 10 {
        digits += 1
        continue
      }
      // A letter, or a lead or tail byte of one.
      if byte >= 0x80 || byte | 0x20 &- 0x61 < 26 { return .word }
      if separator != 0, byte != separator { isDate = false }
      separator = byte
      if groups == 0 { lengths.0 = digits } else { lengths.1 = digits }
      groups += 1
      digits = 0
    }
    lengths.2 = digits
    guard isDate, groups == 2 else { return .number }
    let isWritten =
      separator == UInt8(ascii: ".") || separator == UInt8(ascii: "-")
      || separator == UInt8(ascii: "/")
    let isDayFirst = lengths.0 <= 2 && (lengths.2 == 2 || lengths.2 == 4)
    let isYearFirst = lengths.0 == 4 && lengths.2 <= 2
    return isWritten && lengths.1 <= 2 && (isDayFirst || isYearFirst) ? .date : .number
  }
}

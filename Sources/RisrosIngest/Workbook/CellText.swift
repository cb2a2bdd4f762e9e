/// The text of cells.
enum CellText {
  /// Appends text with the characters that XML cannot hold, which workbooks write as `_x000D_`.
  ///
  /// `_x005F_` is the underscore that keeps such a group as it is.
  static func append(_ text: [UInt8], to target: inout [UInt8]) {
    if !text.contains(0x5F) {
      target.append(contentsOf: text)
      return
    }
    var at = 0
    var copied = 0
    while at + 7 <= text.count {
      guard text[at] == 0x5F, let unit = unit(text, at) else {
        at += 1
        continue
      }
      var scalar = UInt32(unit)
      var next = at + 7
      if unit & 0xFC00 == 0xD800, next + 7 <= text.count, let low = self.unit(text, next),
        low & 0xFC00 == 0xDC00
      {
        scalar = 0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(low & 0x3FF))
        next += 7
      }
      target.append(contentsOf: text[copied..<at])
      // Half of a pair, and NUL, which no comment holds, are no characters.
      let character = scalar == 0 ? nil : Unicode.Scalar(scalar)
      target.append(contentsOf: Unicode.UTF8.encode(character ?? "\u{FFFD}")!)
      at = next
      copied = next
    }
    target.append(contentsOf: text[copied...])
  }

  private static func unit(_ text: [UInt8], _ at: Int) -> UInt16? {
    if text[at] != 0x5F || text[at + 1] != 0x78 || text[at + 6] != 0x5F { return nil }
    var unit: UInt16 = 0
    for index in at + 2..<at + 6 {
      guard let digit = JSONParser.hexDigit(text[index]) else { return nil }
      unit = unit << 4 | digit
    }
    return unit
  }
}

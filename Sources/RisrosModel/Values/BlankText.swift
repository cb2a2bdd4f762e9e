/// What counts as no comment at all.
public enum BlankText {
  /// Whether bytes are white space only: ASCII blanks, controls and NO-BREAK SPACE.
  public static func isBlank(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    var at = range.lowerBound
    while at < range.upperBound {
      if bytes[at] == 0xC2 && at + 1 < range.upperBound && bytes[at + 1] == 0xA0 {
        at += 2
      } else if bytes[at] <= 0x20 {
        at += 1
      } else {
        return false
      }
    }
    return true
  }
}

/// The runs of letters in a token: `tv` and `en` of "tv-en", `mp` of "mp3", `hun` and `s` of "hun’s".
enum LetterRuns {
  /// Calls `body` with the range of each run in `bytes[range]`, which is case-folded.
  @inline(__always)
  static func forEach(_ bytes: [UInt8], _ range: Range<Int>, _ body: (Range<Int>) -> Void) {
    var start = range.lowerBound
    var at = start
    while at < range.upperBound {
      let length = letterLength(bytes, at)
      if length > 0 {
        at += length
        continue
      }
      if at > start { body(start..<at) }
      // Marks outside ASCII, ’ among them, are three bytes long.
      at += bytes[at] >= 0xE2 ? 3 : bytes[at] == 0xC2 ? 2 : 1
      start = min(at, range.upperBound)
    }
    if range.upperBound > start { body(start..<range.upperBound) }
  }

  /// Bytes of the letter at a place, or 0 where a digit or a mark stands.
  @inline(__always)
  private static func letterLength(_ bytes: [UInt8], _ at: Int) -> Int {
    let byte = bytes[at]
    if byte &- 0x61 < 26 { return 1 }
    // General punctuation starts with E2, the upper half of Latin-1's marks with C2.
    return byte >= 0x80 && byte != 0xE2 && byte != 0xC2 ? 1 : 0
  }
}

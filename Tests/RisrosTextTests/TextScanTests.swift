import RisrosTestSupport
import RisrosText
import Testing

@Suite struct TextScanTests {
  /// What differs between the scan in blocks and the plain loop; nil where nothing does.
  private func difference(_ text: [UInt8], _ range: Range<Int>) -> String? {
    var scan = TextScan()
    var folded: [UInt8] = []
    scan.scan(text, range, folded: &folded)
    let plain = TextScan.scanBytewise(text, range)
    for i in 0..<range.count {
      let bit = UInt64(1) << UInt64(i & 63)
      let place = range.lowerBound + i
      if folded[place] != plain.folded[i] { return "folded differs at byte \(i)" }
      if (scan.word[i >> 6] & bit != 0) != plain.word[i] { return "word differs at byte \(i)" }
      if (scan.space[i >> 6] & bit != 0) != plain.space[i] { return "space differs at byte \(i)" }
      if (scan.special[i >> 6] & bit != 0) != plain.special[i] {
        return "special differs at byte \(i)"
      }
    }
    // Nothing is set behind the range.
    let rest = UInt64(range.count & 63)
    let last = range.count >> 6
    let masks = [scan.word, scan.space, scan.special]
    if rest != 0, masks.contains(where: { $0[last] >> rest != 0 }) { return "bits behind the end" }
    let beyond = (range.count + 63) / 64
    if masks.contains(where: { $0[beyond] != 0 }) { return "bits in the block behind" }
    return nil
  }

  private func padded(_ text: String, before: Int = 64) -> ([UInt8], Range<Int>) {
    let bytes = Array(text.utf8)
    let all = [UInt8](repeating: 0, count: before) + bytes + [UInt8](repeating: 0, count: 64)
    return (all, before..<before + bytes.count)
  }

  @Test(arguments: [UInt64(1), 2, 3])
  func `a scan in blocks gives what a loop over bytes gives`(seed: UInt64) {
    var random = RandomText(seed: seed)
    let (text, range) = padded(random.text(scalars: 250_000))
    #expect(difference(text, range) == nil, "seed \(seed)")
  }

  @Test func `a scan is the same at every alignment and length`() {
    var random = RandomText(seed: 4)
    for alignment in 0..<64 {
      for scalars in [0, 1, 2, 5, 11, 13, 14, 16, 17, 31, 40, 55, 63, 64, 65, 100, 130] {
        let (text, range) = padded(random.text(scalars: scalars), before: 64 + alignment)
        #expect(difference(text, range) == nil, "\(scalars) scalars at \(alignment), seed 4")
      }
    }
  }

  @Test(arguments: ["é", "Å", "Ŵ", "Я", "\u{A0}", "\u{2009}", "…", "日", "👍", "\u{30A}", "ſ", "Ÿ"])
  func `a character may lie across two blocks`(character: String) {
    for place in 55..<66 {
      let (text, range) = padded(String(repeating: "a", count: place) + character + "b C")
      #expect(difference(text, range) == nil, "\(character) at \(place)")
    }
  }

  @Test func `every scalar is what its block of Unicode says, wherever it stands`() {
    var failures: [String] = []
    var text = ""
    for value in stride(from: UInt32(0), through: 0x10FFFF, by: 1) {
      // All of the scripts that are folded or told apart, samples of the rest.
      guard value < 0x3100 || value % 251 == 0, let scalar = Unicode.Scalar(value) else { continue }
      text.unicodeScalars.append(scalar)
      if text.utf8.count > 3000 {
        let (bytes, range) = padded(text)
        if let found = difference(bytes, range) {
          failures.append("\(found) before U+\(String(value, radix: 16))")
        }
        text = ""
      }
    }
    #expect(failures == [])
  }

  @Test(arguments: [
    ("PRISEN", "prisen"), ("ÆØÅ", "æøå"), ("ÉÜÖÄ", "éüöä"), ("ĀŁŽŠ", "āłžš"), ("×÷", "÷÷"),
    ("ßÿ", "ßÿ"), ("Ÿ", "Ÿ"), ("Ŀ", "Ŀ"), ("1A!", "1a!"), ("Я", "Я"),
  ])
  func `capitals of Latin letters are folded, length kept`(text: String, expected: String) {
    let (bytes, range) = padded(text)
    var scan = TextScan()
    var folded: [UInt8] = []
    scan.scan(bytes, range, folded: &folded)
    #expect(String(decoding: folded[range], as: UTF8.self) == expected)
  }

  @Test(arguments: [
    ("a1æ", "www"), ("a b", "w w"), ("\t\n\r\u{A0}", "    "), ("!-'", "..."), ("…", "."),
    ("👍", "."), ("a\u{30A}", "ww"), ("\u{2028}", " "), ("\u{3000}", " "), ("日本", "ww"),
    ("€£§", "..."), ("ªº", "ww"), ("\u{200D}\u{FE0F}", ".."), ("Жω", "ww"),
  ])
  func `each character is of a word, a blank or neither`(text: String, expected: String) {
    let (bytes, range) = padded(text)
    var scan = TextScan()
    var folded: [UInt8] = []
    scan.scan(bytes, range, folded: &folded)
    var kinds = ""
    var i = 0
    for scalar in text.unicodeScalars {
      let isWord = scan.word[0] >> UInt64(i) & 1 != 0
      let isSpace = scan.space[0] >> UInt64(i) & 1 != 0
      kinds += isWord ? "w" : isSpace ? " " : "."
      i += scalar.utf8.count
    }
    #expect(kinds == expected)
  }

  @Test func `what needs a closer look is digits, marks within words and line ends`() {
    let special = Set("\t\n\u{B}\u{C}\r'-./0123456789".utf8)
    for byte in UInt8(0)..<128 {
      let (bytes, range) = padded(String(UnicodeScalar(byte)))
      var scan = TextScan()
      var folded: [UInt8] = []
      scan.scan(bytes, range, folded: &folded)
      #expect(scan.special[0] == (special.contains(byte) ? 1 : 0), "\(byte)")
    }
  }

  @Test func `a scan can be reused for a shorter text`() {
    var scan = TextScan()
    var folded: [UInt8] = []
    let (long, longRange) = padded(String(repeating: "ord ", count: 100))
    scan.scan(long, longRange, folded: &folded)
    let (short, shortRange) = padded("ja")
    scan.scan(short, shortRange, folded: &folded)
    #expect(scan.word[0] == 0b11 && scan.word[1] == 0 && scan.space[0] == 0)
  }
}

import RisrosTestSupport
import RisrosText
import Testing

@Suite struct ByteSearchTests {
  private static let alphabet: [UInt8] = [
    0x61, 0x62, 0x3B, 0x0A, 0x0D, 0x22, 0x5C, 0x1F, 0xC3, 0xA6,
  ]

  @Test(arguments: 0..<60)
  func `wide searches find what a plain loop finds`(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let length = Int.random(in: 0...300, using: &random)
    // Mostly plain bytes, so that runs of all lengths come up.
    let bytes =
      (0..<length).map { _ in
        Int.random(in: 0..<40, using: &random) == 0
          ? ByteSearchTests.alphabet.randomElement(using: &random)! : 0x78
      } + [UInt8](repeating: 0x3B, count: ByteSearch.slack)
    for start in stride(from: 0, through: length, by: 7) {
      let range = start..<length
      #expect(
        ByteSearch.first(of: 0x3B, 0x0A, 0x0D, in: bytes, range)
          == ByteSearch.firstBytewise(of: 0x3B, 0x0A, 0x0D, in: bytes, range))
      #expect(
        ByteSearch.first(of: 0x0A, in: bytes, range)
          == ByteSearch.firstBytewise(of: 0x0A, 0x0A, 0x0A, in: bytes, range))
      #expect(
        ByteSearch.firstJSONSpecial(in: bytes, range)
          == ByteSearch.firstJSONSpecialBytewise(in: bytes, range))
      #expect(
        ByteSearch.count(of: 0x78, in: bytes, range)
          == ByteSearch.countBytewise(of: 0x78, in: bytes, range))
    }
  }

  @Test func `counts do not overflow in long runs`() {
    let bytes = [UInt8](repeating: 0x0A, count: 100_003)
    #expect(ByteSearch.count(of: 0x0A, in: bytes, 1..<100_003) == 100_002)
  }
}

@Suite struct UTF8CheckTests {
  /// Bytes and how many of them are valid.
  @Test(
    arguments: [
      ([0x61], 1), ([], 0), ([0xC3, 0xA6], 2), ([0xE2, 0x82, 0xAC], 3),
      ([0xF0, 0x9F, 0x98, 0x80], 4),
      ([0x61, 0x80], 1), ([0xC0, 0x80], 0), ([0xC1, 0xBF], 0), ([0xE0, 0x9F, 0xBF], 0),
      ([0xED, 0xA0, 0x80], 0), ([0xF0, 0x8F, 0xBF, 0xBF], 0), ([0xF4, 0x90, 0x80, 0x80], 0),
      ([0xF5, 0x80, 0x80, 0x80], 0), ([0x61, 0xC3], 1), ([0xE2, 0x82], 0), ([0xFF], 0),
      ([0xC3, 0xA6, 0xA6], 2), ([0xC3, 0xC3, 0xA6], 0),
    ] as [([UInt8], Int)])
  func `wrong sequences are found wherever they lie`(bytes: [UInt8], validLength: Int) {
    for before in 0...140 {
      for filler in [[0x61], [0xC3, 0xB8], [0xE2, 0x80, 0x93]] as [[UInt8]] {
        let prefix = [UInt8](repeating: 0x62, count: before) + filler
        for suffix in [0, 1, 70] {
          let all = prefix + bytes + [UInt8](repeating: 0x63, count: suffix)
          let expected =
            validLength == bytes.count ? all.count : prefix.count + validLength
          #expect(UTF8Check.validEnd(all, 0..<all.count) == expected)
          #expect(UTF8Check.validEndBytewise(all, 0..<all.count) == expected)
        }
      }
    }
  }

  @Test(arguments: 0..<200)
  func `wide steps agree with a plain loop`(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let characters: [[UInt8]] = ["a", "ø", "–", "😀", "ß", "e"].map { Array($0.utf8) }
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 0..<200, using: &random) {
      bytes += characters.randomElement(using: &random)!
    }
    for _ in 0..<Int.random(in: 0...2, using: &random) where !bytes.isEmpty {
      bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
        in: 0...255, using: &random)
    }
    for start in 0...min(3, bytes.count) {
      for cut in 0...min(3, bytes.count - start) {
        let range = start..<bytes.count - cut
        #expect(UTF8Check.validEnd(bytes, range) == UTF8Check.validEndBytewise(bytes, range))
      }
    }
  }
}

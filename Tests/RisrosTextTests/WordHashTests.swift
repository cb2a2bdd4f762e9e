import RisrosTestSupport
import RisrosText
import Testing

@Suite struct WordHashTests {
  @Test func `bytes around a word do not change its hash`() {
    var generator = SeededGenerator(seed: 5)
    for count in 0...80 {
      let word = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let hash = WordHash.hash(of: word)
      for _ in 0..<8 {
        let before = Int.random(in: 0...17, using: &generator)
        let around = (0..<before + count + 16).map { _ in
          UInt8.random(in: 0...255, using: &generator)
        }
        var text = around
        text.replaceSubrange(before..<before + count, with: word)
        let range = before..<before + count
        #expect(WordHash.hash(text, range) == hash, "\(count) bytes")
        #expect(WordHash.hashBytewise(text, range) == hash, "\(count) bytes")
      }
    }
  }

  @Test func `every byte and the length count`() {
    for count in 1...70 {
      let word = [UInt8](repeating: 0x61, count: count)
      let hash = WordHash.hash(of: word)
      for place in 0..<count {
        var other = word
        other[place] ^= 1
        #expect(WordHash.hash(of: other) != hash, "byte \(place) of \(count)")
      }
      #expect(WordHash.hash(of: word + [0]) != hash)
      #expect(
        WordHash.hash(of: [UInt8](repeating: 0, count: count)) != WordHash.hash(of: [UInt8]()))
    }
  }

  @Test func `a million forms do not collide`() {
    var seen = Set<UInt64>()
    for number in 0..<1_000_000 {
      var value = number
      var word: [UInt8] = []
      repeat {
        word.append(UInt8(0x61 + value % 26))
        value /= 26
      } while value > 0
      // Some short, some long, as inflected words are.
      if number % 3 == 0 { word += Array("kundeservicen".utf8) }
      seen.insert(WordHash.hash(of: word))
    }
    #expect(seen.count == 1_000_000)
  }

  @Test(arguments: [
    ("", 14_544_503_408_999_129_173 as UInt64), ("a", 13_706_718_984_738_990_308),
    ("prisen", 9_823_056_680_839_113_517), ("å", 7_706_800_223_025_404_889),
    ("kundeservice", 13_474_380_099_087_685_508),
    ("kundeserviceoplevelsen", 15_524_859_059_627_585_564),
  ])
  func `a hash is the same on every machine`(word: String, expected: UInt64) {
    #expect(WordHash.hash(of: word) == expected)
  }
}

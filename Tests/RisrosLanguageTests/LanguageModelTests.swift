import RisrosLexicon
import RisrosModel
import RisrosPipeline
import RisrosTestSupport
import RisrosText
import Testing

@testable import RisrosLanguage

@Suite struct LanguageModelTests {
  private static let letters = String(repeating: "UUUUUUU\n", count: LetterGrams.rowCount)
  private static let files = [
    "languages/words.tsv": "# a header\nikke\t00Nzzzz\nikkje\tkk0zzzz\n",
    "languages/letters.tsv": letters,
    "languages/detector.tsv": "scale\t1\t200\nprior\tsv\t6\n",
  ]

  private func load(_ changes: [String: String] = [:]) throws -> LanguageModel {
    let lexicon = try TestLexicon(LanguageModelTests.files.merging(changes) { $1 })
    return try LanguageModel.load(from: lexicon.folder)
  }

  @Test func `words are found by their hash`() throws {
    let model = try load()
    #expect(
      WordLosses(rawValue: model.find(WordHash.hash(of: "ikkje"))).text == Array("kk0zzzz".utf8))
    #expect(
      WordLosses(rawValue: model.find(WordHash.hash(of: "ikke"))).text == Array("00Nzzzz".utf8))
    #expect(model.find(WordHash.hash(of: "inte")) == LanguageModel.missing)
    #expect(model.calibration.scales[0] == 200)
    #expect(model.calibration.priors == [0, 0, 0, 6, 0, 0, 0])
  }

  @Test(arguments: [
    (
      "languages/words.tsv", "ikke\n",
      "languages/words.tsv:1: error: a word has no losses"
    ),
    (
      "languages/words.tsv", "ikke\t00N\nikkje\tkk0zzzz\n",
      "languages/words.tsv:1: error: losses are seven digits 0-9A-Za-z"
    ),
    (
      "languages/words.tsv", "ikke\t00Nzzzz\nog\t00N.zzz\n",
      "languages/words.tsv:2: error: losses are seven digits 0-9A-Za-z"
    ),
    (
      "languages/letters.tsv", "UUUUUUU\n",
      "languages/letters.tsv:1: error: 1 rows are too few"
    ),
    (
      "languages/letters.tsv", "UUU\nUUUUUUU\n",
      "languages/letters.tsv:1: error: not one of 32768 rows of seven digits"
    ),
    (
      "languages/detector.tsv", "scale\t1\t200\nprior\tno\t6\n",
      "languages/detector.tsv:2: error: neither a scale nor a prior"
    ),
  ])
  func `files that cannot be read are complained of`(
    name: String, content: String, complaint: String
  ) throws {
    let error = #expect(throws: Diagnostic.self) { _ = try load([name: content]) }
    #expect(error.map { $0.description.contains(complaint) } == true, "\(error?.description ?? "")")
  }

  @Test func `a missing file is named`() throws {
    let lexicon = try TestLexicon([:])
    let error = #expect(throws: Diagnostic.self) {
      _ = try LanguageModel.load(from: lexicon.folder)
    }
    #expect(error?.location?.file.hasSuffix("languages/words.tsv") == true)
  }

  @Test func `an image holds the whole model`() throws {
    let model = try load()
    let copy = try #require(
      LanguageModelImage.decode(FixedMemory(LanguageModelImage.encode(model))))
    #expect(copy.slots.elementsEqual(model.slots))
    #expect(copy.commonSlots.elementsEqual(model.commonSlots))
    #expect(Set(copy.commonSlots) == Set(copy.slots))
    #expect(copy.letterRows.elementsEqual(model.letterRows))
    #expect(copy.calibration == model.calibration)
  }

  @Test func `bytes that are no image of this program are passed over`() throws {
    let image = LanguageModelImage.encode(try load())
    #expect(LanguageModelImage.decode(FixedMemory([UInt8]())) == nil)
    #expect(LanguageModelImage.decode(FixedMemory(Array(image.dropLast()))) == nil)
    #expect(LanguageModelImage.decode(FixedMemory(image + [0])) == nil)
    for place in [0, 8, 16, 24, 33] {
      var damaged = image
      damaged[place] ^= 0x81
      #expect(LanguageModelImage.decode(FixedMemory(damaged)) == nil, "byte \(place)")
    }
  }

  @Test func `losses are packed and written as digits`() {
    let losses = WordLosses([0, 9, 10, 35, 36, 61, 99])
    #expect(String(decoding: losses.text, as: UTF8.self) == "09AZazz")
    #expect((0..<7).map { losses[$0] } == [0, 9, 10, 35, 36, 61, 61])
  }

  @Test func `a sum never runs over`() {
    let most = WordLosses([61, 61, 61, 61, 61, 61, 61]).rawValue
    var sum = LossSum()
    for _ in 0..<LossSum.room { sum.add(most) }
    for _ in 0..<100_000 {
      sum.makeRoom()
      sum.add(most)
    }
    let total = sum.total()
    #expect((0..<7).allSatisfy { total[$0] == Int32(61 * (LossSum.room + 100_000)) })
    #expect(sum.words == LossSum.room + 100_000)
  }

  @Test func `a word is its groups of two to four letters`() {
    var rows: [Int] = []
    LetterGrams.forEachRow(Array("på".utf8).span, 0..<3) { rows.append($0) }
    let keys: [UInt64] = [0x2070, 0x70E5, 0x2070E5, 0xE520, 0x70E520, 0x2070_E520]
    #expect(rows == keys.map { Int(($0 &* 0x9E37_79B9_7F4A_7C15) >> 49) })
  }

  @Test(arguments: [
    ("tv-en", ["tv", "en"]), ("mp3", ["mp"]), ("hun’s", ["hun", "s"]), ("på", ["på"]),
    ("3", []), ("æøå", ["æøå"]), ("24/7-åpent", ["åpent"]),
  ])
  func `a token is its runs of letters`(token: String, runs: [String]) {
    let bytes = Array(token.utf8)
    var found: [String] = []
    LetterRuns.forEach(bytes, 0..<bytes.count) {
      found.append(String(decoding: bytes[$0], as: UTF8.self))
    }
    #expect(found == runs)
  }

  @Test func `probabilities follow the scale`() {
    var calibration = LanguageCalibration()
    var losses = SIMD8<Int32>(repeating: 400)
    losses[1] = 0
    losses[2] = 8
    func share() -> Int {
      LanguageShares(calibration).shares(losses, Standing(losses), words: 1).best
    }
    // e to the minus one against one.
    #expect(share() == 7311)
    calibration.scales[0] = 128
    #expect(share() == 6225)
    losses[2] = 400
    #expect(share() == 10_000)
  }

  @Test func `languages of six in a hundred and more are plausible`() {
    let shares = LanguageShares(LanguageCalibration())
    var losses = SIMD8<Int32>(repeating: 400)
    losses[0] = 100
    // e^-2 of it is 12 in a hundred, e^-3 is 5.
    losses[2] = 116
    losses[4] = 124
    let plausible = shares.shares(losses, Standing(losses), words: 1).plausible
    #expect(plausible.languages == [.da, .nn])
  }

  @Test func `the first of equal sums stands best`() {
    let standing = Standing([9, 7, 7, 30, 7, 12, 8, 0])
    #expect(standing.best == 1 && standing.least == 7 && standing.gap == 0)
    #expect(Standing([9, 2, 7, 30, 7, 12, 8, 0]).gap == 5)
  }

  @Test(arguments: [(0, 0), (1, 0), (2, 1), (3, 2), (4, 2), (5, 3), (16, 4), (33, 6), (9999, 6)])
  func `scales go by the number of words`(words: Int, bucket: Int) {
    #expect(LanguageCalibration.bucket(words: words) == bucket)
  }
}

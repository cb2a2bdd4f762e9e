internal import RisrosModel
internal import RisrosText

/// What tells the languages apart: frequent words with their losses, letter groups for all others,
/// and how far the sums are to be trusted.
///
/// Made by `LanguageModelTrainer` and kept in `Lexicons/languages/`: `words.tsv`, `letters.tsv`,
/// `detector.tsv`. Losses are integers, so that a text gets the same answer on every machine.
public struct LanguageModel: Sendable {
  /// Open table of words: 22 bits of the word's hash above 42 bits of `WordLosses`; 0 is free.
  ///
  /// The tag and the place of a slot hold some 40 bits of a hash: a word that is not in the table
  /// is taken for one that is once in two million times, with no worse effect than one odd vote.
  private(set) var slots: [UInt64]
  /// The words that came first and found their place free, in a table small enough for the processor
  /// to keep at hand: 128 KB, four words of five in running text.
  private(set) var commonSlots: [UInt64]
  /// A weight from 0 to 61 a language in the bytes of a row, the first language lowest; an eighth
  /// of a nat a point, more is likelier, and only differences within a row count.
  private(set) var letterRows: [UInt64]
  private(set) var calibration: LanguageCalibration

  static let missing: UInt64 = 0
  static let commonCount = 1 << 14

  init(capacity: Int) {
    var size = 64
    while size * 3 < capacity * 4 { size *= 2 }
    slots = [UInt64](repeating: 0, count: size)
    commonSlots = [UInt64](repeating: 0, count: LanguageModel.commonCount)
    letterRows = [UInt64](repeating: 0, count: LetterGrams.rowCount)
    calibration = LanguageCalibration()
  }

  init(
    slots: [UInt64], commonSlots: [UInt64], letterRows: [UInt64], calibration: LanguageCalibration
  ) {
    precondition(commonSlots.count == LanguageModel.commonCount)
    self.slots = slots
    self.commonSlots = commonSlots
    self.letterRows = letterRows
    self.calibration = calibration
  }

  init(
    words: [(word: [UInt8], losses: WordLosses)], letterRows: [UInt64],
    calibration: LanguageCalibration
  ) {
    self.init(capacity: words.count)
    precondition(letterRows.count == LetterGrams.rowCount)
    for (word, losses) in words { insert(WordHash.hash(of: word), losses) }
    self.letterRows = letterRows
    self.calibration = calibration
  }

  // MARK: Look-up

  /// A tag is never 0, so that a slot with no losses at all is still taken.
  @inline(__always)
  private static func tag(_ hash: UInt64) -> UInt64 { (hash >> 42 | 1) << 42 }

  /// 0 where a slot holds the word of that hash.
  @inline(__always)
  static func difference(_ slot: UInt64, _ hash: UInt64) -> UInt64 { (slot ^ tag(hash)) >> 42 }

  /// The losses of a word by its `WordHash`, with its tag above them, or `missing`.
  func find(_ hash: UInt64) -> UInt64 { LanguageModel.find(hash, in: slots.span) }

  /// The same with the slots at hand, for loops.
  @inline(__always)
  static func find(_ hash: UInt64, in slots: Span<UInt64>) -> UInt64 {
    let mask = slots.count &- 1
    var index = Int(truncatingIfNeeded: hash) & mask
    while true {
      let slot = slots[index]
      if slot == missing || difference(slot, hash) == 0 { return slot }
      index = (index &+ 1) & mask
    }
  }

  mutating func insert(_ hash: UInt64, _ losses: WordLosses) {
    let mask = slots.count - 1
    var index = Int(truncatingIfNeeded: hash) & mask
    while slots[index] != 0, LanguageModel.difference(slots[index], hash) != 0 {
      index = (index + 1) & mask
    }
    let slot = LanguageModel.tag(hash) | losses.rawValue
    slots[index] = slot
    let place = Int(truncatingIfNeeded: hash) & (LanguageModel.commonCount - 1)
    if commonSlots[place] == LanguageModel.missing { commonSlots[place] = slot }
  }

  mutating func setLetterRow(_ row: Int, _ weights: UInt64) { letterRows[row] = weights }
  mutating func setScale(_ bucket: Int, _ scale: Int) { calibration.scales[bucket] = scale }
  mutating func setPrior(_ language: Language, _ points: Int) {
    calibration.priors[Int(language.rawValue) - 1] = points
  }

  /// The losses of a word that the table lacks, by its letters; nil where a letter stands three
  /// times in a row, which no word has.
  func lossesByLetters(_ bytes: [UInt8], _ range: Range<Int>) -> UInt64? {
    // Four 16-bit lanes each for even and odd languages; 190 rows of 61 points stay below 2^16.
    var even: UInt64 = 0
    var odd: UInt64 = 0
    let rows = letterRows.span
    let isPlain = LetterGrams.forEachRow(bytes.span, range) { row in
      let weights = rows[row]
      even &+= weights & 0x00FF_00FF_00FF_00FF
      odd &+= weights >> 8 & 0x00FF_00FF_00FF_00FF
    }
    if !isPlain { return nil }
    let sums: (Int, Int, Int, Int, Int, Int, Int) = (
      Int(even & 0xFFFF), Int(odd & 0xFFFF), Int(even >> 16 & 0xFFFF), Int(odd >> 16 & 0xFFFF),
      Int(even >> 32 & 0xFFFF), Int(odd >> 32 & 0xFFFF), Int(even >> 48)
    )
    let best = max(
      max(max(sums.0, sums.1), max(sums.2, sums.3)), max(max(sums.4, sums.5), sums.6))
    func loss(_ sum: Int, _ place: Int) -> UInt64 {
      UInt64(min(best - sum, WordLosses.maximum)) << UInt64(6 * place)
    }
    return loss(sums.0, 0) | loss(sums.1, 1) | loss(sums.2, 2) | loss(sums.3, 3)
      | loss(sums.4, 4) | loss(sums.5, 5) | loss(sums.6, 6)
  }
}

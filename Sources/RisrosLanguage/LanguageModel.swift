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
  let slots: FlatTable<UInt64>
  /// The words that came first and found their place free, in a table small enough for the processor
  /// to keep at hand: 128 KB, four words of five in running text.
  let commonSlots: FlatTable<UInt64>
  /// A weight from 0 to 61 a language in the bytes of a row, the first language lowest; an eighth
  /// of a nat a point, more is likelier, and only differences within a row count.
  let letterRows: FlatTable<UInt64>
  let calibration: LanguageCalibration

  static let missing: UInt64 = 0
  static let commonCount = 1 << 14

  init(
    slots: FlatTable<UInt64>, commonSlots: FlatTable<UInt64>, letterRows: FlatTable<UInt64>,
    calibration: LanguageCalibration
  ) {
    precondition(commonSlots.count == LanguageModel.commonCount)
    precondition(letterRows.count == LetterGrams.rowCount)
    self.slots = slots
    self.commonSlots = commonSlots
    self.letterRows = letterRows
    self.calibration = calibration
  }

  // MARK: Look-up

  /// A tag is never 0, so that a slot with no losses at all is still taken.
  @inline(__always)
  static func tag(_ hash: UInt64) -> UInt64 { (hash >> 42 | 1) << 42 }

  /// 0 where a slot holds the word of that hash.
  @inline(__always)
  static func difference(_ slot: UInt64, _ hash: UInt64) -> UInt64 { (slot ^ tag(hash)) >> 42 }

  /// The losses of a word by its `WordHash`, with its tag above them, or `missing`.
  @inline(__always)
  func find(_ hash: UInt64) -> UInt64 {
    let mask = slots.count &- 1
    var index = Int(truncatingIfNeeded: hash) & mask
    while true {
      let slot = slots[index]
      if slot == LanguageModel.missing || LanguageModel.difference(slot, hash) == 0 { return slot }
      index = (index &+ 1) & mask
    }
  }

  /// The losses of a word that the table lacks, by its letters; nil where a letter stands three
  /// times in a row, which no word has.
  func lossesByLetters(_ bytes: [UInt8], _ range: Range<Int>) -> UInt64? {
    // Four 16-bit lanes each for even and odd languages; 190 rows of 61 points stay below 2^16.
    var even: UInt64 = 0
    var odd: UInt64 = 0
    let rows = letterRows
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

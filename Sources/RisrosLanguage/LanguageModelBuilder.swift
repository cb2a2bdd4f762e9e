internal import RisrosModel
internal import RisrosText

/// Gathers the words and letter groups of a `LanguageModel`.
struct LanguageModelBuilder {
  private var slots: [UInt64]
  private var commonSlots: [UInt64]
  private var letterRows: [UInt64]
  var calibration = LanguageCalibration()
  private var count = 0

  /// - Parameter capacity: how many words there will be, about.
  init(capacity: Int) {
    var size = 64
    while size * 3 < capacity * 4 { size *= 2 }
    slots = [UInt64](repeating: LanguageModel.missing, count: size)
    commonSlots = [UInt64](repeating: LanguageModel.missing, count: LanguageModel.commonCount)
    letterRows = [UInt64](repeating: 0, count: LetterGrams.rowCount)
  }

  /// Adds a word, the commonest first.
  ///
  /// - Returns: false where no more words have room.
  mutating func insert(_ hash: UInt64, _ losses: WordLosses) -> Bool {
    count += 1
    guard count * 10 < slots.count * 9 else { return false }
    let mask = slots.count - 1
    var index = Int(truncatingIfNeeded: hash) & mask
    while slots[index] != LanguageModel.missing, LanguageModel.difference(slots[index], hash) != 0 {
      index = (index + 1) & mask
    }
    let slot = LanguageModel.tag(hash) | losses.rawValue
    slots[index] = slot
    let place = Int(truncatingIfNeeded: hash) & (LanguageModel.commonCount - 1)
    if commonSlots[place] == LanguageModel.missing { commonSlots[place] = slot }
    return true
  }

  mutating func setLetterRow(_ row: Int, _ weights: UInt64) { letterRows[row] = weights }

  consuming func build() -> LanguageModel {
    LanguageModel(
      slots: FlatTable(slots), commonSlots: FlatTable(commonSlots),
      letterRows: FlatTable(letterRows), calibration: calibration)
  }
}

extension LanguageModel {
  /// A model of words, the commonest first, and letter groups.
  init(
    words: [(word: [UInt8], losses: WordLosses)], letterRows: [UInt64],
    calibration: LanguageCalibration
  ) {
    precondition(letterRows.count == LetterGrams.rowCount)
    var builder = LanguageModelBuilder(capacity: words.count)
    for (word, losses) in words {
      let hasRoom = builder.insert(WordHash.hash(of: word), losses)
      precondition(hasRoom, "there is room for as many words as were announced")
    }
    for (row, weights) in letterRows.enumerated() { builder.setLetterRow(row, weights) }
    builder.calibration = calibration
    self = builder.build()
  }
}

internal import RisrosText

/// A language model in the form in which look-up uses it, so that a start need not read the words.
///
/// Made from the text files when the package is built; the text files stay the source of truth. An
/// image of another version, or a machine of another byte order, is not an error: the text is read
/// instead. Words of 64 bits, lowest byte first:
///
///     magic, version, number of slots, number of letter rows, 7 scales, 7 priors,
///     slots, common slots, letter rows
public enum LanguageModelImage {
  /// The image's file in a folder of lexicons.
  public static let fileName = "languages.image"

  /// "risroslm", and a version that changes with every layout.
  private static let magic: UInt64 = 0x6D6C_736F_7273_6972
  private static let version: UInt64 = 1

  /// The image of a model.
  public static func encode(_ model: LanguageModel) -> [UInt8] {
    var numbers: [UInt64] = [
      magic, version, UInt64(model.slots.count), UInt64(model.letterRows.count),
    ]
    numbers += (model.calibration.scales + model.calibration.priors).map(UInt64.init)
    numbers += model.slots
    numbers += model.commonSlots
    numbers += model.letterRows
    var bytes: [UInt8] = []
    bytes.reserveCapacity(8 * numbers.count)
    for number in numbers {
      for shift in stride(from: UInt64(0), to: 64, by: 8) {
        bytes.append(UInt8(truncatingIfNeeded: number >> shift))
      }
    }
    return bytes
  }

  /// The model of an image, or nil where it does not fit this program.
  ///
  /// Its tables stay in the memory they are read from.
  static func decode(_ image: FixedMemory) -> LanguageModel? {
    let head = 4 + LanguageCalibration.bucketCount + WordLosses.count
    guard let header = FlatTable<UInt64>(image, at: 0, count: head) else { return nil }
    let limit = UInt64(image.count / 8)
    guard header[0] == magic, header[1] == version, header[2] < limit, header[2] > 0,
      header[2] & (header[2] - 1) == 0, header[3] == UInt64(LetterGrams.rowCount),
      UInt64(image.count) == 8 * (UInt64(head + LanguageModel.commonCount) + header[2] + header[3]),
      header[4...].allSatisfy({ $0 <= 1024 })
    else { return nil }
    let common = head + Int(header[2])
    let letters = common + LanguageModel.commonCount
    guard let slots = FlatTable<UInt64>(image, at: 8 * head, count: Int(header[2])),
      let commonSlots = FlatTable<UInt64>(
        image, at: 8 * common, count: LanguageModel.commonCount),
      let letterRows = FlatTable<UInt64>(image, at: 8 * letters, count: Int(header[3])),
      // Look-up ends at a free slot.
      slots.contains(LanguageModel.missing)
    else { return nil }
    var calibration = LanguageCalibration()
    calibration.scales = header[4..<4 + LanguageCalibration.bucketCount].map { Int($0) }
    calibration.priors = header[(4 + LanguageCalibration.bucketCount)...].map { Int($0) }
    return LanguageModel(
      slots: slots, commonSlots: commonSlots, letterRows: letterRows, calibration: calibration)
  }
}

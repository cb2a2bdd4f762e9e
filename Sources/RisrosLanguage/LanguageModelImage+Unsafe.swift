// Numbers out of bytes by a block copy: reading them one by one takes ten times as long. Invariant:
// the number of bytes copied is the size of the array made for them.

/// A language model in the form in which look-up uses it, so that a start need not read the words.
///
/// Made from the text files when the package is built; the text files stay the source of truth. An
/// image of another version or machine is not an error: the text is read instead. Words of 64 bits
/// in the byte order of the machine:
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
    return unsafe numbers.withUnsafeBytes { unsafe Array($0) }
  }

  /// The model of an image, or nil where it does not fit this program.
  static func decode(_ bytes: [UInt8]) -> LanguageModel? {
    let head = 4 + LanguageCalibration.bucketCount + WordLosses.count
    guard bytes.count >= 8 * head else { return nil }
    let header = numbers(bytes, 0..<head)
    let limit = UInt64(bytes.count / 8)
    guard header[0] == magic, header[1] == version, header[2] < limit, header[2] > 0,
      header[2] & (header[2] - 1) == 0, header[3] == UInt64(LetterGrams.rowCount),
      UInt64(bytes.count) == 8 * (UInt64(head + LanguageModel.commonCount) + header[2] + header[3]),
      header[4...].allSatisfy({ $0 <= 1024 })
    else { return nil }
    let common = head + Int(header[2])
    let letters = common + LanguageModel.commonCount
    var calibration = LanguageCalibration()
    calibration.scales = header[4..<4 + LanguageCalibration.bucketCount].map { Int($0) }
    calibration.priors = header[(4 + LanguageCalibration.bucketCount)...].map { Int($0) }
    let model = LanguageModel(
      slots: numbers(bytes, head..<common), commonSlots: numbers(bytes, common..<letters),
      letterRows: numbers(bytes, letters..<letters + Int(header[3])), calibration: calibration)
    // Look-up ends at a free slot.
    return model.slots.contains(LanguageModel.missing) ? model : nil
  }

  private static func numbers(_ bytes: [UInt8], _ range: Range<Int>) -> [UInt64] {
    precondition(range.upperBound * 8 <= bytes.count)
    return unsafe [UInt64](unsafeUninitializedCapacity: range.count) { buffer, count in
      unsafe bytes.withUnsafeBytes { source in
        unsafe UnsafeMutableRawBufferPointer(buffer).copyMemory(
          from: UnsafeRawBufferPointer(
            rebasing: source[range.lowerBound * 8..<range.upperBound * 8])
        )
      }
      count = range.count
    }
  }
}

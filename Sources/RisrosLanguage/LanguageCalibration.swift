internal import RisrosModel

/// How a comment's sums become probabilities.
///
/// The losses of words add up as if words were independent, which they are not: the more words, the
/// more the sum exaggerates. So it is scaled by a factor that depends on the number of words, found
/// by the trainer on text it had put aside.
struct LanguageCalibration: Sendable, Equatable {
  /// The scale in 1/256, by number of words: 1, 2, 3–4, 5–8, 9–16, 17–32, 33 and more.
  var scales: [Int]
  /// Points that a language starts with, in the order of `WordLosses.languages`.
  var priors: [Int]

  static let bucketCount = 7

  init() {
    scales = [Int](repeating: 256, count: LanguageCalibration.bucketCount)
    priors = [Int](repeating: 0, count: WordLosses.count)
  }

  static func bucket(words: Int) -> Int {
    min(Int.bitWidth - (max(words, 1) - 1).leadingZeroBitCount, bucketCount - 1)
  }

  /// e^(−i/32) in 1/2^24, up to where it is nought.
  private static let exponentials: [Int] = {
    // Repeated multiplication keeps to integers: 16261035 / 2^24 is e^(−1/32).
    var values: [Int] = []
    var value = 1 << 38
    while value >> 14 > 0 {
      values.append(value >> 14)
      value = (value * 16_261_035) >> 24
    }
    return values + [0]
  }()

  /// How likely a language is against one that has so many points less, in 1/2^24.
  static func weight(points: Int, scale: Int) -> UInt32 {
    // 8 points and 32 steps a nat.
    let step = (points * 4 * scale) >> 8
    return UInt32(exponentials[min(step, exponentials.count - 1)])
  }
}

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

  /// Probabilities in ten-thousandths, in the order of `WordLosses.languages`.
  ///
  /// - Parameter losses: sums over `words` words, priors included; the eighth lane above them all.
  func probabilities(_ losses: SIMD8<Int32>, words: Int) -> SIMD8<Int32> {
    let scale = Int32(truncatingIfNeeded: scales[LanguageCalibration.bucket(words: words)])
    let table = LanguageCalibration.exponentials.span
    let last = Int32(truncatingIfNeeded: table.count - 1)
    // Beyond 2^16 points the weight is nought whatever the scale, which is below 2^11.
    var over = losses &- losses.min()
    over.replace(with: 1 << 16, where: over .> 1 << 16)
    // 8 points and 32 steps a nat.
    let steps = (over &* (4 &* scale)) &>> 8
    // Where all others together round to nought, as beyond e^-12, there is nothing to work out.
    let near = SIMD8<Int32>(repeating: 0).replacing(with: 1, where: steps .< 12 * 32)
    if near.wrappedSum() == 1 { return near &* 10_000 }
    var weights = SIMD8<Int32>(repeating: 0)
    var sum = 0
    for place in 0..<WordLosses.count {
      let weight = table[Int(min(steps[place], last))]
      weights[place] = Int32(truncatingIfNeeded: weight)
      sum &+= weight
    }
    // One division for all. The best weight is 2^24, so that the quotient stays below 2^30.
    let unit = (10_000 << 40) / sum
    var result = SIMD8<Int32>(repeating: 0)
    for place in 0..<WordLosses.count {
      result[place] = Int32(truncatingIfNeeded: (Int(weights[place]) &* unit &+ 1 << 39) >> 40)
    }
    return result
  }
}

internal import RisrosModel

/// Probabilities of languages, by tables made of a `LanguageCalibration`.
struct LanguageShares: Sendable {
  /// e^(−points · scale) in 1/2^24: a row for each of the calibration's numbers of words, an entry
  /// for each number of points.
  private let weights: [UInt32]
  /// From so many points on a language has no share.
  private static let rowSize = 512
  /// A language is plausible from a share of six in a hundred on: three in fifty.
  private static let plausible: (numerator: UInt64, denominator: UInt64) = (3, 50)

  init(_ calibration: LanguageCalibration) {
    var weights: [UInt32] = []
    for scale in calibration.scales {
      weights += (0..<LanguageShares.rowSize - 1).map {
        LanguageCalibration.weight(points: $0, scale: scale)
      }
      weights.append(0)
    }
    self.weights = weights
  }

  /// The share of the best language, in ten-thousandths, and the languages that are plausible.
  ///
  /// - Parameter losses: sums over `words` words, priors included.
  @inline(__always)
  func shares(
    _ losses: SIMD8<Int32>, _ standing: Standing, words: Int
  ) -> (best: Int, plausible: LanguageSet) {
    let row = LanguageCalibration.bucket(words: words) &* LanguageShares.rowSize
    func weight(_ place: Int) -> UInt64 {
      let points = min(Int(losses[place]) &- standing.least, LanguageShares.rowSize &- 1)
      return UInt64(weights[row &+ points])
    }
    var sum: UInt64 = 0
    for place in 0..<WordLosses.count { sum &+= weight(place) }
    let least = sum &* LanguageShares.plausible.numerator / LanguageShares.plausible.denominator
    var plausible: UInt8 = 0
    for place in 0..<WordLosses.count {
      // The sets' lowest bit is for text that does not tell.
      plausible |= (weight(place) > least ? 1 : 0) &<< UInt8(truncatingIfNeeded: place &+ 1)
    }
    let best = (weight(standing.best) &* 10_000 &+ sum / 2) / sum
    return (Int(truncatingIfNeeded: best), LanguageSet(rawValue: plausible))
  }
}

internal import RisrosModel

/// Fits the scales of `LanguageCalibration` to lines that training did not see.
struct Calibrator {
  private let model: LanguageModel
  private let pool: WordPool
  private let texts: [TrainingText]

  init(model: LanguageModel, pool: WordPool, texts: [TrainingText]) {
    self.model = model
    self.pool = pool
    self.texts = texts
  }

  /// The scales under which the lines put aside are likeliest, bucket by bucket.
  func fit() -> LanguageCalibration {
    var samples = [[(losses: SIMD8<Int32>, language: Int)]](
      repeating: [], count: LanguageCalibration.bucketCount)
    for language in 0..<WordLosses.count {
      let text = texts[language]
      for line in stride(from: 0, to: text.lineCount, by: LanguageModelTrainer.heldOut) {
        let range = text.range(of: line)
        for length in [1, 2, 4, 7, 14, 28, 60] {
          guard length <= range.count || length <= 2 * range.count && length > 2 else { break }
          let part = range.prefix(length)
          var sum = LossSum()
          for at in part { sum.add(losses(of: Int(text.words[at]))) }
          samples[LanguageCalibration.bucket(words: part.count)].append((sum.total(), language))
        }
      }
    }
    var calibration = LanguageCalibration()
    for bucket in samples.indices where samples[bucket].count >= 100 {
      var best = (scale: 256, cost: Double.infinity)
      for scale in stride(from: 24, through: 320, by: 8) {
        var cost = 0.0
        for (losses, language) in samples[bucket] {
          cost += TrainingCost.cost(losses, language, scale: scale)
        }
        if cost < best.cost { best = (scale, cost) }
      }
      // Long text is nearly always right, which says little of how far to trust it: never more than
      // shorter text.
      calibration.scales[bucket] =
        bucket == 0 ? best.scale : min(best.scale, calibration.scales[bucket - 1])
    }
    return calibration
  }

  private func losses(of word: Int) -> UInt64 {
    let found = model.find(pool.hashes[word])
    return found != LanguageModel.missing
      ? found : model.lossesByLetters(pool.bytes, pool.range(of: word)) ?? 0
  }
}

private enum TrainingCost {
  /// The negative logarithm of the probability given to the right language.
  static func cost(_ losses: SIMD8<Int32>, _ language: Int, scale: Int) -> Double {
    var best = losses[0]
    for place in 1..<WordLosses.count { best = min(best, losses[place]) }
    let unit = Double(scale) / 256 / Double(WordLosses.pointsPerNat)
    var sum = 0.0
    for place in 0..<WordLosses.count {
      sum += PlainMath.exp(-Double(losses[place] - best) * unit)
    }
    return Double(losses[language] - best) * unit + PlainMath.ln(sum)
  }
}

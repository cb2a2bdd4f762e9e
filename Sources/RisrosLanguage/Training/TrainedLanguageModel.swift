internal import RisrosModel

/// What training made: the model, ready to be used or written to files.
public struct TrainedLanguageModel: Sendable {
  /// The most common first.
  let words: [(word: [UInt8], losses: WordLosses)]
  let letterRows: [UInt64]
  let calibration: LanguageCalibration

  public var model: LanguageModel {
    LanguageModel(words: words, letterRows: letterRows, calibration: calibration)
  }

  /// The files of `Lexicons/languages/` with their names.
  ///
  /// - Parameters:
  ///   - sources: lines for the headers that say where text and counts come from.
  ///   - licence: the licence under which the files may be passed on, for the headers.
  public func files(
    sources: [String], licence: String? = nil
  ) -> [(name: String, bytes: [UInt8])] {
    let origin = sources.map { "Source: " + $0 } + (licence.map { ["Licence: " + $0] } ?? [])
    return [
      ("words.tsv", wordFile(origin)), ("letters.tsv", letterFile(origin)),
      ("detector.tsv", detectorFile(origin)),
    ]
  }

  private func header(_ lines: [String], _ origin: [String]) -> [UInt8] {
    let made = ["Made by `risros languages build`; do not edit."]
    return (lines + origin + made).flatMap { Array("# \($0)\n".utf8) }
  }

  private func wordFile(_ origin: [String]) -> [UInt8] {
    var bytes = header(
      [
        "Words that tell the languages apart, in lower case, the most common first (look-up is quickest",
        "for these).",
        "Columns: word, losses for da nb nn sv en de other. A loss is a digit 0-9A-Za-z for 0 to 61,",
        "an eighth of a nat each: 0 is the language the word fits best, z one it all but rules out.",
      ], origin)
    for (word, losses) in words {
      bytes += word
      bytes.append(0x09)
      bytes += losses.text
      bytes.append(0x0A)
    }
    return bytes
  }

  private func letterFile(_ origin: [String]) -> [UInt8] {
    var bytes = header(
      [
        "Weights of groups of two to four letters, for words that words.tsv lacks.",
        "Row n, from 0, is what all groups weigh whose hash is n (see LetterGrams.swift): a digit",
        "0-9A-Za-z for 0 to 61 for da nb nn sv en de other, an eighth of a nat each, more is likelier.",
      ], origin)
    for row in letterRows {
      for place in 0..<WordLosses.count {
        bytes.append(WordLosses.digits[Int(row >> UInt64(8 * place) & 63)])
      }
      bytes.append(0x0A)
    }
    return bytes
  }

  private func detectorFile(_ origin: [String]) -> [UInt8] {
    var bytes = header(
      [
        "How sums of losses become probabilities.",
        "scale, least number of words, 256ths by which a sum over that many words is multiplied.",
        "prior, language, points that it starts with (an eighth of a nat each).",
      ], origin)
    for (bucket, scale) in calibration.scales.enumerated() {
      let least = bucket == 0 ? 1 : (1 << (bucket - 1)) + 1
      bytes += "scale\t\(least)\t\(scale)\n".utf8
    }
    for (language, prior) in zip(WordLosses.languages, calibration.priors) {
      bytes += "prior\t\(language.code)\t\(prior)\n".utf8
    }
    return bytes
  }
}

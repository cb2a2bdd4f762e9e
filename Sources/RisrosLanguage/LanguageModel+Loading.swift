public import RisrosLexicon
public import RisrosModel
internal import RisrosText

extension LanguageModel {
  /// Reads the model of a lexicon folder, from its image where there is one.
  ///
  /// - Throws: a usage diagnostic with file and line for what cannot be read.
  public static func load(from folder: LexiconFolder) throws(Diagnostic) -> LanguageModel {
    if let image = folder.memory(of: LanguageModelImage.fileName),
      let model = LanguageModelImage.decode(image)
    {
      return model
    }
    return try loadText(from: folder)
  }

  /// Reads the text files, whether or not there is an image of them; by bytes, no string is made of
  /// a word, so that 100,000 words take some milliseconds.
  public static func loadText(from folder: LexiconFolder) throws(Diagnostic) -> LanguageModel {
    let words = try ModelFile("words.tsv", in: folder)
    var builder = LanguageModelBuilder(capacity: words.bytes.count / 15)
    try builder.readWords(words)
    try builder.readLetters(ModelFile("letters.tsv", in: folder))
    try builder.readDetector(ModelFile("detector.tsv", in: folder))
    return builder.build()
  }
}

/// One of the files that a model is read from.
private struct ModelFile {
  var path: String
  var bytes: [UInt8]

  init(_ name: String, in folder: LexiconFolder) throws(Diagnostic) {
    path = folder.path + "/languages/" + name
    guard let bytes = try folder.bytes(of: "languages/" + name) else {
      throw Diagnostic(
        "the language model lacks a file", category: .usage, at: SourceLocation(file: path),
        remedy: "take the folder languages from the lexicons that come with risros, or make it by"
          + " risros languages build")
    }
    self.bytes = bytes
  }

  func error(_ message: String, line: Int, remedy: String) -> Diagnostic {
    Diagnostic(
      message, category: .usage, at: SourceLocation(file: path, line: line), remedy: remedy)
  }
}

extension LanguageModelBuilder {
  /// Seven digits at a place, `width` bits apart.
  private static func digits(_ bytes: [UInt8], _ start: Int, width: UInt64) -> UInt64? {
    var packed: UInt64 = 0
    for place in 0..<WordLosses.count {
      let value = WordLosses.digitValues[Int(bytes[start + place])]
      if value == 255 { return nil }
      packed |= UInt64(value) << (width &* UInt64(place))
    }
    return packed
  }

  fileprivate mutating func readWords(_ file: ModelFile) throws(Diagnostic) {
    // 16 bytes that hashing may read over.
    let bytes = file.bytes + [UInt8](repeating: 0x0A, count: 16)
    let end = file.bytes.count
    var line = 0
    var at = 0
    while at < end {
      line += 1
      let start = at
      while bytes[at] > 0x1F { at += 1 }
      if bytes[start] == UInt8(ascii: "#") || bytes[at] != 0x09 {
        while bytes[at] != 0x0A { at += 1 }
        guard at == start || bytes[start] == UInt8(ascii: "#") else {
          throw file.error(
            "a word has no losses", line: line, remedy: LanguageModelBuilder.rowRemedy)
        }
        at += 1
        continue
      }
      guard at > start, let packed = LanguageModelBuilder.digits(bytes, at + 1, width: 6),
        bytes[at + 8] == 0x0A
      else {
        throw file.error(
          "losses are seven digits 0-9A-Za-z", line: line, remedy: LanguageModelBuilder.rowRemedy)
      }
      guard insert(WordHash.hash(bytes, start..<at), WordLosses(rawValue: packed)) else {
        throw file.error(
          "words are too short to be so many", line: line, remedy: LanguageModelBuilder.rowRemedy)
      }
      at += 9
    }
  }

  private static let rowRemedy = "make the files anew by risros languages build"

  fileprivate mutating func readLetters(_ file: ModelFile) throws(Diagnostic) {
    let bytes = file.bytes
    var line = 0
    var at = 0
    var row = 0
    while at < bytes.count {
      line += 1
      if bytes[at] == UInt8(ascii: "#") {
        while at < bytes.count, bytes[at] != 0x0A { at += 1 }
        at += 1
        continue
      }
      guard row < LetterGrams.rowCount, at + 7 < bytes.count, bytes[at + 7] == 0x0A,
        let packed = LanguageModelBuilder.digits(bytes, at, width: 8)
      else {
        throw file.error(
          "not one of \(LetterGrams.rowCount) rows of seven digits", line: line,
          remedy: LanguageModelBuilder.rowRemedy)
      }
      setLetterRow(row, packed)
      row += 1
      at += 8
    }
    guard row == LetterGrams.rowCount else {
      throw file.error(
        "\(row) rows are too few", line: line, remedy: LanguageModelBuilder.rowRemedy)
    }
  }

  fileprivate mutating func readDetector(_ file: ModelFile) throws(Diagnostic) {
    var scales = 0
    let lines = String(decoding: file.bytes, as: UTF8.self).split(
      separator: "\n", omittingEmptySubsequences: false)
    for (number, line) in lines.enumerated() where !line.isEmpty && !line.hasPrefix("#") {
      let fields = line.split(separator: "\t", omittingEmptySubsequences: false)
      if fields.count == 3, let value = Int(fields[2]) {
        if fields[0] == "scale", scales < LanguageCalibration.bucketCount,
          (1...1024).contains(value)
        {
          calibration.scales[scales] = value
          scales += 1
          continue
        }
        if fields[0] == "prior", (0...1000).contains(value),
          let language = Language(code: fields[1]),
          language != .und
        {
          calibration.priors[Int(language.rawValue) - 1] = value
          continue
        }
      }
      throw file.error(
        "neither a scale nor a prior", line: number + 1,
        remedy: "write scale, least words, 1 to 1024; or prior, language, 0 to 1000")
    }
  }
}

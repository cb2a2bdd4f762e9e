internal import RisrosModel

/// Lists of words and scores as AFINN has them: `word<TAB>score` from -5 to 5, words of any case,
/// several words for a phrase.
///
/// Any `.txt` or `.tsv` file of a user's folder that is none of the lexicon's own files is taken for
/// one. In `da/`, `nb/` or `nn/` it counts for that language; beside them its name may tell
/// (`AFINN-da-32.txt`, `ord_nb.tsv`, `norsk.txt`), else it counts for all.
enum WordScores {
  /// What the builder calls such a file.
  static let kind = "word scores"

  /// The languages whose words a file's name says it holds.
  static func languages(ofFileNamed name: String) -> [Language] {
    let parts = Set(name.lowercased().split { !$0.isLetter }.map(String.init))
    let names: [(Language, Set<String>)] = [
      (.da, ["da", "dan", "dansk", "danish"]),
      (.nb, ["nb", "nob", "no", "nor", "norsk", "norwegian", "bokmål", "bokmaal", "bokmal"]),
      (.nn, ["nn", "nno", "no", "nor", "norsk", "norwegian", "nynorsk"]),
    ]
    let told = names.filter { !$0.1.isDisjoint(with: parts) }.map(\.0)
    // "norsk-nynorsk" and "no-nb" name one variety of the two.
    let varieties = told.filter { language in
      !names.first { $0.0 == language }!.1
        .subtracting(["no", "nor", "norsk", "norwegian"]).isDisjoint(with: parts)
    }
    if !varieties.isEmpty { return varieties }
    return told.isEmpty ? Language.scored : told
  }
}

extension LexiconBuilder {
  mutating func addWordScore(
    _ file: TableFile, _ row: borrowing TableFile.Row, _ source: LexiconSource
  ) throws(Diagnostic) {
    let word = file.string(row.fields[0]).lowercased()
    let score = file.string(file.field(1, of: row))
    guard row.fields.count == 2 else {
      throw file.error(
        "a row of a word list has a word and a score", row, field: 2,
        remedy: "write word<TAB>score, or name the file as a lexicon file is named")
    }
    guard let value = Double(score), (-5.0...5.0).contains(value) else {
      // A list may have a header.
      if row.line == 1, Double(score) == nil { return }
      throw file.error(
        "score '\(score)' is not a number from -5 to 5", row, field: 1,
        remedy: "write -5 for the worst, 5 for the best, with a point as the decimal mark")
    }
    var entry = LexiconEntry(valence: Int16((value * 100).rounded()), source: source)
    let words = word.split(separator: " ")
    if words.count > 1 { entry.traits.insert(.phrase) }
    try addText(words.joined(separator: " "), entry, file, row)
  }
}

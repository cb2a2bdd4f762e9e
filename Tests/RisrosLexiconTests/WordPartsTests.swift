import Foundation
import RisrosLexicon
import RisrosModel
import RisrosTestSupport
import Testing

/// Holds the tables of the manual's `WordParts.md` against the words that come with risros.
@Suite struct WordPartsTests {
  private struct Row {
    var language: String
    var verdicts: [String]
    var words: [String]
  }

  private static let titles = [
    "False splits that were looked for", "Compounds and inflections that must reach their entry",
  ]

  /// The rows of the table under a heading.
  private static func rows(under title: String) throws -> [Row] {
    let page = try String(
      contentsOfFile: ProjectFolders.root + "/Sources/Risros/Risros.docc/WordParts.md",
      encoding: .utf8)
    let section = try #require(page.components(separatedBy: "\n## ").first { $0.hasPrefix(title) })
    return section.split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
      guard cells.count == 4, ["da", "nb", "nn"].contains(cells[0]) else { return nil }
      return Row(
        language: cells[0], verdicts: cells[1].components(separatedBy: ", "),
        words: cells[3].split(separator: " ").map(String.init))
    }
  }

  private static func lexicon(_ language: String, _ library: LexiconLibrary) -> Lexicon {
    switch language {
    case "da": library.danish
    case "nb": library.bokmaal
    default: library.nynorsk
    }
  }

  /// What the lexicon says of a word, in the terms of the table.
  private static func isRead(_ word: String, as verdict: String, _ lexicon: Lexicon) -> Bool {
    let entry = lexicon.entry(of: word)
    let valence = entry?.valence ?? 0
    let drivers = [entry?.aspect, entry?.secondAspect].compactMap { aspect -> String? in
      guard let aspect, !aspect.isNone, aspect != .excluded else { return nil }
      return ["price", "quality", "digital", "information", "service"][Int(aspect.driver.index)]
    }
    switch verdict {
    case "nothing": return valence == 0 && drivers.isEmpty
    case "neutral": return valence == 0
    case "+": return valence > 0
    case "−": return valence < 0
    default: return drivers.contains(verdict)
    }
  }

  @Test(arguments: titles)
  func `words are read as the manual says`(title: String) throws {
    let library = try StandardLexicon.library()
    for row in try WordPartsTests.rows(under: title) {
      let lexicon = WordPartsTests.lexicon(row.language, library)
      for word in row.words {
        for verdict in row.verdicts {
          #expect(
            WordPartsTests.isRead(word, as: verdict, lexicon),
            "\(row.language) \(word) is to be read as \(verdict)")
        }
      }
    }
  }

  @Test(arguments: zip(titles, [60, 40]))
  func `the tables hold enough words of each language`(title: String, least: Int) throws {
    let rows = try WordPartsTests.rows(under: title)
    for language in ["da", "nb", "nn"] {
      let words = Set(rows.filter { $0.language == language }.flatMap(\.words))
      #expect(words.count >= least, "\(language): \(words.count)")
    }
  }
}

public import RisrosLexicon
internal import RisrosModel

extension LexiconLint {
  /// Lints a folder, and tries every phrase in it: read as a comment of its own, it must be found by
  /// the row it stands in.
  ///
  /// - Parameter base: the lexicon the folder is laid over; nil where it is a whole one itself.
  public static func whole(
    _ folder: LexiconFolder, over base: LexiconFolder?
  ) throws(Diagnostic) -> LexiconLint {
    var lint = try LexiconLint(folder, over: base)
    let (library, listing) = (lint.library, lint.listing)
    let finder = try WordFinder(library)
    for language in Language.scored {
      let rows = listing.rows.filter {
        $0.language == language && LexiconLint.holdsPhrases.contains($0.kind)
          && !$0.name.hasPrefix("shared/")
      }
      try lint.findUnreachable(rows, language, folder, library, finder, isLayer: base != nil)
    }
    lint.sort()
    return lint
  }

  private static let holdsPhrases: Set<String> = [
    "negators", "intensifiers", "connectives", "scales", "drivers", "sentiment", "phrases",
    "word scores",
  ]

  /// A text that a term should be found in: any word for `_`, none for `…`, a number for `#`.
  private static func sample(of form: String) -> String {
    form.split(separator: " ").compactMap { word in
      switch word {
      case "…": nil
      case "_": "xyzzy"
      case "#": "7"
      default: String(word)
      }
    }.joined(separator: " ")
  }

  private mutating func findUnreachable(
    _ rows: [LexiconListing.Row], _ language: Language, _ folder: LexiconFolder,
    _ library: LexiconLibrary, _ finder: WordFinder, isLayer: Bool
  ) throws(Diagnostic) {
    var places: [(row: Int, form: String)] = []
    for (index, row) in rows.enumerated() {
      for form in row.forms where form.contains(" ") { places.append((index, form)) }
    }
    let readings = try finder.read(places.map { LexiconLint.sample(of: $0.form) }, in: language)
    let files = library.lexicon(for: language).files
    var told: Set<Int> = []
    for (place, reading) in zip(places, readings) {
      if told.contains(place.row) { continue }
      let row = rows[place.row]
      let words = place.form.split(separator: " ").filter { $0 != "…" }.count
      let whole = reading.found.first { $0.tokens == 0..<reading.tokens.count }
      let location = SourceLocation(
        file: folder.path + "/" + row.name, line: row.line, column: 1)
      if reading.tokens.count != words {
        told.insert(place.row)
        add(
          .unreachable,
          Diagnostic(
            "'\(place.form)' is never found: texts are cut into "
              + reading.tokens.map { "'\($0)'" }.joined(separator: " "), category: .usage,
            at: location, remedy: "write it as it is cut, with blanks between", severity: .warning))
      } else if whole == nil {
        told.insert(place.row)
        let others = reading.found.map { "'\($0.text)'" }
        add(
          .unreachable,
          Diagnostic(
            "'\(place.form)' is never found", category: .usage, at: location,
            remedy: others.isEmpty
              ? "check it for letters that texts do not have"
              : "what is found instead is " + others.joined(separator: ", "), severity: .warning))
      } else if let whole, place.form == row.term || row.forms.count == 1 {
        let shown = (isLayer ? folder.path + "/" : "") + row.name
        let sources = [whole.entry.source, whole.entry.driverSource].filter { $0 != .none }
        let isOwn = sources.contains { files[$0.file] == shown && $0.line == row.line }
        guard !isOwn, let other = sources.first else { continue }
        told.insert(place.row)
        add(
          .shadowed,
          Diagnostic(
            "'\(place.form)' is read as \(files[other.file]):\(other.line) says", category: .usage,
            at: location, remedy: "take one of them out", severity: .warning))
      }
    }
  }
}

internal import Risros
internal import RisrosLexicon
internal import RisrosModel
internal import RisrosText

/// `risros lexicon lookup`: what is known of a word or a phrase, in each language.
extension LexiconCommand {
  /// A word in one language.
  struct Answer {
    var language: Language
    /// What was found in it, and words nothing is known of.
    var found: [WordFinder.Found]
    var unknown: [String]
    /// Rows of phrases the word stands in.
    var phrases: [LexiconListing.Row]
  }

  func lookUp(_ words: [String]) throws(Diagnostic) -> Int32 {
    guard !words.isEmpty else {
      throw Diagnostic(
        "there is no word to look up", category: .usage,
        remedy: "write risros lexicon lookup WORD…; quote phrases")
    }
    let library = try library()
    let finder = try WordFinder(library)
    let phrases = PhrasesByWord(words, in: try listings())
    let limit = try limit()
    var answers: [(word: String, answers: [Answer])] = []
    for word in words {
      let perLanguage = try Language.scored.map { language throws(Diagnostic) in
        try answer(word, language, finder, phrases)
      }
      answers.append((word, perLanguage))
    }
    if wantsJSON {
      try write(LexiconJSON.lookUp(answers, library).rendered())
      return 0
    }
    var text = ""
    for (word, perLanguage) in answers {
      text += "\(word)\n"
      for answer in perLanguage { text += describe(answer, library, limit) }
    }
    try write(text)
    return 0
  }

  private func listings() throws(Diagnostic) -> [LexiconListing] {
    let builtIn = try LexiconLocator.builtIn()
    var listings = [try LexiconListing(of: builtIn)]
    for folder in try AnalyzerSettings(arguments).lexicons {
      listings.append(try LexiconListing(of: folder, over: builtIn))
    }
    return listings
  }

  private func answer(
    _ word: String, _ language: Language, _ finder: WordFinder, _ phrases: PhrasesByWord
  ) throws(Diagnostic) -> Answer {
    let reading = try finder.read([word], in: language)[0]
    return Answer(
      language: language, found: reading.found,
      unknown: zip(reading.tokens, reading.isUnknown).filter(\.1).map(\.0),
      phrases: phrases.rows(with: word, in: language))
  }

  private func describe(_ answer: Answer, _ library: LexiconLibrary, _ limit: Int) -> String {
    let lexicon = library.lexicon(for: answer.language)
    var table = AlignedText(["", "", "", " ", "", ""])
    for found in answer.found {
      let places = [found.entry.source, found.entry.driverSource].compactMap(lexicon.place)
      table.add([
        "  " + answer.language.code, found.text, EntryText.how(found.entry),
        found.entry.valence == 0 ? "" : EntryText.points(found.entry.valence),
        EntryText.meaning(found.entry, library.taxonomy).joined(separator: ", "),
        places.reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
          .joined(separator: " "),
      ])
    }
    for word in answer.unknown {
      table.add(["  " + answer.language.code, word, "not known", "", "", ""])
    }
    if table.rows.isEmpty {
      table.add(["  " + answer.language.code, "known, without colour", "", "", "", ""])
    }
    var text = table.rendered()
    for row in answer.phrases.prefix(limit) {
      text += "      \(row.name):\(row.line)  \(row.fields.joined(separator: "  "))\n"
    }
    if answer.phrases.count > limit {
      text += "      … \(answer.phrases.count - limit) more; see --limit\n"
    }
    return text
  }
}

/// The rows of phrases that some words stand in, gathered in one pass over all rows.
private struct PhrasesByWord {
  private struct Key: Hashable {
    var word: String
    var language: Language
  }
  private var rows: [Key: [LexiconListing.Row]] = [:]

  init(_ words: [String], in listings: [LexiconListing]) {
    let wanted = Set(words.map { $0.lowercased() })
    for row in listings.flatMap(\.rows) {
      var found: Set<String> = []
      for form in row.forms {
        let parts = form.utf8.split(separator: UInt8(ascii: " "))
        if parts.count < 2 { continue }
        for part in parts {
          if let part = String(part), wanted.contains(part) { found.insert(part) }
        }
      }
      for word in found { rows[Key(word: word, language: row.language), default: []].append(row) }
    }
  }

  func rows(with word: String, in language: Language) -> [LexiconListing.Row] {
    rows[Key(word: word.lowercased(), language: language)] ?? []
  }
}

/// A lexicon entry in words.
enum EntryText {
  /// How the entry was found.
  static func how(_ entry: LexiconEntry) -> String {
    if entry.traits.contains(.phrase) { return "phrase" }
    return entry.traits.contains(.derived) ? "by its parts" : "listed"
  }

  static func points(_ valence: Int16) -> String { EvaluationReport.points(Double(valence) / 100) }

  /// Roles, drivers and flags.
  static func meaning(_ entry: LexiconEntry, _ taxonomy: Taxonomy) -> [String] {
    var parts = entry.roles.names
    if entry.factor != 0 { parts.append("× \(entry.factor) %") }
    parts += [entry.aspect, entry.secondAspect].filter { !$0.isNone }.map(taxonomy.name)
    if entry.aspect == .excluded { parts.append("no driver") }
    if entry.more != 0 { parts.append(entry.more > 0 ? "more is good" : "more is bad") }
    return parts + entry.traits.names.filter { $0 != "derived" && $0 != "phrase" }
  }
}

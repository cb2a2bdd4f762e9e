internal import RisrosModel

extension LexiconBuilder {
  /// Makes stems, endings and exclusions of a taxonomy win over the words that folders list; called
  /// before any folder is read.
  mutating func prefer(_ taxonomy: TaxonomyFile) throws(Diagnostic) {
    var affixes = OwnAffixes()
    // The taxonomy's rows come from the first file, and from the last one as well.
    let fileNumber = startFile(taxonomy.path)
    try forEachWord(of: taxonomy) { kind, table, term, builder throws(Diagnostic) in
      guard kind == .stem || kind == .exclude else { return }
      let source = LexiconSource(file: fileNumber, line: term.line)
      let entry = try builder.driverEntry(kind, table, term, source)
      for affix in try builder.alternatives(table, term) { affixes.add(affix, entry) }
    }
    ownAffixes = affixes
  }

  /// Adds the words of a taxonomy in the builder's language.
  mutating func add(_ taxonomy: TaxonomyFile) throws(Diagnostic) {
    let fileNumber = startFile(taxonomy.path)
    // What was dropped is the built-in drivers; the file may define one of that name anew.
    dropped = []
    try forEachWord(of: taxonomy) { kind, table, term, builder throws(Diagnostic) in
      let source = LexiconSource(file: fileNumber, line: term.line)
      var entry = try builder.driverEntry(kind, table, term, source)
      if kind == .phrase {
        entry.valence = try builder.valence(table, term, field: 2)
        entry.traits = try builder.traits(table, term, field: 3).union(.phrase)
        entry.source = source
        try builder.addTerm(table, term, entry)
      } else {
        try builder.addDriverTerm(table, term, entry, class: 0..<0, extra: .max)
      }
    }
  }

  /// Calls `body` with each row that names a word of the builder's language, without its first two
  /// fields: the term is then the first one, as in the lexicon's files.
  private mutating func forEachWord(
    of taxonomy: TaxonomyFile,
    _ body: (
      TaxonomyFile.Kind, TableFile, TableFile.Row, inout LexiconBuilder
    ) throws(Diagnostic) -> Void
  ) throws(Diagnostic) {
    let table = taxonomy.table
    try table.forEachRow { row throws(Diagnostic) in
      let kind = try TaxonomyFile.kind(of: row, table)
      switch kind {
      case .driver, .aspect, .drop: return
      case .word, .stem, .phrase, .exclude: break
      }
      guard try languages(table, row).contains(language) else { return }
      let text = table.bytes[row.fields[2]]
      if text.isEmpty {
        throw table.error("there is no word", row, field: 2, remedy: "write " + kind.form)
      }
      let hasStar = text.contains(UInt8(ascii: "*"))
      if kind == .stem && !hasStar || (kind == .word || kind == .phrase) && hasStar {
        throw table.error(
          "'\(table.string(row.fields[2]))' is no \(kind.rawValue)", row, field: 2,
          remedy: hasStar
            ? "write a row 'stem' for words with a star"
            : "write a star where the word goes on, smag* or *gebyr")
      }
      let term = TableFile.Row(
        line: row.line, start: row.start, fields: Array(row.fields[2...]))
      try body(kind, table, term, &self)
    }
  }

  /// What a row says of drivers.
  private func driverEntry(
    _ kind: TaxonomyFile.Kind, _ table: TableFile, _ term: TableFile.Row, _ source: LexiconSource
  ) throws(Diagnostic) -> LexiconEntry {
    var entry = LexiconEntry(driverSource: source)
    if kind == .exclude {
      entry.aspect = .excluded
      return entry
    }
    guard let (first, second) = try aspects(table, term, field: 1), first != .excluded else {
      throw table.error(
        "'none' is no driver", term, field: 1, remedy: "write a driver, or a row 'exclude'")
    }
    (entry.aspect, entry.secondAspect) = (first, second)
    if kind != .phrase { (entry.more, entry.traits) = try direction(table, term, field: 2) }
    return entry
  }

  private func languages(
    _ table: TableFile, _ row: borrowing TableFile.Row
  ) throws(Diagnostic) -> [Language] {
    let text = table.string(row.fields[1])
    if text == "*" { return Language.scored }
    var languages: [Language] = []
    for code in text.split(separator: ",", omittingEmptySubsequences: false) {
      guard let language = Language(code: code), language.isScored else {
        throw table.error(
          "'\(code)' is no language with a lexicon", row, field: 1,
          remedy: "write da, nb, nn, several with commas between, or * for all")
      }
      languages.append(language)
    }
    return languages
  }
}

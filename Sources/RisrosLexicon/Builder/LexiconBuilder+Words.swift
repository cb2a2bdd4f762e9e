internal import RisrosModel
internal import RisrosText

// Rows that list words: coloured ones, function words, marks and emoji.
extension LexiconBuilder {
  static let negatorKinds: [String: LexicalRoles] = [
    "not": .not, "no": .no, "without": .without, "neither": .neither, "hardly": .hardly,
  ]
  static let connectiveKinds: [String: LexicalRoles] = [
    "but": .but, "although": .although, "and": .and, "because": .because, "if": .conditional,
    "that": .that, "than": .than, "wish": .wish, "verdict": .verdict, "hedge": .hedge,
    "elsewhere": .elsewhere, "question": .question, "why": [.question, .why],
    "own": .own,
  ]
  private static let markKinds: [String: LexicalRoles] = [
    "comma": .comma, "break": .clauseBreak, "end": .sentenceEnd,
    "exclamation": [.sentenceEnd, .exclamation], "question": [.sentenceEnd, .questionMark],
    "quote": .quote,
  ]

  mutating func addSentiment(
    _ file: TableFile, _ row: borrowing TableFile.Row, _ source: LexiconSource
  ) throws(Diagnostic) {
    let valence = try self.valence(file, row, field: 2)
    let className = try inflectionClass(file, row, field: 1)
    var entry = LexiconEntry(valence: valence, source: source)
    entry.traits = Inflections.traits(of: file.bytes[className])
    entry.traits.formUnion(try traits(file, row, field: 3))
    try addForms(file, row, className: className, extra: 4, entry)
  }

  mutating func addScale(
    _ file: TableFile, _ row: borrowing TableFile.Row, _ source: LexiconSource
  ) throws(Diagnostic) {
    let direction = file.string(file.field(2, of: row))
    guard direction == "+" || direction == "-" else {
      throw file.error(
        "'\(direction)' is no direction", row, field: 2, remedy: "write + for more, - for less")
    }
    let className = try inflectionClass(file, row, field: 1)
    var entry = LexiconEntry(roles: direction == "+" ? .scaleUp : .scaleDown, source: source)
    entry.traits = Inflections.traits(of: file.bytes[className])
    try addForms(file, row, className: className, extra: 3, entry)
  }

  mutating func addRole(
    _ file: TableFile, _ row: borrowing TableFile.Row, _ source: LexiconSource,
    _ kinds: [String: LexicalRoles]
  ) throws(Diagnostic) {
    let kind = file.string(file.field(1, of: row))
    guard let role = kinds[kind] else {
      throw file.error(
        "'\(kind)' is no kind", row, field: 1,
        remedy: "the kinds are " + kinds.keys.sorted().joined(separator: ", "))
    }
    try addTerm(file, row, LexiconEntry(roles: role, source: source))
  }

  mutating func addIntensifier(
    _ file: TableFile, _ row: borrowing TableFile.Row, _ source: LexiconSource
  ) throws(Diagnostic) {
    let field = file.field(1, of: row)
    if file.string(field) == "too" {
      try addTerm(file, row, LexiconEntry(factor: 120, roles: .too, source: source))
      return
    }
    guard let percent = file.integer(field), (0...400).contains(percent) else {
      throw file.error(
        "'\(file.string(field))' is no factor in percent", row, field: 1,
        remedy: "write a whole number from 0 to 400, or too")
    }
    try addTerm(
      file, row, LexiconEntry(factor: Int16(percent), roles: .intensifier, source: source))
  }

  mutating func addEmoji(
    _ file: TableFile, _ row: borrowing TableFile.Row, _ source: LexiconSource, emoticon: Bool
  ) throws(Diagnostic) {
    let valence = try self.valence(file, row, field: 1)
    let form = Array(file.bytes[row.fields[0]])
    addForm(form, LexiconEntry(valence: valence, roles: .emoji, source: source))
    if emoticon { emoticons.append(form) }
  }

  mutating func addMark(
    _ file: TableFile, _ row: borrowing TableFile.Row, _ source: LexiconSource
  ) throws(Diagnostic) {
    // The one mark that cannot stand in a table as it is.
    if file.string(row.fields[0]) == "\\n" {
      addForm([0x0A], LexiconEntry(roles: .sentenceEnd, source: source))
    } else {
      try addRole(file, row, source, LexiconBuilder.markKinds)
    }
  }

  mutating func addRespelling(
    _ file: TableFile, _ row: borrowing TableFile.Row
  ) throws(Diagnostic) {
    let target = file.bytes[file.field(1, of: row)]
    let place = index[WordHash.hash(of: target)]
    // A slip for a word that the lexicon has nothing to say of needs no entry.
    guard place != 0 else { return }
    var entry = entries[Int(place) - 1]
    entry.traits.insert(.derived)
    for form in try alternatives(file, row) where index[WordHash.hash(of: form)] == 0 {
      addForm(form, entry)
    }
  }
}

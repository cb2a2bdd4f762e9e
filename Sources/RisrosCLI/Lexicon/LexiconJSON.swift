internal import Risros
internal import RisrosLexicon
internal import RisrosModel

/// What `risros lexicon` says, for programs.
enum LexiconJSON {
  static func lint(_ lint: LexiconLint) -> JSONText {
    .object([
      ("schema", .string("risros.lexicon-lint/1")),
      (
        "counts",
        .object(LexiconLint.Kind.allCases.map { ($0.rawValue, .integer(lint.count($0))) })
      ),
      (
        "findings",
        .array(
          lint.findings.map { finding in
            let diagnostic = finding.diagnostic
            let location = diagnostic.location
            return .object([
              ("kind", .string(finding.kind.rawValue)),
              ("severity", .string(diagnostic.severity.rawValue)),
              ("file", .text(location?.file)),
              ("line", location?.line.map { .integer($0) } ?? .null),
              ("column", location?.column.map { .integer($0) } ?? .null),
              ("message", .string(diagnostic.message)), ("help", .text(diagnostic.remedy)),
            ])
          })
      ),
    ])
  }

  static func diff(_ changes: [LexiconDifference.Change]) -> JSONText {
    .object([
      ("schema", .string("risros.lexicon-diff/1")),
      (
        "changes",
        .array(
          changes.map { change in
            .object([
              ("file", .string(change.row.name)), ("line", .integer(change.row.line)),
              ("term", .string(change.row.term)), ("before", .text(change.before?.rest)),
              ("after", .text(change.after?.rest)),
            ])
          })
      ),
    ])
  }

  static func unknown(
    _ words: [LexiconCommand.UnknownWord], _ counter: UnknownCounter
  ) -> JSONText {
    .object([
      ("schema", .string("risros.lexicon-unknown/1")), ("words", .integer(counter.words)),
      ("unknown", .integer(counter.unknown)),
      (
        "commonest",
        .array(
          words.map {
            .object([
              ("language", .string($0.language.code)), ("word", .string($0.word)),
              ("count", .integer($0.count)), ("comments", .integer($0.comments)),
            ])
          })
      ),
    ])
  }

  static func lookUp(
    _ answers: [(word: String, answers: [LexiconCommand.Answer])], _ library: LexiconLibrary
  ) -> JSONText {
    .object([
      ("schema", .string("risros.lexicon-lookup/1")),
      (
        "words",
        .array(
          answers.map { word, perLanguage in
            .object([
              ("word", .string(word)),
              ("languages", .array(perLanguage.map { answer($0, library) })),
            ])
          })
      ),
    ])
  }

  private static func answer(
    _ answer: LexiconCommand.Answer, _ library: LexiconLibrary
  ) -> JSONText {
    let lexicon = library.lexicon(for: answer.language)
    return .object([
      ("language", .string(answer.language.code)),
      (
        "found",
        .array(
          answer.found.map { found in
            let entry = found.entry
            let aspects = [entry.aspect, entry.secondAspect].filter { !$0.isNone }
            return .object([
              ("text", .string(found.text)), ("how", .string(EntryText.how(entry))),
              ("valence", .number(Double(entry.valence) / 100)),
              ("roles", .strings(entry.roles.names)), ("flags", .strings(entry.traits.names)),
              ("aspects", .strings(aspects.map(library.taxonomy.name))),
              ("more", .integer(Int(entry.more))),
              ("source", .text(lexicon.place(of: entry.source))),
              ("driverSource", .text(lexicon.place(of: entry.driverSource))),
            ])
          })
      ),
      ("unknown", .strings(answer.unknown)),
      (
        "phrases",
        .array(
          answer.phrases.map { row in
            .object([
              ("source", .string("\(row.name):\(row.line)")), ("phrase", .string(row.term)),
              ("valence", row.valence.map { .number($0) } ?? .null),
            ])
          })
      ),
    ])
  }

  static func rules() -> JSONText {
    .array(
      Rule.allCases.map { rule in
        .object([
          ("rule", .string(rule.name)), ("stage", .string(rule.stage)),
          ("summary", .string(rule.summary)),
          (
            "examples",
            .array(
              rule.examples.map { example in
                .object([
                  ("language", .string(example.language.code)), ("text", .string(example.text)),
                  ("effect", .string(example.effect.rawValue)),
                ])
              })
          ),
        ])
      })
  }
}

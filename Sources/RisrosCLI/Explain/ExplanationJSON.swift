internal import Risros
internal import RisrosModel

/// An explanation for programs; `risros.explanation/1`.
enum ExplanationJSON {
  static func value(_ explanation: Explanation) -> JSONText {
    .object([
      ("schema", .string("risros.explanation/1")),
      ("text", .string(explanation.text)),
      (
        "language",
        .object([
          ("language", .string(explanation.language.code)),
          ("confidence", .number(explanation.confidence)),
          ("plausible", .strings(explanation.plausible.map(\.code))),
          (
            "lexicon",
            explanation.lexiconLanguage.isScored
              ? .string(explanation.lexiconLanguage.code) : .null
          ),
          ("coverage", .number(explanation.coverage)),
        ])
      ),
      (
        "verdict",
        .object([
          ("label", .string(explanation.polarity.label)),
          ("sentiment", .number(explanation.sentiment)),
          ("praise", .number(explanation.praise)),
          ("blame", .number(explanation.blame)),
          ("reason", .string(explanation.reason.rawValue)),
        ])
      ),
      (
        "tokens",
        .array(
          explanation.tokens.map {
            .object([("text", .string($0.text)), ("span", .range($0.span))])
          })
      ),
      ("cues", .array(explanation.cues.map(cue))),
      ("scopes", .array(explanation.scopes.map(scope))),
      ("clauses", .array(explanation.clauses.map(clause))),
      ("drivers", .array(explanation.drivers.map(driver))),
    ])
  }

  private static func cue(_ cue: Explanation.Cue) -> JSONText {
    .object([
      ("text", .string(cue.text)),
      ("span", .range(cue.span)),
      ("valence", .number(cue.valence)),
      ("reading", .number(cue.reading)),
      ("contribution", .number(cue.contribution)),
      ("clause", .integer(cue.clause)),
      ("roles", .strings(cue.roles)),
      ("aspects", .strings(cue.aspects)),
      ("phrase", .boolean(cue.isPhrase)),
      ("derived", .boolean(cue.isDerived)),
      ("source", .text(cue.source?.description)),
      ("driverSource", .text(cue.driverSource?.description)),
      (
        "steps",
        .array(
          cue.steps.map { step in
            .object([
              ("rule", .string(step.rule.name)), ("cue", .string(step.cue)),
              ("span", .range(step.cueSpan)), ("before", .number(step.before)),
              ("after", .number(step.after)),
            ])
          })
      ),
    ])
  }

  private static func scope(_ scope: Explanation.Scope) -> JSONText {
    .object([
      ("rule", .string(scope.rule.name)),
      ("cue", .range(scope.cueSpan)),
      ("span", .range(scope.span)),
      ("targets", .array(scope.targets.map { .range($0) })),
    ])
  }

  private static func clause(_ clause: Explanation.Clause) -> JSONText {
    .object([
      ("text", .string(clause.text)),
      ("span", .range(clause.span)),
      ("sentence", .integer(clause.sentence)),
      ("opening", .strings(clause.opening)),
      ("colour", .number(clause.colour)),
      ("weighed", .number(clause.weighed)),
    ])
  }

  private static func driver(_ driver: Explanation.DriverVerdict) -> JSONText {
    .object([
      ("driver", .string(driver.id)),
      ("label", .string(driver.polarity.label)),
      ("sentiment", .number(driver.sentiment)),
      (
        "mentions",
        .array(
          driver.mentions.map { mention in
            .object([
              ("text", .string(mention.text)),
              ("span", .range(mention.span)),
              ("aspect", .string(mention.aspect)),
              ("label", .string(mention.polarity.label)),
              ("valence", .number(mention.valence)),
              ("origin", .string(mention.origin.rawValue)),
              ("cue", .text(mention.cue)),
              ("cueSpan", mention.cueSpan.map { .range($0) } ?? .null),
              ("source", .text(mention.source?.description)),
            ])
          })
      ),
    ])
  }
}

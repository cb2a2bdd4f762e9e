internal import RisrosEvaluation
internal import RisrosModel

/// The report for programs; `risros.evaluation/1`.
extension EvaluationReport {
  var json: JSONText {
    var members: [(String, JSONText)] = [
      ("schema", .string("risros.evaluation/1")),
      ("comments", .integer(total.count)), ("leftOut", .integer(leftOut)),
      ("rejected", .integer(rejected)),
      (
        "sets",
        .array(
          sets.map {
            .object([("name", .string($0.name))] + EvaluationReport.members($0.evaluation, drivers))
          })
      ),
      ("all", .object(EvaluationReport.members(total, drivers))),
    ]
    if let comparison, let other { members.append(("against", json(comparison, other))) }
    if let ablation { members.append(("ablation", json(ablation))) }
    members.append(("worst", .array(worst.map(json))))
    return .object(members)
  }

  private static func members(
    _ evaluation: Evaluation, _ drivers: [String]
  ) -> [(String, JSONText)] {
    [
      ("comments", .integer(evaluation.count)), ("metrics", metrics(evaluation)),
      ("drivers", .array(drivers.compactMap { driver(evaluation, $0) })),
      ("sentiment", table(evaluation.sentimentTable)),
      ("languages", table(evaluation.languageTable)),
    ]
  }

  private static func metrics(_ evaluation: Evaluation) -> JSONText {
    .object(figures(evaluation).map { ($0.name, .number($0.value)) })
  }

  private static func driver(_ evaluation: Evaluation, _ id: String) -> JSONText? {
    guard let hits = evaluation.perDriver[id] else { return nil }
    func share(_ value: Double?) -> JSONText { value.map { .number($0) } ?? .null }
    return .object([
      ("driver", .string(id)), ("found", .integer(hits.right)), ("missed", .integer(hits.missed)),
      ("wronglyFound", .integer(hits.wrong)), ("leftAlone", .integer(hits.leftAlone)),
      ("f1", .number(hits.f1)), ("leftAloneRate", share(hits.leftAloneRate)),
      ("polarityRight", share(evaluation.polarityPerDriver[id]?.value)),
    ])
  }

  private static func table(_ counts: [String: [String: Int]]) -> JSONText {
    .object(
      counts.sorted { $0.key < $1.key }.map { label, answers in
        (
          label,
          .object(answers.sorted { $0.key < $1.key }.map { ($0.key, .integer($0.value)) })
        )
      })
  }

  private func json(
    _ comparison: Comparison, _ other: (name: String, evaluation: Evaluation)
  ) -> JSONText {
    .object([
      ("name", .string(other.name)), ("metrics", EvaluationReport.metrics(other.evaluation)),
      (
        "counts",
        .object(
          Comparison.Turn.allCases.map { ($0.rawValue, .integer(comparison.count($0))) })
      ),
      (
        "flips",
        .array(
          comparison.flips.map { flip in
            .object(
              [
                ("id", .string(flip.comment)), ("what", .string(flip.what)),
                ("label", .text(flip.label)), ("before", .string(flip.before)),
                ("after", .string(flip.after)), ("turn", .string(flip.turn.rawValue)),
              ] + (showsText ? [("text", .text(texts[flip.comment]))] : []))
          })
      ),
    ])
  }

  private func json(_ ablation: Ablation) -> JSONText {
    .array(
      ablation.rows.map { row in
        .object([
          ("rule", .text(row.rule?.name)), ("changed", .integer(row.changed)),
          ("metrics", EvaluationReport.metrics(row.evaluation)),
        ])
      })
  }

  private func json(_ error: WorstError) -> JSONText {
    let mistake = error.mistake
    return .object(
      [
        ("id", .string(mistake.comment)), ("kind", .string(mistake.kind.rawValue)),
        ("driver", .text(mistake.driver)), ("label", .string(mistake.label)),
        ("answer", .string(mistake.answer)), ("weight", .number(mistake.weight)),
        ("words", .strings(error.words)),
      ] + (showsText ? [("text", .string(error.text))] : []))
  }
}

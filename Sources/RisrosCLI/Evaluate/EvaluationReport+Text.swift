internal import RisrosEvaluation
internal import RisrosModel
internal import RisrosText

/// The report for people.
extension EvaluationReport {
  func rendered(asMarkdown: Bool) -> String {
    var text = ""
    func add(_ heading: String, _ table: AlignedText) {
      if table.rows.isEmpty { return }
      text += (asMarkdown ? "### \(heading)\n\n" : "\(heading)\n")
      text += table.rendered(asMarkdown: asMarkdown, indent: 2) + "\n"
    }
    if let ablation {
      add("What each rule brings (difference when it is left out)", table(ablation))
      return String(text.dropLast())
    }
    var heading = "\(total.count) comments"
    if leftOut > 0 { heading += ", \(leftOut) left out by their numbers" }
    if rejected > 0 { heading += ", \(rejected) rejected" }
    text += heading + "\n\n"
    add("Figures", figures)
    add("Drivers", driverTable)
    add("Sentiment: labelled, and how often answered how", confusions(total.sentimentTable))
    add("Languages: labelled, and how often answered how", confusions(total.languageTable))
    if let comparison, let other {
      add("Flips against \(other.name)", flips(comparison))
      let counts = Comparison.Turn.allCases.map { "\(comparison.count($0)) \($0.rawValue)" }
      text += counts.joined(separator: ", ") + "\n\n"
    }
    add("Worst errors", worstErrors)
    return String(text.dropLast())
  }

  private var figures: AlignedText {
    var columns = sets.map { (name: $0.name, metrics: EvaluationReport.figures($0.evaluation)) }
    if sets.count > 1 { columns.append(("all", EvaluationReport.figures(total))) }
    if let other { columns.append((other.name, EvaluationReport.figures(other.evaluation))) }
    var names: [String] = []
    for column in columns {
      for metric in column.metrics where !names.contains(metric.name) { names.append(metric.name) }
    }
    var table = AlignedText([""] + columns.map { " " + $0.name })
    for name in names {
      table.add(
        [name]
          + columns.map { column in
            EvaluationReport.share(column.metrics.first { $0.name == name }?.value)
          })
    }
    return table
  }

  /// The figures of the accuracy tests, and the area under the curve of the signed score.
  static func figures(_ evaluation: Evaluation) -> [(name: String, value: Double)] {
    var metrics = evaluation.metrics
    if let auc = evaluation.auc {
      let place = metrics.firstIndex { $0.name == "bin_f1" } ?? metrics.count - 1
      metrics.insert(("auc", auc), at: place + 1)
    }
    return metrics
  }

  private var driverTable: AlignedText {
    var table = AlignedText([
      "", " found", " missed", " wrongly found", " precision", " recall", " F1",
      " absent left alone", " polarity right",
    ])
    for driver in drivers {
      guard let hits = total.perDriver[driver], !hits.isEmpty || hits.wrong > 0 else { continue }
      table.add([
        driver, "\(hits.right)", "\(hits.missed)", "\(hits.wrong)",
        EvaluationReport.share(hits.precision), EvaluationReport.share(hits.recall),
        EvaluationReport.share(hits.f1),
        EvaluationReport.share(hits.leftAloneRate),
        EvaluationReport.share(total.polarityPerDriver[driver]?.value),
      ])
    }
    return table
  }

  private func confusions(_ counts: [String: [String: Int]]) -> AlignedText {
    let order = Polarity.allCases.map(\.label) + Language.allCases.map(\.code)
    func rank(_ name: String) -> (Int, String) {
      (order.firstIndex { name.hasPrefix($0) } ?? order.count, name)
    }
    let answers = Set(counts.values.flatMap(\.keys)).sorted { rank($0) < rank($1) }
    var table = AlignedText([""] + answers.map { " " + $0 })
    for label in counts.keys.sorted(by: { rank($0) < rank($1) }) {
      table.add([label] + answers.map { "\(counts[label]?[$0] ?? 0)" })
    }
    return table
  }

  private func flips(_ comparison: Comparison) -> AlignedText {
    var table = AlignedText(["id", "what", "label", "before", "after", "", ""])
    for flip in comparison.flips {
      table.add([
        flip.comment, flip.what, flip.label ?? "–", flip.before, flip.after, flip.turn.rawValue,
        showsText ? PrintableText.escaped(texts[flip.comment] ?? "") : "",
      ])
    }
    return table
  }

  private var worstErrors: AlignedText {
    var table = AlignedText(["id", "what", "label", "answer", "words", ""])
    for error in worst {
      let mistake = error.mistake
      table.add([
        mistake.comment, mistake.driver ?? mistake.kind.rawValue, mistake.label, mistake.answer,
        error.words.isEmpty
          ? "no coloured word" : PrintableText.escaped(error.words.joined(separator: " · ")),
        showsText ? PrintableText.escaped(error.text) : "",
      ])
    }
    return table
  }

  private func table(_ ablation: Ablation) -> AlignedText {
    let shown = ["bin_f1", "tri_f1", "auc", "drivers_f1", "driver_polarity"]
    var table = AlignedText(["rule", " comments changed"] + shown.map { " " + $0 })
    let whole = EvaluationReport.figures(ablation.rows[0].evaluation)
    for row in ablation.rows {
      let figures = EvaluationReport.figures(row.evaluation)
      let fields = shown.map { name -> String in
        let value = figures.first { $0.name == name }?.value
        let reference = whole.first { $0.name == name }?.value
        if row.rule == nil { return EvaluationReport.share(value) }
        guard let value, let reference else { return "–" }
        return EvaluationReport.difference(value - reference)
      }
      table.add([row.rule?.name ?? "all rules", row.rule == nil ? "" : "\(row.changed)"] + fields)
    }
    return table
  }

  // MARK: Numbers

  /// A share with three decimals, or a dash.
  private static func share(_ value: Double?) -> String {
    guard let value else { return "–" }
    let thousandths = Int((abs(value) * 1000).rounded())
    let digits = String(thousandths % 1000)
    return (value < 0 && thousandths > 0 ? "−" : "") + "\(thousandths / 1000)."
      + String(repeating: "0", count: 3 - digits.count) + digits
  }

  /// A difference of shares with its sign.
  private static func difference(_ value: Double) -> String {
    (value >= 0.0005 ? "+" : "") + share(value)
  }
}

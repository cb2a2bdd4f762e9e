internal import RisrosHistory
internal import RisrosModel
internal import RisrosReport
internal import RisrosScores

extension RunReport {
  /// What a run prints: the files, the counts, and what changed.
  func text(in language: ReportLanguage) -> String {
    let labels = RunLabels(language)
    let words = labels.report
    var text = "\(labels[.run]) \(run.id), \(run.started)\n"
    var width = 0
    for file in files { width = max(width, shown(file.path).count) }
    for file in files {
      let path = shown(file.path)
      text += "  " + path + String(repeating: " ", count: width - path.count)
      text += "  " + labels.state(file.state)
      if file.state != "failed" {
        let counts = file.counts
        text += ": \(counts.read) \(words[.read].lowercased()), \(counts.scored) \(words[.scored])"
        text += ", \(counts.setAside) \(words[.setAside])"
        if counts.rejected > 0 { text += ", \(counts.rejected) \(words[.rejected])" }
        if counts.duplicates > 0 { text += ", \(counts.duplicates) \(words[.duplicates])" }
        if counts.heldBack > 0 { text += ", \(counts.heldBack) \(labels[.heldBack])" }
      }
      text += "\n"
      if !file.message.isEmpty { text += "    " + shown(file.message) + "\n" }
    }
    let counts = run.counts
    text += """

      \(words[.read]) \(counts.read) · \(words[.scored]) \(counts.scored) · \
      \(words[.setAside]) \(counts.setAside) · \(words[.rejected]) \(counts.rejected) · \
      \(words[.duplicates]) \(counts.duplicates)

      """
    if counts.heldBack > 0 {
      text += labels.text(.heldBackLines, counts.heldBack) + "\n"
    }
    if counts.scored > 0 { text += "\n" + table(labels) }
    for alert in alerts where alert.fired {
      text += "\n\(labels[.alert]) \(shown(alert.name))"
      text += alert.name == alert.condition ? "\n" : ": \(shown(alert.condition))\n"
    }
    return text
  }

  private func shown(_ text: String) -> String { PrintableText.escaped(Array(text.utf8)) }

  private func table(_ labels: RunLabels) -> String {
    var rows = [["", labels.report[.count], labels.report[.net], labels[.before], labels[.change]]]
    func fields(_ name: String, _ cell: ScoreCell, _ before: ScoreCell?) -> [String] {
      [name, count(cell), net(cell), before.map(net) ?? ""]
    }
    rows.append(fields(labels[.allComments], overall, nil) + [""])
    for line in drivers {
      let label = taxonomy.label(of: line.driver, in: labels.report.language.rawValue)
      let name = label.prefix(1).uppercased() + label.dropFirst()
      var change = ""
      if line.cell.comments > 0, comparedRuns > 0 {
        if let found = line.change, found.isReliable {
          change =
            (found.difference > 0 ? "▲ " : "▼ ") + TrendWriter.points(found.difference)
            + " (\(TrendWriter.points(found.interval.low)) … "
            + "\(TrendWriter.points(found.interval.high)))"
        } else {
          let needed = Suppression.standard.minimumRanked
          change =
            line.cell.comments < needed || line.before.comments < needed
            ? labels[.tooFew] : labels[.noChange]
        }
      }
      rows.append(fields(name, line.cell, line.before) + [change])
    }
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    var text = ""
    for row in rows {
      var line = ""
      for (column, field) in row.enumerated() {
        let blanks = String(repeating: " ", count: widths[column] - field.count)
        line += column == 0 ? field + blanks : column == 4 ? "   " + field : "  " + blanks + field
      }
      while line.hasSuffix(" ") { line.removeLast() }
      text += line + "\n"
    }
    text +=
      comparedRuns == 0
      ? labels[.nothingBefore] + "\n"
      : labels.text(comparedRuns == 1 ? .beforeOne : .beforeMany, comparedRuns)
        + " \(labels[.chance])\n"
    return text
  }

  private func count(_ cell: ScoreCell) -> String {
    RunReport.isHidden(cell) ? "·" : String(cell.comments)
  }

  private func net(_ cell: ScoreCell) -> String {
    if RunReport.isHidden(cell) { return "·" }
    guard let net = Statistics.net(cell) else { return "–" }
    let points = TrendWriter.points(net)
    return Suppression.standard.visibility(ofCount: cell.comments) == .ranked
      ? points : "(\(points))"
  }
}

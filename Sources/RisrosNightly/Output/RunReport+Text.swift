internal import RisrosHistory
internal import RisrosModel
internal import RisrosReport
internal import RisrosScores
internal import RisrosText

extension RunReport {
  /// What a run prints: the files, the counts, and what changed.
  func text(in language: ReportLanguage) -> String {
    let labels = RunLabels(language)
    let words = labels.report
    var text = "\(labels[.run]) \(run.id), \(run.started)\n"
    let width = files.map { PrintableText.width(shown($0.path)) }.max() ?? 0
    for file in files {
      text += "  " + PrintableText.padded(shown(file.path), to: width)
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

  private func shown(_ text: String) -> String { PrintableText.escaped(text) }

  private func table(_ labels: RunLabels) -> String {
    let words = labels.report
    var table = AlignedText([
      "", " " + words[.count], " " + words[.net], " " + labels[.before], labels[.change],
    ])
    func fields(_ name: String, _ cell: ScoreCell, _ before: ScoreCell?) -> [String] {
      [name, count(cell), net(cell, labels), before.map { net($0, labels) } ?? ""]
    }
    table.add(fields(labels[.allComments], overall, nil) + [""])
    for line in drivers {
      let label = taxonomy.label(of: line.driver, in: words.language.rawValue)
      let name = label.prefix(1).uppercased() + label.dropFirst()
      var change = ""
      if line.cell.comments > 0, comparedRuns > 0 {
        if let found = line.change, found.isReliable {
          change =
            (found.difference > 0 ? "▲ " : "▼ ") + labels.points(found.difference)
            + " (\(labels.range(found.interval)))"
        } else {
          let needed = Suppression.standard.minimumRanked
          change =
            line.cell.comments < needed || line.before.comments < needed
            ? labels[.tooFew] : labels[.noChange]
        }
      }
      table.add(fields(name, line.cell, line.before) + [change])
    }
    let basis =
      comparedRuns == 0
      ? labels[.nothingBefore] + "\n"
      : labels.text(comparedRuns == 1 ? .beforeOne : .beforeMany, comparedRuns)
        + " \(labels[.chance])\n"
    return table.rendered() + basis
  }

  private func count(_ cell: ScoreCell) -> String {
    RunReport.isHidden(cell) ? "·" : String(cell.comments)
  }

  private func net(_ cell: ScoreCell, _ labels: RunLabels) -> String {
    if RunReport.isHidden(cell) { return "·" }
    guard let net = Statistics.net(cell) else { return "–" }
    let points = labels.points(net)
    return Suppression.standard.visibility(ofCount: cell.comments) == .ranked
      ? points : "(\(points))"
  }
}

internal import RisrosModel
internal import RisrosScores
public import RisrosText

/// A page in Markdown with pipe tables, for a wiki, an issue or a mail.
public struct MarkdownReportWriter: ReportWriter {
  public static let name = "markdown"
  public static let summary = "A page with tables in Markdown."

  public init() {}

  public func write(_ report: Report, options: ReportOptions, into out: inout ByteWriter) {
    let content = ReportContent(report, options)
    let text = ReportText(report, options)
    let labels = text.labels
    let overall = content.group.overall
    out.append("# \(labels[.netSentiment])")
    if overall.comments > 0 { out.append(" \(text.net(overall))") }
    out.append("\n\n")
    out.append(text.records(content.records) + "\n\n")
    let facts = text.facts(content)
    for line in facts { out.append("- \(line)\n") }
    guard content.records.scored > 0 else {
      out.append("\n\(labels[.nothingScored])\n")
      return
    }
    if !facts.isEmpty { out.append("\n") }
    writeDrivers(content, text, options, &out)
    let splits = text.splits(content)
    for split in splits { writeSplit(split, text, options, &out) }
    let legend = text.legend(content, splits)
    if !legend.isEmpty { out.append("\n") }
    for line in legend { out.append("\(MarkdownReportWriter.escaped(line))  \n") }
  }

  private func writeDrivers(
    _ content: ReportContent, _ text: ReportText, _ options: ReportOptions,
    _ out: inout ByteWriter
  ) {
    let labels = text.labels
    writeRow(
      ([.driver] + ReportText.figureTitles + [.aspects, .words]).map { labels[$0] }, &out)
    out.append("|---")
    out.append(repeating: "|---:", count: ReportText.figureTitles.count)
    out.append("|---|---|\n")
    for entry in content.rankedDrivers {
      let words = text.words(entry, options.terms, escaped: MarkdownReportWriter.escaped)
      let aspects = text.aspects(entry).map(MarkdownReportWriter.escaped)
      writeRow(
        [MarkdownReportWriter.escaped(text.label(of: entry.driver))] + text.figures(entry.cell)
          + [aspects.joined(separator: "<br>"), words.joined(separator: "<br>")], &out)
    }
    let withQuotes = content.rankedDrivers.filter { !$0.verbatims.isEmpty }
    if withQuotes.isEmpty { return }
    out.append("\n## \(labels[.examples])\n")
    for entry in withQuotes {
      out.append("\n### \(MarkdownReportWriter.escaped(text.label(of: entry.driver)))\n\n")
      for (polarity, verbatim) in entry.verbatims {
        let quote = MarkdownReportWriter.escaped(PrintableText.escaped(verbatim.text.bytes))
        out.append("- \(text.label(of: polarity)): “\(quote)”\n")
      }
    }
  }

  private func writeSplit(
    _ split: ReportSplit, _ text: ReportText, _ options: ReportOptions, _ out: inout ByteWriter
  ) {
    let labels = text.labels
    let drivers = text.taxonomy.allDrivers
    let title = MarkdownReportWriter.escaped(text.title(split))
    out.append("\n## \(title)\n\n")
    writeRow(
      [title, labels[.count], labels[.net]]
        + drivers.map { MarkdownReportWriter.escaped(text.label(of: $0)) }, &out)
    out.append("|---|---:|---:")
    out.append(repeating: "|---:", count: drivers.count)
    out.append("|\n")
    let (groups, notes) = text.rows(split, options.rows)
    for group in groups {
      writeRow(
        [MarkdownReportWriter.escaped(text.value(group, split)), text.count(group.overall)]
          + ([group.overall] + group.drivers).map(text.net), &out)
    }
    if !notes.isEmpty { out.append("\n\(notes.joined(separator: " · "))\n") }
  }

  private func writeRow(_ fields: [String], _ out: inout ByteWriter) {
    for field in fields { out.append("| \(field) ") }
    out.append("|\n")
  }

  /// Text with every sign that Markdown or HTML would take for its own written so that it is shown.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text {
      switch character {
      case "\\", "|", "`", "*", "_", "[", "]", "#", "~": result += "\\\(character)"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "&": result += "&amp;"
      default: result.append(character)
      }
    }
    return result
  }
}

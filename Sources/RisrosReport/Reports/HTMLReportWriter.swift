internal import RisrosModel
internal import RisrosScores
public import RisrosText

/// One page of HTML that stands by itself: no script, no font, no picture from anywhere.
///
/// Everything that comes from comments, columns or a taxonomy is escaped, and the page's own policy
/// forbids to load or run anything, should a browser be led astray nevertheless.
public struct HTMLReportWriter: ReportWriter {
  public static let name = "html"
  public static let summary = "A page for a browser, complete in one file."

  public init() {}

  private static let style = """
    body{font:15px/1.5 system-ui,sans-serif;color:#222;max-width:70rem;margin:2rem auto;padding:0 1rem}
    table{border-collapse:collapse;margin:1rem 0}th,td{padding:.3rem .7rem;text-align:left;\
    vertical-align:top;border-bottom:1px solid #ddd}.n{text-align:right;white-space:nowrap}\
    .good{color:#176b2c}.bad{color:#a01f1f}small,.legend{color:#555}blockquote{margin:.4rem 1rem}
    """

  public func write(_ report: Report, options: ReportOptions, into out: inout ByteWriter) {
    let content = ReportContent(report, options)
    let text = ReportText(report, options)
    let labels = text.labels
    let overall = content.group.overall
    let title = labels[.netSentiment] + (overall.comments > 0 ? " \(text.net(overall))" : "")
    out.append(
      """
      <!DOCTYPE html>
      <html lang="\(labels.language.rawValue)">
      <head>
      <meta charset="utf-8">
      <meta http-equiv="Content-Security-Policy" content="default-src 'none'; \
      style-src 'unsafe-inline'">
      <meta name="viewport" content="width=device-width">
      <meta name="generator" content="risros">
      <title>\(HTMLReportWriter.escaped(title))</title>
      <style>
      \(HTMLReportWriter.style)
      </style>
      </head>
      <body>
      <h1>\(HTMLReportWriter.escaped(title))</h1>
      <p>\(HTMLReportWriter.escaped(text.records(content.records)))</p>

      """)
    writeFacts(content, text, &out)
    if content.records.scored > 0 {
      writeDrivers(content, text, options, &out)
      writeExamples(content, text, &out)
      let splits = text.splits(content)
      for split in splits { writeSplit(split, text, options, &out) }
      for line in text.legend(content, splits) {
        out.append("<p class=\"legend\">\(HTMLReportWriter.escaped(line))</p>\n")
      }
    } else {
      out.append("<p>\(HTMLReportWriter.escaped(labels[.nothingScored]))</p>\n")
    }
    out.append("</body>\n</html>\n")
  }

  private func writeFacts(
    _ content: ReportContent, _ text: ReportText, _ out: inout ByteWriter
  ) {
    let facts = text.facts(content)
    if facts.isEmpty { return }
    out.append("<ul>\n")
    for line in facts { out.append("<li>\(HTMLReportWriter.escaped(line))</li>\n") }
    out.append("</ul>\n")
  }

  private func writeDrivers(
    _ content: ReportContent, _ text: ReportText, _ options: ReportOptions,
    _ out: inout ByteWriter
  ) {
    let labels = text.labels
    writeHead(
      [labels[.driver]], ReportText.figureTitles.map { labels[$0] },
      [labels[.aspects], labels[.words]], &out)
    for entry in content.rankedDrivers {
      out.append("<tr><th>\(HTMLReportWriter.escaped(text.label(of: entry.driver)))</th>")
      for figure in text.figures(entry.cell) { writeNumber(figure, entry.cell, &out) }
      let aspects = text.aspects(entry).map(HTMLReportWriter.escaped)
      let words = text.words(entry, options.terms, escaped: HTMLReportWriter.escaped)
      out.append("<td>\(aspects.joined(separator: "<br>"))</td>")
      out.append("<td>\(words.joined(separator: "<br>"))</td></tr>\n")
    }
    out.append("</tbody>\n</table>\n")
  }

  private func writeExamples(
    _ content: ReportContent, _ text: ReportText, _ out: inout ByteWriter
  ) {
    let quoted = content.rankedDrivers.filter { !$0.verbatims.isEmpty }
    if quoted.isEmpty { return }
    out.append("<h2>\(HTMLReportWriter.escaped(text.labels[.examples]))</h2>\n")
    for entry in quoted {
      out.append("<h3>\(HTMLReportWriter.escaped(text.label(of: entry.driver)))</h3>\n")
      for (polarity, verbatim) in entry.verbatims {
        let quote = PrintableText.escaped(verbatim.text.bytes)
        out.append(
          "<blockquote><small>\(HTMLReportWriter.escaped(text.label(of: polarity)))</small> "
            + "\(HTMLReportWriter.escaped(quote))</blockquote>\n")
      }
    }
  }

  private func writeSplit(
    _ split: ReportSplit, _ text: ReportText, _ options: ReportOptions, _ out: inout ByteWriter
  ) {
    let labels = text.labels
    let title = text.title(split)
    out.append("<h2>\(HTMLReportWriter.escaped(title))</h2>\n")
    writeHead(
      [title],
      [labels[.count], labels[.net]] + text.taxonomy.allDrivers.map { text.label(of: $0) }, [],
      &out)
    let (groups, notes) = text.rows(split, options.rows)
    for group in groups {
      out.append("<tr><th>\(HTMLReportWriter.escaped(text.value(group, split)))</th>")
      writeNumber(text.count(group.overall), group.overall, &out)
      for cell in [group.overall] + group.drivers { writeNumber(text.net(cell), cell, &out) }
      out.append("</tr>\n")
    }
    out.append("</tbody>\n</table>\n")
    if !notes.isEmpty {
      out.append("<p>\(HTMLReportWriter.escaped(notes.joined(separator: " · ")))</p>\n")
    }
  }

  // MARK: Pieces

  /// - Parameter numbers: the titles of columns that are aligned to the right.
  private func writeHead(
    _ first: [String], _ numbers: [String], _ last: [String], _ out: inout ByteWriter
  ) {
    out.append("<table>\n<thead><tr>")
    for title in first + numbers + last {
      let isNumber = numbers.contains(title)
      out.append(isNumber ? "<th class=\"n\">" : "<th>")
      out.append("\(HTMLReportWriter.escaped(title))</th>")
    }
    out.append("</tr></thead>\n<tbody>\n")
  }

  /// Coloured as in the table: only where the interval leaves out 0.
  private func writeNumber(_ number: String, _ cell: ReportCell, _ out: inout ByteWriter) {
    var kind = "n"
    if cell.visibility == .ranked, let low = cell.netLow, let high = cell.netHigh {
      if low > 0 { kind += " good" } else if high < 0 { kind += " bad" }
    }
    out.append("<td class=\"\(kind)\">\(HTMLReportWriter.escaped(number))</td>")
  }

  /// Text for between tags and for attributes in double quotes.
  static func escaped(_ text: String) -> String {
    var result = ""
    for character in text.unicodeScalars {
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&#39;"
      default: result.unicodeScalars.append(character)
      }
    }
    return result
  }
}

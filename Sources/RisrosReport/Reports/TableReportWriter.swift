internal import RisrosModel
internal import RisrosScores
public import RisrosText

/// Aligned columns for a terminal: how many comments, the net sentiment over all, then each driver
/// with its aspects and the words behind it, then each split.
public struct TableReportWriter: ReportWriter {
  public static let name = "table"
  public static let summary = "Aligned columns for a terminal."

  /// Columns of a bar; the middle one stands for 0, either end for 100 points.
  static let barWidth = 21

  public init() {}

  public func write(_ report: Report, options: ReportOptions, into out: inout ByteWriter) {
    let content = ReportContent(report, options)
    let text = ReportText(report, options)
    writeHead(content, text, options, &out)
    guard content.records.scored > 0 else {
      out.append(text.labels[.nothingScored] + "\n")
      return
    }
    var leftOut = writeDrivers(content, text, options, &out)
    let splits = text.splits(content)
    for split in splits { leftOut += writeSplit(split, text, options, &out) }
    var legend = text.legend(content, splits)
    if leftOut > 0 { legend.append(text.labels[.leftOut]) }
    if !legend.isEmpty { out.append("\n") }
    for line in legend.flatMap({ PrintableText.folded($0, to: options.width) }) {
      TextTable.write(line, options.usesColor ? .dim : .plain, &out)
      out.append("\n")
    }
  }

  // MARK: Parts

  private func writeHead(
    _ content: ReportContent, _ text: ReportText, _ options: ReportOptions,
    _ out: inout ByteWriter
  ) {
    let labels = text.labels
    func append(_ line: String) {
      for part in PrintableText.folded(line, to: options.width) { out.append(part + "\n") }
    }
    append(text.records(content.records))
    let origins = text.origins(content)
    let line = origins.joined(separator: "   ")
    if PrintableText.width(line) > options.width {
      for origin in origins { append(origin) }
    } else if !line.isEmpty {
      append(line)
    }
    out.append("\n")
    let overall = content.group.overall
    guard overall.comments > 0 else { return }
    let net = "\(labels[.netSentiment]) \(text.net(overall))"
    TextTable.write(net, options.usesColor ? .bold : .plain, &out)
    if overall.isHidden {
      out.append("\n\n")
      return
    }
    let interval = "(\(labels[.interval]) \(text.interval(overall)))"
    let shares =
      "\(labels[.positive].lowercased()) \(text.percent(overall.positiveShare, overall)) · "
      + "\(labels[.negative].lowercased()) \(text.percent(overall.negativeShare, overall)) · "
      + "\(labels[.mean]) \(labels.decimal(overall.mean ?? 0))"
    let fits = PrintableText.width("\(net)  \(interval)   \(shares)") <= options.width
    if fits {
      out.append("  \(interval)   \(shares)\n\n")
      return
    }
    if PrintableText.width("\(net)  \(interval)") <= options.width {
      out.append("  \(interval)\n")
    } else {
      out.append("\n")
      append(interval)
    }
    append(shares)
    out.append("\n")
  }

  private func writeDrivers(
    _ content: ReportContent, _ text: ReportText, _ options: ReportOptions,
    _ out: inout ByteWriter
  ) -> Int {
    let labels = text.labels
    var table = TextTable([
      .init(title: labels[.driver], alignsRight: false, narrowest: 12),
      .init(title: labels[.count]),
      .init(title: labels[.share], rank: 1), .init(title: labels[.net]),
      .init(title: labels[.intervalColumn]),
      .init(title: "−100      0      +100", alignsRight: false, rank: 3),
      .init(title: labels[.positive], rank: 2), .init(title: labels[.negative], rank: 2),
    ])
    for entry in content.rankedDrivers {
      let cell = entry.cell
      let tone = TableReportWriter.tone(cell)
      let bar =
        switch cell.visibility {
        case .ranked: TableReportWriter.bar(cell.netPoints ?? 0)
        case .tooFew: cell.comments > 0 ? labels[.tooFew] : ""
        case .hidden: labels[.hidden]
        }
      table.add([
        .init(text: text.label(of: entry.driver), style: .bold),
        .init(text: text.count(cell)), .init(text: text.percent(cell.share, cell)),
        .init(text: text.net(cell), style: tone), .init(text: text.interval(cell)),
        .init(text: bar, style: cell.visibility == .ranked ? tone : .plain),
        .init(text: text.percent(cell.positiveShare, cell)),
        .init(text: text.percent(cell.negativeShare, cell)),
      ])
      let details = [
        PrintableText.list("    ", text.aspects(entry), to: options.width),
        PrintableText.list(
          "  + ", text.terms(entry, options.terms, \.positive), to: options.width),
        PrintableText.list(
          "  − ", text.terms(entry, options.terms, \.negative), to: options.width),
      ]
      for detail in details { if let detail { table.addDetail(detail) } }
      for (polarity, verbatim) in entry.verbatims {
        let quote = PrintableText.escaped(verbatim.text.bytes)
        let sign = TableReportWriter.sign(polarity)
        table.addDetail(PrintableText.cut("  \(sign) “\(quote)”", to: options.width))
      }
    }
    return table.write(into: &out, usesColor: options.usesColor, width: options.width)
  }

  private func writeSplit(
    _ split: ReportSplit, _ text: ReportText, _ options: ReportOptions, _ out: inout ByteWriter
  ) -> Int {
    let labels = text.labels
    let drivers = text.taxonomy.allDrivers
    // What is left of the width once value, comments and net have theirs, shared by the drivers.
    let room = max(6, (options.width - 24 - 11 - 8) / max(drivers.count, 1) - 2)
    var columns = [
      TextTable.Column(
        title: PrintableText.cut(text.title(split), to: 24), alignsRight: false, narrowest: 10),
      .init(title: labels[.count], rank: drivers.count), .init(title: labels[.net]),
    ]
    // The last drivers go first, behind the count.
    for (rank, driver) in drivers.enumerated() {
      columns.append(
        .init(title: PrintableText.cut(text.label(of: driver), to: room), rank: rank))
    }
    var table = TextTable(columns)
    let (groups, notes) = text.rows(split, options.rows)
    for group in groups {
      var fields = [
        TextTable.Field(text: PrintableText.cut(text.value(group, split), to: 24)),
        .init(text: text.count(group.overall)),
      ]
      for cell in [group.overall] + group.drivers {
        fields.append(.init(text: text.net(cell), style: TableReportWriter.tone(cell)))
      }
      table.add(fields)
    }
    if !notes.isEmpty { table.addDetail("  " + notes.joined(separator: " · ")) }
    out.append("\n")
    return table.write(into: &out, usesColor: options.usesColor, width: options.width)
  }

  // MARK: Signs

  /// A tone only where the interval leaves out 0.
  private static func tone(_ cell: ReportCell) -> TextTable.Style {
    guard cell.visibility == .ranked, let low = cell.netLow, let high = cell.netHigh else {
      return .plain
    }
    return low > 0 ? .good : high < 0 ? .bad : .plain
  }

  private static func sign(_ polarity: Polarity) -> String {
    switch polarity {
    case .positive: "+"
    case .negative: "−"
    case .mixed: "±"
    case .neutral: "○"
    }
  }

  /// A bar from 0 to the score in half columns of 5 points: −18 gives two columns to the left.
  static func bar(_ points: Int) -> String {
    let side = barWidth / 2
    let halves = (Int(points.magnitude) * 2 * side + 50) / 100
    let (full, half) = (halves / 2, halves % 2)
    let blanks = String(repeating: " ", count: side)
    if points < 0 {
      let left = String(repeating: " ", count: side - full - half) + (half == 1 ? "▐" : "")
      return left + String(repeating: "█", count: full) + "│"
    }
    return blanks + "│" + String(repeating: "█", count: full) + (half == 1 ? "▌" : "")
  }
}

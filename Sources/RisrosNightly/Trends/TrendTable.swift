internal import RisrosHistory
internal import RisrosModel
internal import RisrosReport
internal import RisrosScores
internal import RisrosText

/// Trends for people: for each driver a line of blocks, and a row a period.
struct TrendTable {
  let taxonomy: Taxonomy
  /// The latest periods that have a row.
  let periods: Int
  let options: ReportOptions

  private var labels: RunLabels { RunLabels(options.language) }

  func bytes(_ trends: [Trend]) -> [UInt8] {
    let shown = trends.filter { $0.points.contains { $0.cell.comments > 0 } }
    if shown.isEmpty { return Array((labels[.noComments] + "\n").utf8) }
    var out = ByteWriter()
    var segment: ByteText?
    var leftOut = 0
    for (index, trend) in shown.enumerated() {
      if index > 0 { out.append("\n") }
      if !trend.segment.isEmpty, segment != trend.value {
        segment = trend.value
        let value = PrintableText.escaped(trend.value.bytes)
        writeTitle(
          PrintableText.escaped(trend.segment) + " = "
            + (value.isEmpty ? labels.report[.blank] : value), &out)
        out.append("\n")
      }
      leftOut += write(trend, &out)
    }
    out.append("\n")
    for line in legend(shown, isNarrow: leftOut > 0) {
      for part in PrintableText.folded(line, to: options.width) { out.append(part + "\n") }
    }
    return out.finish()
  }

  /// - Returns: how many columns the terminal is too narrow for.
  private func write(_ trend: Trend, _ out: inout ByteWriter) -> Int {
    let words = labels.report
    let points = trend.points.suffix(periods)
    writeTitle(title(trend), &out)
    out.append("  \(TrendTable.spark(points))\n")
    var table = TextTable(
      [
        .init(title: "", alignsRight: false), .init(title: words[.count], rank: 2),
        .init(title: words[.net]), .init(title: words[.intervalColumn], rank: 3),
        .init(title: labels[.change]), .init(title: "", alignsRight: false, rank: 1),
      ], indent: 2)
    for point in points { table.add(row(point)) }
    let leftOut = table.write(
      into: &out, usesColor: options.usesColor, width: options.width)
    if trend.points.count > points.count {
      out.append("  " + labels.text(.earlierPeriods, trend.points.count - points.count) + "\n")
    }
    return leftOut
  }

  private func writeTitle(_ text: String, _ out: inout ByteWriter) {
    TextTable.write(text, options.usesColor ? .bold : .plain, &out)
  }

  private func title(_ trend: Trend) -> String {
    guard let driver = trend.driver else { return labels[.allComments] }
    let label = taxonomy.label(of: driver, in: options.language.rawValue)
    return label.prefix(1).uppercased() + label.dropFirst()
  }

  private func row(_ point: Trend.Point) -> [TextTable.Field] {
    let words = labels.report
    let period = point.period == CalendarDate.unknownPeriod ? words[.unknownPeriod] : point.period
    func fields(_ texts: String...) -> [TextTable.Field] {
      ([period] + texts).map { .init(text: $0) }
    }
    let n = point.cell.comments
    if point.visibility == .hidden { return fields("·", "·", "", "", "") }
    guard n > 0, let interval = Statistics.netInterval(point.cell) else {
      return fields("0", "–", "", "", "")
    }
    let net = words.points(
      Rounding.divide(100 * (point.cell.positive - point.cell.negative), by: n))
    var row = fields(
      words.integer(n), point.visibility == .ranked ? net : "(\(net))", labels.range(interval),
      point.change.map { labels.points($0.difference) } ?? "", "")
    if let change = point.change, change.isReliable {
      row[5] = .init(
        text: "\(change.difference > 0 ? "▲" : "▼") \(labels.range(change.interval))",
        style: change.difference > 0 ? .good : .bad)
    }
    return row
  }

  /// The signs used, explained.
  private func legend(_ trends: [Trend], isNarrow: Bool) -> [String] {
    let points = trends.flatMap { $0.points.suffix(periods) }
    let (suppression, words) = (options.suppression, labels.report)
    var lines = [labels[.trendChance]]
    if points.contains(where: { $0.visibility == .tooFew && $0.cell.comments > 0 }) {
      lines.append(words.text(.tooFewLegend, String(suppression.minimumRanked)))
    }
    if points.contains(where: { $0.visibility == .hidden }) {
      lines.append(words.text(.hiddenLegend, String(suppression.minimumShown)))
    }
    if isNarrow { lines.append(words[.leftOut]) }
    return lines
  }

  /// A line of blocks, one a period, from −100 (lowest) to +100; a blank where nothing is shown.
  static func spark(_ points: some Sequence<Trend.Point>) -> String {
    let blocks = Array("▁▂▃▄▅▆▇█")
    return points.map { point in
      guard point.visibility != .hidden, let net = Statistics.net(point.cell) else { return " " }
      return String(blocks[min(7, Int((net + 100) / 25))])
    }.joined()
  }
}

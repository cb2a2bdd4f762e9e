public import RisrosModel
internal import RisrosScores
internal import RisrosText

/// Writes trends as a table for people, or as CSV, TSV, JSON or JSON Lines for programs.
public struct TrendWriter: Sendable {
  public enum Format: String, CaseIterable, Sendable {
    case table, csv, tsv, json, jsonl
  }

  public static let schema = "risros.history/1"

  private let taxonomy: Taxonomy
  private let unit: PeriodUnit
  /// Periods shown in a table, the latest ones.
  public var periods = 12
  public var usesColor = false

  public init(taxonomy: Taxonomy, unit: PeriodUnit) {
    self.taxonomy = taxonomy
    self.unit = unit
  }

  public func bytes(_ trends: [Trend], as format: Format) -> [UInt8] {
    switch format {
    case .table: Array(table(trends).utf8)
    case .csv: delimited(trends, ",", "\r\n")
    case .tsv: delimited(trends, "\t", "\n")
    case .json: json(trends)
    case .jsonl: lines(trends)
    }
  }

  private func id(_ trend: Trend) -> String { trend.driver.map { taxonomy.id(of: $0) } ?? "" }

  // MARK: Programs

  private static let names = [
    "segment", "value", "driver", "period", "comments", "net", "net_low", "net_high",
    "mean_sentiment", "change", "change_low", "change_high", "reliable", "visibility",
  ]

  /// The figures of a point in hundredths (mean: ten-thousandths); nil for what may not be shown.
  private func figures(_ point: Trend.Point) -> [(Int?, decimals: Int)] {
    let cell = point.cell
    let isHidden = point.visibility == .hidden
    func shown(_ value: Int?) -> Int? { isHidden ? nil : value }
    let interval = Statistics.netInterval(cell)
    func scaled(_ value: Double?) -> Int? { value.map { Rounding.scale($0, decimals: 2) } }
    let n = cell.comments
    return [
      (shown(n), 0),
      (
        shown(n > 0 ? Rounding.divide(10_000 * (cell.positive - cell.negative), by: n) : nil), 2
      ),
      (shown(scaled(interval?.low)), 2), (shown(scaled(interval?.high)), 2),
      (shown(n > 0 ? Rounding.divide(Int(cell.sentimentSum), by: n) : nil), 4),
      (scaled(point.change?.difference), 2), (scaled(point.change?.interval.low), 2),
      (scaled(point.change?.interval.high), 2),
    ]
  }

  private static func name(_ visibility: Suppression.Visibility) -> String {
    switch visibility {
    case .hidden: "suppressed"
    case .tooFew: "tooFewToRank"
    case .ranked: "ranked"
    }
  }

  private func delimited(_ trends: [Trend], _ delimiter: String, _ lineEnd: String) -> [UInt8] {
    let mark = Array(delimiter.utf8)[0]
    var out = ByteWriter()
    out.append(TrendWriter.names.joined(separator: delimiter) + lineEnd)
    for trend in trends {
      for point in trend.points {
        for text in [Array(trend.segment.utf8), trend.value.bytes, Array(id(trend).utf8)] {
          out.appendDelimited(text, 0..<text.count, delimiter: mark)
          out.append(delimiter)
        }
        out.append(point.period)
        for (value, decimals) in figures(point) {
          out.append(delimiter)
          if let value { out.append(fixed: value, decimals: decimals) }
        }
        out.append(delimiter)
        if let change = point.change { out.append(change.isReliable ? "true" : "false") }
        out.append(delimiter + TrendWriter.name(point.visibility) + lineEnd)
      }
    }
    return out.finish()
  }

  private func append(_ point: Trend.Point, _ out: inout ByteWriter) {
    out.append("\"period\":")
    out.append(jsonString: point.period)
    let keys = [
      "comments", "net", "netLow", "netHigh", "meanSentiment", "change", "changeLow", "changeHigh",
    ]
    for (key, figure) in zip(keys, figures(point)) {
      out.append(",\"\(key)\":")
      if let value = figure.0 {
        out.append(fixed: value, decimals: figure.decimals)
      } else {
        out.append("null")
      }
    }
    let reliable = point.change.map { $0.isReliable ? "true" : "false" } ?? "null"
    out.append(",\"reliable\":\(reliable),\"visibility\":\"\(TrendWriter.name(point.visibility))\"")
  }

  private func appendName(of trend: Trend, _ out: inout ByteWriter) {
    if !trend.segment.isEmpty {
      out.append("\"segment\":")
      out.append(jsonString: trend.segment)
      out.append(",\"value\":\"")
      out.appendJSON(trend.value.bytes)
      out.append("\",")
    }
    out.append("\"driver\":")
    if trend.driver == nil { out.append("null") } else { out.append(jsonString: id(trend)) }
  }

  private func json(_ trends: [Trend]) -> [UInt8] {
    var out = ByteWriter()
    out.append("{\"schema\":\"\(TrendWriter.schema)\",\"by\":\"\(unit.rawValue)\",\"trends\":[")
    for (index, trend) in trends.enumerated() {
      out.append(index > 0 ? ",{" : "{")
      appendName(of: trend, &out)
      out.append(",\"points\":[")
      for (index, point) in trend.points.enumerated() {
        out.append(index > 0 ? ",{" : "{")
        append(point, &out)
        out.append("}")
      }
      out.append("]}")
    }
    out.append("]}\n")
    return out.finish()
  }

  private func lines(_ trends: [Trend]) -> [UInt8] {
    var out = ByteWriter()
    for trend in trends {
      for point in trend.points {
        out.append("{")
        appendName(of: trend, &out)
        out.append(",")
        append(point, &out)
        out.append("}\n")
      }
    }
    return out.finish()
  }

  // MARK: People

  private func table(_ trends: [Trend]) -> String {
    var text = ""
    var segment: ByteText?
    var tooFew = false
    var hidden = false
    for trend in trends where trend.points.contains(where: { $0.cell.comments > 0 }) {
      if !trend.segment.isEmpty, segment != trend.value {
        segment = trend.value
        let value = trend.value.bytes.isEmpty ? "(blank)" : PrintableText.escaped(trend.value.bytes)
        text +=
          (text.isEmpty ? "" : "\n")
          + styled(
            "\(PrintableText.escaped(trend.segment)) = \(value)", "1") + "\n"
      }
      let points = trend.points.suffix(periods)
      let label =
        trend.driver.map { capitalised(taxonomy.label(of: $0, in: "en")) } ?? "All comments"
      text += (text.isEmpty ? "" : "\n") + styled(label, "1")
      text += "  " + TrendWriter.spark(Array(points)) + "\n"
      var table = AlignedText(["", " Comments", " Net", " 95%", " Change", ""])
      for point in points {
        tooFew = tooFew || point.visibility == .tooFew && point.cell.comments > 0
        hidden = hidden || point.visibility == .hidden
        table.add(row(point))
      }
      text += table.rendered(indent: 2)
      if trend.points.count > points.count {
        text += "  \(trend.points.count - points.count) earlier periods not shown\n"
      }
    }
    if text.isEmpty { return "No comments yet.\n" }
    text +=
      "\n▲ ▼ a change from the period before that is more than chance (Holm over drivers, 5%)\n"
    if tooFew { text += "( ) fewer than 30 comments: too few to rank\n" }
    if hidden { text += "· hidden: fewer than 5 comments, or to be found by subtraction\n" }
    return text
  }

  private func row(_ point: Trend.Point) -> [String] {
    guard point.visibility != .hidden else { return [point.period, "·", "·", "", "", ""] }
    let n = point.cell.comments
    guard n > 0, let interval = Statistics.netInterval(point.cell) else {
      return [point.period, "0", "–", "", "", ""]
    }
    let net = TrendWriter.points(
      Double(Rounding.divide(100 * (point.cell.positive - point.cell.negative), by: n)))
    var fields = [
      point.period, String(n), point.visibility == .ranked ? net : "(\(net))",
      "\(TrendWriter.points(interval.low)) … \(TrendWriter.points(interval.high))", "", "",
    ]
    if let change = point.change {
      fields[4] = TrendWriter.points(change.difference)
      if change.isReliable {
        let isUp = change.difference > 0
        fields[5] =
          styled(isUp ? "▲" : "▼", isUp ? "36" : "35")
          + " \(TrendWriter.points(change.interval.low)) … \(TrendWriter.points(change.interval.high))"
      }
    }
    return fields
  }

  private func styled(_ text: String, _ code: String) -> String {
    usesColor ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }

  private func capitalised(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }

  /// Whole points with their sign.
  public static func points(_ value: Double) -> String {
    let rounded = Rounding.scale(value, decimals: 0)
    return rounded > 0 ? "+\(rounded)" : rounded < 0 ? "−\(rounded.magnitude)" : "0"
  }

  /// A line of blocks, one a period, from −100 (lowest) to +100; a blank where nothing is shown.
  static func spark(_ points: [Trend.Point]) -> String {
    let blocks = Array("▁▂▃▄▅▆▇█")
    return points.map { point in
      guard point.visibility != .hidden, let net = Statistics.net(point.cell) else { return " " }
      return String(blocks[min(7, Int((net + 100) / 25))])
    }.joined()
  }
}

public import RisrosHistory
public import RisrosModel
public import RisrosReport
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
  /// How a table is written: language, colour, width.
  public var options = ReportOptions()

  public init(taxonomy: Taxonomy, unit: PeriodUnit) {
    self.taxonomy = taxonomy
    self.unit = unit
  }

  public func bytes(_ trends: [Trend], as format: Format) -> [UInt8] {
    switch format {
    case .table: TrendTable(taxonomy: taxonomy, periods: periods, options: options).bytes(trends)
    case .csv: delimited(trends, ",", "\r\n")
    case .tsv: delimited(trends, "\t", "\n")
    case .json: json(trends)
    case .jsonl: lines(trends)
    }
  }

  private func id(_ trend: Trend) -> String { trend.driver.map { taxonomy.id(of: $0) } ?? "" }

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
}

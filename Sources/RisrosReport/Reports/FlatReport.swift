internal import RisrosModel
internal import RisrosScores
public import RisrosText

/// A cell with its place: what the flat formats have a line for.
struct FlatCell {
  /// `overall`, `language`, `segment` or `period`.
  var scope: String
  /// The segment column, the value in it, the driver and its aspect; empty where not meant.
  var column = ""
  var value = ByteText([])
  var driver = ""
  var aspect = ""
  var cell: ReportCell
  var hidesCount = true
}

extension ReportContent {
  /// Every cell: all comments first, then by language, segment and period; in each group the whole,
  /// then driver by driver with its aspects.
  func forEachCell(_ taxonomy: Taxonomy, _ body: (FlatCell) -> Void) {
    forEachCell(of: group, scope: "overall", column: "", taxonomy, body)
    for split in splits {
      let scope: String
      switch split.kind {
      case .language: scope = "language"
      case .segment: scope = "segment"
      case .period: scope = "period"
      }
      for group in split.groups {
        forEachCell(of: group, scope: scope, column: split.column, taxonomy, body)
      }
    }
  }

  private func forEachCell(
    of group: ReportGroup, scope: String, column: String, _ taxonomy: Taxonomy,
    _ body: (FlatCell) -> Void
  ) {
    func flat(_ cell: ReportCell) -> FlatCell {
      FlatCell(scope: scope, column: column, value: group.value, cell: cell)
    }
    var whole = flat(group.overall)
    whole.hidesCount = scope != "language"
    body(whole)
    for driver in taxonomy.allDrivers {
      var entry = flat(group.drivers[Int(driver.index)])
      entry.driver = taxonomy.id(of: driver)
      body(entry)
      for (number, cell) in group.aspects[Int(driver.index)].enumerated() {
        entry.cell = cell
        entry.aspect = taxonomy.id(of: Aspect(driver, UInt8(number + 1))) ?? ""
        body(entry)
      }
    }
  }

  /// The record counts by name: `read`, `scored`, `setAside.sv`, …, `rejected`, `duplicates`.
  var recordRows: [(name: String, count: Int)] {
    var rows = [(name: "read", count: records.read), (name: "scored", count: records.scored)]
    for language in JSONReportWriter.setAsideLanguages(records) {
      rows.append((name: "setAside.\(language.code)", count: records.setAside(in: language)))
    }
    rows.append((name: "setAside.empty", count: records.empty))
    rows.append((name: "rejected", count: records.rejected))
    rows.append((name: "duplicates", count: records.duplicates))
    return rows
  }
}

/// One JSON object a line: the record counts, then every cell; keys as in `json`.
public struct JSONLinesReportWriter: ReportWriter {
  public static let name = "jsonl"
  public static let summary = "One JSON object a line and cell."

  public init() {}

  public func write(_ report: Report, options: ReportOptions, into out: inout ByteWriter) {
    let content = ReportContent(report, options)
    out.append("{\"scope\":\"records\",\"schema\":\"\(JSONReportWriter.schema)\",\"records\":")
    JSONReportWriter.append(content.records, &out)
    out.append(",\"lexicon\":")
    out.append(jsonString: report.lexicon)
    out.append(",\"configuration\":")
    out.append(jsonString: report.configuration)
    out.append("}\n")
    content.forEachCell(report.taxonomy) { entry in
      out.append("{\"scope\":\"\(entry.scope)\"")
      if entry.scope == "segment" {
        out.append(",\"column\":")
        out.append(jsonString: entry.column)
      }
      if entry.scope != "overall" {
        out.append(",\"value\":\"")
        out.appendJSON(entry.value.bytes)
        out.append("\"")
      }
      if !entry.driver.isEmpty {
        out.append(",\"driver\":")
        out.append(jsonString: entry.driver)
      }
      if !entry.aspect.isEmpty {
        out.append(",\"aspect\":")
        out.append(jsonString: entry.aspect)
      }
      JSONReportWriter.append(entry.cell, &out, hidesCount: entry.hidesCount)
      out.append("}\n")
    }
  }
}

/// Comma-separated values by RFC 4180, in UTF-8, with a header: one row a cell.
///
/// The first rows have the scope `records` and count what became of the records. Fields that cannot
/// be computed or may not be shown are empty.
public struct CSVReportWriter: ReportWriter {
  public static let name = "csv"
  public static let summary = "One row a cell, comma-separated."

  public init() {}

  public func write(_ report: Report, options: ReportOptions, into out: inout ByteWriter) {
    writeDelimited(report, options, &out, options.style ?? .csv)
  }
}

/// The same with tabs, for `cut` and spreadsheets.
public struct TSVReportWriter: ReportWriter {
  public static let name = "tsv"
  public static let summary = "One row a cell, tab-separated."

  public init() {}

  public func write(_ report: Report, options: ReportOptions, into out: inout ByteWriter) {
    writeDelimited(report, options, &out, options.style ?? .tsv)
  }
}

private let columnNames = [
  "scope", "column", "value", "driver", "aspect", "comments", "share", "positive", "negative",
  "neutral", "mixed", "net", "net_low", "net_high", "mean_sentiment", "visibility",
]

private func writeDelimited(
  _ report: Report, _ options: ReportOptions, _ out: inout ByteWriter,
  _ style: DelimitedStyle
) {
  let (delimiter, lineEnd) = (style.delimiter, style.lineEnd)
  out.appendHead(of: style)
  let content = ReportContent(report, options)
  for (index, name) in columnNames.enumerated() {
    if index > 0 { out.append(delimiter) }
    out.append(name)
  }
  out.append(lineEnd)
  for row in content.recordRows {
    out.append("records")
    out.append(delimiter)
    out.append(delimiter)
    out.append(row.name)
    for _ in 0..<3 { out.append(delimiter) }
    out.append(integer: row.count)
    for _ in 6..<columnNames.count { out.append(delimiter) }
    out.append(lineEnd)
  }
  content.forEachCell(report.taxonomy) { entry in
    out.append(entry.scope)
    out.append(delimiter)
    out.appendField(entry.column, style)
    out.append(delimiter)
    out.appendField(entry.value.bytes, 0..<entry.value.bytes.count, style)
    for text in [entry.driver, entry.aspect] {
      out.append(delimiter)
      out.appendField(text, style)
    }
    let cell = entry.cell
    out.append(delimiter)
    if !(cell.isHidden && entry.hidesCount) { out.append(integer: cell.comments) }
    let numbers: [(Int?, Int)] = [
      (cell.share, 4), (cell.cell.positive, 0), (cell.cell.negative, 0), (cell.cell.neutral, 0),
      (cell.cell.mixed, 0), (cell.net, 2), (cell.netLow, 2), (cell.netHigh, 2), (cell.mean, 4),
    ]
    for (value, decimals) in numbers {
      out.append(delimiter)
      if let value, !cell.isHidden {
        out.append(fixed: value, decimals: decimals, point: style.decimalMark)
      }
    }
    out.append(delimiter)
    out.append(JSONReportWriter.name(of: cell.visibility))
    out.append(lineEnd)
  }
}

internal import RisrosModel
internal import RisrosScores
public import RisrosText

/// One JSON object with everything, schema `risros.driver-scores/1`.
///
/// Keys stand in a fixed order. Counts are integers; shares and mean sentiment have four decimals,
/// net sentiment and its interval two, in points, halves rounded away from nought; what cannot be
/// computed or may not be shown is null, and `visibility` says why: `ranked`, `tooFewToRank` or
/// `suppressed`.
public struct JSONReportWriter: ReportWriter {
  public static let name = "json"
  public static let summary = "One JSON object with everything."
  public static let schema = "risros.driver-scores/1"

  public init() {}

  public func write(_ report: Report, options: ReportOptions, into out: inout ByteWriter) {
    let content = ReportContent(report, options)
    let taxonomy = report.taxonomy
    out.append("{\"schema\":\"\(JSONReportWriter.schema)\",\"records\":")
    JSONReportWriter.append(content.records, &out)
    out.append(",\"languages\":")
    JSONReportWriter.list(content.languages.groups, &out) { group, out in
      out.append("{\"language\":")
      out.append(jsonString: group.value.description)
      // How many comments there are in a language is no secret: records are counted by it.
      JSONReportWriter.append(group.overall, &out, hidesCount: false)
      out.append("}")
    }
    out.append(",\"overall\":{")
    JSONReportWriter.append(content.group.overall, &out, isFirst: true)
    out.append("},\"drivers\":")
    JSONReportWriter.list(content.drivers, &out) { entry, out in
      JSONReportWriter.append(entry, taxonomy, options, &out)
    }
    out.append(",\"segments\":")
    JSONReportWriter.list(content.segments, &out) { split, out in
      out.append("{\"column\":")
      out.append(jsonString: split.column)
      out.append(",\"values\":")
      JSONReportWriter.list(split.groups, &out) {
        JSONReportWriter.append($0, "value", taxonomy, &$1)
      }
      out.append("}")
    }
    out.append(",\"periods\":")
    JSONReportWriter.list(content.periods?.groups ?? [], &out) {
      JSONReportWriter.append($0, "period", taxonomy, &$1)
    }
    out.append(",\"lexicon\":")
    out.append(jsonString: report.lexicon)
    out.append(",\"configuration\":")
    out.append(jsonString: report.configuration)
    out.append("}\n")
  }

  // MARK: Parts

  static func append(_ records: RecordCounts, _ out: inout ByteWriter) {
    func pair(_ key: String, _ value: Int) {
      out.append("\"\(key)\":")
      out.append(integer: value)
    }
    out.append("{")
    pair("read", records.read)
    out.append(",")
    pair("scored", records.scored)
    out.append(",\"setAside\":{")
    pair("total", records.setAside)
    for language in JSONReportWriter.setAsideLanguages(records) {
      out.append(",")
      pair(language.code, records.setAside(in: language))
    }
    out.append(",")
    pair("empty", records.empty)
    out.append("},")
    pair("rejected", records.rejected)
    out.append(",")
    pair("duplicates", records.duplicates)
    out.append("}")
  }

  /// The languages that are set aside by nature, and any other where some comment was.
  static func setAsideLanguages(_ records: RecordCounts) -> [Language] {
    [Language.sv, .en, .de, .other, .und]
      + Language.scored.filter { records.setAside(in: $0) > 0 }
  }

  private static func append(
    _ entry: ReportDriver, _ taxonomy: Taxonomy, _ options: ReportOptions, _ out: inout ByteWriter
  ) {
    out.append("{\"driver\":")
    out.append(jsonString: taxonomy.id(of: entry.driver))
    append(entry.cell, &out)
    out.append(",\"aspects\":")
    list(entry.aspects, &out) { aspect, out in
      out.append("{\"aspect\":")
      out.append(jsonString: taxonomy.id(of: aspect.aspect) ?? "")
      append(aspect.cell, &out)
      out.append("}")
    }
    out.append(",\"terms\":")
    list(Array(entry.terms.prefix(options.terms)), &out) { term, out in
      out.append("{\"term\":\"")
      out.appendJSON(term.key.text.bytes)
      out.append("\",\"negated\":\(term.key.isNegated),\"positive\":\(term.positive)")
      out.append(",\"negative\":\(term.negative)}")
    }
    out.append(",\"verbatims\":")
    list(entry.verbatims, &out) { verbatim, out in
      out.append("{\"id\":\"")
      out.appendJSON(verbatim.1.id.bytes)
      out.append("\",\"language\":\"\(verbatim.1.language.code)\"")
      out.append(",\"label\":\"\(verbatim.0.label)\",\"text\":\"")
      out.appendJSON(verbatim.1.text.bytes)
      out.append("\"}")
    }
    out.append("}")
  }

  private static func append(
    _ group: ReportGroup, _ key: String, _ taxonomy: Taxonomy, _ out: inout ByteWriter
  ) {
    out.append("{\"\(key)\":\"")
    out.appendJSON(group.value.bytes)
    out.append("\",\"overall\":{")
    append(group.overall, &out, isFirst: true)
    out.append("},\"drivers\":")
    list(taxonomy.allDrivers, &out) { driver, out in
      out.append("{\"driver\":")
      out.append(jsonString: taxonomy.id(of: driver))
      append(group.drivers[Int(driver.index)], &out)
      out.append(",\"aspects\":")
      list(Array(group.aspects[Int(driver.index)].enumerated()), &out) { entry, out in
        out.append("{\"aspect\":")
        out.append(
          jsonString: taxonomy.id(of: Aspect(driver, UInt8(entry.offset + 1))) ?? "")
        append(entry.element, &out)
        out.append("}")
      }
      out.append("}")
    }
    out.append("}")
  }

  /// The members of a cell, each with a comma before it but the first of an object.
  static func append(
    _ cell: ReportCell, _ out: inout ByteWriter, isFirst: Bool = false, hidesCount: Bool = true
  ) {
    let isHidden = cell.isHidden
    func number(_ key: String, _ value: Int?, _ decimals: Int = 0) {
      out.append(",\"\(key)\":")
      if let value, !isHidden {
        out.append(fixed: value, decimals: decimals)
      } else {
        out.append("null")
      }
    }
    out.append(isFirst ? "\"comments\":" : ",\"comments\":")
    if isHidden && hidesCount {
      out.append("null")
    } else {
      out.append(integer: cell.comments)
    }
    number("share", cell.share, 4)
    number("positive", cell.cell.positive)
    number("negative", cell.cell.negative)
    number("neutral", cell.cell.neutral)
    number("mixed", cell.cell.mixed)
    number("net", cell.net, 2)
    number("netLow", cell.netLow, 2)
    number("netHigh", cell.netHigh, 2)
    number("meanSentiment", cell.mean, 4)
    out.append(",\"visibility\":\"\(name(of: cell.visibility))\"")
  }

  static func name(of visibility: Suppression.Visibility) -> String {
    switch visibility {
    case .ranked: "ranked"
    case .tooFew: "tooFewToRank"
    case .hidden: "suppressed"
    }
  }

  private static func list<Element>(
    _ elements: [Element], _ out: inout ByteWriter,
    _ append: (Element, inout ByteWriter) -> Void
  ) {
    out.append("[")
    for (index, element) in elements.enumerated() {
      if index > 0 { out.append(",") }
      append(element, &out)
    }
    out.append("]")
  }
}

internal import RisrosScores
public import RisrosText

/// The text format of Prometheus: families of samples, each with its help and its kind.
public struct PrometheusText: Sendable {
  public enum Kind: String, Sendable {
    case gauge, counter
  }

  public private(set) var text = ""

  public init() {}

  /// Appends a family, all of its samples together; nothing for one without samples.
  ///
  /// - Parameters:
  ///   - name: behind `risros_`, letters and underscores.
  ///   - samples: labels as `label` makes them, or "", and values.
  public mutating func add(
    _ name: String, _ kind: Kind, _ help: String, _ samples: [(label: String, value: String)]
  ) {
    guard !samples.isEmpty else { return }
    text += "# HELP risros_\(name) \(help)\n# TYPE risros_\(name) \(kind.rawValue)\n"
    for sample in samples { text += "risros_\(name)\(sample.label) \(sample.value)\n" }
  }

  /// `{lang="da",driver="price"}`; "" for no labels.
  public static func label(_ pairs: (name: String, value: String)...) -> String {
    label(pairs)
  }

  public static func label(_ pairs: [(name: String, value: String)]) -> String {
    if pairs.isEmpty { return "" }
    let texts = pairs.map { pair in
      let escaped = pair.value.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"")
        .replacing("\n", with: "\\n")
      return "\(pair.name)=\"\(escaped)\""
    }
    return "{" + texts.joined(separator: ",") + "}"
  }
}

/// Metrics for Prometheus: what became of the records, and comments and net sentiment by driver, for
/// all comments and by language, segment and period.
///
/// Aspects are left out, and cells that may not be shown.
public struct PrometheusReportWriter: ReportWriter {
  public static let name = "prom"
  public static let summary = "Metrics in Prometheus' text format."

  public init() {}

  public func write(_ report: Report, options: ReportOptions, into out: inout ByteWriter) {
    let content = ReportContent(report, options)
    var metrics = PrometheusText()
    let records = content.records
    metrics.add(
      "records", .gauge, "Records by what became of them.",
      [
        ("scored", records.scored), ("set_aside", records.setAside),
        ("rejected", records.rejected), ("duplicate", records.duplicates),
      ].map { (PrometheusText.label(("outcome", $0.0)), String($0.1)) })
    var families: [[(label: String, value: String)]] = Array(repeating: [], count: 4)
    content.forEachCell(report.taxonomy) { entry in
      guard entry.aspect.isEmpty, !entry.cell.isHidden else { return }
      var pairs: [(name: String, value: String)] = []
      let value = PrintableText.escaped(entry.value.bytes)
      switch entry.scope {
      case "language": pairs.append(("lang", value))
      case "segment": pairs += [("segment", PrintableText.escaped(entry.column)), ("value", value)]
      case "period": pairs.append(("period", value))
      default: break
      }
      if !entry.driver.isEmpty { pairs.append(("driver", entry.driver)) }
      let label = PrometheusText.label(pairs)
      families[0].append((label, String(entry.cell.comments)))
      for (place, number) in [entry.cell.net, entry.cell.netLow, entry.cell.netHigh].enumerated() {
        guard let number else { continue }
        var text = ByteWriter()
        text.append(fixed: number, decimals: 2)
        families[place + 1].append((label, String(decoding: text.finish(), as: UTF8.self)))
      }
    }
    for (samples, (name, help)) in zip(
      families,
      [
        ("comments", "Scored comments; of a driver those that touch it."),
        ("net_score", "Net sentiment in points, -100 to 100."),
        ("net_score_low", "Lower end of its 95% interval."),
        ("net_score_high", "Upper end of its 95% interval."),
      ])
    {
      metrics.add(name, .gauge, help, samples)
    }
    out.append(metrics.text)
  }
}

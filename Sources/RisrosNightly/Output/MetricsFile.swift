internal import Foundation
internal import RisrosHistory
internal import RisrosModel
internal import RisrosReport
internal import RisrosScores

/// The text that the textfile collector of Prometheus' node exporter reads.
struct MetricsFile: Sendable {
  /// Nanoseconds since 1970 UTC, and of the run.
  var now: Int
  var duration: Int
  var isSuccess: Bool
  /// When a run succeeded last, in seconds; of the old file where this one failed.
  var lastSuccess: Int?
  /// Of all runs together.
  var counts = RunCounts()
  /// Of all runs together, rejected records by reason.
  var rejects: [(reason: String, count: Int)] = []
  var report: RunReport?

  /// The time of the last success that an old file tells.
  static func lastSuccess(in path: String) -> Int? {
    guard let data = FileManager.default.contents(atPath: path) else { return nil }
    let name = "risros_last_success_timestamp_seconds "
    for line in String(decoding: data, as: UTF8.self).split(separator: "\n")
    where line.hasPrefix(name) {
      return Int(line.dropFirst(name.count))
    }
    return nil
  }

  var text: String {
    var metrics = PrometheusText()
    func label(_ name: String, _ value: String) -> String { PrometheusText.label((name, value)) }
    func decimal(_ value: Double, _ decimals: Int) -> String {
      String(format: "%.\(decimals)f", value)
    }
    metrics.add(
      "last_run_timestamp_seconds", .gauge, "When risros nightly ended last.",
      [("", String(now / 1_000_000_000))])
    metrics.add(
      "last_run_success", .gauge, "1 if all files were read and all reports written.",
      [("", isSuccess ? "1" : "0")])
    metrics.add(
      "last_success_timestamp_seconds", .gauge, "When a run succeeded last.",
      lastSuccess.map { [("", String($0))] } ?? [])
    metrics.add(
      "last_run_duration_seconds", .gauge, "How long the last run took.",
      [("", decimal(Double(duration) / 1e9, 3))])
    metrics.add(
      "records_total", .counter, "Records of all runs by what became of them.",
      [
        (label("outcome", "scored"), String(counts.scored)),
        (label("outcome", "set_aside"), String(counts.setAside)),
        (label("outcome", "rejected"), String(counts.rejected)),
        (label("outcome", "duplicate"), String(counts.duplicates)),
      ])
    metrics.add(
      "rejects_total", .counter, "Rejected records of all runs by reason.",
      rejects.map { (label("reason", $0.reason), String($0.count)) })
    guard let report else { return metrics.text }
    metrics.add(
      "files", .gauge, "Files of the newest run by what they were.",
      Dictionary(grouping: report.files, by: \.state).sorted { $0.key < $1.key }
        .map { (label("state", $0.key), String($0.value.count)) })
    metrics.add(
      "coverage_ratio", .gauge, "Mean share of known words in the newest run.",
      report.languages.filter { $0.scored > 0 }.map {
        (
          label("lang", $0.language.code),
          decimal(Double($0.coverageSum) / Double($0.scored) / 10_000, 4)
        )
      })
    let shown = report.drivers.filter { $0.cell.comments > 0 && !RunReport.isHidden($0.cell) }
    func id(_ line: RunReport.DriverLine) -> String {
      label("driver", report.taxonomy.id(of: line.driver))
    }
    metrics.add(
      "driver_comments", .gauge, "Comments of the newest run that touch a driver.",
      shown.map { (id($0), String($0.cell.comments)) })
    metrics.add(
      "driver_net_score", .gauge, "Net sentiment of a driver in the newest run, -100 to 100.",
      shown.map { (id($0), decimal(Statistics.net($0.cell) ?? 0, 2)) })
    metrics.add(
      "alert_fired", .gauge, "1 if an alert fired in the newest run.",
      report.alerts.map { (label("alert", $0.name), $0.fired ? "1" : "0") })
    return metrics.text
  }
}

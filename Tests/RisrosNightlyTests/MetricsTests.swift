import Foundation
import RisrosProgramSupport
import Testing

@testable import RisrosNightly

/// What a run tells a collector of metrics.
@Suite struct MetricsTests {
  @Test func `metrics are what a collector reads`() throws {
    let scene = try NightlyScene("\"alerts\": [{\"name\": \"a \\\"b\\\\\", \"when\": \"n > 0\"}]")
    try scene.export("a.csv", 0..<90)
    try scene.run()
    let text = try scene.scratch.read("out/risros.prom")
    #expect(text.hasSuffix("\n") && !text.contains("\n\n"))
    var types: [Substring: Int] = [:]
    for line in text.split(separator: "\n") {
      if let match = try #/# TYPE (\w+) (gauge|counter)/#.wholeMatch(in: line) {
        types[match.1, default: 0] += 1
      } else if line.hasPrefix("#") {
        #expect(line.hasPrefix("# HELP "))
      } else {
        let match = try #require(
          try #/(\w+)(\{\w+="(?:[^"\\\n]|\\["\\n])*"\})? (-?[0-9.]+)/#.wholeMatch(in: line))
        #expect(types[match.1] == 1, "\(line)")
      }
    }
    #expect(text.contains("risros_records_total{outcome=\"scored\"} 90\n"))
    #expect(text.contains("risros_alert_fired{alert=\"a \\\"b\\\\\"} 1\n"))
    #expect(text.contains("risros_last_success_timestamp_seconds 4071261600\n"))
    #expect(!text.contains("rejects_total"))
    // A run that fails keeps the time of the last success.
    try FileManager.default.removeItem(at: scene.scratch.url("out/scores.json"))
    try FileManager.default.createDirectory(
      at: scene.scratch.url("out/scores.json"), withIntermediateDirectories: true)
    try scene.export("b.csv", 90..<99)
    #expect(try scene.run(now: "2099-01-06T02:00:00Z").exit == 4)
    let failed = try scene.scratch.read("out/risros.prom")
    #expect(failed.contains("risros_last_run_success 0\n"))
    #expect(failed.contains("risros_last_success_timestamp_seconds 4071261600\n"))
  }

  @Test func `metrics count rejected records by reason, over all runs`() throws {
    let scene = try NightlyScene()
    try scene.write(
      "a.csv", NightlyScene.header + NightlyScene.rows(0..<40) + "41;1;Oslo;a;b\n42;1;Oslo;a;b\n")
    #expect(try scene.run().exit == 1)
    try scene.write(
      "b.jsonl", "{\"kommentar\":\"God\",\"dato\":\"\",\"butik\":\"\"}\nno object\n")
    #expect(try scene.run().exit == 1)
    let text = try scene.scratch.read("out/risros.prom")
    #expect(text.contains("# TYPE risros_rejects_total counter\n"))
    #expect(text.contains("risros_rejects_total{reason=\"fields\"} 2\n"))
    #expect(text.contains("risros_rejects_total{reason=\"json\"} 1\n"))
    #expect(try scene.run().exit == 0, "the store is sound")
  }
}

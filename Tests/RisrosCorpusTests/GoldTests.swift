import Foundation
import Risros
import RisrosEvaluation
import Testing

/// Quality on `Corpora/gold`. Lexicons and rules were tuned on one part of each file; what is
/// claimed is measured on the other.
@Suite struct GoldTests {
  static let languages = ["da", "nb", "nn"]
  static let parts = ["tuned", "measured"]

  static let drivers = ["price", "quality", "digital", "information", "service"]

  static func gold(_ language: String) throws -> [LabelledComment] {
    let path = Folders.corpora.appendingPathComponent("gold/\(language).jsonl").path
    let file = try LabelledFile(path: path, drivers: drivers)
    #expect(file.rejected == [])
    return file.comments
  }

  @Test func `quality does not fall below its floors`() throws {
    let analyzer = try Analyzer()
    var table = MetricTable()
    var recorded = Floors()
    let floors = Floors.isRecording ? Floors() : try Floors.load()
    for part in GoldTests.parts {
      for language in GoldTests.languages {
        let comments = try GoldTests.gold(language).filter { $0.part == part }
        var evaluation = Evaluation(drivers: GoldTests.drivers)
        for (comment, annotation) in zip(comments, try analyzer.annotate(comments.map(\.text))) {
          evaluation.add(comment, annotation)
        }
        let set = "\(language) \(part)"
        table.add(set, evaluation.metrics)
        recorded.record(set, evaluation.metrics)
        if Floors.isRecording { continue }
        let fallen = evaluation.metrics.compactMap { metric -> String? in
          guard let floor = floors.floors[set]?[metric.name] else {
            return "\(metric.name) has no floor"
          }
          return metric.value + 1e-9 < floor ? "\(metric.name) \(metric.value) < \(floor)" : nil
        }
        if !fallen.isEmpty {
          Issue.record(
            "\(set): \(fallen.joined(separator: ", ")); see risros evaluate")
        }
      }
    }
    print("Corpora/gold\n" + table.rendered())
    if Floors.isRecording { try recorded.save() }
  }
}

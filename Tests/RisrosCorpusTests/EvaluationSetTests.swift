import Foundation
import Risros
import RisrosEvaluation
import Testing

/// Figures on sets that lie outside the project, where they are at hand: `RISROS_EVAL_SETS`, else
/// `../shared/corpora` beside the checkout. Only told, held against nothing: sets come and go.
@Suite struct EvaluationSetTests {
  /// Comments taken of each set, evenly spread; the whole of it where the folder was named.
  private static let sample =
    ProcessInfo.processInfo.environment["RISROS_EVAL_SETS"] == nil ? 300 : Int.max

  @Test(
    .enabled(
      if: Folders.evaluationSets != nil,
      "no evaluation sets: RISROS_EVAL_SETS names no folder and ../shared/corpora is not there"))
  func `every set is annotated and its figures are told`() throws {
    let folder = try #require(Folders.evaluationSets)
    let files = try FileManager.default.contentsOfDirectory(atPath: folder.path)
      .filter { $0.hasSuffix(".ndjson") }.sorted()
    let analyzer = try Analyzer()
    for file in files {
      let path = folder.appendingPathComponent(file).path
      let all = try LabelledFile(path: path, drivers: GoldTests.drivers).comments
      let comments = EvaluationSetTests.spread(all)
      let annotations = try analyzer.annotate(comments.map(\.text))
      #expect(annotations.count == comments.count)
      var evaluation = Evaluation(drivers: GoldTests.drivers)
      for (comment, annotation) in zip(comments, annotations) {
        evaluation.add(comment, annotation)
      }
      let figures = evaluation.metrics.map { "\($0.name)=" + String(format: "%.3f", $0.value) }
      print("\(file): n=\(comments.count)  " + figures.joined(separator: "  "))
    }
  }

  private static func spread(_ all: [LabelledComment]) -> [LabelledComment] {
    guard all.count > sample else { return all }
    return (0..<sample).map { all[$0 * all.count / sample] }
  }
}

internal import Risros
internal import RisrosEvaluation
internal import RisrosModel

/// The figures of an evaluation, gathered to be written.
struct EvaluationReport {
  /// An error together with the words that led to it.
  struct WorstError {
    var mistake: Evaluation.Mistake
    /// Words that colour, with what was left of them: "elendig −4.0".
    var words: [String]
    var text: String
  }

  let drivers: [String]
  let showsText: Bool
  /// A set a file, and their sum.
  private(set) var sets: [(name: String, evaluation: Evaluation)] = []
  private(set) var total: Evaluation
  private(set) var worst: [WorstError] = []
  private(set) var comparison: Comparison?
  /// The name of the words compared with, and their figures.
  private(set) var other: (name: String, evaluation: Evaluation)?
  private(set) var texts: [String: String] = [:]
  var ablation: Ablation?
  var rejected = 0
  var leftOut = 0

  init(drivers: [String], showsText: Bool) {
    self.drivers = drivers
    self.showsText = showsText
    total = Evaluation(drivers: drivers)
  }

  mutating func add(
    _ name: String, _ comments: [LabelledComment], _ analyzer: Analyzer
  ) throws(Diagnostic) {
    let evaluation = try EvaluationReport.evaluate(comments, analyzer, drivers)
    sets.append((name, evaluation))
    total.add(evaluation)
    for comment in comments { texts[comment.id] = comment.text }
  }

  private static func evaluate(
    _ comments: [LabelledComment], _ analyzer: Analyzer, _ drivers: [String]
  ) throws(Diagnostic) -> Evaluation {
    var evaluation = Evaluation(drivers: drivers)
    for (comment, annotation) in zip(comments, try analyzer.annotate(comments.map(\.text))) {
      evaluation.add(comment, annotation)
    }
    return evaluation
  }

  mutating func compare(
    _ comments: [LabelledComment], _ analyzer: Analyzer, with other: Analyzer, named name: String
  ) throws(Diagnostic) {
    let texts = comments.map(\.text)
    var comparison = Comparison(drivers: drivers)
    var evaluation = Evaluation(drivers: drivers)
    let (before, after) = (try analyzer.annotate(texts), try other.annotate(texts))
    for (index, comment) in comments.enumerated() {
      comparison.add(comment, before[index], after[index])
      evaluation.add(comment, after[index])
    }
    self.comparison = comparison
    self.other = (name, evaluation)
  }

  /// Finds the worst errors, one a comment, and the words behind them.
  mutating func explainWorst(
    _ limit: Int, _ comments: [LabelledComment], _ analyzer: Analyzer
  ) throws(Diagnostic) {
    var seen: Set<String> = []
    // Ids break ties, so that the same input gives the same list.
    let ranked = total.mistakes.sorted { ($1.weight, $0.comment) < ($0.weight, $1.comment) }
    let chosen = ranked.filter { seen.insert($0.comment).inserted }.prefix(limit)
    let byID = Dictionary(comments.map { ($0.id, $0.text) }) { first, _ in first }
    let explained = try analyzer.explain(chosen.map { byID[$0.comment] ?? "" })
    worst = zip(chosen, explained).map { mistake, explanation in
      WorstError(
        mistake: mistake,
        words: explanation.cues.filter { $0.contribution != 0 }.map {
          "\($0.text) \(EvaluationReport.points($0.contribution))"
        }, text: explanation.text)
    }
  }

  static func points(_ value: Double) -> String {
    let tenths = Int((abs(value) * 10).rounded())
    return (tenths == 0 ? "" : value < 0 ? "−" : "+") + "\(tenths / 10).\(tenths % 10)"
  }
}

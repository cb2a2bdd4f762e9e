public import Risros
public import RisrosModel

/// What each rule brings: the figures without it, beside those of all rules.
public struct Ablation: Sendable {
  public struct Row: Sendable {
    /// nil for the row of all rules.
    public var rule: Rule?
    /// The sets' figures together.
    public var evaluation: Evaluation
    /// Comments whose language, sentiment or drivers change.
    public var changed: Int
  }

  public private(set) var rows: [Row] = []

  /// - Parameter analyzer: with all rules in force.
  public init(
    _ comments: [LabelledComment], with analyzer: Analyzer
  ) throws(Diagnostic) {
    let texts = comments.map(\.text)
    let drivers = analyzer.library.taxonomy.drivers.map(\.id)
    let whole = try analyzer.annotate(texts)
    rows.append(
      Row(rule: nil, evaluation: Ablation.evaluate(comments, whole, drivers), changed: 0))
    for rule in Rule.allCases {
      let without = try analyzer.disabling([rule]).annotate(texts)
      var changed = 0
      for (before, after) in zip(whole, without) where before != after { changed += 1 }
      rows.append(
        Row(
          rule: rule, evaluation: Ablation.evaluate(comments, without, drivers), changed: changed))
    }
  }

  private static func evaluate(
    _ comments: [LabelledComment], _ annotations: [Annotation], _ drivers: [String]
  ) -> Evaluation {
    var evaluation = Evaluation(drivers: drivers)
    for (comment, annotation) in zip(comments, annotations) { evaluation.add(comment, annotation) }
    return evaluation
  }
}

public import Risros
internal import RisrosModel

/// How annotations compare with labels.
///
/// - `language`: the language reported is one of the comment's own.
/// - `bin_f1`: mean F1 of positive and negative over the comments labelled so; neutral and mixed
///   answers are wrong.
/// - `tri_f1`: mean F1 of positive, negative and neutral over all comments not labelled mixed.
/// - `f1_DRIVER`: F1 of finding the driver; `drivers_f1` is the mean of the drivers.
/// - `driver_polarity`: of the drivers labelled positive or negative, the share found with that
///   polarity.
public struct Evaluation: Sendable {
  /// One answer that is not the label's.
  public struct Mistake: Sendable, Hashable {
    /// What was got wrong.
    public enum Kind: String, Sendable, CaseIterable {
      case language, sentiment
      /// A driver missed, or found where there is none.
      case drivers
      case driverPolarity = "driver polarity"
    }

    public var kind: Kind
    public var comment: String
    /// `price` of a driver's mistakes.
    public var driver: String?
    public var label: String
    public var answer: String
    /// How bad it is, 0…2: praise taken for blame with all confidence is 2.
    public var weight: Double
  }

  /// Identifiers of the drivers, in the order they are shown.
  public let drivers: [String]
  public private(set) var count = 0
  public private(set) var language = Share()
  private var two: [String: Hits] = [:]
  private var three: [String: Hits] = [:]
  /// Of the drivers, by identifier.
  public private(set) var perDriver: [String: Hits] = [:]
  /// Of the drivers labelled positive or negative, by identifier.
  public private(set) var polarityPerDriver: [String: Share] = [:]
  /// The signed score of the comments labelled positive or negative.
  private var scores: [(sentiment: Double, isPositive: Bool)] = []
  /// How often each label of the sentiment was answered how: `table[label][answer]`.
  public private(set) var sentimentTable: [String: [String: Int]] = [:]
  public private(set) var languageTable: [String: [String: Int]] = [:]
  public private(set) var mistakes: [Mistake] = []

  public init(drivers: [String]) { self.drivers = drivers }

  /// Holds an answer against what a comment is labelled with; what has no label is not judged.
  public mutating func add(_ comment: LabelledComment, _ annotation: Annotation) {
    count += 1
    addLanguage(comment, annotation)
    if let sentiment = comment.sentiment { addSentiment(sentiment, comment.id, annotation) }
    if let labelled = comment.drivers {
      for driver in comment.scored ?? drivers {
        addDriver(driver, labelled[driver], comment.id, annotation)
      }
    }
  }

  /// Adds the figures of another set.
  public mutating func add(_ other: Evaluation) {
    count += other.count
    language.add(other.language)
    two.merge(other.two) { Evaluation.sum($0, $1) }
    three.merge(other.three) { Evaluation.sum($0, $1) }
    perDriver.merge(other.perDriver) { Evaluation.sum($0, $1) }
    polarityPerDriver.merge(other.polarityPerDriver) { a, b in
      var sum = a
      sum.add(b)
      return sum
    }
    scores += other.scores
    sentimentTable.merge(other.sentimentTable) { $0.merging($1, uniquingKeysWith: +) }
    languageTable.merge(other.languageTable) { $0.merging($1, uniquingKeysWith: +) }
    mistakes += other.mistakes
  }

  private static func sum(_ a: Hits, _ b: Hits) -> Hits {
    var sum = a
    sum.add(b)
    return sum
  }

  private mutating func addLanguage(_ comment: LabelledComment, _ annotation: Annotation) {
    if comment.lang.isEmpty { return }
    let answer = annotation.language.code
    let isRight = comment.lang.contains(answer)
    language.add(isRight)
    let label = comment.lang.joined(separator: "/")
    languageTable[label, default: [:]][answer, default: 0] += 1
    if !isRight {
      note(.language, comment.id, label, answer, weight: annotation.languageConfidence)
    }
  }

  private mutating func addSentiment(_ label: String, _ id: String, _ annotation: Annotation) {
    let answer = annotation.polarity.label
    sentimentTable[label, default: [:]][answer, default: 0] += 1
    let poles = ["positive", "negative"]
    if poles.contains(label) {
      scores.append((annotation.sentiment, label == "positive"))
      for pole in poles {
        two[pole, default: Hits()].add(isLabelled: label == pole, isAnswered: answer == pole)
      }
    }
    if label != "mixed" {
      for one in poles + ["neutral"] {
        three[one, default: Hits()].add(isLabelled: label == one, isAnswered: answer == one)
      }
    }
    if label == answer { return }
    let strength = abs(annotation.sentiment)
    let isOpposite = poles.contains(label) && poles.contains(answer)
    // A pole missed weighs as much as one seen where none is.
    note(.sentiment, id, label, answer, weight: isOpposite ? 1 + strength : 0.5 + strength / 2)
  }

  private mutating func addDriver(
    _ driver: String, _ label: String?, _ id: String, _ annotation: Annotation
  ) {
    let found = annotation.drivers.first { $0.driver == driver }
    let answer = found?.polarity.label
    perDriver[driver, default: Hits()].add(isLabelled: label != nil, isAnswered: answer != nil)
    if (label == nil) != (answer == nil) {
      note(
        .drivers, id, driver: driver, label ?? "absent", answer ?? "missed",
        weight: 0.5 + abs(found?.sentiment ?? 0) / 2)
    }
    guard let label, ["positive", "negative"].contains(label) else { return }
    polarityPerDriver[driver, default: Share()].add(label == answer)
    if let found, let answer, answer != label {
      let isOpposite = ["positive", "negative"].contains(answer)
      note(
        .driverPolarity, id, driver: driver, label, answer,
        weight: isOpposite ? 1 + abs(found.sentiment) : 0.5)
    }
  }

  private mutating func note(
    _ kind: Mistake.Kind, _ id: String, driver: String? = nil, _ label: String, _ answer: String,
    weight: Double
  ) {
    mistakes.append(
      Mistake(
        kind: kind, comment: id, driver: driver, label: label, answer: answer, weight: weight))
  }

  // MARK: Figures

  /// Names in the order they are shown. What the labels do not tell is left out.
  public var metrics: [(name: String, value: Double)] {
    var metrics: [(name: String, value: Double)] = []
    if let share = language.value { metrics.append(("language", share)) }
    if !two.isEmpty { metrics.append(("bin_f1", Evaluation.mean(two))) }
    if let neutral = three["neutral"], !neutral.isEmpty {
      metrics.append(("tri_f1", Evaluation.mean(three)))
    }
    let found = drivers.compactMap { driver in
      perDriver[driver].flatMap { $0.isEmpty ? nil : (name: "f1_" + driver, value: $0.f1) }
    }
    if !found.isEmpty {
      metrics.append(("drivers_f1", found.map(\.value).reduce(0, +) / Double(found.count)))
      metrics += found
    }
    if let share = driverPolarity.value { metrics.append(("driver_polarity", share)) }
    return metrics
  }

  /// Of all drivers labelled positive or negative, those found with that polarity.
  public var driverPolarity: Share {
    var all = Share()
    for share in polarityPerDriver.values { all.add(share) }
    return all
  }

  /// How well the signed score tells positive from negative: the chance that a positive comment has
  /// a higher one than a negative, ties counted half; nil where one of them is missing.
  public var auc: Double? {
    let positives = scores.count { $0.isPositive }
    let negatives = scores.count - positives
    if positives == 0 || negatives == 0 { return nil }
    // Mann and Whitney's U by ranks, where equals share the mean of theirs.
    let sorted = scores.sorted { $0.sentiment < $1.sentiment }
    var rankSum = 0.0
    var start = 0
    while start < sorted.count {
      var end = start
      while end < sorted.count, sorted[end].sentiment == sorted[start].sentiment { end += 1 }
      let rank = Double(start + 1 + end) / 2
      rankSum += rank * Double(sorted[start..<end].count { $0.isPositive })
      start = end
    }
    let least = Double(positives * (positives + 1)) / 2
    return (rankSum - least) / Double(positives * negatives)
  }

  private static func mean(_ hits: [String: Hits]) -> Double {
    // In a fixed order: sums of doubles depend on it.
    let values = hits.sorted { $0.key < $1.key }.map(\.value.f1)
    return values.reduce(0, +) / Double(values.count)
  }
}

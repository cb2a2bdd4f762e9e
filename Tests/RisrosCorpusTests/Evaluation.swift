import Risros
import RisrosModel

/// How annotations compare with labels.
///
/// - `language`: the language reported is one of the comment's own.
/// - `bin_f1`: mean F1 of positive and negative over the comments labelled so; neutral and mixed
///   answers are wrong.
/// - `tri_f1`: mean F1 of positive, negative and neutral over all comments not labelled mixed.
/// - `f1_DRIVER`: F1 of finding the driver; `drivers_f1` is the mean of the drivers.
/// - `driver_polarity`: of the drivers labelled positive or negative, the share found with that
///   polarity.
struct Evaluation {
  static let drivers = ["price", "quality", "digital", "information", "service"]

  private struct Hits {
    var right = 0
    /// Answers that were wrong, and labels that were missed.
    var (wrong, missed) = (0, 0)

    mutating func add(isLabelled: Bool, isAnswered: Bool) {
      if isLabelled && isAnswered { right += 1 }
      if !isLabelled && isAnswered { wrong += 1 }
      if isLabelled && !isAnswered { missed += 1 }
    }

    /// 2PR / (P + R), and 0 where nothing was right.
    var f1: Double { right == 0 ? 0 : 2 * Double(right) / Double(2 * right + wrong + missed) }
    var isEmpty: Bool { right + missed == 0 }
  }

  private(set) var count = 0
  private var languageRight = 0
  private var two: [String: Hits] = [:]
  private var three: [String: Hits] = [:]
  private var perDriver: [String: Hits] = [:]
  private var (polarityRight, polarityLabelled) = (0, 0)
  /// Ids by what they are and what they were taken for, by kind of label.
  private(set) var confusions: [String: [String: [String]]] = [:]

  mutating func add(_ comment: LabelledComment, _ annotation: Annotation) {
    count += 1
    let language = annotation.language.code
    if comment.lang.contains(language) {
      languageRight += 1
    } else {
      confuse("language", comment.lang.joined(separator: "/"), language, comment.id)
    }
    let answer = annotation.polarity.label
    if let sentiment = comment.sentiment {
      if ["positive", "negative"].contains(sentiment) {
        for label in ["positive", "negative"] {
          two[label, default: Hits()].add(
            isLabelled: sentiment == label, isAnswered: answer == label)
        }
      }
      if sentiment != "mixed" {
        for label in ["positive", "negative", "neutral"] {
          three[label, default: Hits()].add(
            isLabelled: sentiment == label, isAnswered: answer == label)
        }
      }
      if sentiment != answer { confuse("sentiment", sentiment, answer, comment.id) }
    }
    guard let labelled = comment.drivers else { return }
    for driver in comment.scored ?? Evaluation.drivers {
      let found = annotation.drivers.first { $0.driver == driver }?.polarity.label
      perDriver[driver, default: Hits()].add(
        isLabelled: labelled[driver] != nil, isAnswered: found != nil)
      if (labelled[driver] == nil) != (found == nil) {
        confuse(
          "drivers", labelled[driver] == nil ? "no \(driver)" : driver,
          found == nil ? "nothing" : driver, comment.id)
      }
      if let polarity = labelled[driver], ["positive", "negative"].contains(polarity) {
        polarityLabelled += 1
        if polarity == found {
          polarityRight += 1
        } else if let found {
          confuse("driver polarity", "\(driver) \(polarity)", found, comment.id)
        }
      }
    }
  }

  private mutating func confuse(_ kind: String, _ label: String, _ answer: String, _ id: String) {
    confusions[kind, default: [:]]["\(label) > \(answer)", default: []].append(id)
  }

  /// Names in the order they are shown. What the labels do not tell is left out.
  var metrics: [(name: String, value: Double)] {
    var metrics: [(name: String, value: Double)] = []
    if count > 0 { metrics.append(("language", Double(languageRight) / Double(count))) }
    if !two.isEmpty { metrics.append(("bin_f1", Evaluation.mean(two.values.map(\.f1)))) }
    if let neutral = three["neutral"], !neutral.isEmpty {
      metrics.append(("tri_f1", Evaluation.mean(three.values.map(\.f1))))
    }
    let found = Evaluation.drivers.compactMap { driver in
      perDriver[driver].flatMap { $0.isEmpty ? nil : (name: "f1_" + driver, value: $0.f1) }
    }
    if !found.isEmpty {
      metrics.append(("drivers_f1", Evaluation.mean(found.map(\.value))))
      metrics += found
    }
    if polarityLabelled > 0 {
      metrics.append(("driver_polarity", Double(polarityRight) / Double(polarityLabelled)))
    }
    return metrics
  }

  /// The commonest confusions of each kind with some of their comments' ids.
  var confusionReport: String {
    var text = ""
    for (kind, pairs) in confusions.sorted(by: { $0.key < $1.key }) {
      text += "  \(kind)\n"
      let ranked = pairs.sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
      for (pair, ids) in ranked.prefix(12) {
        text += "    \(ids.count) × \(pair): " + ids.prefix(8).joined(separator: " ")
        text += ids.count > 8 ? " …\n" : "\n"
      }
    }
    return text
  }

  private static func mean(_ values: [Double]) -> Double {
    values.reduce(0, +) / Double(values.count)
  }
}

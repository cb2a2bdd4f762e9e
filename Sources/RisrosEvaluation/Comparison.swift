public import Risros

/// What changes between two annotations of the same labelled comments.
public struct Comparison: Sendable {
  /// What a change is worth.
  public enum Turn: String, Sendable, CaseIterable {
    /// Wrong before, right now; right before, wrong now; wrong both ways; or nobody says.
    case mended, broken, other
  }

  /// One answer that is another one now.
  public struct Flip: Sendable, Equatable {
    public var comment: String
    /// `language`, `sentiment`, or the driver.
    public var what: String
    /// nil where nobody says.
    public var label: String?
    public var before: String
    public var after: String
    public var turn: Turn
  }

  public private(set) var flips: [Flip] = []
  private let drivers: [String]

  public init(drivers: [String]) { self.drivers = drivers }

  /// Notes what flips of a comment: its language, its sentiment, each driver.
  public mutating func add(_ comment: LabelledComment, _ before: Annotation, _ after: Annotation) {
    if before.language != after.language {
      let labels = comment.lang
      add(
        comment.id, "language", labels.isEmpty ? nil : labels.joined(separator: "/"),
        before.language.code, after.language.code, isRight: labels.contains)
    }
    add(
      comment.id, "sentiment", comment.sentiment, before.polarity.label, after.polarity.label,
      isRight: { $0 == comment.sentiment })
    for driver in drivers {
      let label =
        comment.drivers.flatMap { labels in
          (comment.scored ?? drivers).contains(driver) ? labels[driver] ?? "absent" : nil
        }
      func answer(_ annotation: Annotation) -> String {
        annotation.drivers.first { $0.driver == driver }?.polarity.label ?? "absent"
      }
      add(
        comment.id, driver, label, answer(before), answer(after), isRight: { $0 == label })
    }
  }

  private mutating func add(
    _ id: String, _ what: String, _ label: String?, _ before: String, _ after: String,
    isRight: (String) -> Bool
  ) {
    if before == after { return }
    let turn: Turn =
      label == nil ? .other : isRight(after) ? .mended : isRight(before) ? .broken : .other
    flips.append(
      Flip(comment: id, what: what, label: label, before: before, after: after, turn: turn))
  }

  public func count(_ turn: Turn) -> Int { flips.count { $0.turn == turn } }
}

/// What was answered of one label: found, missed, or seen where it is not.
public struct Hits: Sendable, Equatable {
  public private(set) var right = 0
  /// Answers that were wrong.
  public private(set) var wrong = 0
  /// Labels that were missed.
  public private(set) var missed = 0
  /// Neither labelled nor answered.
  public private(set) var leftAlone = 0

  mutating func add(isLabelled: Bool, isAnswered: Bool) {
    switch (isLabelled, isAnswered) {
    case (true, true): right += 1
    case (false, true): wrong += 1
    case (true, false): missed += 1
    case (false, false): leftAlone += 1
    }
  }

  mutating func add(_ other: Hits) {
    right += other.right
    wrong += other.wrong
    missed += other.missed
    leftAlone += other.leftAlone
  }

  /// 2PR / (P + R), and 0 where nothing was right.
  public var f1: Double { right == 0 ? 0 : 2 * Double(right) / Double(2 * right + wrong + missed) }
  public var precision: Double { right == 0 ? 0 : Double(right) / Double(right + wrong) }
  public var recall: Double { right == 0 ? 0 : Double(right) / Double(right + missed) }
  /// Of those without the label, the share that was left alone; nil where all have it.
  public var leftAloneRate: Double? {
    leftAlone + wrong == 0 ? nil : Double(leftAlone) / Double(leftAlone + wrong)
  }
  /// Whether the label stands nowhere.
  public var isEmpty: Bool { right + missed == 0 }
}

/// How many of some labels were answered right.
public struct Share: Sendable, Equatable {
  public internal(set) var right = 0
  public internal(set) var all = 0

  mutating func add(_ isRight: Bool) {
    all += 1
    if isRight { right += 1 }
  }

  mutating func add(_ other: Share) {
    right += other.right
    all += other.all
  }

  /// nil where there is nothing to answer.
  public var value: Double? { all == 0 ? nil : Double(right) / Double(all) }
}

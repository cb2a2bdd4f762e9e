/// Why a comment has the polarity it has.
public enum VerdictReason: String, Sendable, CaseIterable {
  /// Too little colour to judge by.
  case nothingJudged
  /// The writer's own verdict.
  case spoken
  /// Both sides are strong.
  case bothSides
  case praisePrevails, blamePrevails
}

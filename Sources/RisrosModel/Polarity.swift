/// How a comment or one of its drivers is judged; never a number.
public enum Polarity: UInt8, Sendable, CaseIterable, BitwiseCopyable {
  case neutral = 0
  case positive, negative, mixed

  /// The label used in all output.
  public var label: String {
    switch self {
    case .neutral: "neutral"
    case .positive: "positive"
    case .negative: "negative"
    case .mixed: "mixed"
    }
  }

  public init?(label: some StringProtocol) {
    guard let match = Polarity.allCases.first(where: { $0.label == label }) else { return nil }
    self = match
  }
}

public import RisrosModel

/// What the weighed colours of a comment come to.
///
/// The thresholds are those that did best on the tuned part of `Corpora/gold` and on Danish reviews,
/// news and social media: a threshold of 25 to 50 makes no difference; a share of 40 to 50 % finds
/// more of the mixed comments, one of 70 to 80 % mistakes fewer clear ones for mixed (bin_f1 0.836
/// with 50 %, 0.841 with 60, 0.846 with 70; four classes right 0.715, 0.705, 0.693).
public struct VerdictDecision: Sendable {
  /// Below this sum of colours, in hundredths of a point, nothing is judged.
  public static let threshold = 40
  /// A spoken verdict of at least this colour decides, whatever else is said.
  public static let spokenMinimum = 200
  /// The lesser side of a mixed comment has at least this much colour…
  public static let mixedMinimum = 110
  /// …and at least this share of the greater side's, in percent.
  public static let mixedShare = 60
  /// Where the curve of the sentiment bends, in hundredths of a point.
  public static let softness = 300.0

  /// Ten-thousandths, -10000…10000: the sum s becomes s/√(s² + softness²), as in Hutto and Gilbert,
  /// VADER (2014), section 3.
  public let sentiment: Int16
  public let polarity: Polarity
  public let reason: VerdictReason

  /// - Parameters:
  ///   - positive: the sum of praise, in hundredths of a point.
  ///   - negative: the sum of blame, counted upwards.
  ///   - spoken: the part of both that spoken verdicts gave, with its sign.
  public init(positive: Int, negative: Int, spoken: Int) {
    let sum = Double(positive - negative)
    let softness = VerdictDecision.softness
    let scaled = sum / (sum * sum + softness * softness).squareRoot()
    // Half away from nought.
    sentiment = Int16(scaled * 10_000 + (scaled < 0 ? -0.5 : 0.5))
    let (lesser, greater) = (min(positive, negative), max(positive, negative))
    if greater < VerdictDecision.threshold {
      reason = .nothingJudged
      polarity = .neutral
    } else if abs(spoken) >= VerdictDecision.spokenMinimum {
      reason = .spoken
      polarity = spoken > 0 ? .positive : .negative
    } else if lesser >= VerdictDecision.mixedMinimum,
      lesser * 100 >= greater * VerdictDecision.mixedShare
    {
      reason = .bothSides
      polarity = .mixed
    } else {
      reason = positive > negative ? .praisePrevails : .blamePrevails
      polarity = positive > negative ? .positive : .negative
    }
  }
}

/// The statistics of a report, each from the integer sums of a cell.
///
/// All functions are pure, and use no more than the four rules of arithmetic and a square root,
/// which give the same bits on every machine.
public enum Statistics {
  /// The two-sided 95 % point of the normal distribution.
  public static let z = 1.959963984540054

  /// An interval with 95 % confidence.
  public struct Interval: Equatable, Sendable {
    public var low: Double
    public var high: Double

    public init(low: Double, high: Double) {
      self.low = low
      self.high = high
    }
  }

  /// Net sentiment in points, -100…100: `100 × (positive − negative) / mentions`.
  ///
  /// Mixed and neutral mentions count in the denominator. 6 positive, 2 negative, 1 neutral and
  /// 1 mixed give 100 × 4 / 10 = 40. nil where nothing was mentioned.
  ///
  /// Source: the definition of feedback analytics (share of positive minus share of negative
  /// mentions), as that of a net promoter score.
  public static func net(_ cell: ScoreCell) -> Double? {
    let n = cell.comments
    guard n > 0 else { return nil }
    return 100 * Double(cell.positive - cell.negative) / Double(n)
  }

  /// The interval of the net sentiment, in points, cut to -100…100.
  ///
  /// `net ± 100 × z × √((p₊ + p₋ − (p₊ − p₋)²) / n)`: each comment counts +1, 0 or −1, and that is
  /// the variance of their mean. With p₊ = 0.5, p₋ = 0.3 and n = 100: variance (0.8 − 0.04) / 100 =
  /// 0.0076, half width 100 × 1.96 × 0.08718 = 17.09, so 20 gives 2.91…37.09.
  ///
  /// The normal approximation is too narrow for few comments, and has no width where all agree:
  /// below `Suppression.standard.minimumRanked` scores are not ranked.
  ///
  /// Source: variance of a difference of multinomial proportions, Goodman (1965), Technometrics 7.
  public static func netInterval(_ cell: ScoreCell) -> Interval? {
    guard let net = net(cell) else { return nil }
    let n = Double(cell.comments)
    let positive = Double(cell.positive) / n
    let negative = Double(cell.negative) / n
    let difference = positive - negative
    let variance = max(0, positive + negative - difference * difference) / n
    let half = 100 * z * variance.squareRoot()
    return Interval(low: max(-100, net - half), high: min(100, net + half))
  }

  /// A share, 0…1.
  public static func share(_ part: Int, of whole: Int) -> Double? {
    whole > 0 ? Double(part) / Double(whole) : nil
  }

  /// The interval of a share by Wilson's method, 0…1.
  ///
  /// `(p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n)`. 5 of 10 give 0.2366…0.7634.
  ///
  /// Source: Wilson (1927), Journal of the American Statistical Association 22, 209–212.
  public static func wilson(_ part: Int, of whole: Int) -> Interval? {
    guard whole > 0 else { return nil }
    let n = Double(whole)
    let p = Double(part) / n
    let zz = z * z
    let middle = p + zz / (2 * n)
    let half = z * (p * (1 - p) / n + zz / (4 * n * n)).squareRoot()
    let scale = 1 + zz / n
    return Interval(
      low: part == 0 ? 0 : max(0, (middle - half) / scale),
      high: part == whole ? 1 : min(1, (middle + half) / scale))
  }

  /// Mean sentiment, -1…1: sum of the sentiments over comments. 2 comments with 0.5 and -0.1 give
  /// 0.2. nil where there are none.
  public static func meanSentiment(_ cell: ScoreCell) -> Double? {
    let n = cell.comments
    return n > 0 ? Double(cell.sentimentSum) / Double(n) / 10_000 : nil
  }

  /// Standard deviation of the sentiments, 0…1, with n − 1 in the denominator; nil below two.
  ///
  /// `√((Σx² − (Σx)²/n) / (n − 1))`. 0.5 and -0.1 give √(0.26 − 0.08) = 0.4243.
  public static func sentimentDeviation(_ cell: ScoreCell) -> Double? {
    let n = cell.comments
    guard n > 1 else { return nil }
    let sum = Double(cell.sentimentSum) / 10_000
    let squares = Double(cell.squareSum) / 100_000_000
    return (max(0, squares - sum * sum / Double(n)) / Double(n - 1)).squareRoot()
  }
}

/// When a number is too small to be shown or compared.
public struct Suppression: Equatable, Sendable {
  /// Cells with fewer comments, but not nought, are hidden: they may tell what one person said.
  public var minimumShown: Int
  /// Cells with fewer are shown but not ranked: they may be chance.
  public var minimumRanked: Int

  public init(minimumShown: Int = 5, minimumRanked: Int = 30) {
    self.minimumShown = minimumShown
    self.minimumRanked = minimumRanked
  }

  /// 5 to be shown, as surveys among customers and staff use 3 to 8; 30 to be ranked, where a share
  /// near one half is known to about ±17 points.
  public static let standard = Suppression()

  public enum Visibility: Equatable, Sendable {
    /// Fewer than `minimumShown`: neither count nor score is shown.
    case hidden
    /// Too few to rank: shown, with a note.
    case tooFew
    case ranked
  }

  /// 0 comments are `tooFew`: nothing is given away by saying so.
  public func visibility(ofCount n: Int) -> Visibility {
    if n > 0 && n < minimumShown { return .hidden }
    return n < minimumRanked ? .tooFew : .ranked
  }

  /// The visibility of parts whose sum is shown beside them.
  ///
  /// Where a single part would be hidden it could be found by subtraction, so the smallest of the
  /// others is hidden too. 40, 3, 12 give ranked, hidden, hidden.
  public func visibility(ofParts parts: [Int]) -> [Visibility] {
    var result = parts.map { visibility(ofCount: $0) }
    guard result.count(where: { $0 == .hidden }) == 1 else { return result }
    let others = parts.indices.filter { result[$0] != .hidden && parts[$0] > 0 }
    if let smallest = others.min(by: { (parts[$0], $0) < (parts[$1], $1) }) {
      result[smallest] = .hidden
    }
    return result
  }
}

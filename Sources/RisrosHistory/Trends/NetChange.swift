internal import Foundation
public import RisrosScores

/// How the net sentiment of a driver differs between two groups of comments.
public struct NetChange: Equatable, Sendable {
  /// Net sentiment of the later group minus that of the earlier one, in points.
  public var difference: Double
  /// Its 95 % interval.
  public var interval: Statistics.Interval
  /// The probability of so large a difference where there is none.
  public var p: Double
  /// Whether the difference is more than chance: see `marked`.
  public var isReliable: Bool

  /// Compares two cells; nil where one is empty.
  ///
  /// Interval and probability are worked out with one comment more of each kind (positive, negative,
  /// other) on either side, so that a handful of comments that all agree is not taken for certainty;
  /// without them one night in eleven instead of one in twenty was marked where 30 comments a driver
  /// told nothing new. 60 positive and 20 negative of 100 against 40 and 40 of 100: difference 40,
  /// interval 15.6…62.0.
  ///
  /// Source: as for a difference of proportions, Agresti and Caffo (2000), The American Statistician
  /// 54, 280–288.
  public init?(from before: ScoreCell, to after: ScoreCell) {
    guard let old = Statistics.net(before), let new = Statistics.net(after) else { return nil }
    difference = new - old
    let (old3, new3) = (NetChange.moments(before), NetChange.moments(after))
    let middle = 100 * (new3.mean - old3.mean)
    let deviation = 100 * (old3.variance + new3.variance).squareRoot()
    let half = Statistics.z * deviation
    interval = .init(low: max(-200, middle - half), high: min(200, middle + half))
    p = erfc(middle.magnitude / deviation / 2.0.squareRoot())
    isReliable = false
  }

  /// Mean and its variance of a cell with three comments more; see `Statistics.netInterval`.
  private static func moments(_ cell: ScoreCell) -> (mean: Double, variance: Double) {
    let n = Double(cell.comments + 3)
    let positive = Double(cell.positive + 1) / n
    let negative = Double(cell.negative + 1) / n
    let mean = positive - negative
    return (mean, (positive + negative - mean * mean) / n)
  }

  /// Compares several drivers at once and marks the reliable changes.
  ///
  /// The chance that one of them is marked though nothing changed is 5 %, however many drivers there
  /// are: the smallest of `m` probabilities is held against 0.05 / m, the next against
  /// 0.05 / (m − 1), and so on, until one is too large. Drivers with fewer comments than
  /// `suppression.minimumRanked` on a side are neither counted nor marked.
  ///
  /// Source: Holm (1979), Scandinavian Journal of Statistics 6, 65–70.
  public static func marked(
    _ pairs: [(before: ScoreCell, after: ScoreCell)], suppression: Suppression = .standard
  ) -> [NetChange?] {
    var changes = pairs.map { NetChange(from: $0.before, to: $0.after) }
    let family = pairs.indices.filter { index in
      changes[index] != nil
        && suppression.visibility(ofCount: pairs[index].before.comments) == .ranked
        && suppression.visibility(ofCount: pairs[index].after.comments) == .ranked
    }.sorted { (changes[$0]!.p, $0) < (changes[$1]!.p, $1) }
    for (place, index) in family.enumerated() {
      if changes[index]!.p > 0.05 / Double(family.count - place) { break }
      changes[index]!.isReliable = true
    }
    return changes
  }
}

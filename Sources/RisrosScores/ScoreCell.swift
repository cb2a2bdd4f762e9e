public import RisrosModel

/// The sums behind one number of a report: how often, and how, a driver was judged.
///
/// All integers, so that sums are the same bits whatever the order they are added in.
public struct ScoreCell: Equatable, Sendable {
  /// Comments by polarity; each comment that touches the cell is counted once.
  public var neutral = 0
  public var positive = 0
  public var negative = 0
  public var mixed = 0
  /// Sum of the sentiments, in ten-thousandths.
  public var sentimentSum: Int64 = 0
  /// Sum of their squares, in hundred-millionths; exact up to 9·10¹⁰ comments.
  public var squareSum: Int64 = 0

  public init() {}

  /// Comments that touch the cell.
  public var comments: Int { neutral + positive + negative + mixed }

  /// Counts one comment.
  ///
  /// - Parameter sentiment: ten-thousandths, -10000…10000.
  public mutating func add(_ polarity: Polarity, sentiment: Int16) {
    switch polarity {
    case .neutral: neutral += 1
    case .positive: positive += 1
    case .negative: negative += 1
    case .mixed: mixed += 1
    }
    sentimentSum += Int64(sentiment)
    squareSum += Int64(sentiment) * Int64(sentiment)
  }

  public mutating func merge(_ other: ScoreCell) {
    neutral += other.neutral
    positive += other.positive
    negative += other.negative
    mixed += other.mixed
    sentimentSum += other.sentimentSum
    squareSum += other.squareSum
  }
}

/// The cells of one group of comments (one language, one store, one month, or all of them).
///
/// A flat list: the group as a whole, then for each driver the driver and its aspects 1…7.
///
///     0          1        2…8             9        10…16
///     overall    driver 0 its aspects 1…7 driver 1 its aspects …
public struct ScoreGroup: Equatable, Sendable {
  public var cells: [ScoreCell]

  /// A group of empty cells.
  public init(drivers: Int) {
    cells = Array(repeating: ScoreCell(), count: ScoreGroup.cellCount(drivers: drivers))
  }

  @inlinable static func cellCount(drivers: Int) -> Int { 1 + 8 * drivers }

  /// The cell of an aspect, or of its driver where the aspect's number is 0.
  @inlinable static func index(of aspect: Aspect) -> Int { Int(aspect.rawValue) &- 7 }

  /// All comments of the group.
  public var overall: ScoreCell {
    get { cells[0] }
    set { cells[0] = newValue }
  }

  public subscript(driver: Driver) -> ScoreCell {
    get { cells[ScoreGroup.index(of: Aspect(driver))] }
    set { cells[ScoreGroup.index(of: Aspect(driver))] = newValue }
  }

  public subscript(aspect: Aspect) -> ScoreCell {
    get { cells[ScoreGroup.index(of: aspect)] }
    set { cells[ScoreGroup.index(of: aspect)] = newValue }
  }

  public mutating func merge(_ other: ScoreGroup) {
    precondition(cells.count == other.cells.count, "groups of the same taxonomy")
    for index in cells.indices { cells[index].merge(other.cells[index]) }
  }
}

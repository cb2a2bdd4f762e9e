import RisrosModel
import RisrosScores
import Testing

@Suite struct StatisticsTests {
  // Worked by hand: 100·(p−n)/N, and ±1.959964·100·√((p₊+p₋−(p₊−p₋)²)/N).
  @Test(arguments: [
    (6, 2, 1, 1, 40.0, -9.58, 89.58),
    (50, 30, 15, 5, 20.0, 2.91, 37.09),
    (0, 0, 10, 0, 0.0, 0.0, 0.0),
    (7, 0, 0, 0, 100.0, 100.0, 100.0),
    (1, 4, 0, 0, -60.0, -100.0, 10.12),
  ])
  func `net sentiment has its interval`(
    positive: Int, negative: Int, neutral: Int, mixed: Int, net: Double, low: Double,
    high: Double
  ) throws {
    var cell = ScoreCell()
    cell.positive = positive
    cell.negative = negative
    cell.neutral = neutral
    cell.mixed = mixed
    #expect(Statistics.net(cell) == net)
    let interval = try #require(Statistics.netInterval(cell))
    #expect(abs(interval.low - low) < 0.005)
    #expect(abs(interval.high - high) < 0.005)
  }

  // 5 of 10: middle (0.5 + 0.19207)/1.38415 = 0.5, half 1.959964·√(0.025 + 0.0096037)/1.38415.
  @Test(arguments: [
    (5, 10, 0.2366, 0.7634), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (1, 1, 0.2065, 1.0),
    (50, 100, 0.4038, 0.5962), (15, 30, 0.3315, 0.6685),
  ])
  func `shares have Wilson intervals`(part: Int, whole: Int, low: Double, high: Double) throws {
    let interval = try #require(Statistics.wilson(part, of: whole))
    #expect(abs(interval.low - low) < 0.00005)
    #expect(abs(interval.high - high) < 0.00005)
  }

  @Test func `means and deviations come from the sums`() throws {
    var cell = ScoreCell()
    cell.add(.positive, sentiment: 5000)
    cell.add(.negative, sentiment: -1000)
    #expect(Statistics.meanSentiment(cell) == 0.2)
    #expect(abs(try #require(Statistics.sentimentDeviation(cell)) - 0.4243) < 0.00005)
  }

  @Test func `an empty cell has no statistics`() {
    let cell = ScoreCell()
    #expect(Statistics.net(cell) == nil && Statistics.netInterval(cell) == nil)
    #expect(Statistics.meanSentiment(cell) == nil && Statistics.sentimentDeviation(cell) == nil)
    #expect(Statistics.share(0, of: 0) == nil && Statistics.wilson(0, of: 0) == nil)
  }

  @Test(arguments: [
    (0, Suppression.Visibility.tooFew), (1, .hidden), (4, .hidden), (5, .tooFew), (29, .tooFew),
    (30, .ranked),
  ])
  func `small cells are hidden or not ranked`(n: Int, visibility: Suppression.Visibility) {
    #expect(Suppression.standard.visibility(ofCount: n) == visibility)
  }

  @Test(arguments: [
    ([40, 3, 12], [Suppression.Visibility.ranked, .hidden, .hidden]),
    ([40, 3, 4, 12], [.ranked, .hidden, .hidden, .tooFew]),
    ([40, 0, 12], [.ranked, .tooFew, .tooFew]),
    ([3], [.hidden]),
    ([3, 0, 50], [.hidden, .tooFew, .hidden]),
  ])
  func `a hidden part cannot be found by subtraction`(
    parts: [Int], visibility: [Suppression.Visibility]
  ) {
    #expect(Suppression.standard.visibility(ofParts: parts) == visibility)
  }
}

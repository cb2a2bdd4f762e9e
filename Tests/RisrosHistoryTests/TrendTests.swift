import RisrosModel
import RisrosScores
import Testing

@testable import RisrosHistory

@Suite struct TrendTests {
  static let taxonomy = StoreTests.taxonomy

  static func group(_ positive: Int, _ negative: Int) -> ScoreGroup {
    var group = ScoreGroup(drivers: 2)
    for _ in 0..<positive { group.overall.add(.positive, sentiment: 5000) }
    for _ in 0..<negative { group.overall.add(.negative, sentiment: -5000) }
    group[Driver(index: 0)] = group.overall
    return group
  }

  static func axis(_ days: [(String, Int, Int)]) -> ScoreAxis {
    ScoreAxis(entries: days.map { .init(key: ByteText($0.0), group: group($0.1, $0.2)) })
  }

  @Test func `days are put together to weeks, and changes are marked`() {
    let trends = Trend.trends(
      days: TrendTests.axis([
        ("2026-01-05", 40, 10), ("2026-01-11", 20, 10), ("2026-01-12", 10, 60),
        ("unknown", 40, 0),
      ]), by: .week, taxonomy: TrendTests.taxonomy)
    #expect(trends.count == 3)
    #expect(trends[1].points.map(\.period) == ["2026-W02", "2026-W03", "unknown"])
    #expect(trends[1].points.map(\.cell.comments) == [80, 70, 40])
    #expect(trends[1].points[0].change == nil)
    #expect(trends[1].points[1].change?.isReliable == true)
    #expect(trends[1].points[2].change == nil, "no period comes before unknown")
  }

  @Test func `few comments are hidden, and so is what would give them away`() {
    let trends = Trend.trends(
      days: TrendTests.axis([("2026-01-05", 40, 10), ("2026-02-05", 2, 1), ("2026-03-05", 20, 20)]),
      by: .month, taxonomy: TrendTests.taxonomy)
    #expect(trends[0].points.map(\.visibility) == [.ranked, .hidden, .hidden])
    #expect(trends[0].points.allSatisfy { $0.change == nil })
  }
}

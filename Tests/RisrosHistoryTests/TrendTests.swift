import Foundation
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

  @Test func `few comments are hidden, and so is what would give them away`() throws {
    let trends = Trend.trends(
      days: TrendTests.axis([("2026-01-05", 40, 10), ("2026-02-05", 2, 1), ("2026-03-05", 20, 20)]),
      by: .month, taxonomy: TrendTests.taxonomy)
    #expect(trends[0].points.map(\.visibility) == [.ranked, .hidden, .hidden])
    #expect(trends[0].points.allSatisfy { $0.change == nil })
    let writer = TrendWriter(taxonomy: TrendTests.taxonomy, unit: .month)
    for format in TrendWriter.Format.allCases {
      let text = String(decoding: writer.bytes(trends, as: format), as: UTF8.self)
      #expect(!text.contains("33.33") && !text.contains("+33"), "\(format)")
    }
  }

  @Test func `a table has a spark line and marks`() {
    let trends = Trend.trends(
      days: TrendTests.axis([
        ("2026-01-05", 100, 0), ("2026-02-05", 0, 100), ("2026-03-05", 50, 50),
      ]),
      by: .month, taxonomy: TrendTests.taxonomy)
    var writer = TrendWriter(taxonomy: TrendTests.taxonomy, unit: .month)
    let text = String(decoding: writer.bytes(trends, as: .table), as: UTF8.self)
    #expect(
      text.hasPrefix(
        """
        All comments  █▁▅
                   Comments   Net          95%  Change
          2026-01       100  +100  +100 … +100
          2026-02       100  −100  −100 … −100    −200  ▼ −200 … −188
        """), "\(text)")
    #expect(text.contains("Price  █▁▅") && !text.contains("service"))
    #expect(text.contains("▲ ▼ a change from the period before that is more than chance"))
    writer.usesColor = true
    let colored = String(decoding: writer.bytes(trends, as: .table), as: UTF8.self)
    #expect(colored.contains("\u{1B}[1mPrice\u{1B}[0m"))
    writer.periods = 2
    #expect(
      String(decoding: writer.bytes(trends, as: .table), as: UTF8.self)
        .contains("1 earlier periods not shown"))
  }

  @Test func `programs get every figure, in every format the same`() throws {
    let trends = Trend.trends(
      days: TrendTests.axis([("2026-01-05", 40, 10), ("2026-01-12", 10, 40)]), by: .week,
      taxonomy: TrendTests.taxonomy)
    let writer = TrendWriter(taxonomy: TrendTests.taxonomy, unit: .week)
    let csv = String(decoding: writer.bytes(trends, as: .csv), as: UTF8.self)
    let rows = csv.components(separatedBy: "\r\n")
    #expect(rows[0].hasPrefix("segment,value,driver,period,comments,net,net_low,net_high"))
    #expect(rows[4].hasPrefix(",,price,2026-W03,50,-60.00,-82.17,-37.83,-0.3000,-120.00,"))
    #expect(rows[4].hasSuffix(",true,ranked"))
    let json = try JSONSerialization.jsonObject(with: Data(writer.bytes(trends, as: .json)))
    let object = try #require(json as? [String: Any])
    #expect(object["schema"] as? String == "risros.history/1")
    #expect((object["trends"] as? [Any])?.count == 3)
    let lines = String(decoding: writer.bytes(trends, as: .jsonl), as: UTF8.self)
      .split(separator: "\n")
    #expect(lines.count == 6)
    for line in lines { _ = try JSONSerialization.jsonObject(with: Data(line.utf8)) }
    #expect(String(decoding: writer.bytes([], as: .table), as: UTF8.self) == "No comments yet.\n")
  }
}

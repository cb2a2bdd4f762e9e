import Foundation
import RisrosHistory
import RisrosModel
import RisrosReport
import RisrosScores
import RisrosText
import Testing

@testable import RisrosNightly

@Suite struct TrendWriterTests {
  private static let taxonomy = Taxonomy(drivers: [
    .init(id: "price", labels: ["en": "price", "da": "pris"]),
    .init(id: "service", labels: ["en": "customer service"]),
  ])

  /// Trends of days, each with comments that praise and comments that blame the price.
  private static func trends(
    _ days: [(String, Int, Int)], by unit: PeriodUnit
  ) -> [Trend] {
    let entries = days.map { day, positive, negative in
      var group = ScoreGroup(drivers: 2)
      for _ in 0..<positive { group.overall.add(.positive, sentiment: 5000) }
      for _ in 0..<negative { group.overall.add(.negative, sentiment: -5000) }
      group[Driver(index: 0)] = group.overall
      return ScoreAxis.Entry(key: ByteText(day), group: group)
    }
    return Trend.trends(days: ScoreAxis(entries: entries), by: unit, taxonomy: taxonomy)
  }

  private static func text(
    _ writer: TrendWriter, _ trends: [Trend], _ format: TrendWriter.Format = .table
  ) -> String {
    String(decoding: writer.bytes(trends, as: format), as: UTF8.self)
  }

  @Test func `a hidden score is in no format`() {
    let trends = TrendWriterTests.trends(
      [("2026-01-05", 40, 10), ("2026-02-05", 2, 1), ("2026-03-05", 20, 20)], by: .month)
    let writer = TrendWriter(taxonomy: TrendWriterTests.taxonomy, unit: .month)
    for format in TrendWriter.Format.allCases {
      let text = TrendWriterTests.text(writer, trends, format)
      #expect(text.contains("2026-02") && !text.contains("33.33") && !text.contains("+33"))
    }
  }

  @Test func `a table has a spark line and marks`() {
    let trends = TrendWriterTests.trends(
      [("2026-01-05", 100, 0), ("2026-02-05", 0, 100), ("2026-03-05", 50, 50)], by: .month)
    var writer = TrendWriter(taxonomy: TrendWriterTests.taxonomy, unit: .month)
    let text = TrendWriterTests.text(writer, trends)
    #expect(
      text.hasPrefix(
        """
        All comments  █▁▅
                   Comments   Net          95%  Change
          2026-01       100  +100  +100 … +100
          2026-02       100  −100  −100 … −100    −200  ▼ −200 … −188
        """), "\(text)")
    #expect(text.contains("\n\nPrice  █▁▅\n") && !text.contains("service"))
    #expect(text.contains("▲ ▼ a change from the period before that is more than chance"))
    writer.options.usesColor = true
    let colored = TrendWriterTests.text(writer, trends)
    #expect(colored.contains("\u{1B}[1mPrice\u{1B}[0m"))
    #expect(colored.contains("\u{1B}[35m▼ −200 … −188\u{1B}[0m"))
    writer.periods = 2
    #expect(TrendWriterTests.text(writer, trends).contains("Earlier periods not shown: 1\n"))
  }

  @Test(arguments: [
    (ReportLanguage.da, "Alle kommentarer", "Pris", "Antal", "ukendt", "mere end tilfældig"),
    (.nb, "Alle kommentarer", "Price", "Antall", "ukjent", "mer enn tilfeldig"),
    (.nn, "Alle kommentarar", "Price", "Tal", "ukjend", "meir enn tilfeldig"),
  ])
  func `a table is in its reader's language`(
    _ language: ReportLanguage, _ all: String, _ price: String, _ count: String,
    _ unknown: String, _ chance: String
  ) {
    let trends = TrendWriterTests.trends(
      [("2026-01-05", 1000, 234), ("unknown", 50, 50)], by: .month)
    var writer = TrendWriter(taxonomy: TrendWriterTests.taxonomy, unit: .month)
    writer.options.language = language
    let text = TrendWriterTests.text(writer, trends)
    for part in ["\(all)  ▇▅\n", "\(price)  ▇▅\n", count, unknown, chance] {
      #expect(text.contains(part), "\(part) in \(text)")
    }
    #expect(text.contains("1\(language == .da ? "." : "\u{A0}")234"))
    #expect(!TrendWriterTests.text(writer, []).contains("No comments"))
  }

  @Test(arguments: [40, 50, 60, 72, 80], ReportLanguage.allCases)
  func `no line of a table is wider than the terminal`(_ width: Int, _ language: ReportLanguage) {
    let trends = TrendWriterTests.trends(
      [("2026-01-05", 1000, 234), ("2026-02-05", 100, 900), ("2026-03-05", 20, 0)], by: .month)
    var writer = TrendWriter(taxonomy: TrendWriterTests.taxonomy, unit: .month)
    writer.options.language = language
    writer.options.width = width
    let text = TrendWriterTests.text(writer, trends)
    for line in text.split(separator: "\n") {
      #expect(PrintableText.width(String(line)) <= width, "\(line)")
    }
    let isWhole = width >= 72
    #expect(text.contains("▼ −14") || !isWhole)
    #expect(text.contains(ReportLabels(language)[.leftOut].prefix(12)) == !isWhole)
  }

  @Test func `programs get every figure, in every format the same`() throws {
    let trends = TrendWriterTests.trends(
      [("2026-01-05", 40, 10), ("2026-01-12", 10, 40)], by: .week)
    let writer = TrendWriter(taxonomy: TrendWriterTests.taxonomy, unit: .week)
    let rows = TrendWriterTests.text(writer, trends, .csv).components(separatedBy: "\r\n")
    #expect(rows[0].hasPrefix("segment,value,driver,period,comments,net,net_low,net_high"))
    #expect(rows[4].hasPrefix(",,price,2026-W03,50,-60.00,-82.17,-37.83,-0.3000,-120.00,"))
    #expect(rows[4].hasSuffix(",true,ranked"))
    let json = try JSONSerialization.jsonObject(with: Data(writer.bytes(trends, as: .json)))
    let object = try #require(json as? [String: Any])
    #expect(object["schema"] as? String == "risros.history/1")
    #expect((object["trends"] as? [Any])?.count == 3)
    let lines = TrendWriterTests.text(writer, trends, .jsonl).split(separator: "\n")
    #expect(lines.count == 6)
    for line in lines { _ = try JSONSerialization.jsonObject(with: Data(line.utf8)) }
    #expect(TrendWriterTests.text(writer, []) == "No comments yet.\n")
  }
}

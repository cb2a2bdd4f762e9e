import RisrosText
import Testing

@testable import RisrosReport

@Suite struct NarrowTableTests {
  @Test(arguments: [40, 50, 60, 72, 80, 90, 120, 200], ReportLanguage.allCases)
  func `no line of a report is wider than the terminal`(
    _ width: Int, _ language: ReportLanguage
  ) throws {
    var options = ReportOptions()
    options.width = width
    options.language = language
    options.verbatims = 1
    let lines = text(TableReportWriter(), try makeReport(), options).split(separator: "\n")
    for line in lines {
      #expect(PrintableText.width(String(line)) <= width, "\(line)")
    }
    let note = lines.contains { $0.hasPrefix(ReportLabels(language)[.leftOut].prefix(15)) }
    #expect(width > 72 || note, "what is left out is told")
    #expect(width < 200 || !note)
  }

  private static func table(_ width: Int) -> (text: String, leftOut: Int) {
    var table = TextTable([
      .init(title: "name", alignsRight: false, narrowest: 6), .init(title: "n"),
      .init(title: "share", rank: 1), .init(title: "bar", rank: 2),
    ])
    table.add(["kundeservice", "12", "40%", "██"].map { .init(text: $0) })
    var out = ByteWriter()
    let leftOut = table.write(into: &out, usesColor: false, width: width)
    return (String(decoding: out.finish(), as: UTF8.self), leftOut)
  }

  @Test(arguments: [
    (100, 0, "name           n  share  bar", "kundeservice  12    40%   ██"),
    (28, 0, "name           n  share  bar", "kundeservice  12    40%   ██"),
    (24, 0, "name       n  share  bar", "kundese…  12    40%   ██"),
    (21, 1, "name          n  share", "kundeserv…  12    40%"),
    (16, 2, "name           n", "kundeservice  12"), (12, 2, "name       n", "kundese…  12"),
    (5, 2, "name     n", "kunde…  12"),
  ])
  func `the least important columns go first, and nothing is cut for nothing`(
    _ width: Int, _ leftOut: Int, _ title: String, _ row: String
  ) {
    let (text, left) = NarrowTableTests.table(width)
    let lines = text.split(separator: "\n").map(String.init)
    #expect(lines.first?.split(separator: " ") == title.split(separator: " "))
    #expect(lines.last == row)
    #expect(left == leftOut)
  }

  @Test(arguments: [
    ("a 1 · b 2 · c 3", 15, ["a 1 · b 2 · c 3"]), ("a 1 · b 2 · c 3", 14, ["a 1 · b 2", "  c 3"]),
    ("a 1 · b 2 · c 3", 8, ["a 1", "  b 2", "  c 3"]), ("et langt ord", 9, ["et langt", "  ord"]),
    ("kundeserviceoplevelse", 9, ["kundeserviceoplevelse"]), ("", 9, [""]),
  ])
  func `a line is folded between its parts, else at a blank`(
    _ line: String, _ width: Int, _ folded: [String]
  ) {
    #expect(PrintableText.folded(line, to: width) == folded)
  }

  @Test(arguments: [
    (0, "          │"), (100, "          │██████████"), (-100, "██████████│"),
    (-18, "        ██│"), (5, "          │▌"), (-25, "       ▐██│"), (2, "          │"),
  ])
  func `bars grow from the middle`(points: Int, bar: String) {
    #expect(TableReportWriter.bar(points) == bar)
  }
}

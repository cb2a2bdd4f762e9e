import Foundation
import RisrosModel
import RisrosReport
import RisrosScores
import RisrosTestSupport
import Testing

@Suite struct ReportWriterTests {
  @Test func `every format has a name of its own and is found by it`() throws {
    #expect(
      ReportWriters.all.map { $0.name }
        == ["table", "csv", "tsv", "json", "jsonl", "markdown", "html", "prom"])
    for type in ReportWriters.all {
      #expect(try Swift.type(of: ReportWriters.writer(named: type.name)) == type)
      #expect(type.summary.hasSuffix("."))
    }
    let error = #expect(throws: Diagnostic.self) { try ReportWriters.writer(named: "xml") }
    #expect(error?.remedy == "the formats are table, csv, tsv, json, jsonl, markdown, html, prom")
  }

  @Test func `every label is there in every language`() {
    for language in ReportLanguage.allCases {
      let labels = ReportLabels(language)
      for key in ReportLabels.Key.allCases {
        #expect(!labels[key].isEmpty)
        #expect(labels[key].contains("{}") == ReportLabels(.en)[key].contains("{}"))
      }
    }
  }

  @Test(arguments: [
    (ReportLanguage.en, "1,234,567", "44%", "−0.08"), (.da, "1.234.567", "44\u{A0}%", "−0,08"),
    (.nb, "1\u{A0}234\u{A0}567", "44\u{A0}%", "−0,08"),
    (.nn, "1\u{A0}234\u{A0}567", "44\u{A0}%", "−0,08"),
  ])
  func `numbers are written as the language writes them`(
    language: ReportLanguage, integer: String, percent: String, decimal: String
  ) {
    let labels = ReportLabels(language)
    #expect(labels.integer(1_234_567) == integer)
    #expect(labels.percent(4449) == percent)
    #expect(labels.decimal(-780) == decimal)
    #expect(labels.points(-7) == "−7" && labels.points(0) == "0" && labels.points(7) == "+7")
  }

  @Test(arguments: ReportLanguage.allCases, [true, false])
  func `no format lets a text steer the terminal`(language: ReportLanguage, color: Bool) throws {
    var options = ReportOptions()
    options.language = language
    options.verbatims = 2
    options.usesColor = color
    for type in ReportWriters.all {
      // CSV and TSV carry values as they are, for programs; colour is the table's own escape.
      if ["csv", "tsv"].contains(type.name) || (color && type.name == "table") { continue }
      let bytes = type.init().bytes(try makeReport(), options: options)
      #expect(!bytes.contains(0x1B), "\(type.name)")
      #expect(bytes.last == 0x0A)
    }
  }

  // MARK: Table

  @Test func `the table says it at a glance`() throws {
    let expected = """
      Read 104 · scored 100 · set aside 2 · rejected 1 · duplicates 1
      Languages: da 90 · nb 10   Set aside: sv 1 · empty 1

      Net sentiment −40  (95% interval −56 … −24)   positive 20% · negative 60% · mean −0.10

      Driver   Comments  Share     Net          95%  −100      0      +100  Positive  Negative
      ────────────────────────────────────────────────────────────────────────────────────────
      Price          40    40%    −100  −100 … −100  ██████████│                  0%      100%
          level 37: −100
        − for høj 40
      Service        12    12%  (+100)  +100 … +100  too few to rank            100%        0%
          friendliness 12: (+100)
        + venlig 11 · not venlig 1

      By language  Comments     Net  Price  Service
      ─────────────────────────────────────────────
      da                 90     −56   −100   (+100)
      nb                 10  (+100)      ·        ·

      By store|\\u{1b}[2J  Comments  Net  Price  Service
      ─────────────────────────────────────────────────
      Århus                     60  −40   −100   (+100)
        2 hidden

      By period  Comments  Net  Price  Service
      ────────────────────────────────────────
      2024-03          50  −40   −100   (+100)
      2024-04          50  −40      –        –

      ( ) fewer than 30 comments: too few to rank
      · hidden: fewer than 5 comments, or to be found by subtraction

      """
    #expect(text(TableReportWriter(), try makeReport()) == expected)
  }

  @Test(arguments: ReportLanguage.allCases)
  func `the table fits into a hundred columns`(language: ReportLanguage) throws {
    let taxonomy = Taxonomy(
      drivers: [
        "Digitale løsninger", "Informationsflow", "Et helt umuligt langt navn på en driver",
      ]
      .enumerated().map { .init(id: "d\($0.offset)", labels: ["en": $0.element]) })
    var group = ScoreGroup(drivers: 3)
    group.overall.negative = 12_345
    for driver in taxonomy.allDrivers { group[driver].negative = 12_345 }
    var scores = DriverScores(layout: ScoreLayout(taxonomy: taxonomy))
    scores.languages = ScoreAxis(entries: [.init(key: ByteText("da"), group: group)])
    scores.records.scored = 12_345
    scores.terms = taxonomy.allDrivers.flatMap { driver in
      (0..<30).map {
        ScoreTerm(
          key: .init(driver: driver, text: ByteText("ord nummer \($0) 👎🏽")), positive: 0,
          negative: 9)
      }
    }
    var options = ReportOptions()
    options.language = language
    options.terms = 30
    let table = text(TableReportWriter(), makeReport(of: scores, taxonomy), options)
    for line in table.split(separator: "\n") { #expect(line.count <= 100, "\(line)") }
  }

  @Test func `colour comes only when asked for, and adds to signs`() throws {
    var options = ReportOptions()
    options.usesColor = true
    let colored = text(TableReportWriter(), try makeReport(), options)
    #expect(colored.contains("\u{1B}[35m−100\u{1B}[0m"))
    var stripped = colored
    for code in ["[0m", "[1m", "[2m", "[35m", "[36m"] {
      stripped = stripped.replacingOccurrences(of: "\u{1B}" + code, with: "")
    }
    #expect(stripped == text(TableReportWriter(), try makeReport()))
  }

  @Test func `nothing scored is said in words`() {
    let report = makeReport(of: DriverScores())
    #expect(
      text(TableReportWriter(), report) == """
        Read 0 · scored 0 · set aside 0 · rejected 0 · duplicates 0

        No comments were scored.

        """)
    for type in ReportWriters.all { #expect(!type.init().bytes(report).isEmpty) }
  }

  // MARK: JSON

  @Test func `the JSON report has the keys of the design`() throws {
    var options = ReportOptions()
    options.verbatims = 1
    let bytes = JSONReportWriter().bytes(try makeReport(), options: options)
    let root = try #require(
      try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    #expect(root["schema"] as? String == "risros.driver-scores/1")
    #expect(root["lexicon"] as? String == "0123abcd")
    let records = try #require(root["records"] as? [String: Any])
    let setAside = try #require(records["setAside"] as? [String: Int])
    #expect(records["read"] as? Int == 104 && records["scored"] as? Int == 100)
    #expect(setAside == ["total": 2, "sv": 1, "en": 0, "de": 0, "other": 0, "und": 0, "empty": 1])
    let drivers = try #require(root["drivers"] as? [[String: Any]])
    #expect(
      Set(drivers[0].keys) == [
        "driver", "comments", "share", "positive", "negative", "neutral", "mixed", "net", "netLow",
        "netHigh", "meanSentiment", "visibility", "aspects", "terms", "verbatims",
      ])
    #expect(drivers[0]["comments"] as? Int == 40 && drivers[0]["net"] as? Double == -100)
    let aspects = try #require(drivers[0]["aspects"] as? [[String: Any]])
    #expect(aspects.map { $0["aspect"] as? String } == ["level", "fees"])
    #expect(aspects[1]["comments"] is NSNull && aspects[1]["visibility"] as? String == "suppressed")
    let terms = try #require(drivers[1]["terms"] as? [[String: Any]])
    #expect(terms.map { $0["negated"] as? Bool } == [false, true])
    #expect((drivers[1]["verbatims"] as? [Any])?.count == 1)
    let segments = try #require(root["segments"] as? [[String: Any]])
    #expect((segments[0]["values"] as? [[String: Any]])?.count == 3)
    #expect((root["periods"] as? [[String: Any]])?.first?["period"] as? String == "2024-03")
  }

  @Test func `the JSON report is the same bytes however the input was cut`() throws {
    let report = try makeReport()
    var merged = DriverScores()
    try merged.merge(report.scores)
    #expect(
      JSONReportWriter().bytes(report)
        == JSONReportWriter().bytes(
          makeReport(of: merged)))
  }

  @Test func `verbatims are given only when asked for`() throws {
    for type in ReportWriters.all {
      #expect(!text(type.init(), try makeReport()).contains("personalet er"), "\(type.name)")
    }
  }

  @Test func `every line of JSON Lines is an object of its own`() throws {
    let lines = text(JSONLinesReportWriter(), try makeReport()).split(separator: "\n")
    // Records, then 1 + 2 + 3 + 2 groups of seven cells.
    #expect(lines.count == 1 + 8 * 7)
    for line in lines {
      #expect(try JSONSerialization.jsonObject(with: Data(line.utf8)) is [String: Any])
    }
  }

  // MARK: Delimited and Markdown

  @Test func `CSV quotes what it must, and its counts add up`() throws {
    let csv = text(CSVReportWriter(), try makeReport())
    let lines = csv.components(separatedBy: "\r\n")
    #expect(lines[0].hasPrefix("scope,column,value,driver,aspect,comments,share,"))
    #expect(lines[1] == "records,,read,,,104,,,,,,,,,,")
    #expect(csv.contains("\"Oslo|\u{1B}[31m, \"\"x\"\"\""))
    #expect(
      csv.contains("overall,,,price,,40,0.4000,0,40,0,0,-100.00,-100.00,-100.00,-0.6000,ranked"))
    #expect(csv.contains("overall,,,price,fees,,,,,,,,,,,suppressed"))
    let parts = lines.filter { $0.hasPrefix("records,") }.dropFirst().compactMap {
      Int($0.split(separator: ",", omittingEmptySubsequences: false)[5])
    }
    #expect(parts.reduce(0, +) == 104)
    for line in text(TSVReportWriter(), try makeReport()).split(separator: "\n") {
      #expect(line.count { $0 == "\t" } == 15)
    }
  }

  @Test func `Markdown escapes pipes and tags`() throws {
    let page = text(MarkdownReportWriter(), try makeReport())
    #expect(page.contains("| By store\\|\\\\u{1b}\\[2J | Comments | Net | Price | Service |"))
    #expect(page.contains("| Price | 40 | 40% | −100 | −100 … −100 | 0% | 100% |"))
    let report = try makeReport()
    let rows = page.split(separator: "\n").filter { $0.hasPrefix("| ") }
    #expect(rows.count > report.taxonomy.drivers.count)
  }
}

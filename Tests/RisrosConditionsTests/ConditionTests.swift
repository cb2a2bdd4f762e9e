import RisrosModel
import RisrosScores
import Testing

@testable import RisrosConditions

@Suite struct ConditionTests {
  static let figures: [String: Double] = [
    "net.price": -25, "n": 60, "n.price": 55, "net": 4, "coverage": 0.35, "records": 90,
    "median7": 200, "net.my-driver": 3,
  ]
  static let known = figures.keys.sorted() + ["net.digital", "n.digital"]

  struct Case: Sendable, CustomTestStringConvertible {
    var text: String
    var holds: Bool?
    var testDescription: String { text }
  }

  static let cases: [Case] = [
    ("net.price < -20 and n >= 50", true), ("net.price<-20&n>=50", true),
    ("net.price < -20 && n > 60", false), ("n > 60 or net > 0", true), ("n > 60 | net < 0", false),
    ("not n > 60", true), ("!(n > 60 || net > 0)", false), ("not not n = 60", true),
    ("coverage < 0.4", true), ("coverage < .3", false), ("records < 0.5 * median7", true),
    ("n == 60", true), ("n != 60", false), ("n <> 60", false), ("n <= 60 and n >= 60", true),
    ("1 + 2 * 3 = 7", true), ("(1 + 2) * 3 = 9", true), ("10 - 4 - 3 = 3", true),
    ("12 / 3 / 2 = 2", true), ("-net.price = 25", true), ("- -n = 60", true),
    ("abs(net.price) > 20", true), ("min(n, net) = 4", true), ("max(n, net, 100) = 100", true),
    ("net.price < −20", true), ("NOT n > 60 AND n = 60", true), ("net.my-driver = 3", true),
    ("n-net = 56", true), ("n - net = 56", true),
    // and binds more tightly than or.
    ("n = 60 or n = 61 and n = 62", true), ("(n = 60 or n = 61) and n = 62", false),
    // What does not exist is neither above nor below anything.
    ("net.digital < 0", nil), ("net.digital >= 0", nil), ("not net.digital < 0", nil),
    ("net.digital < 0 and n > 60", false), ("net.digital < 0 and n = 60", nil),
    ("net.digital < 0 or n = 60", true), ("net.digital < 0 or n > 60", nil),
    ("n / 0 > 1", nil), ("max(n, net.digital) > 1", nil),
  ].map { Case(text: $0, holds: $1) }

  @Test(arguments: cases)
  func `a condition holds or not, or cannot be told`(_ expected: Case) throws {
    let condition = try Condition(expected.text, known: ConditionTests.known)
    #expect(condition.evaluate { ConditionTests.figures[$0] } == expected.holds)
    #expect(condition.holds { ConditionTests.figures[$0] } == (expected.holds == true))
  }

  @Test(arguments: [
    ("", "1:1: error: the condition ends where", "write it as net.price < -20 and n >= 50"),
    ("n", "1:1: error: this is a number, not a condition", "compare it"),
    ("n > ", "1:5: error: the condition ends where", ""),
    ("n > 5 and", "1:10: error: the condition ends where", ""),
    ("n > > 5", "1:5: error: '>' stands where a figure", ""),
    ("net.pris < 3", "1:1: error: there is no figure 'net.pris'", "did you mean 'net.price'?"),
    ("n > 3 netto", "1:7: error: the condition goes on with 'netto'", "join two conditions"),
    ("n > 3,5", "1:5: error: a comma is no decimal mark here", "write 3.5"),
    ("n > 5%", "1:6: error: a number ends with '%'", "write 5 alone"),
    ("n > 1.2.3", "1:5: error: '1.2.3' is no number", ""),
    ("(n > 3", "1:1: error: this parenthesis is not closed", "write )"),
    ("n > 3)", "1:6: error: the condition goes on with ')'", ""),
    ("3 < n < 5", "1:7: error: two comparisons in a row", "write them apart"),
    ("n and n > 3", "1:3: error: a number stands where a comparison", "n >= 50"),
    ("(n > 3) + 1 > 2", "1:9: error: a comparison stands where a number", ""),
    ("abs(n, 2) > 3", "1:1: error: abs takes one number", ""),
    ("n > 3 ; rm", "1:7: error: ';' has no meaning here", ""),
    ("blåbær < 3", "1:1: error: there is no figure 'blåbær'", "the figures are"),
  ])
  func `a condition that is wrong is told with its place`(
    _ text: String, _ message: String, _ remedy: String
  ) {
    do throws(Diagnostic) {
      _ = try Condition(text, known: ConditionTests.known)
      Issue.record("no error")
    } catch {
      #expect(error.description.hasPrefix("--fail-if:\(message)"), "\(error)")
      #expect(error.remedy?.contains(remedy) == true, "\(error)")
      #expect(error.category == .usage)
    }
  }

  @Test func `hostile conditions are refused, and soon`() {
    for text in [
      String(repeating: "(", count: 100_000), String(repeating: "not ", count: 100_000) + "n > 1",
      String(repeating: "-", count: 100_000) + "1 > 2",
    ] {
      #expect(throws: Diagnostic.self) { try Condition(text, known: ConditionTests.known) }
    }
  }

  @Test func `the figures it names are told with their values`() throws {
    let condition = try Condition(
      "net.price < -20 and n >= 50 and n > 1 or net.digital > 0", known: ConditionTests.known)
    #expect(condition.names == ["net.price", "n", "net.digital"])
    #expect(
      condition.values { ConditionTests.figures[$0] }
        == "net.price = -25, n = 60, net.digital unknown")
    #expect(Condition.written(-34.206) == "-34.21" && Condition.written(0.5) == "0.5")
    #expect(Condition.written(-0.05) == "-0.05" && Condition.written(12) == "12")
  }

  // MARK: Scores

  static let taxonomy = Taxonomy(drivers: [
    .init(id: "price", labels: [:], aspects: [(id: "fees", labels: [:])]),
    .init(id: "digital", labels: [:]),
  ])

  static func scores() -> DriverScores {
    var scores = DriverScores(layout: ScoreLayout(taxonomy: taxonomy))
    scores.records.scored = 100
    scores.records.rejected = 3
    var group = ScoreGroup(drivers: 2)
    func fill(_ cell: inout ScoreCell, _ positive: Int, _ negative: Int, _ neutral: Int) {
      for _ in 0..<positive { cell.add(.positive, sentiment: 5000) }
      for _ in 0..<negative { cell.add(.negative, sentiment: -5000) }
      for _ in 0..<neutral { cell.add(.neutral, sentiment: 0) }
    }
    fill(&group.overall, 50, 30, 20)
    fill(&group[Driver(index: 0)], 10, 30, 10)
    fill(&group[Aspect(Driver(index: 0), 1)], 2, 2, 0)
    scores.languages.entries = [.init(key: ByteText("da"), group: group)]
    return scores
  }

  @Test(
    arguments: [
      ("read", 103), ("records", 103), ("n", 100), ("rejected", 3), ("net", 20), ("positive", 50),
      ("net.price", -40), ("n.price", 50), ("share.price", 50), ("negative.price", 60),
      ("mean.price", -0.2), ("n.da", 100), ("n.nb", 0), ("n.digital", 0),
      // Four comments are too few to be shown, and so they are too few to be asked for.
      ("net.price.fees", nil), ("n.price.fees", nil), ("net.digital", nil),
    ] as [(String, Double?)])
  func `figures of scores`(_ name: String, _ value: Double?) {
    let figures = ScoreFigures(ConditionTests.scores(), taxonomy: ConditionTests.taxonomy)
    #expect(figures.value(name) == value)
  }

  @Test func `every name that is offered is understood, and each once`() throws {
    let names = ScoreFigures.names(ConditionTests.taxonomy)
    #expect(Set(names).count == names.count)
    for name in names { _ = try Condition("\(name) > 0", known: names) }
    let figures = ScoreFigures(ConditionTests.scores(), taxonomy: ConditionTests.taxonomy)
    for name in names where !name.contains("fees") && !name.contains("digital") {
      #expect(figures.value(name) != nil, "\(name)")
    }
    #expect(ScoreFigures(DriverScores(), taxonomy: ConditionTests.taxonomy).value("n") == 0)
  }
}

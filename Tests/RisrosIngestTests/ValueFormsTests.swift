import RisrosModel
import Testing

@testable import RisrosIngest

@Suite struct ValueFormsTests {
  private func dates(_ values: [String], _ locale: InputLocale? = nil) -> ValueForms {
    var options = InputOptions()
    options.locale = locale
    return ValueForms(dates: [.init(name: "dato", values: values)], ratings: [], options)
  }

  private func ratings(_ name: String, _ values: [String]) -> ValueForms {
    ValueForms(dates: [], ratings: [.init(name: name, values: values)], InputOptions())
  }

  private static let orders: [(values: [String], title: String?, notes: Int)] = [
    (["03-05-2026", "14-05-2026"], "day first", 0), (["5/3/2026", "5/14/2026"], "month first", 0),
    (["03-05-2026", "04-05-2026"], "day first", 1), (["03.05.2026"], "day first", 0),
    (["05-05-2026"], nil, 0), (["2026-05-03"], nil, 0), (["3. maj 2026"], nil, 0),
    (["5/3/2026 10:15 AM"], "month first", 0), ([], nil, 0), (["ved ikke"], nil, 0),
    (["14-05-2026", "15-05-2026", "05-14-2026"], "day first", 1),
  ]

  @Test(arguments: ValueFormsTests.orders)
  func `the column decides the order of its dates`(
    values: [String], title: String?, notes: Int
  ) {
    let forms = dates(values)
    #expect(forms.dateTitle == title)
    #expect(forms.notes.count == notes)
  }

  @Test func `a locale decides and leaves nothing to tell`() {
    let forms = dates(["03-05-2026"], .enUS)
    #expect(forms.date.order == .monthFirst)
    #expect(forms.notes == [])
  }

  private static let scales: [(name: String, values: [String], title: String)] = [
    ("score", ["1", "5", "3"], "1–5"), ("score", ["1", "6"], "1–6"), ("score", ["0", "7"], "0–10"),
    ("score", ["8", "9"], "0–10"), ("score", ["80", "45"], "0–100"), ("score", ["80 %"], "0–100"),
    ("nps", ["3", "5"], "0–10"), ("stjerner", ["3", "5"], "1–5"), ("karakter", ["★★★☆☆"], "1–5"),
    ("karakter", ["★★★☆☆☆"], "1–6"), ("karakter", ["4/6", "5/6"], "1–6"),
    ("Terningkast", ["3", "5", "6", "7"], "1–6"), ("vurdering", ["4 av 5"], "1–5"),
    ("score", ["good", "bad"], "0–1"), ("score", ["7,5", "8,0"], "0–10"),
  ]

  @Test(arguments: ValueFormsTests.scales)
  func `name and values decide the scale`(name: String, values: [String], title: String) {
    #expect(ratings(name, values).rating?.title == title)
  }

  @Test func `what speaks for no scale has none, and that is told`() {
    let forms = ratings("score", ["-3", "12"])
    #expect(forms.rating == nil)
    #expect(forms.notes.count == 1)
    #expect(ratings("score", ["tilfreds", "utilfreds"]).notes == [])
  }

  private static let marks: [(values: [String], notes: Int)] = [
    (["4,5", "4.5"], 1), (["1.299"], 1), (["4,5"], 0), (["1.299,5", "2.400"], 0),
  ]

  @Test(arguments: ValueFormsTests.marks)
  func `numbers that can be read either way are told`(values: [String], notes: Int) {
    let forms = ratings("score", values)
    #expect(forms.notes.filter { $0.hasPrefix("numbers") }.count == notes)
  }

  @Test(arguments: ["0-10", "1-5"])
  func `a scale is written as its ends`(text: String) throws {
    let scale = try InputOptions.ratingScale(named: text)
    #expect("\(scale.low)-\(scale.high)" == text)
  }

  @Test(arguments: ["", "5", "5-1", "1-", "a-b", "1-2-3", "0-99999"])
  func `what is no scale is an error`(text: String) {
    #expect(throws: Diagnostic.self) { try InputOptions.ratingScale(named: text) }
  }

  // MARK: Behind the begin of a file

  /// Reads a file of which the begin shows the first rows only.
  private func notes(_ rows: [String], _ locale: InputLocale? = nil) throws -> [String] {
    var options = InputOptions()
    options.limits.headBytes = 60
    options.locale = locale
    let text = "id;dato;score;kommentar\n" + rows.joined(separator: "\n") + "\n"
    let read = try ReadInput(text, options, targetBytes: 20)
    #expect(read.statuses.allSatisfy { $0 == .comment })
    return read.notes.map { "\($0)".split(separator: "\n").joined() }
  }

  private static let quiet = [
    "1;03-05-2026;4;God betjening", "2;04-05-2026;5;Dyrt", "3;14-05-2026;1;Kø",
  ]

  @Test func `values that go on as they began leave nothing to tell`() throws {
    #expect(try notes(Self.quiet + ["4;31.12.26;2;Fint", "5;;;Nej", "6;ved ikke;ingen;Ja"]) == [])
  }

  @Test(arguments: [nil, InputLocale.da])
  func `dates in the other order are told with their number and the first`(
    locale: InputLocale?
  ) throws {
    #expect(
      try notes(Self.quiet + ["4;05-14-2026;2;Fint", "5;5/17/26 10:15;2;Fint"], locale) == [
        "kommentarer.csv: warning: 2 dates have the month first in 'dato', where the day was taken to"
          + " be, first in record 4; they count as unknown  help: the month seems to come first in"
          + " all of them: read them so with --locale en-us"
      ])
  }

  @Test func `a single slip is no reason to read all dates otherwise`() throws {
    let days = (15...20).map { "\($0);\($0)-05-2026;2;Fint" }
    #expect(
      try notes(Self.quiet + days + ["21;05-14-2026;2;Fint"]) == [
        "kommentarer.csv: warning: 1 date has the month first in 'dato', where the day was taken to"
          + " be, first in record 10; it counts as unknown  help: mend the dates, or read files of"
          + " one order each at a time, with --locale"
      ])
  }

  @Test(arguments: ["9", "4.5", "0", "-1", "7/5"])
  func `ratings that do not fit are told`(rating: String) throws {
    #expect(
      try notes(Self.quiet + ["4;04-05-2026;4,5;Fint", "5;04-05-2026;\(rating);Fint"]) == [
        "kommentarer.csv: warning: 1 rating does not fit the scale 1–5 with a decimal comma in"
          + " 'score', first in record 5; it counts as none  help: name the scale with"
          + " --rating-scale LOW-HIGH, the decimal mark with --locale"
      ])
  }
}

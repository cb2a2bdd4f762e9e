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
}

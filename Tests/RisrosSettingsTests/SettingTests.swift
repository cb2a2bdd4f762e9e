import RisrosModel
import Testing

@testable import RisrosSettings

@Suite struct SettingTests {
  private func object(_ text: String) throws -> SettingsObject {
    try Setting(parsing: Array(text.utf8), file: "s.json").object()
  }

  @Test func `values are read, with comments and a comma behind the last`() throws {
    var object = try object(
      """
      \u{FEFF}{ // what it is
        "text": "æøå \\u00e6 \\ud83d\\ude00 \\"\\n", /* a
        longer one */ "list": ["a", "b",], "one": "a",
        "number": 12, "truth": true, "none": null, "time": "10m",
      }
      // done
      """)
    #expect(try object.take("text")?.text() == "æøå æ 😀 \"\n")
    #expect(try object.take("list")?.texts() == ["a", "b"])
    #expect(try object.take("one")?.texts() == ["a"])
    #expect(try object.take("number")?.integer(1...20) == 12)
    #expect(try object.take("truth")?.truth() == true)
    #expect(object.take("none") == nil && object.take("missing") == nil)
    #expect(try object.take("time")?.seconds() == 600)
    try object.finish()
  }

  @Test(arguments: [
    ("", "s.json:1:1: error: the file ends where a value is missing"),
    ("{", "s.json:1:1: error: this brace is not closed"),
    ("{\n  \"a\": 1\n  \"b\": 2}", "s.json:3:3: error: a comma is missing behind the value of 'a'"),
    ("{\"a\" 1}", "s.json:1:6: error: a colon is missing behind 'a'"),
    ("{\"a\": 1, \"a\": 2}", "s.json:1:10: error: the key 'a' is there already"),
    ("{a: 1}", "s.json:1:2: error: a key is missing"),
    ("{\"a\": 'b'}", "s.json:1:7: error: ''' begins no value"),
    ("{\"a\": yes}", "s.json:1:7: error: 'y' begins no value"),
    ("{\"a\": \"b\n\"}", "s.json:1:7: error: this text has no end"),
    ("{\"a\": \"\\q\"}", "s.json:1:8: error: this escape is unknown"),
    ("{\"a\": 1.2.3}", "s.json:1:7: error: this is no number"),
    ("{} {}", "s.json:1:4: error: there is more behind the end"),
    ("{ /* a", "s.json:1:3: error: this comment has no end"),
    ("[1, 2", "s.json:1:1: error: this bracket is not closed"),
  ])
  func `what is no JSON is told with its place`(_ text: String, _ message: String) {
    do throws(Diagnostic) {
      _ = try Setting(parsing: Array(text.utf8), file: "s.json")
      Issue.record("no error")
    } catch {
      #expect(error.description.hasPrefix(message), "\(error)")
      #expect(error.remedy != nil)
    }
  }

  @Test func `an unknown key names the nearest and the rest`() throws {
    var object = try object("{\n  \"inbx\": []\n}")
    for key in ["inbox", "state"] { _ = object.take(key) }
    let error = #expect(throws: Diagnostic.self) { try object.finish() }
    #expect(
      error?.description == """
        s.json:2:3: error: there is no setting 'inbx'
          help: did you mean 'inbox'? the settings here are inbox, state
        """)
  }

  @Test func `a value of the wrong kind is told with its path`() throws {
    var object = try object("{\"a\": [{\"b\": \"x\"}]}")
    let list = try #require(try object.take("a")?.list())
    var inner = try list[0].object()
    let error = #expect(throws: Diagnostic.self) { try inner.take("b")?.integer(1...9) }
    #expect(
      error?.description.hasPrefix("s.json:1:14: error: 'a[0].b' must be a whole number") == true)
  }

  @Test(
    arguments: [
      ("30s", 30), ("10m", 600), ("2h", 7200), ("90d", 7_776_000), ("1w", 604_800), ("0d", 0),
      ("10", nil), ("", nil), ("m", nil), ("-1m", nil), ("1.5h", nil), ("10 m", nil),
      ("99999999999999999999d", nil),
    ] as [(String, Int?)])
  func `durations`(_ text: String, _ seconds: Int?) {
    #expect(Setting.Duration.seconds(of: text) == seconds)
  }

  @Test func `deep nesting is refused, not followed`() {
    let text = String(repeating: "[", count: 100_000)
    #expect(throws: Diagnostic.self) { try Setting(parsing: Array(text.utf8), file: "s") }
  }
}

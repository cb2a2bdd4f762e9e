import Foundation
import RisrosHistory
import RisrosProgramSupport
import Testing

@testable import RisrosNightly

/// The manual and the help say what is.
@Suite struct ManualTests {
  static let manual: String = {
    let file = Program.package.appendingPathComponent(
      "Sources/Risros/Risros.docc/NightlyRuns.md")
    return (try? String(contentsOf: file, encoding: .utf8)) ?? ""
  }()

  @Test func `the manual names every table and column of the store, and no other`() throws {
    let scratch = try Scratch()
    let path = scratch.url("store").path
    _ = try Store(path: path, access: .readWrite)
    let database = try SQLiteDatabase(path: path, access: .readOnly)
    let tables = try database.rows(
      "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name"
    ) { $0.text(0) }
    for table in tables {
      let section = try #require(
        ManualTests.manual.split(separator: "\n### ").first { $0.hasPrefix("\(table)\n") },
        "\(table)")
      var told: [String] = []
      for line in section.split(separator: "\n") where line.hasPrefix("| `") {
        let cell = line.dropFirst(2).prefix { $0 != "|" }
        told += cell.matches(of: #/`(\w+)`/#).map { String($0.1) }
      }
      let columns = try database.rows("SELECT name FROM pragma_table_info('\(table)')") {
        $0.text(0)
      }
      #expect(told.sorted() == columns.sorted(), "\(table)")
    }
    let view = try database.rows("SELECT name FROM pragma_table_info('driver_day')") { $0.text(0) }
    for column in view { #expect(ManualTests.manual.contains("`\(column)`"), "\(column)") }
  }

  struct Query: Sendable, CustomTestStringConvertible {
    var command: String
    var text: String
    var testDescription: String { command }
  }

  static let queries: [Query] = manual.matches(
    of: #/<!-- query: ([^\n]*) -->\n```\w+\n((?:[^\n]*\n)*?)```/#
  ).map { Query(command: String($0.1), text: String($0.2)) }

  @Test(arguments: queries)
  func `the queries of the manual run`(_ query: Query) throws {
    let scene = try NightlyScene()
    try scene.export("a.csv", 0..<90)
    try scene.run()
    try scene.scratch.write("query", query.text)
    let tool = query.command.prefix { $0 != " " }
    let command = tool == "duckdb" ? ManualTests.duckDB : query.command + " < query"
    let result = try Program.shell(
      "command -v \(tool == "duckdb" ? "python3" : tool) >/dev/null || exit 99; \(command)",
      in: scene.folder)
    if result.exit == 99 { return }
    #expect(result.exit == 0, "\(result.errors)")
    if tool == "duckdb" { #expect(result.output == "Oslo 8 0\nAarhus 7 8\n") }
    if tool == "sqlite3" { #expect(result.output.hasPrefix("month|driver|comments|net\n2026-01|")) }
    if tool == "python3" { #expect(result.output == "1 2099-01-05T02:00:00Z 90 90 0\n") }
  }

  /// DuckDB's own program fetches its extension, which a machine without a network cannot; the
  /// Python packages bring it along.
  private static let duckDB = """
    python3 - <<'END'
    import glob, os, sys
    try:
        import duckdb, duckdb_extension_sqlite_scanner as extension
    except ImportError:
        sys.exit(99)
    found = glob.glob(os.path.dirname(extension.__file__) + "/extensions/*/*.duckdb_extension")
    text = open("query").read().replace("INSTALL sqlite;", "")
    text = text.replace("LOAD sqlite;", "LOAD '%s';" % found[0])
    connection = duckdb.connect()
    for statement in filter(str.strip, text.split(";")):
        rows = connection.execute(statement).fetchall()
    for row in rows:
        print(*row)
    END
    """

  @Test func `there are queries for three tools`() {
    #expect(
      ManualTests.queries.map { String($0.command.prefix { $0 != " " }) }
        == ["sqlite3", "duckdb", "python3"])
  }

  @Test func `the configuration of the help is understood`() throws {
    let scratch = try Scratch()
    let help = try Program.run(["nightly", "--help"], in: scratch.folder).output
    let start = try #require(help.range(of: "\n  {\n"))
    let end = try #require(help.range(of: "\n  }\n"))
    let text = String(help[start.lowerBound..<end.upperBound])
    let configuration = try NightlyConfiguration(parsing: Array(text.utf8), file: "help.json")
    #expect(configuration.inbox == ["inbox/*.csv"] && configuration.alerts.count == 1)
  }

  @Test func `the manual names every setting`() throws {
    let error = #expect(throws: (any Error).self) {
      try NightlyConfiguration(parsing: Array("{\"inbox\": [], \"x\": 1}".utf8), file: "f")
    }
    let names = "\(try #require(error))".split(separator: "here are ").last?.split(separator: ", ")
    for name in try #require(names) {
      #expect(ManualTests.manual.contains("`\(name.trimmingCharacters(in: .newlines))`"), "\(name)")
    }
  }

  @Test(arguments: [
    ("{}", "n.json:1:1: error: the setting 'inbox' is missing"),
    ("{\"inbox\": 3}", "n.json:1:11: error: 'inbox' must be a text or a list of texts"),
    ("{\"inbox\": [], \"inputs\": {}}", "n.json:1:15: error: there is no setting 'inputs'"),
    (
      "{\"inbox\": [],\n \"input\": {\"txt\": \"a\"}}",
      "n.json:2:12: error: there is no setting 'txt' in 'input'"
    ),
    ("{\"inbox\": [], \"metrics\": \"a.txt\"}", "n.json:1:26: error: 'metrics' must be a file"),
    ("{\"inbox\": [], \"reports\": [{}]}", "n.json:1:27: error: 'reports[0]' has no path"),
    (
      "{\"inbox\": [], \"reports\": [{\"path\": \"a\", \"format\": \"jsno\"}]}",
      "n.json:1:51: error: there is no report format 'jsno'"
    ),
    (
      "{\"inbox\": [], \"reports\": [{\"path\": \"a\"}, {\"path\": \"a\"}]}",
      "n.json:1:1: error: 'a' is to be written twice"
    ),
    ("{\"inbox\": [], \"settle\": \"5\"}", "n.json:1:25: error: 'settle' must be a duration"),
    (
      "{\"inbox\": [], \"hooks\": {\"success\": \"rm -rf x\"}}",
      "n.json:1:36: error: 'hooks.success'"
    ),
    ("{\"inbox\": [], \"identity\": \"row\"}", "n.json:1:27: error: 'identity' must be"),
    (
      "{\"inbox\": [], \"input\": {\"encoding\": \"ebcdic\"}}", "n.json:1:37: error: "
    ),
  ])
  func `a configuration that is wrong is told with its place`(_ text: String, _ message: String) {
    let error = #expect(throws: (any Error).self) {
      try NightlyConfiguration(parsing: Array(text.utf8), file: "n.json")
    }
    #expect(
      error.map { "\($0)".hasPrefix(message) && "\($0)".contains("\n  help: ") } == true,
      "\(error as Any)")
  }

  @Test func `a condition that is wrong is told where it stands`() throws {
    let scene = try NightlyScene("\"alerts\": [\n{\"when\": \"n > 1 and net.pris < 0\"}]")
    let result = try scene.run()
    #expect(result.exit == 2)
    #expect(
      result.errors.contains(
        "nightly.json:9:21: error: there is no figure 'net.pris'\n  help: did you mean 'net.price'?"
      ))
  }

  @Test(arguments: [
    ("a.csv", "*.csv", true), ("a.csv", "*", true), ("a.csv", "?.csv", true),
    ("ab.csv", "?.csv", false),
    ("a.csv", "[a-c].csv", true), ("d.csv", "[a-c].csv", false), ("d.csv", "[!a-c].csv", true),
    ("a.csv", "a.csv", true), ("a.csv", "", false), ("", "*", true), ("aXbXc", "a*b*c", true),
    ("aXbX", "a*b*c", false), ("[x", "[x", true), ("ærø.csv", "?rø.*", true),
    (String(repeating: "a", count: 2000), String(repeating: "*a", count: 500) + "b", false),
  ])
  func `globs`(_ name: String, _ pattern: String, _ fits: Bool) {
    #expect(InboxScan.matches(name, pattern) == fits)
  }

  @Test(arguments: [
    "2026-01-05T02:00:00Z", "2028-02-29T23:59:59Z", "1970-01-01T00:00:00Z", "2100-03-01T00:00:00Z",
  ])
  func `times are read and written`(_ text: String) throws {
    #expect(RunClock.text(try #require(RunClock(at: text)).now) == text)
  }

  @Test(arguments: ["2026-02-30T02:00:00Z", "2026-01-05", "2026-01-05T25:00:00Z", "now", ""])
  func `what is no time is refused`(_ text: String) { #expect(RunClock(at: text) == nil) }
}

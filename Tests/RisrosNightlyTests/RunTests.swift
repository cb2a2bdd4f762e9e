import Foundation
import RisrosProgramSupport
import Testing

@testable import RisrosNightly

/// What a run prints, writes and tells.
@Suite struct RunTests {
  @Test func `a run prints its files, its counts and what changed`() throws {
    let scene = try NightlyScene()
    let good = "Meget venligt personale og god hjælp i kundeservice, sag"
    let bad = "Elendig kundeservice, ingen hjælp og uvenligt personale, sag"
    func export(_ name: String, _ numbers: Range<Int>, _ share: Int) throws {
      let rows = numbers.map { "\($0);02-01-2026;Oslo;\($0 % 10 < share ? good : bad) \($0)\n" }
      try scene.write(name, NightlyScene.header + rows.joined())
    }
    try export("1.csv", 0..<100, 8)
    let first = try scene.run()
    #expect(first.output.contains("Nothing to compare with yet."))
    try export("2.csv", 100..<200, 8)
    #expect(try scene.run().output.contains("no reliable change"))
    try export("3.csv", 200..<300, 3)
    let third = try scene.run()
    #expect(third.output.contains(#/Customer service +100 +−40 +\+60 +▼ −100 \(−1\d\d … −\d\d\)/#))
    #expect(third.output.contains("Before: the 2 runs before this one."))
    // The same for programs.
    let json = try JSONSerialization.jsonObject(
      with: Data(contentsOf: scene.scratch.url("state/runs/000003.json")))
    let object = try #require(json as? [String: Any])
    #expect(object["schema"] as? String == "risros.nightly-run/1")
    let drivers = try #require(object["drivers"] as? [[String: Any]])
    let service = try #require(drivers.first { $0["driver"] as? String == "service" })
    #expect(service["reliable"] as? Bool == true && service["change"] as? Double == -100)
    let records = try #require(object["records"] as? [String: Int])
    #expect(records["read"] == 100 && records["scored"] == 100)
  }

  @Test func `-q leaves out notes, and no warning`() throws {
    let scene = try NightlyScene()
    try scene.write("a.csv", NightlyScene.header + "1;02-01-2026;Oslo;God pris\n2;Oslo;x;y;z\n")
    let quiet = try scene.run("-q")
    #expect(quiet.exit == 1 && quiet.errors.contains("a.csv:3:"), "\(quiet.errors)")
    #expect(!quiet.errors.contains("note:") && quiet.output.contains("Run 1"))
    try scene.reset()
    #expect(try scene.run().errors.contains("a.csv: note: the dates of 'dato' can be read"))
  }

  @Test func `reports name the words and the settings of the run`() throws {
    let scene = try NightlyScene()
    try scene.export("a.csv", 0..<40)
    #expect(try scene.run().exit == 0)
    let run = try scene.scratch.read("state/runs/000001.json")
    let names = try #require(
      run.firstMatch(of: /"lexicon":"[0-9a-f]{16}","configuration":"[0-9a-f]{16}"/))
    #expect(try scene.scratch.read("out/scores.json").hasSuffix(",\(names.output)}\n"))
  }

  @Test func `folders of reports and metrics are made`() throws {
    let scene = try NightlyScene()
    try scene.export("a.csv", 0..<40)
    let text = try scene.scratch.read("nightly.json")
    try scene.scratch.write("nightly.json", text.replacing("out/", with: "out/pages/of æø/"))
    #expect(try scene.run().exit == 0)
    let made = try FileManager.default.contentsOfDirectory(
      atPath: scene.scratch.url("out/pages/of æø").path)
    #expect(made.sorted() == ["risros.prom", "scores.json", "scores.md"])
  }

  @Test func `drivers of one's own are counted, compared and shown`() throws {
    let scene = try NightlyScene("\"taxonomy\": \"drivers.tsv\",")
    try scene.scratch.write(
      "drivers.tsv", "driver\tbikes\tBicycles\tCykler\nword\tda\tkæde{,n}\tbikes\n")
    let rows = (0..<40).map { "\($0);02-01-2026;Oslo;Kæden er elendig, sag \($0)\n" }
    try scene.write("a.csv", NightlyScene.header + rows.joined())
    let result = try scene.run()
    #expect(result.exit == 0, "\(result.errors)")
    #expect(result.output.contains(#/Bicycles +40 +−100/#), "\(result.output)")
    let history = try Program.run(
      ["history", "--config", scene.config, "--driver", "bikes", "--format", "csv"],
      in: scene.folder)
    #expect(history.exit == 0 && history.output.contains("bikes"), "\(history.errors)")
    try scene.scratch.write("drivers.tsv", "river\tbikes\n")
    let wrong = try scene.run()
    #expect(wrong.exit == 2 && wrong.errors.contains("drivers.tsv:1:1: error: "), "\(wrong.errors)")
  }

  @Test(arguments: [
    (
      "da", "Kørsel 1", "ny: 40 læst, 40 vurderet", "Endnu intet at sammenligne med.",
      "Intet at gøre"
    ),
    ("nb", "Kjøring 1", "ny: 40 lest, 40 vurdert", "Ennå ingenting å", "Ingenting å gjøre"),
    ("nn", "Køyring 1", "ny: 40 lesne, 40 vurderte", "Enno ingenting å", "Ingenting å gjere"),
  ])
  func `what it prints is in the language that is asked for`(
    _ language: String, _ head: String, _ file: String, _ before: String, _ idle: String
  ) throws {
    let scene = try NightlyScene()
    try scene.export("a.csv", 0..<40)
    let text = try scene.run("--lang", language).output
    for part in [head, file, before] { #expect(text.contains(part), "\(text)") }
    #expect(!text.contains("Comments"))
    #expect(try scene.run("--lang", language).output.hasPrefix(idle))
  }

  @Test func `a lost report is written again`() throws {
    let scene = try NightlyScene()
    try scene.export("a.csv", 0..<40)
    try scene.run()
    let before = try scene.outputs()
    try FileManager.default.removeItem(at: scene.scratch.url("out/scores.json"))
    #expect(try scene.run().exit == 0)
    #expect(try scene.outputs() == before)
  }

  @Test func `reports of single runs are kept for a while`() throws {
    let scene = try NightlyScene("\"keepRunReports\": 2")
    for run in 0..<4 {
      try scene.export("\(run).csv", run * 10..<run * 10 + 10)
      try scene.run()
    }
    let names = try FileManager.default.contentsOfDirectory(
      atPath: scene.scratch.url("state/runs").path)
    #expect(names.sorted() == ["000003.json", "000004.json"])
  }

  /// Comments are personal data: nothing a run prints, logs or tells holds one, unless it is told to.

  @Test func `no comment leaves a run`() throws {
    let scene = try NightlyScene(
      "\"hooks\": {\"success\": [[\"sh\", \"-c\", \"cat > out/told.json\"]]}")
    let secret = "Hemmeligheden"
    try scene.write(
      "a.csv",
      NightlyScene.header + NightlyScene.rows(0..<30)
        + "31;02-01-2026;Oslo;\(secret) er en god butik\n32;\(secret);for;mange;felter;her\n")
    let result = try scene.run()
    #expect(result.exit == 1)
    for text in [result.output, result.errors] { #expect(!text.contains(secret)) }
    for (name, data) in try scene.outputs() {
      #expect(!String(decoding: data, as: UTF8.self).contains(secret), "\(name)")
    }
    let store = try Data(contentsOf: URL(fileURLWithPath: scene.store))
    #expect(store.firstRange(of: Data(secret.utf8)) == nil)
  }

  @Test func `kept comments are redacted, and are gone when they are pruned`() throws {
    let scene = try NightlyScene("\"comments\": {\"keep\": true, \"for\": \"36500d\"}")
    try scene.write(
      "a.csv",
      NightlyScene.header
        + "1;02-01-2026;Oslo;Ring til mig på 20 12 34 56 eller per@eksempel.dk, elendig service\n")
    try scene.run()
    #expect(
      try scene.rows("SELECT CAST(redacted AS BLOB) FROM comment").count == 1)
    let store = URL(fileURLWithPath: scene.store)
    var bytes = try Data(contentsOf: store)
    #expect(bytes.firstRange(of: Data("eller [E-MAIL], elendig".utf8)) != nil)
    #expect(bytes.firstRange(of: Data("per@eksempel".utf8)) == nil)
    #expect(bytes.firstRange(of: Data("20 12 34 56".utf8)) == nil)
    let pruned = try Program.run(
      ["state", "prune", "--config", scene.config, "--keep", "0d"], in: scene.folder)
    // The run took place in 2099, which is not before now.
    #expect(pruned.output.hasPrefix("Removed 0 comments"))
    let text = try scene.scratch.read("nightly.json").replacing("36500d", with: "1d")
    try scene.scratch.write("nightly.json", text)
    try scene.run(now: "2099-02-05T02:00:00Z")
    #expect(try scene.number("SELECT count(*) FROM comment") == 0)
    bytes = try Data(contentsOf: store)
    #expect(bytes.firstRange(of: Data("eller [E-MAIL]".utf8)) == nil)
    #expect(try scene.scored() == 1, "scores stay")
  }

  @Test(arguments: [
    // The nights in which Danish clocks are turned, a leap day, the turn of a year.
    "2026-03-29T01:30:00Z", "2026-10-25T00:59:59Z", "2028-02-29T23:59:59Z", "2026-12-31T23:59:59Z",
  ])
  func `a night of any kind is a night like any other`(_ now: String) throws {
    let scene = try NightlyScene()
    try scene.scratch.write(
      "nightly.json",
      try scene.scratch.read("nightly.json").replacing("\"date\": \"dato\", ", with: ""))
    try scene.write("a.txt", "God service\nDårlig service\n")
    try scene.scratch.write(
      "nightly.json",
      """
      {"inbox": ["inbox/*"], "settle": "0s", "reports": [{"path": "out/scores.json"}]}
      """)
    #expect(try scene.run(now: now).exit == 0)
    #expect(try scene.rows("SELECT started FROM run").count == 1)
    #expect(
      try scene.number("SELECT count(*) FROM score WHERE day <> '\(now.prefix(10))'") == 0)
  }

  @Test func `a clock that goes back loses nothing`() throws {
    let scene = try NightlyScene()
    try scene.export("a.csv", 0..<40)
    try scene.run(now: "2099-06-01T02:00:00Z")
    try scene.export("b.csv", 40..<60)
    #expect(try scene.run(now: "2098-01-01T02:00:00Z").exit == 0)
    #expect(try scene.scored() == 60 && scene.number("SELECT max(id) FROM run") == 2)
    #expect(try scene.run(now: "2098-01-01T02:00:00Z").output.hasPrefix("Nothing to do"))
  }

  @Test(arguments: [
    (", \"segments\": [\"butik\"]", ""), ("{\"text\"", "{\"encoding\": \"utf-8\", \"text\""),
  ])
  func `other settings of the input are told of`(_ before: String, _ after: String) throws {
    let scene = try NightlyScene()
    try scene.export("a.csv", 0..<40)
    try scene.run()
    let text = try scene.scratch.read("nightly.json")
    #expect(text.contains(before))
    try scene.scratch.write("nightly.json", text.replacing(before, with: after))
    try scene.export("b.csv", 40..<60)
    #expect(try scene.run().errors.contains("the input settings are not those of run 1"))
  }

  @Test func `settings of a run that scored nothing are no settings of scores`() throws {
    let scene = try NightlyScene()
    let text = try scene.scratch.read("nightly.json")
    try scene.scratch.write("nightly.json", text.replacing("kommentar", with: "no such column"))
    try scene.export("a.csv", 0..<40)
    #expect(try scene.run().exit == 3 && scene.number("SELECT count(*) FROM run") == 1)
    try scene.scratch.write("nightly.json", text)
    let second = try scene.run()
    #expect(second.exit == 0 && second.errors == "" && second.output.contains("Run 2"))
  }

  @Test(arguments: ["systemd", "launchd", "cron"])
  func `units are ready to be used`(_ kind: String) throws {
    let scene = try NightlyScene()
    let result = try Program.run(
      ["nightly", "--config", scene.config, "--print-units", kind, "--at", "3:05"],
      in: scene.folder)
    #expect(result.exit == 0 && result.errors == "")
    #expect(result.output.contains(scene.config) && result.output.contains(Program.path))
    switch kind {
    case "systemd":
      let parts = result.output.split(separator: "# /etc/systemd/system/risros-nightly.timer\n")
      try scene.scratch.write("risros-nightly.service", String(parts[0]))
      try scene.scratch.write("risros-nightly.timer", String(parts[1]))
      #expect(result.output.contains("OnCalendar=*-*-* 03:05:00\n"))
      #expect(
        result.output.contains(
          "ReadWritePaths=\(scene.folder.path)/state \(scene.folder.path)/out\n"))
      let verified = try Program.shell(
        """
        command -v systemd-analyze >/dev/null || exit 0
        systemd-analyze verify ./risros-nightly.service ./risros-nightly.timer
        """, in: scene.folder)
      #expect(verified.exit == 0, "\(verified.errors)")
    case "launchd":
      struct Agent: Decodable {
        var words: [String]
        var time: [String: Int]

        enum CodingKeys: String, CodingKey {
          case words = "ProgramArguments"
          case time = "StartCalendarInterval"
        }
      }
      let agent = try PropertyListDecoder().decode(Agent.self, from: result.stdout)
      #expect(agent.words[3] == scene.config)
      #expect(agent.time == ["Hour": 3, "Minute": 5])
    default:
      #expect(result.output.split(separator: "\n").last?.hasPrefix("5 3 * * * '/") == true)
    }
  }
}

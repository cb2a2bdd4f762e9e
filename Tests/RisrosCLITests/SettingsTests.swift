import Foundation
import RisrosModel
import Testing

@testable import RisrosCLI

@Suite struct SettingsTests {
  private static func file(_ text: String) throws -> SettingsFile {
    try SettingsFile(path: "config.json", bytes: Array(text.utf8))
  }

  /// `flag=value,value@place`, in the order in which they hold.
  private static func settings(_ text: String, _ command: Command) throws -> [String] {
    try file(text).settings(for: command).map {
      "\($0.flag.name)=\($0.values.joined(separator: ","))@\($0.origin.description)"
    }
  }

  @Test func `a file with comments sets flags by their names`() throws {
    let text = """
      // Ours.
      {
        "lang": "da", /* for the
        board */ "jobs": 2,
        "segment": ["butik", "kanal, by"],
        "strict": true, "best-guess": false, "text": null,
      }
      """
    #expect(
      try SettingsTests.settings(text, .analyze) == [
        "lang=da@config.json:3:3", "jobs=2@config.json:4:12",
        "segment=butik,kanal, by@config.json:5:3", "strict=@config.json:6:3",
        "best-guess=@config.json:6:19", "text=@config.json:6:40",
      ])
    // What the command does not know is for another one.
    #expect(try !SettingsTests.settings(text, .annotate).contains { $0.hasPrefix("lang") })
  }

  @Test func `a command's own section holds before what is for all`() throws {
    let text = """
      {"format": "csv", "analyze": {"format": "table"}, "annotate": {"keep": "row"}}
      """
    #expect(
      try SettingsTests.settings(text, .analyze) == [
        "format=table@config.json:1:31", "format=csv@config.json:1:2",
      ])
    #expect(
      try SettingsTests.settings(text, .annotate) == [
        "keep=row@config.json:1:64", "format=csv@config.json:1:2",
      ])
  }

  @Test func `files and folders are looked for beside the file that names them`() throws {
    let file = try SettingsFile(
      path: "/etc/risros/config.json", bytes: Array("{\"lexicons\": [\"ord\", \"/srv/ord\"]}".utf8))
    #expect(
      try file.settings(for: .annotate).first?.values == ["/etc/risros/ord", "/srv/ord"])
  }

  @Test(arguments: [
    (
      "{\n  \"langg\": \"da\"\n}",
      """
      config.json:2:3: error: there is no setting 'langg'
        help: did you mean 'lang'? settings are called as flags are; see risros annotate --help
      """
    ),
    (
      "{\"annotate\": {\n\t\"lang\": \"da\"}}",
      """
      config.json:2:2: error: risros annotate has no setting 'lang'
        help: settings are called as flags are; see risros annotate --help
      """
    ),
    (
      "{\"lang\": \"sv\"}",
      """
      config.json:1:2: error: 'lang' cannot be 'sv'
        help: it is one of en, da, nb, nn
      """
    ),
    (
      "{// hej\n\"jobs\": \"to\"}",
      """
      config.json:2:1: error: 'jobs' is 'to', which is no whole number
        help: write 1 or more
      """
    ),
    (
      "{\"jobs\": [2]}",
      """
      config.json:1:2: error: 'jobs' cannot have this value
        help: write a number
      """
    ),
    (
      "{\"strict\": \"yes\"}",
      """
      config.json:1:2: error: 'strict' cannot have this value
        help: write true or false
      """
    ),
    (
      "{\"text\": [\"a\"]}",
      """
      config.json:1:2: error: 'text' cannot have this value
        help: write a text
      """
    ),
    (
      "{\"output\": \"a.csv\"}",
      """
      config.json:1:2: error: there is no setting 'output'
        help: settings are called as flags are; see risros annotate --help
      """
    ),
    (
      "{\"annotate\": true}",
      """
      config.json:1:2: error: 'annotate' is a command and no setting
        help: write "annotate": { … } with the settings of risros annotate
      """
    ),
    (
      "{\"date\": {\"a\": 1.5}}",
      """
      config.json:1:2: error: 'date' cannot have this value
        help: write a text
      """
    ),
  ])
  func `a mistake in a file is told with its place`(_ text: String, _ message: String) {
    let error = #expect(throws: Diagnostic.self) {
      try SettingsTests.settings(text, .analyze)
    }
    #expect(error?.description == message)
    #expect(error?.category.exitCode == 2)
  }

  @Test(arguments: [
    ("[1]", "1:1: error: the settings are no object"), ("", "1:1: error: the file ends"),
    ("{\n \"lang\" \"da\" }", "2:9: error: a colon is missing"),
    ("{\"lang\": da}", "1:10: error: 'd' begins no value"),
    ("{\"lang\": \"da\", \"lang\": \"nb\"}", "1:16: error: the key 'lang' is there already"),
  ])
  func `what is no JSON is told with its place`(_ text: String, _ message: String) {
    let error = #expect(throws: Diagnostic.self) { try SettingsTests.file(text) }
    #expect(error?.description.hasPrefix("config.json:" + message) == true, "\(error!)")
  }

  @Test(arguments: [
    (["RISROS_FORMAT": "csv"], "format=csv"),
    (["RISROS_INPUT_FORMAT": "lines"], "input-format=lines"),
    (["RISROS_STRICT": "1"], "strict="), (["RISROS_SEGMENT": "a\nb, c"], "segment=a,b, c"),
    (["RISROS_LEXICONS": "/x"], nil), (["RISROS_OUTPUT": "x"], nil), (["FORMAT": "csv"], nil),
  ])
  func `the environment stands in for flags`(
    _ environment: [String: String], _ setting: String?
  ) throws {
    let read = try EnvironmentSettings.read(environment, for: .analyze)
    #expect(
      read.map { "\($0.flag.name)=\($0.values.joined(separator: ","))" }
        == (setting.map { [$0] } ?? []))
  }

  @Test func `a switch in the environment can be off`() throws {
    let read = try EnvironmentSettings.read(["RISROS_STRICT": "0"], for: .analyze)
    #expect(read.map(\.values) == [[]])
    let error = #expect(throws: Diagnostic.self) {
      try EnvironmentSettings.read(["RISROS_STRICT": "ja"], for: .analyze)
    }
    #expect(error?.message == "RISROS_STRICT is 'ja', which neither switches on nor off")
  }

  @Test func `what is nearest to the user holds`() throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("risros-settings-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try FileManager.default.createDirectory(
      at: folder.appendingPathComponent("home/risros"), withIntermediateDirectories: true)
    let named = folder.appendingPathComponent("named.json")
    let own = folder.appendingPathComponent("home/risros/config.json")
    try Data(#"{"lang": "nb", "jobs": 2, "id": "n", "strict": true}"#.utf8).write(to: named)
    let text = #"{"lang": "nn", "jobs": 3, "id": "o", "text": "o", "date": "o", "strict": false}"#
    try Data(text.utf8).write(to: own)
    let environment = [
      "XDG_CONFIG_HOME": folder.appendingPathComponent("home").path, "RISROS_LANG": "da",
      "RISROS_JOBS": "4",
    ]
    func completed(_ words: [String]) throws -> ParsedArguments {
      var arguments = try ParsedArguments(words, for: .analyze)
      for layer in try Settings(for: .analyze, arguments, environment: environment).layers {
        for setting in layer { arguments.fill(from: setting) }
      }
      return arguments
    }
    let all = try completed(["--config", named.path, "--lang", "en", "--no-date"])
    #expect(all.value("lang") == "en" && all.origins["lang"] == nil)
    #expect(all.value("jobs") == "4" && all.origins["jobs"] == .environment("RISROS_JOBS"))
    #expect(all.value("id") == "n" && all.value("text") == "o" && all.value("date") == nil)
    #expect(all.isSet("strict"))
    #expect(try !completed(["--config=\(named.path)", "--no-strict"]).isSet("strict"))
    #expect(try completed([]).value("id") == "o")
    #expect(try completed(["--no-config"]).value("id") == nil)
    #expect(try completed(["--no-config"]).value("lang") == "da")
    #expect(throws: Diagnostic.self) { try completed(["--config", named.path + "x"]) }
  }
}

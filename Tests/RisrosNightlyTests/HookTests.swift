import Foundation
import RisrosProgramSupport
import Testing

@testable import RisrosNightly

/// What a run sets off: alerts and hooks.
@Suite struct HookTests {
  @Test func `alerts fire, are told, and make the exit code 1`() throws {
    let scene = try NightlyScene(
      """
      "alerts": [
        {"name": "many", "when": "n >= 40"}, {"name": "none", "when": "n < 40"},
        {"name": "volume", "when": "records < 0.5 * median7", "onEmpty": true}
      ],
      "hooks": {"alert": [["sh", "-c", "cat > out/hook-alert.json"]]}
      """)
    try scene.export("a.csv", 0..<40)
    let first = try scene.run()
    #expect(first.exit == 1)
    #expect(first.errors == "risros: alert: many (n = 40)\n")
    #expect(first.output.hasSuffix("\nALERT many: n >= 40\n"))
    #expect(try scene.scratch.read("out/hook-alert.json").contains("\"name\":\"many\""))
    // A night without an export is a night with too few records.
    let empty = try scene.run()
    #expect(empty.exit == 1)
    #expect(empty.output == "Nothing to do: 1 file is as before.\nALERT volume\n")
    try scene.export("b.csv", 40..<50)
    let second = try scene.run()
    #expect(second.output.contains("ALERT none") && second.output.contains("ALERT volume"))
  }

  @Test func `hooks get JSON, are stopped in time, and never change the result`() throws {
    let scene = try NightlyScene(
      """
      "hooks": {
        "start": [["sh", "-c", "cat > out/hook-start.json"]],
        "success": [
          ["sh", "-c", "cat > out/hook-success.json; echo told"], ["false"], ["no-such-program"],
          ["sleep", "60"], ["true", "$(touch out/planted)", "; touch out/planted"]
        ],
        "timeLimit": "1s"
      }
      """)
    try scene.export("a.csv", 0..<40)
    let result = try scene.run()
    #expect(result.exit == 0)
    #expect(result.errors.contains("told\n"), "what a hook prints goes to standard error")
    #expect(result.errors.contains("warning: hook 'false': ended with exit code 1"))
    #expect(result.errors.contains("warning: hook 'no-such-program': there is no such program"))
    #expect(result.errors.contains("warning: hook 'sleep': was stopped after 1 seconds"))
    #expect(!result.output.contains("told"))
    for name in ["start", "success"] {
      let data = try Data(contentsOf: scene.scratch.url("out/hook-\(name).json"))
      let object = try JSONSerialization.jsonObject(with: data) as? [String: Any]
      #expect(object?["event"] as? String == name)
    }
    #expect(!FileManager.default.fileExists(atPath: scene.scratch.url("out/planted").path))
  }

  @Test func `a hook that hears of a failure`() throws {
    let scene = try NightlyScene(
      "\"hooks\": {\"failure\": [[\"sh\", \"-c\", \"cat > hook-failure.json\"]]}")
    try scene.export("a.csv", 0..<40)
    try FileManager.default.removeItem(at: scene.scratch.url("out"))
    try scene.scratch.write("out", "a file where a folder is to be")
    let result = try scene.run()
    #expect(result.exit == 4)
    #expect(result.errors.contains("out/scores.json: error: cannot write here: Not a directory"))
    #expect(try scene.scratch.read("hook-failure.json").contains("\"error\":\"cannot write here"))
    try FileManager.default.removeItem(at: scene.scratch.url("out"))
    #expect(try scene.run().exit == 0 && scene.scored() == 40)
  }
}

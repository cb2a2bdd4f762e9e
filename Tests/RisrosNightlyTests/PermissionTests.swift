import Foundation
import RisrosProgramSupport
import Testing

/// Files and folders that may not be read or written to, met by an ordinary user.
@Suite(.enabled(if: OrdinaryUser.prefix != nil, "no way from root to an ordinary user"))
struct PermissionTests {
  /// A scene with one run in it, handed over to the ordinary user.
  private func scene() throws -> NightlyScene {
    let scene = try NightlyScene()
    try scene.export("a.csv", 0..<40)
    #expect(try scene.run().exit == 0)
    try OrdinaryUser.hand(over: scene.folder)
    return scene
  }

  /// Changes permissions, runs as the ordinary user, and gives them back.
  private func risros(
    _ arguments: String, _ scene: NightlyScene, mode: String, of paths: String
  ) throws -> Program.Result {
    try Program.shell(
      """
      chmod \(mode) \(paths)
      \(OrdinaryUser.prefix ?? "") "$RISROS" \(arguments)
      code=$?
      chmod -R u+rwX .
      exit $code
      """, in: scene.folder, environment: Program.environment(home: scene.folder))
  }

  private static let nightly = "nightly --config nightly.json --now \(NightlyScene.now)"

  @Test(arguments: [
    ("a-w", "state state/*", 4, "state/"), ("a-w", "state", 4, "state/"),
    ("a-rwx", "state", 4, "state/"), ("a-w", "out", 4, "out/scores.json"),
    ("a-r", "state/risros.sqlite", 4, "state/risros.sqlite"),
  ])
  func `what may not be written is told, and nothing is counted`(
    _ mode: String, _ paths: String, _ code: Int32, _ place: String
  ) throws {
    let scene = try scene()
    try scene.export("b.csv", 40..<60)
    let result = try risros(PermissionTests.nightly, scene, mode: mode, of: paths)
    #expect(result.exit == code, "\(result.errors)")
    #expect(result.errors.contains(place) && result.errors.contains(": error: "))
    #expect(result.errors.contains("\n  help: "), "\(result.errors)")
    #expect(try scene.scored() == 40)
    #expect(try scene.run().exit == 0)
    #expect(try scene.scored() == 60)
  }

  @Test func `a state that cannot be made is told`() throws {
    let scene = try NightlyScene()
    try scene.export("a.csv", 0..<40)
    try OrdinaryUser.hand(over: scene.folder)
    let result = try risros(PermissionTests.nightly, scene, mode: "a-w", of: ".")
    #expect(result.exit == 4)
    #expect(result.errors.contains("state: error: cannot make the folder: Permission denied"))
  }

  @Test func `a file that may not be read does not stop the others`() throws {
    let scene = try scene()
    try scene.export("b.csv", 40..<60)
    try scene.export("c.csv", 60..<70)
    try OrdinaryUser.hand(over: scene.folder)
    let result = try risros(PermissionTests.nightly, scene, mode: "a-r", of: "inbox/b.csv")
    #expect(result.exit == 3, "\(result.errors)")
    #expect(result.errors.contains("inbox/b.csv: error: "), "\(result.errors)")
    #expect(try scene.scored() == 50)
    #expect(try scene.run().exit == 0)
    #expect(try scene.scored() == 70)
  }

  @Test func `an inbox that may not be looked into is an error of the input`() throws {
    let scene = try scene()
    let result = try risros(PermissionTests.nightly, scene, mode: "a-rx", of: "inbox")
    #expect(result.exit == 3, "\(result.errors)")
    #expect(result.errors.contains("inbox") && result.errors.contains(": error: "))
    #expect(try scene.scored() == 40)
  }

  @Test func `history reads a store that nobody may write to`() throws {
    let scene = try scene()
    let usual = try Program.run(["history", "--config", scene.config], in: scene.folder)
    // As on a medium that is read-only, with the store closed in good order.
    let result = try risros(
      "history --config nightly.json", scene, mode: "a-w", of: "state state/*")
    #expect(result.exit == 0, "\(result.errors)")
    #expect(result.output == usual.output && result.errors == "")
  }

  @Test(arguments: ["annotate", "analyze"])
  func `a filter works in a folder that is read-only`(_ command: String) throws {
    let scene = try scene()
    let usual = try Program.shell("\"$RISROS\" \(command) inbox/a.csv", in: scene.folder)
    let result = try risros("\(command) inbox/a.csv", scene, mode: "a-w", of: ". inbox state out")
    #expect(result.exit == 0 && result.output == usual.output, "\(result.errors)")
    let written = try risros(
      "\(command) -o x.json inbox/a.csv", scene, mode: "a-w", of: ".")
    #expect(written.exit == 4 && written.errors.contains("x.json: error: cannot write here"))
  }
}

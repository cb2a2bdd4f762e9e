import Foundation
import RisrosProgramSupport
import Testing

/// A run that ends anywhere, or that the system lets down, and the one after it.
///
/// In short form by default. `RISROS_SWEEP=500` kills at 500 random moments, and at and behind every
/// single call that changes a file; and lets every such call fail with every error.
@Suite(.serialized) struct CrashTests {
  /// A state after one run, and an inbox that has grown and changed since.
  struct Stage {
    var scene: NightlyScene
    /// State and outputs before the run that is disturbed; nil for none.
    var before: URL?
    var everything: [String]
    var sums: [String]
    var outputs: [String: Data]
    /// What it took undisturbed.
    var seconds: Double
    var calls: [String]

    init(afterFirst: Bool) throws {
      let scene = try NightlyScene(
        """
        "comments": {"keep": true},
        "alerts": [{"name": "digital", "when": "net.digital < 100"}],
        "hooks": {"success": [["sh", "-c", "cat >> out/hook.jsonl"]]}
        """)
      try scene.export("1.csv", 0..<60)
      try scene.export("2.csv", 40..<100)
      if afterFirst {
        _ = try scene.run(now: "2099-01-04T02:00:00Z")
        before = try scene.snapshot()
        try scene.append("1.csv", NightlyScene.rows(200..<220))
      }
      try scene.write(
        "3.jsonl",
        "{\"kommentar\":\"Appen er elendig\",\"dato\":\"2026-01-03\",\"butik\":\"Oslo\"}\n")
      let log = try FaultShim.shared.map { shim in
        let log = try Scratch()
        _ = try scene.run(
          environment: shim.environment(scene.folder, call: 0, error: 0, log: log.url("log")))
        return try log.read("log").split(separator: "\n").map(String.init)
      }
      calls = log ?? []
      try scene.reset(to: before)
      let start = Date()
      guard try scene.run().exit == 1 else { throw Program.Failure(description: "no alert") }
      seconds = Date().timeIntervalSince(start)
      self.scene = scene
      everything = try scene.everything()
      sums = try scene.sums()
      outputs = try scene.outputs()
    }

    /// Whether all is as after an undisturbed run, and the hook has heard of the run.
    func check(_ moment: String) throws {
      #expect(try scene.everything() == everything, "\(moment)")
      let found = try scene.outputs()
      #expect(found.keys.sorted() == outputs.keys.sorted(), "\(moment)")
      for (name, data) in outputs where name != "out/risros.prom" {
        #expect(found[name] == data, "\(moment): \(name)")
      }
      let heard = (try? scene.scratch.read("out/hook.jsonl")) ?? ""
      let run = try scene.number("SELECT max(id) FROM run")
      #expect(heard.contains("\"event\":\"success\",\"run\":\(run),"), "\(moment)")
    }
  }

  @Test(arguments: [false, true])
  func `killed at a random moment, the next run ends as if nothing had been`(
    _ afterFirst: Bool
  ) throws {
    let stage = try Stage(afterFirst: afterFirst)
    let scene = stage.scene
    var generator = Sweep.generator
    for _ in 0..<(Sweep.size ?? 14) / 2 {
      try scene.reset(to: stage.before)
      let delay = Double.random(in: 0...stage.seconds, using: &generator)
      let running = try scene.start()
      Thread.sleep(forTimeInterval: delay)
      running.send(SIGKILL)
      _ = try running.wait(20)
      let next = try scene.run()
      #expect(next.exit <= 1, "\(next.errors)")
      #expect(!next.errors.contains("damaged"))
      try stage.check("killed after \(delay) of \(stage.seconds) s, seed \(Sweep.seed)")
    }
  }

  @Test(.enabled(if: FaultShim.shared != nil, "no C compiler"), arguments: [false, true])
  func `killed before any call that changes a file, the next run ends as if nothing had been`(
    _ afterFirst: Bool
  ) throws {
    let shim = try #require(FaultShim.shared)
    let stage = try Stage(afterFirst: afterFirst)
    let scene = stage.scene
    #expect(stage.calls.count > 40)
    let step = Sweep.size == nil ? 23 : 1
    for call in stride(from: afterFirst ? 1 : 12, through: stage.calls.count, by: step) {
      try scene.reset(to: stage.before)
      let killed = try scene.run(
        environment: shim.environment(scene.folder, call: call, error: nil))
      #expect(killed.exit == 128 + SIGKILL || killed.exit <= 1)
      #expect(try scene.run().exit <= 1)
      try stage.check("killed at \(stage.calls[call - 1])")
    }
  }

  @Test(
    .enabled(if: FaultShim.shared != nil, "no C compiler"), arguments: [ENOSPC, EIO, EACCES])
  func `any call may fail: a message, no half report, and the next run makes up for it`(
    _ error: Int32
  ) throws {
    let shim = try #require(FaultShim.shared)
    let stage = try Stage(afterFirst: true)
    let scene = stage.scene
    let before = try #require(stage.before)
    let old = ["scores.json", "scores.md"].map {
      try? Data(contentsOf: before.appendingPathComponent("out/\($0)"))
    }
    let step = Sweep.size == nil ? 31 : 1
    for call in stride(from: 1 + Int(error) % 7, through: stage.calls.count, by: step) {
      let name = "\(stage.calls[call - 1]) with \(error)"
      try scene.reset(to: before)
      let failed = try scene.run(
        environment: shim.environment(scene.folder, call: call, error: error))
      #expect(failed.exit < 128, "\(name): \(failed.errors)")
      if failed.exit > 1 {
        #expect(failed.errors.contains(": error: ") && failed.errors.contains("help: "), "\(name)")
      }
      for (file, data) in zip(["scores.json", "scores.md"], old) {
        let found = try? Data(contentsOf: scene.scratch.url("out/\(file)"))
        #expect(
          found == data || found == stage.outputs["out/\(file)"] || failed.exit == 3, "\(name)")
      }
      let next = try scene.run()
      #expect(next.exit <= 1, "\(name): \(next.errors)")
      #expect(!next.errors.contains("damaged"), "\(name)")
      // A file that could not be read is read by the next run, which makes two runs of one.
      if failed.exit == 3 || next.output.hasPrefix("Run 3") {
        #expect(try scene.sums() == stage.sums, "\(name)")
      } else {
        try stage.check(name)
      }
      let left = try scene.outputs().keys.filter { $0.contains("part") }
      #expect(left.isEmpty, "\(name)")
    }
  }

  @Test func `a disk that is full, for real`() throws {
    // A file size limit stands in for a disk quota: the system refuses writes beyond it.
    let scene = try NightlyScene()
    try scene.export("a.csv", 0..<2000)
    let result = try Program.shell(
      "trap '' XFSZ; ulimit -f 64; \"$RISROS\" nightly --config nightly.json", in: scene.folder)
    #expect(result.exit == 4)
    #expect(result.errors.contains(": error: ") && result.errors.contains("help: "))
    #expect(try scene.outputs().keys.sorted() == ["out/risros.prom"])
    #expect(try scene.run().exit == 0)
    #expect(try scene.scored() == 2000)
  }
}

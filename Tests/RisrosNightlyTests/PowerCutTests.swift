import Foundation
import RisrosProgramSupport
import Testing

/// The machine goes off in the middle of a run, and the disk holds what was synced and nothing else.
///
/// That is the worst a disk may do: bytes are those of the last sync of their file, and names those
/// of the last sync of their folder (a new file's name is safe with its first sync, as file systems
/// with a journal have it). `CrashTests` are the other end, where everything written is there.
@Suite(.serialized, .enabled(if: FaultShim.shared != nil, "no C compiler"))
struct PowerCutTests {
  /// What the shim noted, and how a folder looks after the cut.
  struct Disk {
    let notes: Scratch

    init() throws { notes = try Scratch() }

    /// Puts state and outputs to what the disk holds.
    func cut(_ scene: NightlyScene) throws {
      var names: [String: Data] = [:]
      for line in try notes.read("journal").split(separator: "\n") {
        let fields = line.split(separator: "\t").map(String.init)
        if fields[0] == "folder" {
          for name in names.keys
          where name.hasPrefix(fields[1] + "/")
            && !name.dropFirst(fields[1].count + 1).contains("/")
          {
            names[name] = nil
          }
        } else {
          // A name that was synced, and bytes that never were.
          names[fields[2]] = (try? Data(contentsOf: notes.url(fields[1]))) ?? Data()
        }
      }
      let hook = scene.scratch.url("out/hook.jsonl")
      let heard = try? Data(contentsOf: hook)
      try scene.reset()
      let folders = ["state", "out"].map { scene.scratch.url($0).path + "/" }
      for (name, data) in names where folders.contains(where: name.hasPrefix) {
        let file = URL(fileURLWithPath: name)
        try FileManager.default.createDirectory(
          at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try data.write(to: file)
      }
      // What a hook has done elsewhere stays done.
      try heard?.write(to: hook)
    }
  }

  @Test(arguments: [false, true])
  func `with the power gone at any call, the next run ends as if nothing had been`(
    _ afterFirst: Bool
  ) throws {
    let shim = try #require(FaultShim.shared)
    let stage = try CrashTests.Stage(afterFirst: afterFirst)
    let scene = stage.scene
    let step = Sweep.size == nil ? 17 : 1
    // One beyond the last call: the run ends well, and what it said it did is on the disk.
    for call in stride(from: stage.calls.count + 1, to: 0, by: -step) {
      try scene.reset(to: stage.before)
      let disk = try Disk()
      _ = try scene.run(
        environment: shim.environment(
          scene.folder, call: call, error: nil, disk: disk.notes.folder))
      try disk.cut(scene)
      let moment = call > stage.calls.count ? "the end" : stage.calls[call - 1]
      let next = try scene.run()
      #expect(next.exit <= 1 && !next.errors.contains("damaged"), "\(moment): \(next.errors)")
      if call > stage.calls.count { #expect(next.output.hasPrefix("Nothing to do")) }
      try stage.check("power cut at \(moment)")
    }
  }
}

import Foundation
import RisrosProgramSupport
import Testing

@testable import RisrosNightly

/// Two runs at once, and runs that are stopped.
@Suite(.serialized) struct LockTests {
  /// Starts a run that stays at work until the file `go` is there.
  private func slowRun(_ scene: NightlyScene) throws -> RunningProcess {
    let running = try scene.start()
    let end = Date(timeIntervalSinceNow: 20)
    while !FileManager.default.fileExists(atPath: scene.scratch.url("out/at-work").path) {
      try #require(Date() < end)
      Thread.sleep(forTimeInterval: 0.01)
    }
    return running
  }

  private func scene() throws -> NightlyScene {
    let scene = try NightlyScene(
      """
      "hooks": {"start": [["sh", "-c",
        "echo $$ > at-work.part; mv at-work.part out/at-work; while [ ! -e go ]; do sleep 0.02; done"]]}
      """)
    try scene.export("a.csv", 0..<40)
    return scene
  }

  @Test func `a second run says who is at work and exits with 75`() throws {
    let scene = try scene()
    let first = try slowRun(scene)
    let second = try scene.run()
    #expect(second.exit == 75 && second.output == "")
    #expect(
      second.errors.contains(
        #/error: another run is at work \(pid \d+ on \S+ since 2099-01-05T02:00:00Z\)\n  help: /#))
    let third = try scene.run("--lock-wait", "1s")
    #expect(third.exit == 75)
    try scene.scratch.write("go", "")
    #expect(try first.wait(20) == 0)
    #expect(try scene.scored() == 40)
  }

  @Test func `a second run that waits comes when the first has ended`() throws {
    let scene = try scene()
    let first = try slowRun(scene)
    let waiting = Process()
    waiting.executableURL = URL(fileURLWithPath: Program.path)
    waiting.arguments = [
      "nightly", "--config", scene.config, "--now", NightlyScene.now, "--lock-wait", "1m",
    ]
    waiting.environment = Program.environment(home: scene.folder)
    waiting.standardOutput = FileHandle.nullDevice
    waiting.standardError = FileHandle.nullDevice
    let second = try RunningProcess(waiting)
    Thread.sleep(forTimeInterval: 0.3)
    #expect(second.isRunning)
    try scene.scratch.write("go", "")
    #expect(try first.wait(20) == 0)
    #expect(try second.wait(20) == 0)
    #expect(try scene.scored() == 40 && scene.number("SELECT count(*) FROM run") == 1)
  }

  @Test func `the lock of a run that was killed is free at once`() throws {
    let scene = try scene()
    let first = try slowRun(scene)
    first.send(SIGKILL)
    #expect(try first.wait(20) == 128 + SIGKILL)
    try scene.scratch.write("go", "")
    #expect(try scene.run().exit == 0)
  }

  @Test(arguments: [SIGTERM, SIGINT, SIGHUP])
  func `a signal ends a run soon, and nothing of it is kept`(_ signal: Int32) throws {
    let scene = try scene()
    let running = try slowRun(scene)
    let start = Date()
    running.send(signal)
    #expect(try running.wait(20) == 128 + signal)
    #expect(Date().timeIntervalSince(start) < 5)
    let hook = try #require(
      pid_t(try scene.scratch.read("out/at-work").trimmingCharacters(in: .newlines)))
    #expect(kill(hook, 0) != 0, "a hook ends with its run")
    #expect(!FileManager.default.fileExists(atPath: scene.scratch.url("out/scores.json").path))
    try scene.scratch.write("go", "")
    #expect(try scene.run().exit == 0 && scene.scored() == 40)
  }

  @Test(arguments: [
    ("/srv/data", "nfs4"), ("/srv/data/x", "nfs4"), ("/srv/dat", nil), ("/srv/data/local", nil),
    ("/mnt/with blank", "fuse.sshfs"),
  ])
  func `a folder on another machine is told from a local one`(
    _ path: String, _ kind: String?
  ) {
    let mounts = """
      22 1 8:1 / / rw,relatime shared:1 - ext4 /dev/sda1 rw
      40 22 0:40 / /srv/data rw - nfs4 server:/data rw,vers=4.2
      41 40 8:2 / /srv/data/local rw - xfs /dev/sdb1 rw
      42 22 0:50 / /mnt/with\\040blank rw shared:9 - fuse.sshfs me@host: rw

      """
    #expect(NetworkFolder.kind(of: path, mounts: mounts) == kind)
  }
}

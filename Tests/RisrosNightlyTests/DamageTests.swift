import Foundation
import RisrosProgramSupport
import Testing

/// Stores that were damaged, emptied, removed, or are somebody else's.
@Suite struct DamageTests {
  enum Damage: String, CaseIterable, Sendable {
    case truncated, zeroed, garbage, emptied, removed, headerFlipped, pagesFlipped
    /// A letter of a column's name, so that our statements no longer fit the tables.
    case columnRenamed
    /// Header bytes that SQLite takes for a file that may not be written, for a format to come, for
    /// a store of a newer or impossible version, and for another program's.
    case writeVersionFlipped, formatFlipped, versionRaised, versionNegative, applicationFlipped

    func apply(to bytes: inout [UInt8]) throws {
      switch self {
      case .truncated: bytes.removeLast(bytes.count / 2 + 100)
      case .zeroed: bytes = [UInt8](repeating: 0, count: bytes.count)
      case .garbage:
        for index in bytes.indices { bytes[index] = UInt8(truncatingIfNeeded: index * 7) }
      case .emptied: bytes = []
      case .removed: break
      case .headerFlipped: bytes[20] ^= 0xFF
      case .pagesFlipped:
        for index in stride(from: 5000, to: bytes.count, by: 777) { bytes[index] ^= 0x55 }
      case .columnRenamed:
        let name = Array("set_aside INTEGER".utf8)
        let place = bytes.indices.first { bytes[$0...].starts(with: name) }
        bytes[try #require(place) + 5] ^= 0x01
      case .writeVersionFlipped: bytes[18] ^= 0x10
      case .formatFlipped: bytes[47] ^= 0x10
      case .versionRaised: bytes[63] ^= 0x20
      case .versionNegative: bytes[60] ^= 0x80
      case .applicationFlipped: bytes[70] ^= 0x01
      }
    }
  }

  @Test(arguments: Damage.allCases)
  func `a damaged store is moved aside and made anew from the inputs`(_ damage: Damage) throws {
    let scene = try NightlyScene()
    try scene.export("a.csv", 0..<300)
    try scene.run()
    let sums = try scene.sums()
    let store = URL(fileURLWithPath: scene.store)
    var bytes = [UInt8](try Data(contentsOf: store))
    try damage.apply(to: &bytes)
    try Data(bytes).write(to: store)
    if damage == .removed { try FileManager.default.removeItem(at: store) }
    let result = try scene.run()
    #expect(result.exit == 1, "\(result.errors)")
    #expect(result.errors.contains("warning: the store was damaged ("))
    #expect(try scene.sums() == sums)
    let aside = try FileManager.default.contentsOfDirectory(
      atPath: scene.scratch.url("state").path
    ).filter { $0.hasSuffix(".corrupt-20990105T020000Z") }
    #expect(aside.isEmpty == (damage == .removed))
    if let name = aside.first {
      #expect(result.errors.contains(name))
      #expect(try Data(contentsOf: scene.scratch.url("state/\(name)")) == Data(bytes))
    }
    #expect(try scene.run().exit == 0)
  }

  @Test func `no flipped byte is counted`() throws {
    let scene = try NightlyScene()
    try scene.export("a.csv", 0..<60)
    try scene.run()
    let sums = try scene.sums()
    let store = URL(fileURLWithPath: scene.store)
    let whole = [UInt8](try Data(contentsOf: store))
    var generator = Sweep.generator
    for _ in 0..<(Sweep.size ?? 6) {
      var bytes = whole
      let place = Int.random(in: 0..<whole.count, using: &generator)
      let change = UInt8.random(in: 1...255, using: &generator)
      bytes[place] ^= change
      let flip = "byte \(place) ^ \(change), seed \(Sweep.seed)"
      try scene.reset()
      try FileManager.default.createDirectory(
        at: scene.scratch.url("state"), withIntermediateDirectories: true)
      try Data(bytes).write(to: store)
      try scene.scratch.write("state/in-use", "")
      let result = try scene.run()
      // A byte in no use changes nothing; any other is found.
      #expect(result.exit <= 1, "\(flip): \(result.errors)")
      #expect(try scene.sums() == sums, "\(flip): \(result.errors)")
    }
  }

  @Test func `damage that shows only when something is written begins the run again`() throws {
    let scene = try NightlyScene()
    try scene.export("a.csv", 0..<60)
    try scene.run()
    let store = URL(fileURLWithPath: scene.store)
    var bytes = [UInt8](try Data(contentsOf: store))
    // Header bytes 36 to 39 count free pages. There are none, and SQLite looks when it needs one.
    bytes[38] ^= 0x01
    try Data(bytes).write(to: store)
    try scene.append("a.csv", NightlyScene.rows(60..<600))
    let result = try scene.run()
    #expect(result.exit == 1, "\(result.errors)")
    #expect(result.errors.contains("warning: the store was damaged ("))
    #expect(try scene.scored() == 600)
    #expect(try scene.run().output == "Nothing to do: 1 file is as before.\n")
  }

  @Test func `another program's database is left alone`() throws {
    let scene = try NightlyScene()
    try FileManager.default.createDirectory(
      at: scene.scratch.url("state"), withIntermediateDirectories: true)
    let made = try Program.shell(
      "command -v sqlite3 >/dev/null || exit 9; sqlite3 state/risros.sqlite 'CREATE TABLE t(x)'",
      in: scene.folder)
    guard made.exit == 0 else { return }
    let before = try Data(contentsOf: URL(fileURLWithPath: scene.store))
    let result = try scene.run()
    #expect(result.exit == 2)
    #expect(result.errors.contains("error: this is another program's database"))
    #expect(try Data(contentsOf: URL(fileURLWithPath: scene.store)) == before)
  }

  @Test func `state check tells a sound store from a damaged one`() throws {
    let scene = try NightlyScene()
    let none = try Program.run(["state", "check", "--config", scene.config], in: scene.folder)
    #expect(none.exit == 3 && none.errors.contains("there is no store here"))
    try scene.export("a.csv", 0..<60)
    try scene.run()
    let sound = try Program.run(["state", "check", "--config", scene.config], in: scene.folder)
    #expect(sound.exit == 0 && sound.output == "Sound: 1 runs, 60 comments scored, 1 files\n")
    let changed = try Program.shell(
      """
      command -v sqlite3 >/dev/null || exit 9
      sqlite3 state/risros.sqlite "UPDATE score SET positive = positive + 1 WHERE driver = 'price'"
      """, in: scene.folder)
    guard changed.exit == 0 else { return }
    let damaged = try Program.run(["state", "check", "--config", scene.config], in: scene.folder)
    #expect(damaged.exit == 1)
    #expect(damaged.errors.contains("the figures of run 1 are not those that were written"))
  }

  @Test func `state rebuild reads all files again`() throws {
    let scene = try NightlyScene()
    try scene.export("a.csv", 0..<40)
    try scene.run()
    try scene.export("b.csv", 30..<60)
    try scene.run()
    let sums = try scene.rows("SELECT * FROM driver_day ORDER BY 1, 2, 3, 4")
    let result = try Program.run(["state", "rebuild", "--config", scene.config], in: scene.folder)
    #expect(result.exit == 0, "\(result.errors)")
    #expect(result.output.contains("risros.sqlite.old-") && result.output.contains("Run 1"))
    #expect(try scene.rows("SELECT * FROM driver_day ORDER BY 1, 2, 3, 4") == sums)
  }
}

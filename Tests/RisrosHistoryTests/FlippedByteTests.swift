import Foundation
import RisrosModel
import RisrosTestSupport
import Testing

@testable import RisrosHistory

/// Every byte of a store that may be another than was written: either it is found, or it is in no
/// use and the store goes on as if nothing had been; SQLite may find it as late as at the next write.
///
/// In short form by default: the header, the definitions of the tables, and a seeded choice of the
/// rest. `RISROS_SWEEP` takes every byte of the file, with several values each.
@Suite struct FlippedByteTests {
  static let isLong = ProcessInfo.processInfo.environment["RISROS_SWEEP"] != nil

  /// A store of two runs with everything a run can leave, and what it holds.
  struct Sound {
    let folder: StoreTests.Folder
    var bytes: [UInt8]
    var contents: [String]

    init() throws {
      folder = try StoreTests.Folder()
      let store = try Store(path: folder.store, access: .readWrite)
      for run in 1...2 { try Sound.add(run, to: store) }
      contents = try Sound.contents(of: store)
      try store.checkpoint()
      bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: folder.store)))
    }

    static func add(_ run: Int, to store: Store) throws {
      try store.begin()
      var row = StoreTests.run(run, scored: 0)
      try store.insert(row)
      for (day, value) in [(20_260_105 as UInt32, "Oslo"), (20_260_106, "Førde"), (0, "")] {
        let scores = try StoreTests.scores(day, value, [.positive, .negative, .mixed])
        try store.add(scores, run: run, taxonomy: StoreTests.taxonomy, segments: ["butik"])
        row.counts.scored += scores.scored
        row.counts.read += scores.scored
      }
      for number in 0..<60 {
        let key = (0..<16).map { UInt8(truncatingIfNeeded: number &* 37 &+ $0 &* $0 &+ run) }
        _ = try store.add(record: key, content: Int64(number) << 30, run: run)
        try store.insert(
          KeptComment(
            record: key, day: "2026-01-05", language: .da, polarity: .positive, sentiment: 5000,
            redacted: "Prisen er fin, men [NAVN] svarede ikke på mail nummer \(number)",
            drivers: [(Driver(index: 0), .positive, 5000), (Driver(index: 1), .negative, -5000)]),
          run: run, taxonomy: StoreTests.taxonomy)
      }
      let file = RunFile(path: "inbox/\(run).csv", state: "new", counts: row.counts)
      try store.insert(file, run: run)
      try store.save(
        LedgerFile(
          path: file.path, device: 1, inode: run, size: 5000, modified: 1, read: 2,
          hash: [UInt8](repeating: 7, count: 32), records: 60, isHeldBack: false, run: run))
      try store.add(RunLanguage(.da, scored: row.counts.scored, coverageSum: 5), run: run)
      try store.add(3, rejectedFor: .quotes, run: run)
      try store.insert(RunAlert(name: "a", condition: "n > 5", fired: true), run: run)
      try store.finish(row)
      try store.commit()
    }

    /// All that was counted.
    static func contents(of store: Store) throws -> [String] {
      var all: [String] = []
      for table in [
        "run", "file", "run_file", "run_language", "record", "cut", "score", "term", "alert",
        "driver_day", "comment", "comment_driver", "run_reject",
      ] {
        all += try store.database.rows("SELECT * FROM \(table)") { row in
          // The last column of a run says whether hooks were told, and is no figure.
          (0..<(row.columnCount - (table == "run" ? 1 : 0))).map { "\(row.value($0))" }
            .joined(separator: "|")
        }.sorted().map { "\(table) \($0)" }
      }
      return all
    }
  }

  /// How the store answers to a byte that is another: nil when all is well.
  private func fault(of sound: Sound, at place: Int, _ change: UInt8) throws -> String? {
    var bytes = sound.bytes
    bytes[place] ^= change
    for part in ["-wal", "-shm"] {
      try? FileManager.default.removeItem(atPath: sound.folder.store + part)
    }
    try Data(bytes).write(to: URL(fileURLWithPath: sound.folder.store))
    do {
      return try answer(of: sound)
    } catch let failure as SQLiteFailure {
      return failure.isDamage ? nil : "\(failure.kind): \(failure.message)"
    }
  }

  private func answer(of sound: Sound) throws -> String? {
    let store = try Store(path: sound.folder.store, access: .readWrite)
    if try !store.check().isEmpty { return nil }
    if try Sound.contents(of: store) != sound.contents { return "counts another" }
    // It was taken for sound, so it must be fit for use. Syncs would take most of the time.
    try store.database.run("PRAGMA synchronous=OFF")
    do {
      try Sound.add(3, to: store)
      try store.setDelivered(run: 3)
      if let problem = try store.check().first { return "after another run: \(problem)" }
      _ = try store.prune(before: "2026-01-03T00:00:00Z")
      return try store.check().first.map { "after pruning: \($0)" }
    } catch let failure as SQLiteFailure {
      // Damage that shows late ends the run, which begins again with a new store.
      return failure.kind == .corrupt ? nil : "later \(failure.kind): \(failure.message)"
    }
  }

  @Test func `a flipped byte is found or in no use`() throws {
    let sound = try Sound()
    let count = sound.bytes.count
    var flips: [(place: Int, change: UInt8)] = []
    var generator = SeededGenerator(seed: 20_260_105)
    if FlippedByteTests.isLong {
      for place in 0..<count {
        for change: UInt8 in [0x01, .random(in: 1...255, using: &generator)] {
          flips.append((place, change))
        }
      }
    } else {
      for place in 0..<100 {
        for change: UInt8 in [0x01, 0xFF] { flips.append((place, change)) }
      }
      let definitions = sound.bytes.indices.filter { place in
        sound.bytes[place...].starts(with: Array("CREATE ".utf8))
      }
      #expect(definitions.count > 10)
      for place in definitions {
        let within = place + .random(in: 0..<100, using: &generator)
        flips.append((min(within, count - 1), .random(in: 1...255, using: &generator)))
      }
      for _ in 0..<200 {
        flips.append(
          (.random(in: 0..<count, using: &generator), .random(in: 1...255, using: &generator)))
      }
    }
    var faults: [String] = []
    for (place, change) in flips {
      if let fault = try fault(of: sound, at: place, change) {
        faults.append("\(place) ^ \(change): \(fault)")
        if FlippedByteTests.isLong { print("byte", faults.last!) }
      }
    }
    #expect(faults.isEmpty, "\(faults.count) of \(flips.count): \(faults.prefix(20))")
  }
}

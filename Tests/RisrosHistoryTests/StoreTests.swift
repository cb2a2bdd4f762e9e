import Foundation
import RisrosModel
import RisrosScores
import RisrosTestSupport
import Testing

@testable import RisrosHistory

@Suite struct StoreTests {
  /// A folder that goes when nobody holds it any more.
  final class Folder {
    let path: String

    init() throws {
      path = NSTemporaryDirectory() + "risros-store-\(UUID().uuidString)"
      try FileManager.default.createDirectory(
        atPath: path, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(atPath: path) }

    var store: String { path + "/risros.sqlite" }
  }

  static let taxonomy = Taxonomy(drivers: [
    .init(id: "price", labels: ["en": "price"], aspects: [(id: "fees", labels: [:])]),
    .init(id: "service", labels: ["en": "customer service"]),
  ])

  static func run(_ id: Int, scored: Int) -> StoredRun {
    var run = StoredRun(
      id: id, started: "2026-01-0\(id)T02:00:00Z", ended: "2026-01-0\(id)T02:00:09Z",
      version: "0", lexicon: "l", configuration: "c", filesRead: 1)
    run.counts.read = scored
    run.counts.scored = scored
    return run
  }

  /// Comments of one driver with a polarity each, on a day and in a segment.
  static func scores(_ day: UInt32, _ value: String, _ polarities: [Polarity]) throws -> DatedScores
  {
    var scores = DatedScores(drivers: 2)
    var batch = CommentBatch()
    batch.reset(ordinal: 0, firstRecord: 1)
    for polarity in polarities {
      batch.appendText(Array("x".utf8).span)
      batch.endComment(status: .comment)
      batch.language.append(.da)
      batch.coverage.append(5000)
      batch.polarity.append(polarity)
      batch.sentiment.append(polarity == .positive ? 5000 : polarity == .negative ? -5000 : 0)
      batch.firstVerdict.append(UInt32(batch.verdicts.count))
      batch.verdicts.append(
        DriverVerdict(
          driver: Driver(index: 0), polarity: polarity, sentiment: 5000, aspects: 0b11,
          firstMention: 0, endMention: 0))
    }
    batch.firstVerdict.append(UInt32(batch.verdicts.count))
    for record in polarities.indices {
      scores.add(record, of: batch, day: day, values: [ByteText(value)])
    }
    return scores
  }

  static func fill(
    _ store: Store, run: Int, _ scores: DatedScores, keeping comment: String? = nil
  ) throws {
    try store.transaction { () throws(SQLiteFailure) in
      let row = StoreTests.run(run, scored: scores.scored)
      try store.insert(row)
      try store.add(scores, run: run, taxonomy: taxonomy, segments: ["butik"])
      if let comment {
        try store.insert(
          KeptComment(
            record: [UInt8(run)], day: "2026-01-05", language: .da, polarity: .positive,
            sentiment: 1, redacted: comment, drivers: [(Driver(index: 0), .positive, 1)]),
          run: run, taxonomy: taxonomy)
      }
      try store.finish(row)
    }
  }

  @Test func `sums of runs add up, by day, segment and language`() throws {
    let folder = try Folder()
    let store = try Store(path: folder.store, access: .readWrite)
    try StoreTests.fill(
      store, run: 1, try StoreTests.scores(20_260_105, "Oslo", [.positive, .negative]))
    try StoreTests.fill(store, run: 2, try StoreTests.scores(20_260_105, "Oslo", [.positive]))
    try StoreTests.fill(store, run: 3, try StoreTests.scores(0, "Ærø", [.negative, .mixed]))
    let price = Driver(index: 0)
    let all = try store.scores(.none, taxonomy: StoreTests.taxonomy)
    #expect(all.entries.count == 1 && all.entries[0].group.overall.comments == 5)
    #expect(all.entries[0].group[price].positive == 2 && all.entries[0].group[price].mixed == 1)
    #expect(all.entries[0].group[Aspect(price, 1)].comments == 5)
    let days = try store.scores(.day, taxonomy: StoreTests.taxonomy)
    #expect(days.entries.map(\.key.description) == ["2026-01-05", "unknown"])
    let stores = try store.scores(.segment("butik"), taxonomy: StoreTests.taxonomy)
    #expect(stores.entries.map(\.key.description) == ["Oslo", "Ærø"])
    #expect(stores["Oslo"]?.overall.comments == 3)
    let first = try store.scores(.language, runs: RunRange(1, 1), taxonomy: StoreTests.taxonomy)
    #expect(first["da"]?.overall.comments == 2)
    #expect(try store.check() == [])
    #expect(try store.runs().map(\.id) == [3, 2, 1] && store.nextRunID() == 4)
  }

  @Test func `a record is new once, and changed contents are told`() throws {
    let folder = try Folder()
    let store = try Store(path: folder.store, access: .readWrite)
    try store.insert(StoreTests.run(1, scored: 0))
    let key = [UInt8](repeating: 7, count: 16)
    #expect(try store.add(record: key, content: 1, run: 1) == .new)
    #expect(try store.add(record: key, content: 1, run: 1) == .known)
    #expect(try store.add(record: key, content: -2, run: 1) == .changed)
  }

  @Test func `what is undone was never there`() throws {
    let folder = try Folder()
    let store = try Store(path: folder.store, access: .readWrite)
    try store.begin()
    try store.insert(StoreTests.run(1, scored: 0))
    try store.mark()
    _ = try store.add(record: [1], content: 1, run: 1)
    try store.undo()
    try store.mark()
    _ = try store.add(record: [2], content: 1, run: 1)
    try store.keep()
    try store.commit()
    #expect(try store.add(record: [1], content: 1, run: 1) == .new)
    #expect(try store.add(record: [2], content: 1, run: 1) == .known)
  }

  @Test(
    arguments: [
      ("UPDATE score SET positive = 9 WHERE driver = 'price'", "figures of run 1"),
      ("UPDATE run SET scored = 3, read = 3", "figures of run 1"),
      ("DELETE FROM term", nil),
      ("UPDATE cut SET value = 'Bergen' WHERE id = 1", "figures of run 1"),
      ("INSERT INTO record VALUES(x'00', 1, 1)", "records of run 1"),
      ("INSERT INTO file VALUES('a', 1, 1, 1, 1, 1, x'00', 1, 0, 1)", "list of files"),
      ("UPDATE run SET delivered = 1", nil),
      ("INSERT INTO run_reject VALUES(1, 'json', 1)", "figures of run 1"),
      ("DELETE FROM comment_driver", "kept comments"),
      ("UPDATE comment SET redacted = 'God'", "kept comments"),
    ] as [(String, String?)])
  func `a change that no run made is found`(_ sql: String, _ problem: String?) throws {
    let folder = try Folder()
    let store = try Store(path: folder.store, access: .readWrite)
    try StoreTests.fill(
      store, run: 1, try StoreTests.scores(20_260_105, "Oslo", [.positive, .negative]),
      keeping: "Fin")
    try store.database.run(sql)
    let found = try store.check()
    if let problem {
      #expect(found.first?.contains(problem) == true, "\(found)")
    } else {
      #expect(found == [])
    }
  }

  @Test func `a newer store, and another program's, are refused and left alone`() throws {
    let folder = try Folder()
    _ = try Store(path: folder.store, access: .readWrite)
    let raw = try SQLiteDatabase(path: folder.store, access: .readWrite)
    try raw.run("DROP TABLE term; PRAGMA user_version=\(StoreSchema.version + 1)")
    let newer = #expect(throws: SQLiteFailure.self) {
      try Store(path: folder.store, access: .readWrite)
    }
    #expect(newer?.kind == .foreign && newer?.message.contains("made by a newer risros") == true)
    #expect(newer?.diagnostic.category == .usage)
    try raw.run("PRAGMA application_id=1")
    let other = #expect(throws: SQLiteFailure.self) {
      try Store(path: folder.store, access: .readOnly)
    }
    #expect(other?.message == "this is another program's database")
  }

  /// Steps that were released must stay as they are: a store made by them must still open.
  @Test func `a store of any version is brought to this one, and keeps what it holds`() throws {
    for version in 0..<StoreSchema.version {
      let folder = try Folder()
      let raw = try SQLiteDatabase(path: folder.store, access: .readWrite)
      for step in StoreSchema.steps[..<version] { try raw.run(step) }
      try raw.run("PRAGMA user_version=\(version)")
      if version > 0 { try raw.run("PRAGMA application_id=\(StoreSchema.applicationID)") }
      let store = try Store(path: folder.store, access: .readWrite)
      #expect(try store.check() == [])
    }
    #expect(StoreSchema.version >= 1)
  }

  @Test func `a store of version 1 keeps its runs, and their digests hold`() throws {
    let folder = try Folder()
    do {
      let store = try Store(path: folder.store, access: .readWrite)
      try StoreTests.fill(
        store, run: 1, try StoreTests.scores(20_260_105, "Oslo", [.positive]), keeping: "Fin")
      // As that version left it.
      try store.database.run(
        "DROP TABLE run_reject; DELETE FROM meta WHERE name='comments_digest';"
          + "PRAGMA user_version=1")
    }
    let store = try Store(path: folder.store, access: .readWrite)
    #expect(try store.check() == [])
    try StoreTests.fill(
      store, run: 2, try StoreTests.scores(20_260_106, "Oslo", [.negative]), keeping: "Slem")
    try store.add(2, rejectedFor: .json, run: 2)
    #expect(try store.check().count == 1, "what was added behind the digest is found")
    #expect(try store.rejects().map(\.count) == [2] && store.runs().count == 2)
  }

  @Test func `a transaction that fails leaves nothing`() throws {
    let folder = try Folder()
    let store = try Store(path: folder.store, access: .readWrite)
    #expect(throws: SQLiteFailure.self) {
      try store.transaction { () throws(SQLiteFailure) in
        try store.insert(StoreTests.run(1, scored: 0))
        try store.database.run("NONSENSE")
      }
    }
    #expect(try store.runs() == [])
  }
}

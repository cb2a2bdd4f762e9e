import Foundation
import RisrosHistory
import RisrosProgramSupport

/// A folder with an inbox, a configuration, and everything a nightly run makes of them.
struct NightlyScene {
  /// Far from the time at which the files of a test are made, so that none of them is still fresh.
  static let now = "2099-01-05T02:00:00Z"

  let scratch: Scratch
  var folder: URL { scratch.folder }
  var config: String { scratch.url("nightly.json").path }

  static let comments = [
    "Prisen er fin, men appen er elendig", "Personalet var venligt og hjalp mig hurtigt",
    "Lang ventetid i telefonen og ingen hjælp", "Varen var i stykker da den kom",
    "Dyrt, men god kvalitet", "Kjempegod service og hyggelige folk",
    "Appen krasjer hver gang jeg betaler", "Eg fekk ikkje svar på e-posten min",
    "Nettsida er grei å finne fram i", "Prisen er steget igen uden varsel",
    "God information om leveringen", "Kundeservice svarede ikke",
  ]

  /// - Parameter settings: members of the configuration besides inbox, state and reports.
  init(_ settings: String = "") throws {
    scratch = try Scratch()
    for name in ["inbox", "out"] {
      try FileManager.default.createDirectory(
        at: scratch.url(name), withIntermediateDirectories: true)
    }
    try scratch.write(
      "nightly.json",
      """
      {
        "inbox": ["inbox/*"],
        "input": {"text": "kommentar", "date": "dato", "segments": ["butik"]},
        "reports": [
          {"path": "out/scores.json", "by": "month"}, {"path": "out/scores.md", "runs": 2}
        ],
        "metrics": "out/risros.prom",
        \(settings)
      }
      """)
  }

  /// One row of an export; equal numbers give equal rows.
  static func row(_ number: Int) -> String {
    let day = 1 + number % 28
    let month = 1 + number / 28 % 12
    let date = "\(day < 10 ? "0" : "")\(day)-\(month < 10 ? "0" : "")\(month)-2026"
    let butik = ["Aarhus", "Oslo", "Førde"][number % 3]
    return "\(number);\(date);\(butik);\(comments[number % comments.count]), sag \(number)\n"
  }

  static func rows(_ numbers: Range<Int>) -> String { numbers.map(row).joined() }

  static let header = "id;dato;butik;kommentar\n"

  func write(_ name: String, _ text: String) throws {
    try scratch.write("inbox/\(name)", text)
  }

  func export(_ name: String, _ numbers: Range<Int>) throws {
    try write(name, NightlyScene.header + NightlyScene.rows(numbers))
  }

  func append(_ name: String, _ text: String) throws {
    let handle = try FileHandle(forWritingTo: scratch.url("inbox/\(name)"))
    try handle.seekToEnd()
    try handle.write(contentsOf: Data(text.utf8))
    try handle.close()
  }

  @discardableResult
  func run(
    _ flags: String..., now: String = NightlyScene.now, environment: [String: String] = [:]
  ) throws -> Program.Result {
    try Program.run(
      ["nightly", "--config", config, "--now", now] + flags, in: folder,
      environment: Program.environment(home: folder, adding: environment))
  }

  /// A run that is at work, to be waited for or ended.
  func start() throws -> RunningProcess {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: Program.path)
    process.arguments = ["nightly", "--config", config, "--now", NightlyScene.now]
    process.currentDirectoryURL = folder
    process.environment = Program.environment(home: folder)
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    return try RunningProcess(process)
  }

  // MARK: What is there afterwards

  var store: String { scratch.url("state/risros.sqlite").path }

  func rows(_ sql: String) throws -> [String] {
    try SQLiteDatabase(path: store, access: .readOnly).rows(sql) { row in
      (0..<row.columnCount).map { "\(row.value($0))" }.joined(separator: "|")
    }
  }

  func number(_ sql: String) throws -> Int {
    try SQLiteDatabase(path: store, access: .readOnly).first(sql) { $0.int(0) } ?? -1
  }

  /// Comments scored in all runs.
  func scored() throws -> Int { try number("SELECT coalesce(sum(scored), 0) FROM run") }

  /// The states of the files of the newest run: `a.csv new`.
  func states() throws -> [String] {
    try SQLiteDatabase(path: store, access: .readOnly).rows(
      "SELECT path, state FROM run_file WHERE run = (SELECT max(id) FROM run) ORDER BY path"
    ) { "\($0.text(0).replacing("inbox/", with: "")) \($0.text(1))" }
  }

  /// Everything in the store, row by row.
  func everything() throws -> [String] {
    let tables = try SQLiteDatabase(path: store, access: .readOnly).rows(
      "SELECT name FROM sqlite_schema WHERE type='table' ORDER BY name"
    ) { $0.text(0) }
    return try tables.flatMap { table in
      let rows = try rows("SELECT * FROM \(table)")
      return (table == "cut" ? rows : rows.sorted()).map { "\(table): \($0)" }
    }
  }

  /// What was counted, whatever runs it took.
  func sums() throws -> [String] {
    try rows("SELECT * FROM driver_day ORDER BY 1, 2, 3, 4")
      + rows("SELECT key, content FROM record ORDER BY 1")
      + rows("SELECT path, size, sha256, records FROM file ORDER BY 1")
      + rows(
        "SELECT driver, term, negated, sum(positive), sum(negative) FROM term GROUP BY 1, 2, 3")
  }

  /// The files a run has put in place, by their paths.
  func outputs() throws -> [String: Data] {
    var found: [String: Data] = [:]
    for name in ["out", "state/runs"] {
      for file in try FileManager.default.contentsOfDirectory(atPath: scratch.url(name).path)
      where !file.hasPrefix("hook") {
        found["\(name)/\(file)"] = try Data(contentsOf: scratch.url("\(name)/\(file)"))
      }
    }
    return found
  }

  /// Puts state and outputs back to what they were: nothing, or a copy made before.
  func reset(to copy: URL? = nil) throws {
    let manager = FileManager.default
    for name in ["state", "out"] {
      try? manager.removeItem(at: scratch.url(name))
      if let copy {
        try manager.copyItem(at: copy.appendingPathComponent(name), to: scratch.url(name))
      }
    }
    if copy == nil {
      try manager.createDirectory(at: scratch.url("out"), withIntermediateDirectories: true)
    }
  }

  /// Copies state and outputs aside.
  func snapshot() throws -> URL {
    let copy = scratch.url("copy-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: copy, withIntermediateDirectories: true)
    for name in ["state", "out"] {
      try FileManager.default.copyItem(
        at: scratch.url(name), to: copy.appendingPathComponent(name))
    }
    return copy
  }
}

internal import Foundation

/// All scenarios, in the order of the table.
struct Benchmark {
  private let settings: BenchSettings
  private let inputs: BenchInputs
  private let program: String

  init(_ settings: BenchSettings) throws {
    self.settings = settings
    inputs = try BenchInputs()
    program = Bundle.main.executablePath ?? CommandLine.arguments[0]
  }

  func run() throws {
    defer { inputs.removeAll() }
    var figures: [Figure] = []
    let main = try inputs.export(megabytes: settings.megabytes)
    try check(main)
    figures += try words(main)
    figures += try annotation(main)
    figures += try stages(main)
    figures += try start()
    if !settings.isShort {
      figures += try memory()
      figures += try growth()
      figures += try kinds(main)
      figures += try shapes()
    }
    if settings.withPeers { figures += try Peers(inputs, program: program).figures() }
    print(ResultTable.text(figures, settings))
    if let path = settings.json { try ResultTable.json(figures, settings).write(to: path) }
  }

  // MARK: Runs

  private func risros(
    _ arguments: [String], input: String? = nil, output: String = "/dev/null"
  ) throws -> ProcessCost {
    let cost = try ChildProcess.run(
      program, ["risros"] + arguments, input: input, output: output)
    guard cost.exitCode == 0 else {
      throw WrongCount(
        description: "risros \(arguments.joined(separator: " ")) ended with \(cost.exitCode)")
    }
    return cost
  }

  private func analyze(_ input: BenchInput, jobs: Int) throws -> ProcessCost {
    var arguments = ["analyze", "-q", "--format", "json", "--jobs", "\(jobs)", input.path]
    if let format = input.format { arguments += ["--input-format", format] }
    return try risros(arguments)
  }

  private func countWords(_ input: BenchInput) throws -> ProcessCost {
    try ChildProcess.run("wc", ["-w", input.path], environment: ["LC_ALL": "C.UTF-8"])
  }

  /// That all records are counted, and that two jobs give what one gives.
  private func check(_ input: BenchInput) throws {
    let results = try [1, 2].map { jobs in
      let path = inputs.path("scores-\(jobs).json")
      _ = try risros(
        ["analyze", "-q", "--format", "json", "--jobs", "\(jobs)", input.path], output: path)
      return try Data(contentsOf: URL(fileURLWithPath: path))
    }
    guard results[0] == results[1] else {
      throw WrongCount(description: "two jobs give other bytes than one")
    }
    let object = try JSONSerialization.jsonObject(with: results[0]) as? [String: Any]
    let read = (object?["records"] as? [String: Any])?["read"] as? Int
    guard read == input.records else {
      throw WrongCount(
        description: "\(read ?? -1) records read of \(input.records) in \(input.name)")
    }
  }

  // MARK: Scenarios

  private func words(_ input: BenchInput) throws -> [Figure] {
    let one = try Comparison.run(
      "one job", pairs: settings.pairs, { try analyze(input, jobs: 1) },
      against: { try countWords(input) })
    let two = try Comparison.run(
      "two jobs", pairs: settings.pairs, { try analyze(input, jobs: 2) },
      against: { try countWords(input) })
    let scaling = try Comparison.run(
      "scaling", pairs: settings.pairs, { try analyze(input, jobs: 1) },
      against: { try analyze(input, jobs: 2) })
    func rate(_ comparison: Comparison) -> String {
      let megabytes = Double(input.bytes) / 1e6 / comparison.subjectSeconds
      let comments = Double(input.records) / comparison.subjectSeconds / 1e6
      return String(format: "%.0f MB/s, %.2f M comments/s", megabytes, comments)
    }
    let cpu = zip(scaling.reference, scaling.subject).map { 100 * ($0.cpu / $1.cpu - 1) }
    return [
      Figure("analyze / wc -w", "1 job", one.ratios, note: rate(one)),
      Figure("analyze / wc -w", "2 jobs", two.ratios, note: rate(two)),
      Figure("2 jobs against 1", "scaling", scaling.ratios),
      Figure("2 jobs against 1", "CPU added", cpu, unit: "%"),
    ]
  }

  private func annotation(_ input: BenchInput) throws -> [Figure] {
    let path = inputs.path("annotated.jsonl")
    let comparison = try Comparison.run(
      "annotate", pairs: settings.pairs,
      {
        try risros(
          ["annotate", "-q", "--format", "jsonl", "--jobs", "2", input.path], output: path)
      }, against: { try analyze(input, jobs: 2) })
    let lines = try ChildProcess.countLines(path)
    guard lines == input.records else {
      throw WrongCount(description: "\(lines) records annotated of \(input.records)")
    }
    try FileManager.default.removeItem(atPath: path)
    return [Figure("annotate / analyze", "2 jobs, to a file", comparison.ratios)]
  }

  private func stages(_ input: BenchInput) throws -> [Figure] {
    var runs: [[(name: String, nanoseconds: Double)]] = []
    for _ in 0..<min(settings.pairs, 3) { runs.append(try StageTimes.measure(input)) }
    return runs[0].indices.map { place in
      Figure("stage", runs[0][place].name, runs.map { $0[place].nanoseconds }, unit: "ns/B")
    }
  }

  private func start() throws -> [Figure] {
    let path = inputs.path("one.txt")
    try Data("Prisen er fin, men appen er elendig\n".utf8).write(to: URL(fileURLWithPath: path))
    var costs: [ProcessCost] = []
    for _ in 0..<(settings.isShort ? 5 : 20) {
      costs.append(try risros(["annotate", "-q", "--input-format", "lines"], input: path))
    }
    return [
      Figure("start", "exec to exit, one comment", costs.map { $0.wall * 1000 }, unit: "ms"),
      Figure("start", "memory", costs.map { Double($0.peakMemory) / 1e6 }, unit: "MB"),
    ]
  }

  private func memory() throws -> [Figure] {
    let small = try inputs.export(megabytes: settings.megabytes / 4, name: "memory-1")
    let large = try inputs.export(megabytes: settings.megabytes * 10 / 4, name: "memory-10")
    defer { try? FileManager.default.removeItem(atPath: large.path) }
    func peak(_ input: BenchInput) throws -> Double {
      Double(try analyze(input, jobs: 2).peakMemory) / 1e6
    }
    return [
      Figure("memory, 2 jobs", "\(small.bytes / 1_000_000) MB", [try peak(small)], unit: "MB"),
      Figure("memory, 2 jobs", "\(large.bytes / 1_000_000) MB", [try peak(large)], unit: "MB"),
    ]
  }

  /// Time a byte at twice, four and eight times an input, against that of the input.
  private func growth() throws -> [Figure] {
    let base = try inputs.export(megabytes: settings.megabytes / 4, name: "growth-1")
    return try [2, 4, 8].map { times in
      let input = try inputs.export(megabytes: settings.megabytes * times / 4, name: "growth")
      let comparison = try Comparison.run(
        "growth", pairs: settings.pairs, { try analyze(input, jobs: 1) },
        against: { try analyze(base, jobs: 1) })
      let perByte = Double(input.bytes) / Double(base.bytes)
      return Figure("time a byte", "\(times)× the input", comparison.ratios.map { $0 / perByte })
    }
  }

  /// Speed a byte on other kinds of input, against the export.
  private func kinds(_ main: BenchInput) throws -> [Figure] {
    let megabytes = settings.megabytes / 4
    let kinds = [
      ("comments of 20 bytes", try inputs.shortComments(megabytes: megabytes)),
      ("comments of 4,000 bytes", try inputs.longComments(megabytes: megabytes)),
      ("JSON Lines", try inputs.jsonLines(megabytes: megabytes)),
      ("all quoted", try inputs.quotedExport(megabytes: megabytes)),
      ("emoji", try inputs.emojiHeavy(megabytes: megabytes)),
    ]
    let base = try inputs.export(megabytes: megabytes, name: "kinds")
    return try kinds.map { name, input in
      try check(input)
      let comparison = try Comparison.run(
        name, pairs: settings.pairs, { try analyze(input, jobs: 1) },
        against: { try analyze(base, jobs: 1) })
      let perByte = Double(input.bytes) / Double(base.bytes)
      return Figure("time a byte", name, comparison.ratios.map { $0 / perByte })
    }
  }

  /// Time of twice a hostile shape against the shape; 2.2 is the limit of what passes for linear.
  private func shapes() throws -> [Figure] {
    try HostileShape.allCases.map { shape in
      let once = try inputs.hostile(shape, kilobytes: 8_000, "shape-1.txt")
      let twice = try inputs.hostile(shape, kilobytes: 16_000, "shape-2.txt")
      func run(_ input: BenchInput) throws -> ProcessCost {
        try ChildProcess.run(
          program,
          [
            "risros", "analyze", "-q", "--input-format", "lines", "--max-field-bytes", "100000000",
            "--max-record-bytes", "200000000", input.path,
          ])
      }
      let comparison = try Comparison.run(
        shape.rawValue, pairs: 3, { try run(twice) }, against: { try run(once) })
      return Figure("twice the text", shape.rawValue, comparison.ratios)
    }
  }
}

extension Data {
  func write(to path: String) throws { try write(to: URL(fileURLWithPath: path)) }
}

extension ChildProcess {
  /// Line feeds of a file.
  static func countLines(_ path: String) throws -> Int {
    let file = try FileHandle(forReadingFrom: URL(fileURLWithPath: path))
    defer { try? file.close() }
    var count = 0
    while let chunk = try file.read(upToCount: 1 << 20), !chunk.isEmpty {
      count += chunk.count { $0 == 0x0A }
    }
    return count
  }
}

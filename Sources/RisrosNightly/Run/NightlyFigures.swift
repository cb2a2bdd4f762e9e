internal import RisrosConditions
internal import RisrosHistory
internal import RisrosModel
internal import RisrosScores

/// The figures that alerts of a nightly run may name: those of `analyze --fail-if`, of the run's new
/// comments, and a few that only a history has.
///
/// | name | figure |
/// |---|---|
/// | `coverage` | mean share of known words in the scored comments, 0…1 |
/// | `median7` | median of the records read in the seven runs before |
/// | `change.price` … | net sentiment minus that of the runs before, in points |
/// | `reliable.price` … | 1 if that change is more than chance, else 0 |
/// | `filesFailed` `heldBack` | files that could not be read; last records that wait |
struct NightlyFigures: Sendable {
  private let scores: ScoreFigures
  private let extra: [String: Double]

  static func names(_ taxonomy: Taxonomy) -> [String] {
    let drivers = taxonomy.drivers.map(\.id)
    return ScoreFigures.names(taxonomy) + ["coverage", "median7", "filesFailed", "heldBack"]
      + drivers.map { "change.\($0)" } + drivers.map { "reliable.\($0)" }
  }

  /// - Parameter run: the newest one, or nil for a night on which nothing was to be read.
  init(
    run: Int?, store: Store, compareRuns: Int, taxonomy: Taxonomy
  ) throws(SQLiteFailure) {
    var extra = ["filesFailed": 0.0, "heldBack": 0.0]
    let earlier = try store.runs().filter { run == nil || $0.id < run! }
      .filter { $0.filesRead > 0 }.prefix(7).map(\.counts.read).sorted()
    if !earlier.isEmpty {
      let middle = earlier.count / 2
      extra["median7"] =
        earlier.count % 2 == 1
        ? Double(earlier[middle]) : Double(earlier[middle - 1] + earlier[middle]) / 2
    }
    guard let run,
      let report = try RunReport(
        ofRun: run, in: store, compareRuns: compareRuns, taxonomy: taxonomy)
    else {
      scores = ScoreFigures(DriverScores(), taxonomy: taxonomy)
      self.extra = extra
      return
    }
    extra["filesFailed"] = Double(report.run.filesFailed)
    extra["heldBack"] = Double(report.run.counts.heldBack)
    let scored = report.languages.reduce(0) { $0 + $1.scored }
    if scored > 0 {
      extra["coverage"] =
        Double(report.languages.reduce(0) { $0 + $1.coverageSum }) / Double(scored) / 10_000
    }
    for line in report.drivers {
      guard let change = line.change, !RunReport.isHidden(line.cell),
        !RunReport.isHidden(line.before)
      else { continue }
      let id = taxonomy.id(of: line.driver)
      extra["change.\(id)"] = change.difference
      extra["reliable.\(id)"] = change.isReliable ? 1 : 0
    }
    self.extra = extra
    scores = ScoreFigures(
      try StoredScores.load(store, runs: RunRange(run, run), taxonomy: taxonomy),
      taxonomy: taxonomy)
  }

  func value(_ name: String) -> Double? { extra[name] ?? scores.value(name) }
}

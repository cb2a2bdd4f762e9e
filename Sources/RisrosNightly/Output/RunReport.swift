internal import RisrosHistory
internal import RisrosModel
internal import RisrosScores
internal import RisrosText

/// What one run found, read back from the store: the same bytes whenever it is asked for.
struct RunReport: Sendable {
  struct DriverLine: Sendable {
    var driver: Driver
    var cell: ScoreCell
    /// The runs before together.
    var before: ScoreCell
    var change: NetChange?
  }

  static let schema = "risros.nightly-run/1"

  let run: StoredRun
  let files: [RunFile]
  let alerts: [RunAlert]
  let overall: ScoreCell
  let drivers: [DriverLine]
  let languages: [RunLanguage]
  /// How many runs `before` is made of.
  let comparedRuns: Int
  let taxonomy: Taxonomy

  /// - Parameter compareRuns: the most runs before it that it is compared with.
  init?(
    ofRun id: Int, in store: Store, compareRuns: Int, taxonomy: Taxonomy
  ) throws(SQLiteFailure) {
    let runs = try store.runs()
    guard let run = runs.first(where: { $0.id == id }) else { return nil }
    self.run = run
    self.taxonomy = taxonomy
    files = try store.files(ofRun: id)
    alerts = try store.alerts(ofRun: id)
    languages = try store.languages(runs: RunRange(id, id))
    func sum(_ range: RunRange) throws(SQLiteFailure) -> ScoreGroup {
      let axis = try store.scores(.none, runs: range, taxonomy: taxonomy)
      return axis.entries.first?.group ?? ScoreGroup(drivers: taxonomy.drivers.count)
    }
    // Runs that scored nothing say nothing; one with other words cannot be compared with.
    let earlier = runs.filter { $0.id < id && $0.counts.scored > 0 }.prefix(compareRuns)
      .prefix { $0.lexicon == run.lexicon }
    comparedRuns = earlier.count
    let now = try sum(RunRange(id, id))
    let then =
      earlier.isEmpty
      ? ScoreGroup(drivers: taxonomy.drivers.count)
      : try sum(RunRange(earlier.last!.id, earlier.first!.id))
    overall = now.overall
    let changes = NetChange.marked(
      taxonomy.allDrivers.map { (before: then[$0], after: now[$0]) })
    drivers = zip(taxonomy.allDrivers, changes).map {
      DriverLine(driver: $0, cell: now[$0], before: then[$0], change: $1)
    }
  }

  /// What the exit code of the run says, if nothing else went wrong.
  var exitCode: Int32 {
    if run.filesFailed > 0 { return Diagnostic.Category.input.exitCode }
    return run.counts.rejected > 0 || alerts.contains(where: \.fired) ? 1 : 0
  }

  static func isHidden(_ cell: ScoreCell) -> Bool {
    Suppression.standard.visibility(ofCount: cell.comments) == .hidden
  }

  // MARK: JSON

  /// One JSON object with a line end; kept as the report of the run, and given to hooks.
  /// - Parameter event: what a hook is told of.
  func json(event: String? = nil) -> [UInt8] {
    var out = ByteWriter()
    out.append("{\"schema\":\"\(RunReport.schema)\"")
    if let event {
      out.append(",\"event\":")
      out.append(jsonString: event)
    }
    out.append(",\"run\":")
    out.append(integer: run.id)
    for (key, text) in [
      ("started", run.started), ("ended", run.ended), ("version", run.version),
      ("lexicon", run.lexicon), ("configuration", run.configuration),
    ] {
      out.append(",\"\(key)\":")
      out.append(jsonString: text)
    }
    out.append(",\"records\":{")
    RunReport.append(run.counts, &out)
    out.append("},\"languages\":{")
    for (index, language) in languages.enumerated() {
      out.append(index > 0 ? "," : "")
      out.append(jsonString: language.language.code)
      out.append(":{\"scored\":\(language.scored),\"setAside\":\(language.setAside)}")
    }
    out.append("},\"files\":[")
    for (index, file) in files.enumerated() {
      out.append(index > 0 ? ",{\"path\":" : "{\"path\":")
      out.append(jsonString: file.path)
      out.append(",\"state\":")
      out.append(jsonString: file.state)
      out.append(",")
      RunReport.append(file.counts, &out)
      out.append(",\"message\":")
      if file.message.isEmpty { out.append("null") } else { out.append(jsonString: file.message) }
      out.append("}")
    }
    out.append("],\"comparedRuns\":\(comparedRuns),\"overall\":{")
    append(overall, &out)
    out.append("},\"drivers\":[")
    for (index, line) in drivers.enumerated() {
      out.append(index > 0 ? ",{\"driver\":" : "{\"driver\":")
      out.append(jsonString: taxonomy.id(of: line.driver))
      out.append(",")
      append(line.cell, &out)
      out.append(",\"before\":{")
      append(line.before, &out)
      out.append("}")
      let isShown = !RunReport.isHidden(line.cell) && !RunReport.isHidden(line.before)
      let change = isShown ? line.change : nil
      for (key, value) in [
        ("change", change?.difference), ("changeLow", change?.interval.low),
        ("changeHigh", change?.interval.high),
      ] {
        out.append(",\"\(key)\":")
        RunReport.append(value, &out)
      }
      out.append(",\"reliable\":\(change.map { $0.isReliable ? "true" : "false" } ?? "null")}")
    }
    out.append("],\"alerts\":[")
    for (index, alert) in alerts.enumerated() {
      out.append(index > 0 ? ",{\"name\":" : "{\"name\":")
      out.append(jsonString: alert.name)
      out.append(",\"when\":")
      out.append(jsonString: alert.condition)
      out.append(",\"fired\":\(alert.fired)}")
    }
    out.append("]}\n")
    return out.finish()
  }

  private static func append(_ counts: RunCounts, _ out: inout ByteWriter) {
    out.append(
      "\"read\":\(counts.read),\"scored\":\(counts.scored),\"setAside\":\(counts.setAside),"
        + "\"rejected\":\(counts.rejected),\"duplicates\":\(counts.duplicates),"
        + "\"heldBack\":\(counts.heldBack)")
  }

  /// Comments and net sentiment, null where they are hidden.
  private func append(_ cell: ScoreCell, _ out: inout ByteWriter) {
    let isHidden = RunReport.isHidden(cell)
    out.append("\"comments\":\(isHidden ? "null" : String(cell.comments))")
    let interval = isHidden ? nil : Statistics.netInterval(cell)
    for (key, value) in [
      ("net", isHidden ? nil : Statistics.net(cell)), ("netLow", interval?.low),
      ("netHigh", interval?.high),
    ] {
      out.append(",\"\(key)\":")
      RunReport.append(value, &out)
    }
  }

  private static func append(_ value: Double?, _ out: inout ByteWriter) {
    if let value {
      out.append(fixed: Rounding.scale(value, decimals: 2), decimals: 2)
    } else {
      out.append("null")
    }
  }
}

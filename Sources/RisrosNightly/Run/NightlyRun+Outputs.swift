internal import Foundation
internal import Risros
internal import RisrosHistory
internal import RisrosLexicon
internal import RisrosModel
internal import RisrosReport
internal import RisrosScores
internal import RisrosText

extension NightlyRun {
  /// Puts all report files in place; those that hold the same bytes are left alone.
  func writeReports(_ store: StoreBox, run: Int) throws {
    let newest = try store.use { (store) throws(SQLiteFailure) in
      try store.runs().first { $0.id == run }
    }
    for file in configuration.reports {
      let range = RunRange(file.runs.map { max(1, run - $0 + 1) } ?? 0, run)
      let scores = try store.use { [taxonomy] (store) throws(SQLiteFailure) in
        try StoredScores.load(
          store, runs: range, by: file.period, verbatims: file.verbatims, taxonomy: taxonomy)
      }
      var options = ReportOptions()
      options.language = file.language
      options.verbatims = file.verbatims
      let writer = try ReportWriters.writer(named: file.format)
      let report = Report(
        scores: scores, taxonomy: taxonomy, lexicon: newest?.lexicon ?? "",
        configuration: newest?.configuration ?? "")
      try DurableFile.write(
        writer.bytes(report, options: options), to: configuration.resolved(file.path))
    }
  }

  /// Removes what a run that was killed left half written.
  func removeParts() {
    let paths = configuration.reports.map(\.path) + (configuration.metrics.map { [$0] } ?? [])
    for path in paths {
      let part = DurableFile.partName(of: configuration.resolved(path))
      try? FileManager.default.removeItem(atPath: part)
    }
    for name in (try? FileManager.default.contentsOfDirectory(atPath: state.runReports)) ?? []
    where name.hasSuffix(".risros-part") {
      try? FileManager.default.removeItem(atPath: state.runReports + "/" + name)
    }
  }

  /// Removes reports of single runs that are older than the last few.
  func removeOldReports(newest: Int) {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: state.runReports)) ?? []
    for name in names where name.hasSuffix(".json") {
      guard let run = Int(name.dropLast(5)), run <= newest - configuration.keepRunReports else {
        continue
      }
      try? FileManager.default.removeItem(atPath: state.runReports + "/" + name)
    }
  }

  /// Writes the metrics file; a failure is a warning, since the run itself is kept.
  ///
  /// - Parameter store: nil where the run failed.
  func writeMetrics(_ store: StoreBox?, since begin: Int, isSuccess: Bool) {
    guard let name = configuration.metrics else { return }
    let path = configuration.resolved(name)
    var metrics = MetricsFile(
      now: clock.now, duration: clock.elapsed - begin, isSuccess: isSuccess,
      lastSuccess: isSuccess ? clock.now / 1_000_000_000 : MetricsFile.lastSuccess(in: path))
    do {
      if let store {
        let runs = try store.use { (store) throws(SQLiteFailure) in try store.runs() }
        for run in runs { metrics.counts.add(run.counts) }
        metrics.rejects = try store.use { (store) throws(SQLiteFailure) in try store.rejects() }
        if let last = runs.first { metrics.report = try report(store, run: last.id) }
      }
      try DurableFile.write(Array(metrics.text.utf8), to: path)
    } catch {
      let reason =
        (error as? SQLiteFailure)?.message ?? (error as? Diagnostic)?.message ?? "\(error)"
      tell("\(path): warning: the metrics were not written: \(reason)")
    }
  }

  // MARK: Hooks

  /// Tells the hooks of a run that was kept.
  func tellHooks(_ report: RunReport) {
    let isSuccess = report.run.filesFailed == 0
    runHooks(
      isSuccess ? configuration.hooks.success : configuration.hooks.failure,
      report.json(event: isSuccess ? "success" : "failure"))
    if report.alerts.contains(where: \.fired) {
      runHooks(configuration.hooks.alert, report.json(event: "alert"))
    }
  }

  /// Tells the hooks of a run that was kept, and ended before it could tell them.
  func deliverLate(_ store: StoreBox) throws {
    let last = try store.use { (store) throws(SQLiteFailure) in try store.runs(last: 1).first }
    guard let last, !last.isDelivered else { return }
    tellHooks(try report(store, run: last.id))
    try store.use { (store) throws(SQLiteFailure) in try store.setDelivered(run: last.id) }
  }

  func runHooks(_ hooks: [[String]], _ message: [UInt8]) {
    let runner = HookRunner(
      folder: configuration.folder, timeLimit: configuration.hooks.timeLimit, stop: stop)
    for hook in hooks {
      if let warning = runner.run(hook, input: message) { tell("risros: warning: \(warning)") }
    }
  }
}

/// What hooks are told when there is no run to report.
enum RunMessage {
  static func start(at time: String) -> [UInt8] { object("start", time) { _ in } }

  static func idle(at time: String, alerts: [String]) -> [UInt8] {
    object("success", time) { out in
      out.append(",\"nothingToDo\":true,\"alerts\":[")
      for (index, alert) in alerts.enumerated() {
        if index > 0 { out.append(",") }
        out.append(jsonString: alert)
      }
      out.append("]")
    }
  }

  static func failure(_ error: Diagnostic, at time: String) -> [UInt8] {
    object("failure", time) { out in
      out.append(",\"error\":")
      out.append(jsonString: error.message)
      if let file = error.location?.file {
        out.append(",\"file\":")
        out.append(jsonString: file)
      }
    }
  }

  private static func object(
    _ event: String, _ time: String, _ body: (inout ByteWriter) -> Void
  ) -> [UInt8] {
    var out = ByteWriter()
    out.append("{\"schema\":\"\(RunReport.schema)\",\"event\":\"\(event)\",\"time\":\"\(time)\"")
    body(&out)
    out.append("}\n")
    return out.finish()
  }
}

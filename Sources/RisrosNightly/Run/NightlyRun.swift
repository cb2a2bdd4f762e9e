internal import Foundation
public import Risros
internal import RisrosConditions
internal import RisrosHistory
internal import RisrosLexicon
public import RisrosModel
public import RisrosPipeline
public import RisrosReport
internal import RisrosScores
internal import RisrosText

/// How a run ended.
public struct NightlyOutcome: Sendable {
  /// What to print: what was read and what changed, in the language that was asked for.
  public var text: String
  /// The same for programs.
  public var json: [UInt8]
  public var exitCode: Int32
}

/// One run of `risros nightly`.
///
///     lock ─► store ─► inbox ─► BEGIN ─► file by file ─► reports in place ─► COMMIT ─► metrics, hooks
///                                 └── anything goes wrong, or the machine goes off: as if never begun
///
/// All that a run counts is one transaction, and it is committed when its reports are in place. So a
/// run that ends anywhere leaves either everything or nothing in the store; a report that was
/// renamed before is written again, with the same bytes, by the next run. Hooks are told after the
/// commit; if that is cut short, the next run tells them, so that they may hear of a run twice but
/// not never.
public struct NightlyRun: Sendable {
  let configuration: NightlyConfiguration
  let analyzer: Analyzer
  let clock: RunClock
  let stop: Executor.StopFlag
  let version: String
  let language: ReportLanguage
  /// Whether what was found out of a file is told, besides errors and warnings.
  let tellsNotes: Bool
  /// Takes what is told, one message at a time.
  let tell: @Sendable (String) -> Void
  let state: NightlyState
  /// Alerts with their conditions, in the configuration's order.
  let alerts: [(alert: NightlyConfiguration.Alert, condition: Condition)]

  /// - Parameters:
  ///   - version: the program's, to be kept with each run.
  ///   - language: of the text to print; warnings are English.
  ///   - stop: ends the run soon; nothing of it is then kept.
  ///   - tellsNotes: whether `tell` gets notes on files too, and not errors and warnings alone.
  /// - Throws: a usage diagnostic for an alert that cannot be understood.
  public init(
    _ configuration: NightlyConfiguration, analyzer: Analyzer, version: String,
    language: ReportLanguage = .en,
    clock: RunClock = .machine, stop: Executor.StopFlag = .init(), tellsNotes: Bool = true,
    tell: @escaping @Sendable (String) -> Void
  ) throws(Diagnostic) {
    self.configuration = configuration
    self.analyzer = analyzer
    self.version = version
    self.language = language
    self.clock = clock
    self.stop = stop
    self.tellsNotes = tellsNotes
    self.tell = tell
    state = NightlyState(folder: configuration.stateFolder)
    alerts = try NightlyRun.conditions(of: configuration, analyzer.library.taxonomy)
  }

  static func conditions(
    of configuration: NightlyConfiguration, _ taxonomy: Taxonomy
  ) throws(Diagnostic) -> [(alert: NightlyConfiguration.Alert, condition: Condition)] {
    let names = NightlyFigures.names(taxonomy)
    return try configuration.alerts.map { (alert) throws(Diagnostic) in
      do throws(Diagnostic) {
        return (alert, try Condition(alert.condition, known: names))
      } catch {
        var placed = error
        placed.location = alert.location
        // Behind the quote that the location names.
        if let column = alert.location.column, let within = error.location?.column {
          placed.location?.column = column + within
        }
        throw placed
      }
    }
  }

  public enum LockAnswer: Sendable {
    case done(NightlyOutcome)
    /// Another run holds the lock; who, as it wrote down.
    case busy(String)
  }

  /// Runs.
  ///
  /// - Parameter seconds: how long to wait for another run to end.
  /// - Throws: a diagnostic when nothing could be kept: no output, no store.
  public func run(lockWait seconds: Int) throws(Diagnostic) -> LockAnswer {
    try state.make()
    if let kind = NetworkFolder.kind(of: state.folder) {
      tell(
        "\(state.folder): warning: lies on a network file system (\(kind)), where locks and syncs"
          + " cannot be relied on")
    }
    let lock: RunLock
    switch try RunLock.take(state.lock, wait: seconds, isStopped: { stop.isStopped }) {
    case .busy(let holder): return .busy(holder)
    case .held(let held): lock = held
    }
    let started = RunClock.text(clock.now)
    lock.sign(
      "pid \(ProcessInfo.processInfo.processIdentifier) on \(ProcessInfo.processInfo.hostName)"
        + " since \(started)\n")
    defer { withExtendedLifetime(lock) {} }
    let begin = clock.elapsed
    do throws(Diagnostic) {
      return .done(try locked(begin))
    } catch {
      if !stop.isStopped {
        writeMetrics(nil, since: begin, isSuccess: false)
        runHooks(configuration.hooks.failure, RunMessage.failure(error, at: started))
      }
      throw error
    }
  }

  private func locked(_ begin: Int) throws(Diagnostic) -> NightlyOutcome {
    let time = RunClock.text(clock.now)
    var opened: NightlyState.Opened? = try state.open(time: time)
    do throws(Diagnostic) {
      return try attempt(opened!, begin)
    } catch {
      // Some damage shows only when something is written beside it. Nothing of this run is in the
      // store then, so that it can begin again.
      guard opened?.damage == nil, let damage = opened?.store.damage else { throw error }
      opened = nil
      return try attempt(try state.anew(damage, time), begin)
    }
  }

  private func attempt(
    _ opened: NightlyState.Opened, _ begin: Int
  ) throws(Diagnostic) -> NightlyOutcome {
    let store = opened.store
    if let damage = opened.damage { tell("\(state.store): warning: \(damage)") }
    removeParts()
    do {
      try deliverLate(store)
      try prune(store)
      return try work(store, begin, wasDamaged: opened.damage != nil)
    } catch let error as SQLiteFailure {
      throw error.diagnostic
    } catch let error as Diagnostic {
      throw error
    } catch {
      throw Diagnostic("\(error)", category: .output)
    }
  }

  /// Removes comments that were kept long enough, before reports can show them once more.
  private func prune(_ store: StoreBox) throws(SQLiteFailure) {
    let limit = RunClock.text(clock.now - configuration.keepCommentsFor * 1_000_000_000)
    do {
      _ = try store.use { (store) throws(SQLiteFailure) in try store.prune(before: limit) }
    } catch {
      if error.kind == .corrupt { throw error }
      tell("risros: warning: comments from before \(limit) are still kept: \(error.message)")
    }
  }

  private func work(
    _ store: StoreBox, _ begin: Int, wasDamaged: Bool
  ) throws -> NightlyOutcome {
    let ledger = try store.use { (store) throws(SQLiteFailure) in try store.files() }
    let now = clock.now
    let planner = FilePlanner(ledger, configuration, now: now)
    let scan = InboxScan(configuration)
    let plans = scan.files.map { (file: $0, plan: planner.plan($0)) }
    let isIdle =
      scan.failures.isEmpty
      && plans.allSatisfy { if case .nothing = $0.plan { true } else { false } }
    runHooks(configuration.hooks.start, RunMessage.start(at: RunClock.text(now)))
    if isIdle { return try idle(store, begin, wasDamaged: wasDamaged, files: plans.count) }

    let report = try count(store, scan, plans, now: now)
    afterwards { try state.setInUse() }
    removeOldReports(newest: report.run.id)
    let isSuccess = report.run.filesFailed == 0
    writeMetrics(store, since: begin, isSuccess: isSuccess)
    tellHooks(report)
    afterwards {
      try store.use { (store) throws(SQLiteFailure) in
        try store.setDelivered(run: report.run.id)
        try store.checkpoint()
      }
    }
    return NightlyOutcome(
      text: report.text(in: language), json: report.json(),
      exitCode: max(report.exitCode, wasDamaged ? 1 : 0))
  }

  /// Does what may fail without harm once a run is kept: the next one makes up for it.
  private func afterwards(_ body: () throws -> Void) {
    do {
      try body()
    } catch {
      let reason =
        (error as? SQLiteFailure)?.message ?? (error as? Diagnostic)?.message ?? "\(error)"
      tell("risros: warning: the run is kept, but its end is not in order: \(reason)")
    }
  }

  /// All files are as they were: nothing is counted, and reports that were lost are written again.
  private func idle(
    _ store: StoreBox, _ begin: Int, wasDamaged: Bool, files: Int
  ) throws -> NightlyOutcome {
    let last = try store.use { (store) throws(SQLiteFailure) in
      try store.runs(last: 1).first
    }
    if let last {
      try writeReports(store, run: last.id)
      afterwards { try state.setInUse() }
    }
    let figures = try store.use { [taxonomy, configuration] (store) throws(SQLiteFailure) in
      try NightlyFigures(
        run: nil, store: store, compareRuns: configuration.compareRuns, taxonomy: taxonomy)
    }
    let fired = alerts.filter { $0.alert.onEmpty && $0.condition.holds(figures.value) }
    writeMetrics(store, since: begin, isSuccess: true)
    let message = RunMessage.idle(at: RunClock.text(clock.now), alerts: fired.map(\.alert.name))
    runHooks(configuration.hooks.success, message)
    if !fired.isEmpty { runHooks(configuration.hooks.alert, message) }
    let labels = RunLabels(language)
    var text = labels.nothingToDo(files: files)
    for entry in fired { text += "\(labels[.alert]) \(entry.alert.name)\n" }
    return NightlyOutcome(text: text, json: message, exitCode: wasDamaged || !fired.isEmpty ? 1 : 0)
  }

  var taxonomy: Taxonomy { analyzer.library.taxonomy }
}

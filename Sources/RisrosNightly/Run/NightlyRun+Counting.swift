internal import Foundation
internal import Risros
internal import RisrosConditions
internal import RisrosHistory
internal import RisrosIngest
internal import RisrosLexicon
internal import RisrosModel
internal import RisrosPipeline
internal import RisrosScores
internal import RisrosText

/// A run that was asked to stop.
struct RunStopped: Error {}

extension NightlyRun {
  /// Reads all files that are to be read, in one transaction, and puts the reports in place.
  func count(
    _ store: StoreBox, _ scan: InboxScan, _ plans: [(file: InboxFile, plan: FilePlan)], now: Int
  ) throws -> RunReport {
    try store.use { (store) throws(SQLiteFailure) in try store.begin() }
    do {
      var run = StoredRun(
        id: try store.use { (store) throws(SQLiteFailure) in try store.nextRunID() },
        started: RunClock.text(now), ended: RunClock.text(now), version: version,
        lexicon: analyzer.library.fingerprint, configuration: fingerprint)
      try store.use { [run] (store) throws(SQLiteFailure) in
        // Runs that scored nothing have no scores to compare with.
        if let last = try store.runs().first(where: { $0.counts.scored > 0 }) {
          tellDifference(last, run)
        }
        try store.insert(run)
      }
      for failure in scan.failures {
        try fail(failure.name, failure.diagnostic, &run, store)
      }
      for (file, plan) in plans {
        switch plan {
        case .nothing: break
        case .failed(let error): try fail(file.name, error, &run, store)
        case .read(let task): try read(task, &run, store, now: now)
        }
        if stop.isStopped { throw RunStopped() }
      }
      run.ended = RunClock.text(clock.now)
      try store.use { [run] (store) throws(SQLiteFailure) in try finish(run, store) }
      try writeReports(store, run: run.id)
      let report = try self.report(store, run: run.id)
      try DurableFile.write(report.json(), to: state.runReport(run.id))
      if stop.isStopped { throw RunStopped() }
      try store.use { (store) throws(SQLiteFailure) in try store.commit() }
      return report
    } catch {
      try store.use { (store) throws(SQLiteFailure) in store.rollback() }
      if error is RunStopped {
        throw Diagnostic(
          "stopped by a signal; nothing of this run was kept", category: .output,
          remedy: "the next run does it again")
      }
      throw error
    }
  }

  /// What decides how records are read and scored, besides the lexicons.
  private var fingerprint: String {
    SHA256.hash(Array(configuration.scoringText.utf8)).prefix(8)
      .map { String(UInt16($0) + 256, radix: 16).dropFirst() }.joined()
  }

  private func tellDifference(_ last: StoredRun, _ run: StoredRun) {
    let difference =
      last.lexicon != run.lexicon
      ? "lexicons"
      : last.configuration != run.configuration
        ? "input settings" : nil
    guard let difference else { return }
    tell(
      "risros: warning: the \(difference) are not those of run \(last.id), so that scores before and"
        + " after cannot be compared; risros state rebuild reads all files again")
  }

  private func finish(_ run: StoredRun, _ store: Store) throws(SQLiteFailure) {
    try store.finish(run)
    if alerts.isEmpty { return }
    let figures = try NightlyFigures(
      run: run.id, store: store, compareRuns: configuration.compareRuns, taxonomy: taxonomy)
    for (alert, condition) in alerts {
      let fired = condition.holds(figures.value)
      if fired { tell("risros: alert: \(alert.name) (\(condition.values(figures.value)))") }
      try store.insert(
        RunAlert(name: alert.name, condition: alert.condition, fired: fired), run: run.id)
    }
    try store.finish(run)
  }

  func report(_ store: StoreBox, run: Int) throws -> RunReport {
    let report = try store.use { [taxonomy, configuration] (store) throws(SQLiteFailure) in
      try RunReport(
        ofRun: run, in: store, compareRuns: configuration.compareRuns, taxonomy: taxonomy)
    }
    guard let report else { throw Diagnostic("run \(run) is not in the store", category: .output) }
    return report
  }

  // MARK: Files

  /// Notes a file that could not be read; the others go on.
  private func fail(
    _ name: String, _ error: Diagnostic, _ run: inout StoredRun, _ store: StoreBox
  ) throws {
    tell(error.description)
    run.filesFailed += 1
    let id = run.id
    try store.use { (store) throws(SQLiteFailure) in
      try store.insert(
        RunFile(path: name, state: "failed", counts: RunCounts(), message: error.message),
        run: id)
    }
  }

  private func read(
    _ task: FileTask, _ run: inout StoredRun, _ store: StoreBox, now: Int
  ) throws {
    try store.use { (store) throws(SQLiteFailure) in try store.mark() }
    do {
      let counts = try readMarked(task, run.id, store, now: now)
      try store.use { (store) throws(SQLiteFailure) in try store.keep() }
      run.counts.add(counts)
      run.filesRead += 1
    } catch let error as Diagnostic where error.category != .output {
      try store.use { (store) throws(SQLiteFailure) in try store.undo() }
      try fail(task.file.name, error, &run, store)
    }
  }

  private func readMarked(
    _ task: FileTask, _ run: Int, _ store: StoreBox, now: Int
  ) throws -> RunCounts {
    if task.isCopy {
      let message = "same contents as \(task.movedFrom ?? "")"
      try store.use { (store) throws(SQLiteFailure) in
        try store.save(entry(task, records: task.knownRecords, run: run, now: now))
        try store.insert(
          RunFile(path: task.file.name, state: "moved", counts: RunCounts(), message: message),
          run: run)
      }
      return RunCounts()
    }
    var options = configuration.input
    options.paths = [task.file.path]
    options.keepAll = true
    let input = try openInput(options)
    if tellsNotes {
      for line in input.reports.flatMap(\.notes) + input.notes {
        tell("\(task.file.path): note: \(line)")
      }
    }
    let full = input.reader.schema
    let tally = NewRecordsReader.Tally()
    let reader = NewRecordsReader(
      input.reader,
      identity: try RecordIdentity(
        configuration.identity, hasNamedID: configuration.input.id != nil, schema: full,
        file: task.file.path, hash: task.hash),
      task: task, store: store, run: run, tally: tally)
    let sink = NightlySink(
      schema: reader.schema, taxonomy: taxonomy, runDay: runDay(now),
      keeper: configuration.keepsComments ? store : nil, run: run)
    let executor = Executor(
      jobs: configuration.jobs ?? ProcessInfo.processInfo.activeProcessorCount)
    let done = try executor.run(reader, through: analyzer.pipeline, into: sink, stop: stop)
    if stop.isStopped { throw RunStopped() }
    if try FileStatus(of: task.file.path) != task.file.status {
      throw Diagnostic(
        "was changed while it was read", category: .input,
        at: SourceLocation(file: task.file.path), remedy: "the next run reads it")
    }
    let segments = reader.schema.segments.map { reader.schema.columns[$0].name }
    return try keep(done.scores, tally.value, task, run, store, segments: segments, now: now)
  }

  /// Enters what was counted of a file.
  private func keep(
    _ scores: DatedScores, _ tally: ReadTally, _ task: FileTask, _ run: Int, _ store: StoreBox,
    segments: [String], now: Int
  ) throws(SQLiteFailure) -> RunCounts {
    var counts = RunCounts()
    counts.scored = scores.scored
    counts.setAside = scores.setAside
    counts.rejected = tally.rejected
    counts.duplicates = tally.duplicates
    counts.heldBack = tally.heldBack
    counts.read = counts.scored + counts.setAside + counts.rejected + counts.duplicates
    for rejection in tally.rejections {
      var told = rejection
      told.severity = .warning
      tell(told.description)
    }
    for note in tally.notes where tellsNotes || note.severity != .note { tell(note.description) }
    var notes: [String] = []
    if let from = task.movedFrom { notes.append("goes on from \(from)") }
    if tally.known > 0 { notes.append("\(tally.known) read before") }
    if tally.changed > 0 {
      notes.append(
        "\(tally.changed) came with a known id and other contents; the first ones stay")
    }
    if tally.rejected > 0, let first = tally.rejections.first, let line = first.location?.line {
      notes.append("first rejected in line \(line): \(first.message)")
    }
    // A last record without a line end may still grow: it is known by its key alone.
    let records = tally.records - (task.hasOpenEnd && !task.holdsBack ? 1 : 0)
    let ledger = entry(task, records: max(0, records), run: run, now: now)
    // Shorter than before it is truncated only if all of it was there before.
    let isNew = counts.read > counts.duplicates
    let change = task.change == .truncated && isNew ? .rewritten : task.change
    let file = RunFile(
      path: task.file.name, state: change.rawValue, counts: counts,
      message: notes.joined(separator: "; "))
    let reasons = tally.reasons
    try store.use { [taxonomy] (store) throws(SQLiteFailure) in
      try store.add(scores, run: run, taxonomy: taxonomy, segments: segments)
      for (reason, count) in reasons { try store.add(count, rejectedFor: reason, run: run) }
      try store.save(ledger)
      try store.insert(file, run: run)
    }
    return counts
  }

  private func entry(_ task: FileTask, records: Int, run: Int, now: Int) -> LedgerFile {
    let status = task.file.status
    return LedgerFile(
      path: task.file.name, device: status.device, inode: status.inode, size: status.size,
      modified: status.modified, read: now, hash: task.hash, records: records,
      isHeldBack: task.holdsBack, run: run)
  }

  /// The day on which a run began, in UTC; for comments without a date of their own.
  private func runDay(_ now: Int) -> CalendarDate {
    let text = Array(RunClock.text(now).utf8)
    return DateForm().date(text, 0..<10) ?? CalendarDate(year: 1970, month: 1, day: 1)!
  }
}

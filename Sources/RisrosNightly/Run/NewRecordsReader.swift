internal import RisrosHistory
internal import RisrosModel
internal import RisrosPipeline
internal import Synchronization

/// What the reader of a file counted; the rest is counted by the sink.
struct ReadTally: Sendable {
  /// Records of the file up to its end, those read before included.
  var records = 0
  /// Of those, read by an earlier run and passed over.
  var known = 0
  var rejected = 0
  var duplicates = 0
  /// Of the duplicates, those with other contents than the first time.
  var changed = 0
  var heldBack = 0
  /// Of the rejected, by reason.
  var reasons: [RejectionReason: Int] = [:]
  /// Why the first records could not be read.
  var rejections: [Diagnostic] = []
  /// What else is to be told of the file.
  var notes: [Diagnostic] = []

  static let rejectionsKept = 10
}

/// Reads a file and lets through what was not counted before.
///
/// Records at the beginning that an earlier run has read are passed over without a look at the
/// store; each other one is named, looked up, and entered in the same transaction. A batch that is
/// let through has its own few columns: the key of each record, its date and its segments.
struct NewRecordsReader: RecordReader {
  static let name = "new-records"
  static let summary = "Passes over what was counted before."

  let schema: RecordSchema
  private var base: any RecordReader
  private var identity: RecordIdentity
  private let task: FileTask
  private let store: StoreBox
  private let run: Int
  /// Guards the counts, which the run reads when all is done.
  private let tally: Tally
  /// The batch before the one in hand, where the last record of all is to be left out.
  private var ahead: CommentBatch?
  private var isAtEnd = false

  final class Tally: Sendable {
    private let counts = Mutex(ReadTally())
    var value: ReadTally { counts.withLock { $0 } }
    fileprivate func update(_ body: (inout ReadTally) -> Void) { counts.withLock { body(&$0) } }
  }

  /// - Parameter base: reads all columns of one file.
  init(
    _ base: any RecordReader, identity: RecordIdentity, task: FileTask, store: StoreBox, run: Int,
    tally: Tally
  ) {
    self.base = base
    self.identity = identity
    self.task = task
    self.store = store
    self.run = run
    self.tally = tally
    let full = base.schema
    var columns = [RecordSchema.Column(name: "key")]
    var own = RecordSchema()
    if let date = full.date {
      own.date = columns.count
      columns.append(full.columns[date])
    }
    for segment in full.segments {
      own.segments.append(columns.count)
      columns.append(full.columns[segment])
    }
    own.columns = columns
    own.dateForm = full.dateForm
    schema = own
  }

  mutating func read(
    into batch: inout CommentBatch, targetBytes: Int
  ) throws(Diagnostic) -> Bool {
    while batch.count == 0 {
      guard let next = try nextBatch(targetBytes) else { return false }
      try take(next, into: &batch)
    }
    return true
  }

  /// The next batch of the file, without the last record of all where that is held back.
  private mutating func nextBatch(_ targetBytes: Int) throws(Diagnostic) -> CommentBatch? {
    if isAtEnd { return nil }
    while true {
      var batch = CommentBatch()
      batch.reset(ordinal: 0, firstRecord: 1)
      let hasMore = try base.read(into: &batch, targetBytes: targetBytes)
      if !batch.notes.isEmpty { tally.update { [notes = batch.notes] in $0.notes += notes } }
      // Nothing but what there was to tell at the end: the last record was in the batch before.
      if hasMore && batch.count == 0 { continue }
      if !task.holdsBack {
        isAtEnd = !hasMore
        return hasMore ? batch : nil
      }
      guard hasMore else {
        isAtEnd = true
        guard var last = ahead, last.count > 0 else { return nil }
        last.truncate(to: last.count - 1, columns: base.schema.columns.count)
        tally.update { $0.heldBack = 1 }
        return last.count > 0 ? last : nil
      }
      let before = ahead
      ahead = batch
      if let before { return before }
    }
  }

  private mutating func take(
    _ source: CommentBatch, into batch: inout CommentBatch
  ) throws(Diagnostic) {
    var counts = ReadTally()
    var candidates: [(record: Int, key: RecordIdentity.Key)] = []
    let before = tally.value.records
    for record in 0..<source.count {
      counts.records += 1
      let isKnown = before + counts.records <= task.knownRecords
      switch source.status[record] {
      case .rejected: if isKnown { counts.known += 1 } else { counts.rejected += 1 }
      case .duplicate: if isKnown { counts.known += 1 } else { counts.duplicates += 1 }
      case .comment, .empty:
        let key = identity.key(of: record, in: source)
        if isKnown { counts.known += 1 } else { candidates.append((record, key)) }
      }
    }
    for rejection in source.rejections where before + rejection.record >= task.knownRecords {
      counts.reasons[rejection.diagnostic.rejection ?? .other, default: 0] += 1
      if counts.rejections.count < ReadTally.rejectionsKept {
        counts.rejections.append(rejection.diagnostic)
      }
    }
    let novelties = try novelties(of: candidates.map(\.key))
    for (candidate, novelty) in zip(candidates, novelties) {
      switch novelty {
      case .new: append(candidate.record, candidate.key.key, of: source, to: &batch)
      case .known: counts.duplicates += 1
      case .changed:
        counts.duplicates += 1
        counts.changed += 1
      }
    }
    tally.update { [counts] in
      $0.records += counts.records
      $0.known += counts.known
      $0.rejected += counts.rejected
      $0.duplicates += counts.duplicates
      $0.changed += counts.changed
      $0.reasons.merge(counts.reasons, uniquingKeysWith: +)
      $0.rejections += counts.rejections.prefix(
        ReadTally.rejectionsKept - $0.rejections.count)
    }
  }

  private func novelties(
    of keys: [RecordIdentity.Key]
  ) throws(Diagnostic) -> [Store.RecordNovelty] {
    guard identity.comparesFiles else { return keys.map { _ in .new } }
    let run = run
    do {
      return try store.use { (store) throws(SQLiteFailure) in
        var novelties: [Store.RecordNovelty] = []
        for key in keys {
          novelties.append(try store.add(record: key.key, content: key.content, run: run))
        }
        return novelties
      }
    } catch {
      throw error.diagnostic
    }
  }

  private func append(
    _ record: Int, _ key: [UInt8], of source: CommentBatch, to batch: inout CommentBatch
  ) {
    batch.appendText(source.text[source.textRange(of: record)].span)
    batch.appendField(key.span)
    let full = base.schema
    for column in (full.date.map { [$0] } ?? []) + full.segments {
      let range = source.fieldRange(record: record, column: column, columns: full.columns.count)
      batch.appendField(source.fieldBytes[range].span)
    }
    batch.endComment(status: source.status[record])
  }
}

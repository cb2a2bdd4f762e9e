internal import Dispatch
public import RisrosModel
internal import Synchronization

/// Runs a pipeline over all batches of a reader, on Dispatch.
///
///     reader queue ──► filled batches ──► lanes 1…n ──► emitter queue ──► sink
///          ▲                                                 │
///          └──────────── slots (batches in flight) ◄─────────┘
///
/// The reader waits for a free slot, so that memory is bounded; a slot is freed only when its batch
/// has been emitted, so that one slow batch cannot let finished ones pile up. Batches are emitted in
/// input order whatever lane finishes first. The first error wins: what was read before it is
/// emitted, then it is thrown.
public struct Executor: Sendable {
  /// Lanes that work at the same time; 1 runs everything on the calling thread.
  public var jobs: Int
  /// Bytes of text a batch holds.
  public var batchBytes: Int

  /// Large enough that the hand-over between queues does not show, small enough that text, tokens
  /// and the tables they are looked up in stay in the second-level cache.
  public static let defaultBatchBytes = 64 * 1024

  public init(jobs: Int, batchBytes: Int = Executor.defaultBatchBytes) {
    precondition(jobs >= 1 && batchBytes >= 1, "at least one job and one byte")
    self.jobs = jobs
    self.batchBytes = batchBytes
  }

  /// Set from a signal handler or another thread to stop reading and finish what is in hand.
  public final class StopFlag: Sendable {
    private let flag = Atomic<Bool>(false)
    public init() {}
    public func stop() { flag.store(true, ordering: .relaxed) }
    public var isStopped: Bool { flag.load(ordering: .relaxed) }
  }

  /// How far a run is, for whoever watches it from another thread. Costs two additions a batch.
  public final class Gauge: Sendable {
    private let records = Atomic<Int>(0)
    private let batches = Atomic<Int>(0)
    public init() {}

    /// Records that were emitted.
    public var recordsEmitted: Int { records.load(ordering: .relaxed) }
    /// Whether batches are on their way. Where none is, the reader waits for its input: it hands on
    /// what it holds before it waits.
    public var hasBatchesInHand: Bool { batches.load(ordering: .acquiring) > 0 }

    fileprivate func take() { batches.add(1, ordering: .relaxed) }
    fileprivate func drop() { batches.subtract(1, ordering: .releasing) }
    fileprivate func emit(_ count: Int) { records.add(count, ordering: .relaxed) }
  }

  /// Reads, processes and emits everything.
  ///
  /// - Returns: the sink, finished.
  /// - Throws: the first error of reader, stages or sink, after emitting what came before it.
  public func run<Sink: BatchSink>(
    _ reader: any RecordReader, through pipeline: Pipeline, into sink: Sink,
    stop: StopFlag = StopFlag(), gauge: Gauge = Gauge()
  ) throws(Diagnostic) -> Sink {
    if jobs == 1 {
      return try runSequentially(reader, pipeline, sink, stop, gauge)
    }
    let run = ParallelRun(executor: self, reader: reader, sink: sink, stop: stop, gauge: gauge)
    return try run.run(pipeline)
  }

  private func runSequentially<Sink: BatchSink>(
    _ reader: any RecordReader, _ pipeline: Pipeline, _ sink: Sink, _ stop: StopFlag,
    _ gauge: Gauge
  ) throws(Diagnostic) -> Sink {
    var reader = reader
    var sink = sink
    var lane = pipeline.makeLane()
    var laneSink = sink.makeLaneSink()
    var batch = CommentBatch()
    var ordinal = 0
    var nextRecord = 1
    var failure: Diagnostic?
    while !stop.isStopped {
      batch.reset(ordinal: ordinal, firstRecord: nextRecord)
      do {
        guard try reader.read(into: &batch, targetBytes: batchBytes) else { break }
        gauge.take()
        defer { gauge.drop() }
        try lane.process(&batch)
        try laneSink.process(&batch)
        try sink.emit(&batch)
        gauge.emit(batch.count)
      } catch {
        failure = error
        break
      }
      ordinal += 1
      nextRecord += batch.count
    }
    try Executor.finish(&sink, [laneSink], after: failure)
    return sink
  }
}

extension Executor {
  /// Finishes the sink and throws what went wrong first: an error of finishing must not hide the
  /// one before it.
  fileprivate static func finish<Sink: BatchSink>(
    _ sink: inout Sink, _ laneSinks: [any LaneSink], after failure: Diagnostic?
  ) throws(Diagnostic) {
    do {
      try sink.finish(laneSinks)
    } catch {
      throw failure ?? error
    }
    if let failure { throw failure }
  }
}

/// The state of one parallel run. Everything mutable sits in a `Mutex` whose comment says what it
/// guards, or is owned by one queue's block alone.
private final class ParallelRun<Sink: BatchSink>: Sendable {
  private struct State {
    /// Empty batches, ready for the reader.
    var free: [CommentBatch] = []
    /// Filled batches in input order, waiting for a lane.
    var filled: [CommentBatch] = []
    /// Processed batches that wait for an earlier one to be emitted, by ordinal.
    var processed: [Int: CommentBatch] = [:]
    var nextToEmit = 0
    var failure: Diagnostic?
    /// Batches from this ordinal on are dropped: an error came before them.
    var endOrdinal = Int.max
    var laneSinks: [any LaneSink] = []
  }

  private let executor: Executor
  private let reader: any RecordReader
  private let stop: Executor.StopFlag
  private let gauge: Executor.Gauge
  private let slotCount: Int
  /// Guards the hand-over of batches between reader, lanes and emitter.
  private let state: Mutex<State>
  /// Guards the sink; only the emitter queue's blocks lock it, one at a time.
  private let sink: Mutex<Sink>
  /// Free slots: batches that may still be put in flight.
  private let slots: DispatchSemaphore
  /// Filled batches, plus one wake-up a lane at the end.
  private let work = DispatchSemaphore(value: 0)
  private let emitter = DispatchQueue(label: "risros.emitter")

  init(
    executor: Executor, reader: any RecordReader, sink: Sink, stop: Executor.StopFlag,
    gauge: Executor.Gauge
  ) {
    self.executor = executor
    self.reader = reader
    self.stop = stop
    self.gauge = gauge
    slotCount = 2 * executor.jobs + 2
    slots = DispatchSemaphore(value: 0)
    state = Mutex(State())
    self.sink = Mutex(sink)
    // A semaphore that is freed below its initial value traps, so it starts at nought.
    for _ in 0..<slotCount { slots.signal() }
  }

  func run(_ pipeline: Pipeline) throws(Diagnostic) -> Sink {
    let group = DispatchGroup()
    let lanes = DispatchQueue(label: "risros.lanes", attributes: .concurrent)
    for _ in 0..<executor.jobs {
      lanes.async(group: group) { self.runLane(pipeline) }
    }
    DispatchQueue(label: "risros.reader").async(group: group) { self.readAll() }
    group.wait()
    emitter.sync {}
    let (laneSinks, failure) = state.withLock { ($0.laneSinks, $0.failure) }
    var finished = sink.withLock { $0 }
    try Executor.finish(&finished, laneSinks, after: failure)
    return finished
  }

  /// On the reader queue: fills batches until the input ends, a stop is asked for or an error came.
  private func readAll() {
    var reader = reader
    var ordinal = 0
    var nextRecord = 1
    while !stop.isStopped {
      slots.wait()
      let (recycled, failed) = state.withLock { ($0.free.popLast(), $0.failure != nil) }
      if failed { break }
      var batch = recycled ?? CommentBatch()
      batch.reset(ordinal: ordinal, firstRecord: nextRecord)
      do {
        guard try reader.read(into: &batch, targetBytes: executor.batchBytes) else { break }
      } catch {
        fail(error, at: ordinal)
        break
      }
      gauge.take()
      ordinal += 1
      nextRecord += batch.count
      state.withLock { [batch = consume batch] in $0.filled.append(batch) }
      work.signal()
    }
    for _ in 0..<executor.jobs { work.signal() }
  }

  /// On the lanes queue: takes filled batches in order until there are no more.
  private func runLane(_ pipeline: Pipeline) {
    var lane = pipeline.makeLane()
    var laneSink = sink.withLock { $0.makeLaneSink() }
    while true {
      work.wait()
      let next = state.withLock { $0.filled.isEmpty ? nil : $0.filled.removeFirst() }
      guard var batch = next else { break }
      if batch.ordinal < state.withLock({ $0.endOrdinal }) {
        do {
          try lane.process(&batch)
          try laneSink.process(&batch)
        } catch {
          fail(error, at: batch.ordinal)
        }
      }
      state.withLock { [batch = consume batch] in $0.processed[batch.ordinal] = batch }
      emitter.async { self.emitReady() }
    }
    state.withLock { [laneSink] in $0.laneSinks.append(laneSink) }
  }

  /// On the emitter queue: emits every batch whose turn it is, and only then frees its slot.
  private func emitReady() {
    dispatchPrecondition(condition: .onQueue(emitter))
    while true {
      let (next, dropped) = state.withLock { state -> (CommentBatch?, Bool) in
        guard let batch = state.processed.removeValue(forKey: state.nextToEmit) else {
          return (nil, false)
        }
        return (batch, batch.ordinal >= state.endOrdinal)
      }
      guard var batch = next else { return }
      if !dropped {
        do {
          try sink.withLock { sink throws(Diagnostic) in try sink.emit(&batch) }
          gauge.emit(batch.count)
        } catch {
          fail(error, at: batch.ordinal)
        }
      }
      gauge.drop()
      state.withLock { [batch = consume batch] in
        $0.nextToEmit += 1
        $0.free.append(batch)
      }
      slots.signal()
    }
  }

  /// Notes an error; the earliest in input order wins.
  private func fail(_ error: Diagnostic, at ordinal: Int) {
    state.withLock {
      if ordinal < $0.endOrdinal {
        $0.endOrdinal = ordinal
        $0.failure = error
      }
    }
  }
}

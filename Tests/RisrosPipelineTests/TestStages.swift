import RisrosModel
import RisrosPipeline
import Synchronization

/// A stage that only declares layers.
struct DeclaringStage: Stage {
  static let descriptor = StageDescriptor(name: "declares", summary: "", reads: [], writes: [])
  init() {}
  init(options: inout StageOptions, context: StageContext) throws(Diagnostic) {}
  func makeWorker() -> any StageWorker { Idle() }
}

struct Idle: StageWorker {
  mutating func process(_ batch: inout CommentBatch) throws(Diagnostic) {}
}

struct WritesTokens: Stage {
  static let descriptor = StageDescriptor(
    name: "writes-tokens", summary: "", reads: [], writes: [.tokens],
    options: [("limit", "the most tokens"), ("language", "a code")])
  let limit: String?
  init() { limit = nil }
  init(options: inout StageOptions, context: StageContext) throws(Diagnostic) {
    limit = options.take("limit")
    _ = options.take("language")
  }
  func makeWorker() -> any StageWorker { Idle() }
}

struct ReadsTokens: Stage {
  static let descriptor = StageDescriptor(
    name: "reads-tokens", summary: "", reads: [.tokens], writes: [.lexemes])
  init() {}
  init(options: inout StageOptions, context: StageContext) throws(Diagnostic) {
    _ = try context.require(Int.self)
  }
  func makeWorker() -> any StageWorker { Idle() }
}

/// Takes longer for some batches than for others, and fails where it is told to.
struct UnevenStage: Stage {
  static let descriptor = StageDescriptor(
    name: "uneven", summary: "", reads: [], writes: [.language])
  var slowOrdinals: Set<Int> = []
  var failingOrdinals: Set<Int> = []

  init(slow: Set<Int> = [], failing: Set<Int> = []) {
    slowOrdinals = slow
    failingOrdinals = failing
  }
  init(options: inout StageOptions, context: StageContext) throws(Diagnostic) {}

  func makeWorker() -> any StageWorker { Worker(stage: self) }

  private struct Worker: StageWorker {
    let stage: UnevenStage

    mutating func process(_ batch: inout CommentBatch) throws(Diagnostic) {
      if stage.slowOrdinals.contains(batch.ordinal) {
        let clock = ContinuousClock()
        let end = clock.now + .milliseconds(20)
        while clock.now < end {}
      }
      if stage.failingOrdinals.contains(batch.ordinal) {
        throw Diagnostic("batch \(batch.ordinal) failed", category: .output)
      }
      for _ in 0..<batch.count { batch.language.append(.da) }
    }
  }
}

/// Keeps the comments of all batches in the order of emission.
struct CollectingSink: BatchSink {
  var comments: [String] = []
  var ordinals: [Int] = []
  var firstRecords: [Int] = []
  /// Comments counted by the lanes.
  var laneTotal = 0
  var isFinished = false
  var failingOrdinal: Int?
  var failsToFinish = false
  /// Called with the ordinal of each batch before it is emitted.
  var onEmit: @Sendable (Int) -> Void = { _ in }

  init() {}

  func makeLaneSink() -> any LaneSink { Counter() }

  mutating func emit(_ batch: inout CommentBatch) throws(Diagnostic) {
    onEmit(batch.ordinal)
    if batch.ordinal == failingOrdinal {
      throw Diagnostic("disk full at batch \(batch.ordinal)", category: .output)
    }
    ordinals.append(batch.ordinal)
    firstRecords.append(batch.firstRecord)
    for comment in 0..<batch.count { comments.append(batch.string(of: comment)) }
  }

  mutating func finish(_ laneSinks: [any LaneSink]) throws(Diagnostic) {
    isFinished = true
    for sink in laneSinks { laneTotal += (sink as? Counter)?.total ?? 0 }
    if failsToFinish { throw Diagnostic("cannot finish", category: .output) }
  }

  struct Counter: LaneSink {
    var total = 0
    mutating func process(_ batch: inout CommentBatch) throws(Diagnostic) { total += batch.count }
  }
}

/// Reads numbered comments and notes how many batches it has filled.
struct CountingReader: RecordReader {
  static let name = "numbers"
  static let summary = "Numbered comments."
  let schema = RecordSchema()
  var next = 0
  let end: Int
  let onRead: @Sendable (Int) -> Void
  private var batches = 0

  init(count: Int, onRead: @escaping @Sendable (Int) -> Void = { _ in }) {
    end = count
    self.onRead = onRead
  }

  mutating func read(
    into batch: inout CommentBatch, targetBytes: Int
  ) throws(Diagnostic) -> Bool {
    guard next < end else { return false }
    onRead(batches)
    batches += 1
    let bytes = Array("kommentar \(next)".utf8)
    batch.appendText(bytes.span)
    batch.endComment(status: .comment)
    next += 1
    return true
  }
}

/// The most of something seen at the same time.
final class HighWater: Sendable {
  private let state = Mutex((now: 0, most: 0))
  func up() {
    state.withLock {
      $0.now += 1
      $0.most = max($0.most, $0.now)
    }
  }
  func down() { state.withLock { $0.now -= 1 } }
  var most: Int { state.withLock { $0.most } }
}

public import RisrosModel
public import RisrosPipeline

/// Reads comments out of an array, and fails behind them if a test wants it to.
public struct StringReader: RecordReader {
  public static let name = "strings"
  public static let summary = "Comments out of an array."

  public let schema = RecordSchema()
  private let comments: [String]
  private let failure: Diagnostic?
  private var next = 0

  public init(_ comments: [String], failingWith failure: Diagnostic? = nil) {
    self.comments = comments
    self.failure = failure
  }

  public mutating func read(
    into batch: inout CommentBatch, targetBytes: Int
  ) throws(Diagnostic) -> Bool {
    while next < comments.count, batch.count == 0 || batch.textByteCount < targetBytes {
      batch.append(comments[next])
      next += 1
    }
    if batch.count == 0, let failure { throw failure }
    return batch.count > 0
  }
}

/// Keeps what was written to each batch's output, in the order of emission.
struct SnapshotSink: BatchSink {
  let layers: Set<Layer>
  private(set) var lines: [String] = []

  init(layers: Set<Layer>) { self.layers = layers }

  func makeLaneSink() -> any LaneSink { Part(layers: layers) }

  mutating func emit(_ batch: inout CommentBatch) throws(Diagnostic) {
    lines.append("\(batch.ordinal) \(batch.firstRecord)")
    lines.append(String(decoding: batch.output, as: UTF8.self))
  }

  mutating func finish(_ laneSinks: [any LaneSink]) throws(Diagnostic) {}

  private struct Part: LaneSink {
    let layers: Set<Layer>

    mutating func process(_ batch: inout CommentBatch) throws(Diagnostic) {
      let snapshot = LayerSnapshot(batch, layers: layers)
      for layer in layers.sorted() {
        for line in snapshot.layers[layer]! { batch.output.append(contentsOf: (line + "\n").utf8) }
      }
    }
  }
}

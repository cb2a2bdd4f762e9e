public import RisrosModel
public import RisrosPipeline
internal import RisrosText

/// The sink of `convert`: one JSON object a record, in input order, with every column as text.
///
///     {"dato":"02-01-2026","butik":"Aarhus","kommentar":"Lang kø, sa han.\nIgen."}
///
/// Keys are the names of the columns in their order, the same for every record: a column that a file
/// lacks, and a field that is null, are empty text. Rejected records and duplicates are left out.
public struct RecordSink: BatchSink {
  private let lane: RecordLaneSink
  private let stop: Executor.StopFlag?
  /// Where the output went.
  public private(set) var output: ByteSink

  /// - Parameters:
  ///   - schema: of an input that keeps all columns.
  ///   - stop: set when the reader of the output has gone, so that no more input is read.
  public init(schema: RecordSchema, output: ByteSink, stop: Executor.StopFlag? = nil) {
    lane = RecordLaneSink(schema)
    self.output = output
    self.stop = stop
  }

  public func makeLaneSink() -> any LaneSink { lane }

  public mutating func emit(_ batch: inout CommentBatch) throws(Diagnostic) {
    try output.write(batch.output)
    if output.isClosed { stop?.stop() }
  }

  public mutating func finish(_ laneSinks: [any LaneSink]) throws(Diagnostic) {}
}

private struct RecordLaneSink: LaneSink {
  /// What stands before each value: `{"dato":"`, then `","butik":"`, end to end in `pool`.
  private var openings: [Range<Int>] = []
  private var pool: [UInt8] = []
  private let closing: [UInt8]

  init(_ schema: RecordSchema) {
    for (index, column) in schema.columns.enumerated() {
      var out = ByteWriter()
      out.append(index == 0 ? "{" : "\",")
      out.append(jsonString: column.name)
      out.append(":\"")
      let start = pool.count
      pool += out.finish()
      openings.append(start..<pool.count)
    }
    // Bytes behind the last part, so that all of them are copied in whole blocks.
    pool += [UInt8](repeating: 0, count: 32)
    closing = Array((schema.columns.isEmpty ? "{}\n" : "\"}\n").utf8)
  }

  mutating func process(_ batch: inout CommentBatch) throws(Diagnostic) {
    // The writer has the batch's own buffer for the while, so that it is not copied.
    var recycled: [UInt8] = []
    swap(&recycled, &batch.output)
    var out = ByteWriter(recycling: consume recycled)
    let columns = openings.count
    for record in 0..<batch.count {
      switch batch.status[record] {
      case .rejected, .duplicate: continue
      case .comment, .empty: break
      }
      for column in 0..<columns {
        out.append(pool, openings[column])
        out.appendJSON(
          batch.fieldBytes, batch.fieldRange(record: record, column: column, columns: columns))
      }
      out.append(closing)
    }
    batch.output = out.finish()
  }
}

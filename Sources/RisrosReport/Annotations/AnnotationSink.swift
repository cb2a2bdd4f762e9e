public import RisrosModel
public import RisrosPipeline
internal import RisrosText

/// The sink of `annotate`: lanes write their batches into `batch.output`, which goes out in input
/// order.
public struct AnnotationSink: BatchSink {
  private let writer: any AnnotationWriter
  private let stop: Executor.StopFlag?
  /// Where the output went.
  public private(set) var output: ByteSink
  private var hasHeader = false

  /// - Parameters:
  ///   - writer: copied for each lane.
  ///   - stop: set when the reader of the output has gone, so that no more input is read.
  public init(
    writer: any AnnotationWriter, output: ByteSink, stop: Executor.StopFlag? = nil
  ) {
    self.writer = writer
    self.output = output
    self.stop = stop
  }

  public func makeLaneSink() -> any LaneSink { AnnotationLaneSink(writer: writer) }

  public mutating func emit(_ batch: inout CommentBatch) throws(Diagnostic) {
    try writeHeader()
    try output.write(batch.output)
    if output.isClosed { stop?.stop() }
  }

  /// Writes the header of an input without records.
  public mutating func finish(_ laneSinks: [any LaneSink]) throws(Diagnostic) {
    try writeHeader()
  }

  private mutating func writeHeader() throws(Diagnostic) {
    if hasHeader { return }
    hasHeader = true
    try output.write(writer.header)
  }
}

private struct AnnotationLaneSink: LaneSink {
  var writer: any AnnotationWriter

  mutating func process(_ batch: inout CommentBatch) throws(Diagnostic) {
    // The writer has the batch's own buffer for the while, so that it is not copied.
    var recycled: [UInt8] = []
    swap(&recycled, &batch.output)
    var out = ByteWriter(recycling: consume recycled)
    writer.write(batch, into: &out)
    batch.output = out.finish()
  }
}

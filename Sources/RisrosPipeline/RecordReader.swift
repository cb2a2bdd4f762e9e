public import RisrosModel

/// A source of records: a plugin for one input format.
///
/// A reader is made once a run, with all its input files as one input, and is called from one
/// thread at a time.
public protocol RecordReader: Sendable {
  /// Name, as in `--input-format`, and a one-line summary.
  static var name: String { get }
  static var summary: String { get }

  /// Which fields travel with each comment; known before the first batch.
  var schema: RecordSchema { get }

  /// Fills an empty batch with the next records.
  ///
  /// Reads at least one record unless the input is at its end, and stops when the batch holds
  /// `targetBytes` of text or when waiting for more input would keep read records back. A record
  /// that cannot be read is appended with status `rejected` and its reason.
  ///
  /// - Returns: false once the input is at its end and the batch is empty.
  /// - Throws: an input diagnostic when the input cannot be read any further.
  mutating func read(into batch: inout CommentBatch, targetBytes: Int) throws(Diagnostic) -> Bool
}

/// What happens to processed batches: a plugin for one kind of output.
public protocol BatchSink: Sendable {
  /// Makes the part of the sink that one lane owns.
  func makeLaneSink() -> any LaneSink

  /// Takes a batch in input order, on one thread at a time, after a lane sink has seen it.
  /// - Throws: an output diagnostic.
  mutating func emit(_ batch: inout CommentBatch) throws(Diagnostic)

  /// Takes back the lane sinks when all batches are emitted, in no particular order: what they
  /// hold must not depend on which lane saw which batch.
  mutating func finish(_ laneSinks: [any LaneSink]) throws(Diagnostic)
}

/// One lane's part of a sink: writes into `batch.output`, or adds the batch to sums of its own.
public protocol LaneSink: Sendable {
  mutating func process(_ batch: inout CommentBatch) throws(Diagnostic)
}

internal import RisrosModel
internal import RisrosPipeline

/// A reader around another that fails at the first record that cannot be read (`--strict`).
///
/// All records before it are read first, so that the output ends at the same record whatever the
/// size of the batches.
struct StrictReader: RecordReader {
  static let name = "strict"
  static let summary = "Fails at the first record that cannot be read."

  private var base: any RecordReader
  /// Why the record behind the last batch could not be read.
  private var failure: Diagnostic?

  var schema: RecordSchema { base.schema }

  init(_ base: any RecordReader) { self.base = base }

  mutating func read(
    into batch: inout CommentBatch, targetBytes: Int
  ) throws(Diagnostic) -> Bool {
    if let failure { throw failure }
    let isMore = try base.read(into: &batch, targetBytes: targetBytes)
    guard let first = batch.rejections.min(by: { $0.record < $1.record }) else { return isMore }
    batch.truncate(to: first.record, columns: schema.columns.count)
    failure = first.diagnostic
    if batch.count == 0 { throw first.diagnostic }
    return true
  }
}

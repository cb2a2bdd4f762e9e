public import RisrosModel
public import RisrosPipeline

/// A reader around another that marks comments met before as duplicates, over all files of the input.
///
/// The first one counts, in the order of the input. It is exact: keys are kept and compared byte by
/// byte, which takes the memory of all distinct keys and some 30 bytes for each.
public struct DeduplicatingReader: RecordReader {
  public static let name = "dedupe"
  public static let summary = "Marks comments whose id or text was met before."

  /// What makes two records one.
  public enum Key: String, CaseIterable, Sendable {
    /// The same identifier; records without one are never duplicates.
    case id
    /// The same comment as it was read, to the byte.
    case text
  }

  private var base: any RecordReader
  private let key: Key
  private var seen = SeenKeys()

  public var schema: RecordSchema { base.schema }

  /// - Throws: a usage diagnostic where identifiers are asked for and the input has none.
  public init(_ base: any RecordReader, by key: Key) throws(Diagnostic) {
    self.base = base
    self.key = key
    if key == .id, base.schema.id == nil {
      throw Diagnostic(
        "--dedupe id needs an identifier, and no column was taken for one", category: .usage,
        remedy: "name it with --id COL, or write --dedupe text")
    }
  }

  public mutating func read(
    into batch: inout CommentBatch, targetBytes: Int
  ) throws(Diagnostic) -> Bool {
    let isMore = try base.read(into: &batch, targetBytes: targetBytes)
    let columns = schema.columns.count
    // Only comments: a record without one must not hide a later record that has one.
    for record in 0..<batch.count where batch.status[record] == .comment {
      let isNew: Bool
      switch key {
      case .text: isNew = try seen.insert(batch.text, batch.textRange(of: record))
      case .id:
        let range = batch.fieldRange(record: record, column: schema.id!, columns: columns)
        if range.isEmpty { continue }
        isNew = try seen.insert(batch.fieldBytes, range)
      }
      if !isNew { batch.status[record] = .duplicate }
    }
    return isMore
  }
}

public import RisrosModel
public import RisrosText

/// What `annotate` writes besides language, sentiment and drivers.
public struct AnnotationOptions: Sendable {
  /// Columns of the schema to carry along, in this order.
  public var keep: [Int]
  /// Whether the comment itself is written; it is personal data.
  public var keepsText: Bool
  /// Whether the byte ranges of the tokens are written (JSON Lines alone).
  public var tokens: Bool
  /// Whether the words behind the verdict are written (JSON Lines alone); needs a traced pipeline.
  public var evidence: Bool
  /// Whether the record's date and rating are written as they are understood.
  public var keepsRoles: Bool
  /// Whether there is a column that marks duplicates (delimited text alone; JSON Lines mark them
  /// whenever there are any).
  public var marksDuplicates: Bool
  /// Whether the columns carried along stand before ours and not behind (delimited text alone).
  public var keepsFirst: Bool
  /// How `csv` and `tsv` are written, where not as they are by themselves.
  public var style: DelimitedStyle?

  public init(
    keep: [Int] = [], keepsText: Bool = false, tokens: Bool = false, evidence: Bool = false,
    keepsRoles: Bool = false, marksDuplicates: Bool = false, keepsFirst: Bool = false,
    style: DelimitedStyle? = nil
  ) {
    self.keep = keep
    self.keepsText = keepsText
    self.tokens = tokens
    self.evidence = evidence
    self.keepsRoles = keepsRoles
    self.marksDuplicates = marksDuplicates
    self.keepsFirst = keepsFirst
    self.style = style
  }
}

/// A format of `annotate`: a plugin that writes one record after the other, in input order.
///
/// A writer belongs to one lane, which calls it once a batch. What it writes of a record depends on
/// that record alone, and every record gives exactly one line or row, whatever became of it: one
/// that is not scored is neutral, with sentiment 0 and no drivers.
public protocol AnnotationWriter: Sendable {
  /// Name as in `--format`, and a one-line summary.
  static var name: String { get }
  static var summary: String { get }

  init(taxonomy: Taxonomy, schema: RecordSchema, options: AnnotationOptions)

  /// What stands before the first record; empty for most formats.
  var header: [UInt8] { get }

  mutating func write(_ batch: CommentBatch, into out: inout ByteWriter)
}

/// The formats of `annotate`, in the order help lists them.
public enum AnnotationWriters {
  public static let all: [any AnnotationWriter.Type] = [
    JSONLinesAnnotationWriter.self, CSVAnnotationWriter.self, TSVAnnotationWriter.self,
  ]

  /// The format of that name.
  /// - Throws: a usage diagnostic that lists the known names.
  public static func writer(named name: String) throws(Diagnostic) -> any AnnotationWriter.Type {
    if let found = all.first(where: { $0.name == name }) { return found }
    let known = all.map { $0.name }.joined(separator: ", ")
    throw Diagnostic(
      "there is no annotation format '\(name)'", category: .usage,
      remedy: "the formats are \(known)")
  }
}

/// How a record is identified and why it was rejected: what the formats share.
struct RecordIdentity: Sendable {
  let columnCount: Int
  let idColumn: Int?

  init(_ schema: RecordSchema) {
    columnCount = schema.columns.count
    idColumn = schema.id
  }

  /// The field with the record's identifier; nil where its number stands in.
  @inline(__always)
  func range(_ batch: CommentBatch, _ record: Int) -> Range<Int>? {
    guard let idColumn else { return nil }
    let range = batch.fieldRange(record: record, column: idColumn, columns: columnCount)
    return range.isEmpty ? nil : range
  }

  /// Why a record was rejected.
  ///
  /// - Parameter next: place in `batch.rejections`, which stand in the order of the records.
  func reason(_ batch: CommentBatch, _ record: Int, _ next: inout Int) -> String {
    while next < batch.rejections.count, batch.rejections[next].record < record { next += 1 }
    if next < batch.rejections.count, batch.rejections[next].record == record {
      return batch.rejections[next].diagnostic.message
    }
    return batch.rejections.first { $0.record == record }?.diagnostic.message ?? "unreadable"
  }
}

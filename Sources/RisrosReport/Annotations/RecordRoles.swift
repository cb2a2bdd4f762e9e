internal import RisrosModel

/// The date and the rating of a record as they are understood: what the annotation formats share.
struct RecordRoles: Sendable {
  private let schema: RecordSchema
  private let columnCount: Int

  init(_ schema: RecordSchema) {
    self.schema = schema
    columnCount = schema.columns.count
  }

  /// A field as it is understood.
  enum Value<Read: Equatable>: Equatable {
    /// The record has nothing there, or the input no such column.
    case missing
    /// It holds something that is no date, or no rating of the scale.
    case unreadable
    case value(Read)
  }

  /// The day, `2026-05-03`.
  func date(_ batch: CommentBatch, _ record: Int) -> Value<String> {
    guard let range = field(schema.date, batch, record) else { return .missing }
    guard let date = schema.dateForm.date(batch.fieldBytes, range) else { return .unreadable }
    return .value(date.name(of: .day))
  }

  /// The rating, from 0 (the worst) to 10 000 (the best of the scale).
  func rating(_ batch: CommentBatch, _ record: Int) -> Value<Int> {
    guard let range = field(schema.rating, batch, record) else { return .missing }
    guard let rating = schema.ratingForm?.rating(batch.fieldBytes, range) else {
      return .unreadable
    }
    return .value(rating)
  }

  private func field(_ column: Int?, _ batch: CommentBatch, _ record: Int) -> Range<Int>? {
    guard let column else { return nil }
    let range = batch.fieldRange(record: record, column: column, columns: columnCount)
    return batch.fieldBytes[range].contains { $0 > 0x20 } ? range : nil
  }
}

internal import RisrosModel
internal import RisrosPipeline

/// How many records may be rejected before the run counts as failed: `--max-rejects N` or `P%`,
/// `--strict` for none.
enum RejectionLimit: Equatable {
  case count(Int)
  /// Of all records read; told at the end of the input.
  case percent(Double)

  /// - Throws: a usage diagnostic for what is neither a number nor a share.
  init(_ text: String) throws(Diagnostic) {
    if text.hasSuffix("%"), let share = Double(text.dropLast()), share >= 0, share <= 100 {
      self = .percent(share)
    } else if let count = Int(text), count >= 0 {
      self = .count(count)
    } else {
      throw Diagnostic(
        "--max-rejects is '\(text)', which is neither a number nor a share", category: .usage,
        remedy: "write a whole number, or a share such as 0.5%")
    }
  }

  /// Says that too many of all records were rejected.
  func check(rejected: Int, read: Int) throws(Diagnostic) {
    guard case .percent(let share) = self, Double(rejected) * 100 > share * Double(read) else {
      return
    }
    throw Diagnostic(
      "\(rejected) of \(read) records were rejected, more than --max-rejects allows",
      category: .input, remedy: RejectionLimit.remedy)
  }

  fileprivate static let remedy =
    "see with --rejects FILE what is wrong with them, or allow more with --max-rejects"
}

/// A reader around another that fails at the first record rejected beyond a number.
///
/// All records before it are read first, so that the output ends at the same record whatever the
/// size of the batches.
struct LimitedReader: RecordReader {
  static let name = "limited"
  static let summary = "Fails when too many records cannot be read."

  private var base: any RecordReader
  private let allowed: Int
  private var rejected = 0
  /// Why the record behind the last batch could not be read.
  private var failure: Diagnostic?

  var schema: RecordSchema { base.schema }

  init(_ base: any RecordReader, allowed: Int) {
    self.base = base
    self.allowed = allowed
  }

  mutating func read(
    into batch: inout CommentBatch, targetBytes: Int
  ) throws(Diagnostic) -> Bool {
    if let failure { throw failure }
    let isMore = try base.read(into: &batch, targetBytes: targetBytes)
    guard rejected + batch.rejections.count > allowed else {
      rejected += batch.rejections.count
      return isMore
    }
    let last = batch.rejections.sorted { $0.record < $1.record }[allowed - rejected]
    batch.truncate(to: last.record, columns: schema.columns.count)
    var told = last.diagnostic
    if allowed > 0 {
      told.message += "; more than \(allowed) records were rejected"
      told.remedy = RejectionLimit.remedy
    }
    failure = told
    if batch.count == 0 { throw told }
    return true
  }
}

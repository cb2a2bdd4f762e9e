/// What became of a record when it was read.
public enum RecordStatus: UInt8, Sendable, BitwiseCopyable {
  /// Its comment is analysed.
  case comment = 0
  /// It has no comment.
  case empty
  /// It could not be read; see `CommentBatch.rejections`.
  case rejected
  /// Its comment was counted already.
  case duplicate
}

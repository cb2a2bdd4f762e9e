public import RisrosModel

extension CommentBatch {
  /// A batch of comments given as strings, each a record of its own.
  public init(_ comments: [String], ordinal: Int = 0) {
    self.init()
    fill(with: comments, ordinal: ordinal)
  }

  /// Empties the batch, as a reader finds it, and fills it with comments.
  public mutating func fill(with comments: [String], ordinal: Int = 0, firstRecord: Int = 1) {
    reset(ordinal: ordinal, firstRecord: firstRecord)
    for comment in comments { append(comment) }
  }

  /// Appends one record; an empty comment gets the status `empty`.
  public mutating func append(_ comment: String, status: RecordStatus? = nil) {
    let bytes = Array(comment.utf8)
    appendText(bytes.span)
    endComment(status: status ?? (bytes.isEmpty ? .empty : .comment))
  }
}

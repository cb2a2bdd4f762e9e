// How record readers fill a batch.
extension CommentBatch {
  /// A batch of comments that are in memory already.
  public init(comments: some Sequence<String>) {
    self.init()
    reset(ordinal: 0, firstRecord: 1)
    for comment in comments {
      appendText(Array(comment.utf8).span)
      endComment(status: .comment)
    }
  }

  /// Ends the comment of a record: all text appended since the last one belongs to it.
  public mutating func endComment(status newStatus: RecordStatus) {
    let first = end.isEmpty ? UInt32(CommentBatch.slack) : end[end.count - 1] + 1
    start.append(first)
    end.append(UInt32(textEnd))
    status.append(newStatus)
    reserveText(0)
    text[textEnd] = 0x0A
    textEnd += 1
  }

  /// Drops text appended since the last `endComment`.
  public mutating func dropPendingText() {
    textEnd = end.isEmpty ? CommentBatch.slack : Int(end[end.count - 1]) + 1
  }

  /// Drops all records but the first `count`; for batches that hold no layers yet.
  ///
  /// - Parameter columns: fields kept of each record.
  public mutating func truncate(to count: Int, columns: Int) {
    start.truncate(to: count)
    end.truncate(to: count)
    status.truncate(to: count)
    rejections.removeAll { $0.record >= count }
    fieldEnd.truncate(to: count * columns)
    let fields = fieldEnd.isEmpty ? 0 : Int(fieldEnd[fieldEnd.count - 1])
    fieldBytes.removeLast(fieldBytes.count - fields)
    dropPendingText()
  }

  /// Takes records out again; for batches that hold no layers yet.
  ///
  /// Their text stays in the arena and belongs to no comment.
  /// - Parameter columns: fields kept of each record.
  public mutating func removeRecords(_ range: Range<Int>, columns: Int) {
    if range.isEmpty { return }
    if range.upperBound == count { return truncate(to: range.lowerBound, columns: columns) }
    let first = range.lowerBound * columns
    let last = range.upperBound * columns
    let from = first == 0 ? 0 : fieldEnd[first - 1]
    let to = last == 0 ? 0 : fieldEnd[last - 1]
    fieldBytes.removeSubrange(Int(from)..<Int(to))
    for index in last..<fieldEnd.count { fieldEnd[index] -= to - from }
    fieldEnd.remove(first..<last)
    start.remove(range)
    end.remove(range)
    status.remove(range)
    rejections.removeAll { range.contains($0.record) }
    for index in rejections.indices where rejections[index].record >= range.upperBound {
      rejections[index].record -= range.count
    }
  }

  /// Makes room for `count` more bytes of text, the line feed that ends a comment, and the slack.
  mutating func reserveText(_ count: Int) {
    let needed = textEnd + count + 1 + CommentBatch.slack
    if needed > text.count { growText(to: needed) }
  }

  private mutating func growText(to needed: Int) {
    let size = max(needed, text.count + text.count / 2)
    text.append(contentsOf: repeatElement(0, count: size - text.count))
  }
}

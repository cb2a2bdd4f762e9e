/// Where the analysed text of a batch departs from the comments as they were read: markup taken out,
/// entities decoded, quoted mail and signatures cut.
///
/// Most batches have none. A changed comment is a row of pieces; each says where a stretch of the
/// analysed text begins and which stretch of the comment as read it stands for. What no piece stands
/// for was cut.
///
///     read      F i n & n b s p ; a p p < b r > M v h
///     analysed  F i n   a p p
///     pieces    0 ← 0..<3   3 ← 3..<9   4 ← 9..<12
public struct TextEdits: Sendable {
  /// A stretch of the analysed text that begins at `start` and ends where the next piece begins.
  ///
  /// It is copied byte by byte where both sides are of one length; else it is a whole that stands
  /// for a whole, such as a letter for its entity.
  public struct Piece: Sendable, Equatable, BitwiseCopyable {
    /// Offset in the analysed comment, in bytes.
    public var start: Int
    /// Offsets in the comment as read, in bytes.
    public var readStart: Int
    public var readEnd: Int

    public init(start: Int, readStart: Int, readEnd: Int) {
      self.start = start
      self.readStart = readStart
      self.readEnd = readEnd
    }
  }

  @usableFromInline struct ChangedComment: Sendable {
    var comment: Int
    var pieces: Range<Int>
    /// Bytes of the analysed text.
    var count: Int
    /// Its bytes as read, in `readBytes`.
    var read: Range<Int>
  }

  /// Ascending by comment.
  @usableFromInline var changed: [ChangedComment] = []
  private var pieces: [Piece] = []
  /// Changed comments as they were read, end to end.
  public private(set) var readBytes: [UInt8] = []

  /// Every comment is analysed as it was read.
  @inlinable public var isEmpty: Bool { changed.isEmpty }

  /// The comments that were changed, ascending.
  public var comments: [Int] { changed.map(\.comment) }

  mutating func removeAll() {
    changed.removeAll(keepingCapacity: true)
    pieces.removeAll(keepingCapacity: true)
    readBytes.removeAll(keepingCapacity: true)
  }

  mutating func append(
    comment: Int, count: Int, pieces added: [Piece], read: some Collection<UInt8>
  ) {
    precondition(changed.last.map { $0.comment < comment } ?? true, "comments ascend")
    let first = pieces.count
    pieces += added
    let start = readBytes.count
    readBytes += read
    changed.append(
      ChangedComment(
        comment: comment, pieces: first..<pieces.count, count: count,
        read: start..<readBytes.count))
  }

  private func find(_ comment: Int) -> ChangedComment? {
    var low = 0
    var high = changed.count
    while low < high {
      let middle = (low + high) / 2
      if changed[middle].comment < comment { low = middle + 1 } else { high = middle }
    }
    return low < changed.count && changed[low].comment == comment ? changed[low] : nil
  }

  /// Where a changed comment stands in `readBytes`; nil for one that is analysed as it was read.
  public func readRange(ofComment comment: Int) -> Range<Int>? { find(comment)?.read }

  /// The bytes of the comment as read that a range of the analysed comment stands for: from the
  /// first byte's to the last byte's, with whatever was cut between them. Both half open.
  public func readRange(of range: Range<Int>, in comment: Int) -> Range<Int> {
    guard let change = find(comment), !change.pieces.isEmpty else { return range }
    let start = readPlace(range.lowerBound, change).lowerBound
    if range.isEmpty { return start..<start }
    return start..<readPlace(range.upperBound - 1, change).upperBound
  }

  /// The bytes as read that a byte of the analysed text stands for.
  private func readPlace(_ offset: Int, _ change: ChangedComment) -> Range<Int> {
    var low = change.pieces.lowerBound
    var high = change.pieces.upperBound
    while high - low > 1 {
      let middle = (low + high) / 2
      if pieces[middle].start <= offset { low = middle } else { high = middle }
    }
    let piece = pieces[low]
    let end = low + 1 < change.pieces.upperBound ? pieces[low + 1].start : change.count
    if end - piece.start != piece.readEnd - piece.readStart {
      return piece.readStart..<piece.readEnd
    }
    let place = piece.readStart + offset - piece.start
    return place..<place + 1
  }
}

/// What was taken out of comments before they were analysed.
public struct CleaningCounts: Sendable, Equatable {
  /// Comments that something was taken out of.
  public var comments = 0
  /// Passages quoted from earlier mails, each with the line that announces it.
  public var quotes = 0
  /// Closings with names, and the lines mail programs add.
  public var signatures = 0
  public var tags = 0
  /// Character references that were decoded.
  public var entities = 0

  public init() {}

  public var isEmpty: Bool { self == CleaningCounts() }

  public mutating func merge(_ other: CleaningCounts) {
    comments += other.comments
    quotes += other.quotes
    signatures += other.signatures
    tags += other.tags
    entities += other.entities
  }
}

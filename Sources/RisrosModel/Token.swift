/// What a token is.
public enum TokenKind: UInt8, Sendable, BitwiseCopyable {
  case word = 0
  case number, price, date, email, url, emoji, emoticon, punctuation, lineBreak
}

/// A range of a comment's text: a word, a number, a mark.
///
/// `start` counts bytes of the batch's text arena; subtract the comment's start for offsets in the
/// comment. Ranges are half open, ascend without overlap and lie on scalar boundaries.
public struct Token: Sendable, BitwiseCopyable {
  /// `WordHash` of the case-folded bytes; of `#` for numbers; of one mark for a run of it.
  public var hash: UInt64
  /// First byte, in the batch's text arena.
  public var start: UInt32
  /// Length in bytes.
  public var length: UInt16
  public var kind: TokenKind

  @inlinable public init(hash: UInt64, start: UInt32, length: UInt16, kind: TokenKind) {
    self.hash = hash
    self.start = start
    self.length = length
    self.kind = kind
  }

  /// One past the last byte, in the batch's text arena.
  @inlinable public var end: UInt32 { start &+ UInt32(length) }

  /// The longest token in bytes; a longer run of letters is cut on a scalar boundary.
  @inlinable public static var maximumLength: Int { 0xFFF0 }
}

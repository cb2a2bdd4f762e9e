/// What 64 bytes of text from some position on hold, a bit a byte, the first byte lowest; and the
/// plain tokens among them.
///
/// A plain token is a word with a blank or a plain mark behind it, or a plain mark: one of ASCII with
/// a blank behind it. It can be told by these bits alone. In `Nå, e-mail 3 (ok) kom. ` "Nå", "," and
/// "kom" are plain; `e-mail`, `3` and `(ok)` are not, and the full stop is once it is known that no
/// abbreviation ends there.
///
/// The last byte is not judged, since what follows it is not known. No part of a word that begins
/// before the window may lie in it.
struct TokenWindow {
  /// Bytes of words: letters, digits, combining marks.
  let word: UInt64
  /// White space.
  let space: UInt64
  /// Digits, the marks `'` `-` `.` `/`, and white space of ASCII other than the blank.
  let special: UInt64

  init(word: UInt64, space: UInt64, special: UInt64) {
    self.word = word
    self.space = space
    self.special = special
  }

  /// The first byte of each word.
  @inline(__always) var wordStarts: UInt64 { word & ~(word &<< 1) }

  /// The byte behind each word.
  @inline(__always) var wordEnds: UInt64 { ~word & (word &<< 1) }

  /// Marks with white space behind them.
  @inline(__always) var lastMarks: UInt64 { ~(word | space) & (space &>> 1) }

  /// Marks with a word before them that may belong to it, among `lastMarks`: "bl.", "ind-", "Lis'".
  @inline(__always) var doubtfulMarks: UInt64 { lastMarks & special & (word &<< 1) }

  /// The limit of the plain tokens: those that end before this byte are plain, no other is.
  ///
  /// - Parameter plainMarks: the marks that are tokens of their own; no others are.
  @inline(__always) func limit(plainMarks: UInt64) -> Int {
    let marks = ~(word | space | plainMarks)
    let numbers = special & wordStarts
    // A word may end at a line end, which is a token of its own.
    let lineEnds = (special & space) &<< 1
    // The bit of the last byte stands for the end of what is judged.
    return (marks | numbers | lineEnds | 1 &<< 63).trailingZeroBitCount
  }

  /// The first byte of a token at or behind `start`, 64 if there is none: what is no white space, or
  /// may end a line.
  @inline(__always) func nextToken(from start: Int) -> Int {
    ((~space | special) & TokenWindow.bits(from: start)).trailingZeroBitCount
  }

  /// All bits from one of 0…63 on.
  @inline(__always) static func bits(from start: Int) -> UInt64 {
    ~0 &<< UInt64(truncatingIfNeeded: start)
  }
}

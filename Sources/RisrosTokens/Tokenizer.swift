internal import RisrosLexicon
internal import RisrosModel
internal import RisrosText

/// Walks over the scanned text of a batch, one comment at a time.
///
/// The common case, words and marks with a blank behind, is told by bits for 64 bytes at a time; what
/// they leave open is looked at byte by byte. Every look ahead is bounded, so the time is linear in the
/// text whatever it holds. A comment ends with a line feed that belongs to no token, which stops each
/// walk.
///
/// What needs the text alone is asked of `ScannedText`: a mutating method that lends the tokenizer to
/// one that only reads copies it for each call, 160 bytes a word.
struct Tokenizer {
  let text: ScannedText
  let abbreviations: AbbreviationSet
  let emoticons: EmoticonSet
  /// Whether a single quotation mark stands open: then an apostrophe behind a word closes it.
  private var isQuoted = false
  /// Whether the token before ends in an abbreviation's full stop.
  private var followsAbbreviation = false
  private var addresses = AddressFinder()

  init(_ text: ScannedText, abbreviations: AbbreviationSet, emoticons: EmoticonSet) {
    self.text = text
    self.abbreviations = abbreviations
    self.emoticons = emoticons
  }

  /// Tokens that one step of the walk may append.
  static let stepRoom = 128

  /// Forgets the comment before.
  mutating func beginComment() {
    isQuoted = false
    followsAbbreviation = false
  }

  /// Appends the tokens of a comment from a position on, as long as there is room for a step.
  ///
  /// - Returns: where to go on.
  mutating func tokenize(
    _ range: Range<Int>, from start: Int, into tokens: inout TokenWriter
  ) -> Int {
    let end = range.upperBound
    var position = start
    while position < end, tokens.room >= Tokenizer.stepRoom {
      position = appendPlainTokens(position, &tokens)
      // Windows of words may have left no room for the next step.
      if position >= end || tokens.room < Tokenizer.stepRoom { break }
      position = appendToken(position, range, &tokens)
    }
    return position
  }

  /// The same without the short way for plain tokens: the oracle of tests and fuzzing.
  mutating func tokenizeCarefully(
    _ range: Range<Int>, from start: Int, into tokens: inout TokenWriter
  ) -> Int {
    var position = start
    while position < range.upperBound, tokens.room >= Tokenizer.stepRoom {
      position = appendToken(position, range, &tokens)
    }
    return position
  }

  /// Appends the token at a position, whatever it is, or skips white space. Returns where to go on.
  private mutating func appendToken(
    _ position: Int, _ range: Range<Int>, _ tokens: inout TokenWriter
  ) -> Int {
    if text.isWord(position) {
      return appendWord(position, text.wordEnd(from: position), range, &tokens)
    }
    if text.isSpace(position) { return skipSpace(position, range.upperBound, &tokens) }
    return appendMark(position, range, &tokens)
  }

  // MARK: Plain tokens

  /// Appends words and marks with a blank behind each, until something else comes. Returns where that
  /// is.
  @inline(__always) private mutating func appendPlainTokens(
    _ start: Int, _ tokens: inout TokenWriter
  ) -> Int {
    var position = start
    while tokens.room >= Tokenizer.stepRoom {
      let window = text.window(at: position)
      let marks = plainMarks(of: window, at: position)
      let limit = window.limit(plainMarks: marks)
      // Tokens do not overlap, so the first start belongs to the first end, and so on.
      let ends = (window.wordEnds | marks &<< 1) & ~TokenWindow.bits(from: limit)
      tokens.append(
        text, at: position, starts: window.wordStarts | marks, ends: ends, marks: marks)
      // Where the last of them ends, 0 if there is none.
      let last = 63 &- (ends | 1).leadingZeroBitCount
      if last != 0 { followsAbbreviation = false }
      let next = window.nextToken(from: last)
      position &+= next
      // Something else is there, or a word longer than a window.
      if limit < 63 || next == 0 { return position }
    }
    return position
  }

  /// The marks of a window that are tokens of their own: those with white space behind them that do
  /// not belong to the word before.
  @inline(__always) private func plainMarks(of window: TokenWindow, at position: Int) -> UInt64 {
    var doubtful = window.doubtfulMarks
    var plain = window.lastMarks & ~doubtful
    while doubtful != 0 {
      let mark = doubtful.trailingZeroBitCount
      let before = window.wordStarts & ~TokenWindow.bits(from: mark)
      let start = position &+ (63 &- before.leadingZeroBitCount)
      let stop = position &+ mark
      // The first that is not plain ends the plain tokens, whatever follows it.
      guard text.byte(stop) == UInt8(ascii: "."), !text.isSingleLetter(start, stop),
        !abbreviations.mayBegin(text.hash(start, stop))
      else { break }
      plain |= doubtful & (0 &- doubtful)
      doubtful &= doubtful &- 1
    }
    return plain
  }

  // MARK: Words

  /// Appends the word or number that starts with the run of letters `start..<stop`, with all that
  /// belongs to it. Returns where to go on.
  private mutating func appendWord(
    _ start: Int, _ stop: Int, _ range: Range<Int>, _ tokens: inout TokenWriter
  ) -> Int {
    var stop = stop
    let isBehindAbbreviation = followsAbbreviation
    followsAbbreviation = false
    if stop - start > Token.maximumLength {
      let cut = text.scalarBoundary(start + Token.maximumLength)
      tokens.append(start, cut, .word, text.hash(start, cut))
      return cut
    }
    while let next = text.joinedWord(start, stop) {
      let joined = text.wordEnd(from: next)
      if joined - start > Token.maximumLength { break }
      stop = joined
    }
    if let address = addresses.address(in: text, start, stop, range.upperBound) {
      tokens.append(start, address.end, address.kind, 0)
      return address.end
    }
    if text.isDigit(start) { return appendNumber(start, stop, range, &tokens) }
    var closing = stop
    switch text.byte(stop) {
    case UInt8(ascii: "."):
      if let dot = text.fullStop(
        start, stop, abbreviations, isBehindAbbreviation: isBehindAbbreviation)
      {
        closing = dot
        followsAbbreviation = true
      }
    case UInt8(ascii: "-"):
      if text.isHangingHyphen(stop + 1) { closing = stop + 1 }
    case UInt8(ascii: "'"):
      if isQuoted {
        isQuoted = false
      } else {
        closing = stop + 1
      }
    default: break
    }
    if closing == stop || closing - start > Token.maximumLength {
      tokens.append(start, stop, .word, text.hash(start, stop))
      return stop
    }
    // A closing full stop, hyphen or apostrophe is not looked up: "inkl." is "inkl".
    let bare = text.isWord(closing - 1) ? closing : closing - 1
    tokens.append(start, closing, .word, text.hash(start, bare))
    return closing
  }

  // MARK: Numbers

  /// Appends the number, price or date `start..<stop`; what has letters in it is a word.
  private mutating func appendNumber(
    _ start: Int, _ stop: Int, _ range: Range<Int>, _ tokens: inout TokenWriter
  ) -> Int {
    let kind = text.numberKind(start, stop)
    let next = stop + 1
    if kind == .word {
      tokens.append(start, stop, .word, text.hash(start, stop))
      return stop
    }
    switch text.byte(stop) {
    case UInt8(ascii: ","), UInt8(ascii: "."):
      // "299,-"
      if text.byte(next) == UInt8(ascii: "-"), stop + 2 - start <= Token.maximumLength {
        tokens.append(start, stop + 2, .price, WordHash.number)
        return stop + 2
      }
      if text.byte(stop) == UInt8(ascii: "."), text.isOrdinal(start, stop, range.lowerBound) {
        tokens.append(start, next, .number, WordHash.number)
        return next
      }
    case 0xEF:
      // 1️⃣: digit, variation selector, enclosing keycap.
      if stop - start == 1, text.byte(next) == 0xB8, text.byte(stop + 2) == 0x8F,
        text.byte(stop + 3) == 0xE2, text.byte(stop + 4) == 0x83, text.byte(stop + 5) == 0xA3
      {
        tokens.append(start, stop + 6, .emoji, text.hash(start, stop + 6))
        return stop + 6
      }
    default: break
    }
    // "5/5" is looked up as it stands.
    let hash =
      kind == .number && text.isFraction(start, stop) ? text.hash(start, stop) : WordHash.number
    tokens.append(start, stop, kind, hash)
    return stop
  }

  // MARK: Between words

  /// Skips white space; a run with a line break in it is a token of its own.
  private mutating func skipSpace(_ start: Int, _ end: Int, _ tokens: inout TokenWriter) -> Int {
    var position = start
    var lineBreak = -1
    while position < end, text.isSpace(position) {
      if lineBreak < 0, text.isLineEnd(position) { lineBreak = position }
      position += 1
    }
    if lineBreak >= 0 {
      tokens.append(lineBreak, lineBreak + 1, .lineBreak, Tokenizer.lineBreakHash)
    }
    return position
  }

  private static let lineBreakHash = WordHash.hash(of: [0x0A])
  private static let dotsHash = WordHash.hash(of: "…")

  /// Appends the emoji, emoticon or mark at a position and returns what follows it.
  private mutating func appendMark(
    _ position: Int, _ range: Range<Int>, _ tokens: inout TokenWriter
  ) -> Int {
    let byte = text.byte(position)
    followsAbbreviation = false
    if byte >= 0x80 { return appendSign(position, range.upperBound, &tokens) }
    if emoticons.mayBegin(byte), let stop = text.emoticonEnd(position, range, emoticons) {
      tokens.append(position, stop, .emoticon, text.hash(position, stop))
      return stop
    }
    var stop = position + 1
    switch byte {
    case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "["), UInt8(ascii: "]"):
      // Each bracket pairs with one of its own.
      break
    default:
      if byte == UInt8(ascii: "'"), text.isWord(stop) { isQuoted = true }
      let limit = min(range.upperBound, position + Token.maximumLength)
      while stop < limit, text.byte(stop) == byte { stop += 1 }
    }
    let isPause = byte == UInt8(ascii: ".") && stop - position > 1
    tokens.append(
      position, stop, .punctuation,
      isPause ? Tokenizer.dotsHash : text.hash(position, position + 1))
    return stop
  }

  /// A character outside ASCII that is no letter: an emoji with all that modifies it, or a mark.
  private mutating func appendSign(_ position: Int, _ end: Int, _ tokens: inout TokenWriter) -> Int
  {
    if let emoji = text.emoji(at: position) {
      tokens.append(position, emoji.end, .emoji, text.hash(position, emoji.bareEnd))
      return emoji.end
    }
    let (scalar, length) = text.scalar(at: position)
    var stop = position + length
    let limit = min(end, position + Token.maximumLength - length)
    while stop < limit, text.scalar(at: stop).value == scalar { stop += length }
    tokens.append(position, stop, .punctuation, text.hash(position, position + length))
    return stop
  }
}

extension TokenWriter {
  @inline(__always)
  fileprivate mutating func append(_ start: Int, _ stop: Int, _ kind: TokenKind, _ hash: UInt64) {
    append(
      Token(
        hash: hash, start: UInt32(truncatingIfNeeded: start),
        length: UInt16(truncatingIfNeeded: stop &- start), kind: kind))
  }
}

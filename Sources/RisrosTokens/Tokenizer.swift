internal import RisrosLexicon
internal import RisrosModel
internal import RisrosText

/// Walks over the scanned text of a batch, one comment at a time.
///
/// The common case, a word with a blank behind it, is a bit test, a bit count and a hash; what else
/// stands behind a word is looked at byte by byte. Every look ahead is bounded, so the time is linear
/// in the text whatever it holds. A comment ends with a line feed that belongs to no token, which
/// stops each walk.
///
/// What the walk calls is `mutating` even where it changes nothing: a mutating caller that lends itself
/// to a method that only reads is copied for each call, 160 bytes a word.
struct Tokenizer {
  let text: ScannedText
  let abbreviations: AbbreviationSet
  let emoticons: EmoticonSet
  /// Whether a single quotation mark stands open: then an apostrophe behind a word closes it.
  private var isQuoted = false
  /// Whether the token before ends in an abbreviation's full stop.
  private var followsAbbreviation = false
  /// Up to here "a.b.c" has been searched for an @ and for the end of a domain, in vain.
  private var mailboxSearched = 0
  private var domainSearched = 0

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
      position = appendPlainWords(position, &tokens)
      // A block of words may have left no room for the next step.
      if tokens.room < Tokenizer.stepRoom { break }
      if text.isWord(position) {
        position = appendWord(position, text.wordEnd(from: position), range, &tokens)
      } else if text.isSpace(position) {
        position = skipSpace(position, end, &tokens)
      } else {
        position = appendMark(position, range, &tokens)
      }
    }
    return position
  }

  // MARK: Words

  /// Appends words with one blank, or a mark and a blank, behind each, until something else comes.
  /// Returns where that is.
  ///
  /// Works on a block of 64 bytes at a time, shifted so that its lowest bit is the next byte.
  @inline(__always) private mutating func appendPlainWords(
    _ position: Int, _ tokens: inout TokenWriter
  ) -> Int {
    var position = position
    while tokens.room >= Tokenizer.stepRoom {
      let (bits, count) = text.wordBits(from: position)
      var block = bits
      let blockEnd = position &+ count
      while block & 1 != 0 {
        let length = (~block).trailingZeroBitCount
        let stop = position &+ length
        // A word that may go on in the next block, and all numbers, take the long way.
        if stop >= blockEnd || text.isDigit(position) { return position }
        let hash = text.hash(position, stop)
        var skipped = 1
        let byte = text.byte(stop)
        if byte == 0x20 {
          tokens.append(position, stop, .word, hash)
        } else if isPlainMark(byte, behind: position, stop, hash) {
          tokens.append(position, stop, .word, hash)
          tokens.append(stop, stop &+ 1, .punctuation, text.hash(stop, stop &+ 1))
          if text.byte(stop &+ 1) != 0x20 {
            followsAbbreviation = false
            return stop &+ 1
          }
          skipped = 2
        } else {
          return position
        }
        followsAbbreviation = false
        position = stop &+ skipped
        block = length &+ skipped < 64 ? block &>> UInt64(truncatingIfNeeded: length &+ skipped) : 0
      }
      if position < blockEnd || !text.isWord(position) { return position }
    }
    return position
  }

  /// Whether the mark behind a word is a token of its own, with a blank or the end of a line behind
  /// it: a full stop is one unless it belongs to an abbreviation.
  @inline(__always) private func isPlainMark(
    _ byte: UInt8, behind start: Int, _ stop: Int, _ hash: UInt64
  ) -> Bool {
    let next = text.byte(stop &+ 1)
    guard next == 0x20 || next == 0x0A else { return false }
    switch byte {
    case UInt8(ascii: ","), UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: ":"),
      UInt8(ascii: ";"), UInt8(ascii: ")"), UInt8(ascii: "\""):
      return true
    case UInt8(ascii: "."):
      return !isSingleLetter(start, stop) && !abbreviations.mayBegin(hash)
    default: return false
    }
  }

  /// Appends the word or number that starts with the run of letters `start..<stop`, with all that
  /// belongs to it. Returns where to go on.
  private mutating func appendWord(
    _ start: Int, _ stop: Int, _ range: Range<Int>, _ tokens: inout TokenWriter
  ) -> Int {
    var stop = stop
    let isBehindAbbreviation = followsAbbreviation
    followsAbbreviation = false
    if stop - start > Token.maximumLength {
      let cut = scalarBoundary(start + Token.maximumLength)
      tokens.append(start, cut, .word, text.hash(start, cut))
      return cut
    }
    while let next = joinedWord(start, stop) {
      let joined = text.wordEnd(from: next)
      if joined - start > Token.maximumLength { break }
      stop = joined
    }
    if let address = address(start, stop, range.upperBound) {
      tokens.append(start, address.end, address.kind, 0)
      return address.end
    }
    if text.isDigit(start) { return appendNumber(start, stop, range, &tokens) }
    var closing = stop
    switch text.byte(stop) {
    case UInt8(ascii: "."):
      if let dot = fullStop(start, stop, isBehindAbbreviation) {
        closing = dot
        followsAbbreviation = true
      }
    case UInt8(ascii: "-"):
      if isHangingHyphen(stop + 1) { closing = stop + 1 }
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

  /// Where the next run of letters or digits begins, if the mark at `stop` joins it to the token:
  /// "e-mail", "1.299", "14:30", "H&M".
  private mutating func joinedWord(_ start: Int, _ stop: Int) -> Int? {
    let next = stop + 1
    switch text.byte(stop) {
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ":"):
      return text.isDigit(stop - 1) && text.isDigit(next) ? next : nil
    case UInt8(ascii: "/"):
      guard text.isWord(next), text.isDigit(stop - 1) == text.isDigit(next) else { return nil }
      // "og/eller" and "m/u" are words, "service/betjening" is two.
      return text.isDigit(next) || stop - start <= 2 ? next : nil
    case UInt8(ascii: "-"), UInt8(ascii: "'"), UInt8(ascii: "_"), UInt8(ascii: "&"),
      UInt8(ascii: "`"):
      return text.isWord(next) ? next : nil
    case 0xC2:
      // Soft hyphen.
      return text.byte(next) == 0xAD && text.isWord(next + 1) ? next + 1 : nil
    case 0xE2:
      // ’ and the non-breaking hyphen.
      guard text.byte(next) == 0x80, text.byte(next + 1) == 0x99 || text.byte(next + 1) == 0x91,
        text.isWord(next + 2)
      else { return nil }
      return next + 2
    default: return nil
    }
  }

  private func scalarBoundary(_ position: Int) -> Int {
    var position = position
    while text.byte(position) & 0xC0 == 0x80 { position -= 1 }
    return position
  }

  private func isCapital(_ position: Int) -> Bool {
    text.byte(position) != text.foldedByte(position)
      || text.byte(position) == 0xC3 && text.byte(position + 1) != text.foldedByte(position + 1)
  }

  /// Whether a small letter of ASCII, or a letter of Latin-1, stands there.
  private func isSmall(_ position: Int) -> Bool {
    text.byte(position) &- 0x61 < 26 || text.byte(position) == 0xC3 && !isCapital(position)
  }

  private func isLineEnd(_ position: Int) -> Bool {
    text.byte(position) == 0x0A || text.byte(position) == 0x0D
  }

  /// The words that come behind the hyphen of "ind- og udland".
  private static let joiners = Set(
    ["og", "eller", "samt", "og/eller"].map { WordHash.hash(of: $0) })

  /// Whether a hyphen right before `next` stands for the part that a later word has: "ind- og
  /// udland", "majs-, soja- og rapsolie".
  private mutating func isHangingHyphen(_ next: Int) -> Bool {
    if text.byte(next) == UInt8(ascii: ",") { return true }
    guard text.byte(next) == 0x20, text.isWord(next + 1) else { return false }
    let stop = text.wordEnd(from: next + 1)
    return stop - next <= 6 && Tokenizer.joiners.contains(text.hash(next + 1, stop))
  }

  // MARK: Full stops

  /// Where the token ends whose full stop stands at `dot` and belongs to it: "bl.a.", "H.C.".
  private mutating func fullStop(_ start: Int, _ dot: Int, _ isBehindAbbreviation: Bool) -> Int? {
    if let end = abbreviationEnd(start, dot) { return end }
    guard isSingleLetter(start, dot) else { return nil }
    let next = dot + 1
    if isCapital(start) {
      // Initials: "B.T.", and "H. Hansen".
      var end = next
      while end - start < 32, text.isWord(end) {
        let stop = text.wordEnd(from: end)
        guard isSingleLetter(end, stop), isCapital(end), text.byte(stop) == UInt8(ascii: ".") else {
          break
        }
        end = stop + 1
      }
      if end > next { return end }
      return text.byte(next) == 0x20 && isCapital(next + 1) && !isPronoun(start) ? next : nil
    }
    // "bl. a."
    return isBehindAbbreviation && text.byte(next) == 0x20 ? next : nil
  }

  private func isSingleLetter(_ start: Int, _ stop: Int) -> Bool {
    stop - start == 1 || stop - start == 2 && text.byte(start) == 0xC3
  }

  /// "I" is a word: "det kan I. Men".
  private func isPronoun(_ start: Int) -> Bool { text.byte(start) == UInt8(ascii: "I") }

  /// Where the abbreviation ends that begins with the token: behind its last full stop.
  ///
  /// At the end of a line an abbreviation of one part leaves its full stop to the sentence.
  private func abbreviationEnd(_ start: Int, _ stop: Int) -> Int? {
    guard abbreviations.mayBegin(text.hash(start, stop)) else { return nil }
    var dot = stop
    var found: Int?
    for _ in 0..<4 {
      if abbreviations.contains(text.hash(start, dot + 1)) { found = dot + 1 }
      guard text.isWord(dot + 1) else { break }
      let stop = text.wordEnd(from: dot + 1)
      guard text.byte(stop) == UInt8(ascii: "."), stop - start < 32 else { break }
      dot = stop
    }
    guard let end = found else { return nil }
    switch text.byte(end) {
    case 0x0A, 0x0D: return end == stop + 1 ? nil : end
    case UInt8(ascii: "."):
      // "osv..." is no full stop but a pause.
      return text.byte(end + 1) == UInt8(ascii: ".") ? nil : end
    case UInt8(ascii: "-"):
      // "maks.-hastighed"
      return text.isWord(end + 1) ? text.wordEnd(from: end + 1) : end
    default:
      // "dr.phil."
      guard isSmall(end) else { return end }
      let part = text.wordEnd(from: end)
      return part - end <= 6 && text.byte(part) == UInt8(ascii: ".") ? part + 1 : end
    }
  }

  // MARK: Numbers

  /// Appends the number, price or date `start..<stop`; what has letters in it is a word.
  private mutating func appendNumber(
    _ start: Int, _ stop: Int, _ range: Range<Int>, _ tokens: inout TokenWriter
  ) -> Int {
    let kind = numberKind(start, stop)
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
      if text.byte(stop) == UInt8(ascii: "."), isOrdinal(start, stop, range.lowerBound) {
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
    let hash = kind == .number && isFraction(start, stop) ? text.hash(start, stop) : WordHash.number
    tokens.append(start, stop, kind, hash)
    return stop
  }

  /// Digits, a slash and digits.
  private func isFraction(_ start: Int, _ stop: Int) -> Bool {
    var slashes = 0
    for position in start..<stop where text.byte(position) &- 0x30 >= 10 {
      guard text.byte(position) == UInt8(ascii: "/") else { return false }
      slashes += 1
    }
    return slashes == 1
  }

  /// "1. maj", "17. mai"; and "2. Pris", where a line starts with it.
  private mutating func isOrdinal(_ start: Int, _ stop: Int, _ first: Int) -> Bool {
    guard stop - start <= 2, text.byte(stop + 1) == 0x20 else { return false }
    return isSmall(stop + 2) || start == first || isLineEnd(start - 1)
  }

  /// What a run that starts with a digit is: a number, a date, or a word such as "5G".
  private mutating func numberKind(_ start: Int, _ stop: Int) -> TokenKind {
    var lengths = (0, 0, 0)
    var groups = 0
    var digits = 0
    var separator: UInt8 = 0
    var isDate = true
    for position in start..<stop {
      let byte = text.byte(position)
      if byte &- 0x30 < 10 {
        digits += 1
        continue
      }
      // A letter, or a lead or tail byte of one.
      if byte >= 0x80 || byte | 0x20 &- 0x61 < 26 { return .word }
      if separator != 0, byte != separator { isDate = false }
      separator = byte
      if groups == 0 { lengths.0 = digits } else { lengths.1 = digits }
      groups += 1
      digits = 0
    }
    lengths.2 = digits
    guard isDate, groups == 2 else { return .number }
    let isWritten =
      separator == UInt8(ascii: ".") || separator == UInt8(ascii: "-")
      || separator == UInt8(ascii: "/")
    let isDayFirst = lengths.0 <= 2 && (lengths.2 == 2 || lengths.2 == 4)
    let isYearFirst = lengths.0 == 4 && lengths.2 <= 2
    return isWritten && lengths.1 <= 2 && (isDayFirst || isYearFirst) ? .date : .number
  }

  // MARK: Addresses

  /// The most bytes before the @ of an e-mail address, and in the name of a domain.
  private static let maximumName = 64

  private static let domains = Set(
    ["dk", "no", "se", "com", "net", "org", "nu", "eu", "io", "de", "uk", "info", "shop"].map {
      WordHash.hash(of: $0)
    })

  /// The e-mail address, web address or domain that begins with the token `start..<stop`.
  private mutating func address(_ start: Int, _ stop: Int, _ end: Int) -> (
    end: Int, kind: TokenKind
  )? {
    switch text.byte(stop) {
    case UInt8(ascii: "@"):
      return text.isWord(stop + 1) ? (addressEnd(start, end), .email) : nil
    case UInt8(ascii: ":"):
      guard text.byte(stop + 1) == UInt8(ascii: "/"), text.byte(stop + 2) == UInt8(ascii: "/")
      else { return nil }
      return (addressEnd(start, end), .url)
    case UInt8(ascii: "."), UInt8(ascii: "+"):
      guard text.isWord(stop + 1) else { return nil }
      if isMailbox(start, stop) { return (addressEnd(start, end), .email) }
      if let stop = domainEnd(start, stop) {
        return (text.byte(stop) == UInt8(ascii: "/") ? addressEnd(start, end) : stop, .url)
      }
      return nil
    default: return nil
    }
  }

  /// Whether the token goes on to an @ with a word behind it: "kari.nordmann@firma.no".
  private mutating func isMailbox(_ start: Int, _ stop: Int) -> Bool {
    var at = max(stop, mailboxSearched)
    defer { mailboxSearched = at }
    while at - start <= Tokenizer.maximumName {
      switch text.byte(at) {
      case UInt8(ascii: "@"): return text.isWord(at + 1)
      case UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "+"): at += 1
      default:
        guard text.isWord(at) else { return false }
        at = text.wordEnd(from: at)
      }
    }
    return false
  }

  /// Where "firma.dk" or "www.firma.no" ends, if it is an address: a full stop without a blank
  /// ("bra.Se her") is only one before a known ending in small letters.
  private mutating func domainEnd(_ start: Int, _ dot: Int) -> Int? {
    if dot < domainSearched { return nil }
    var dot = dot
    defer { domainSearched = dot }
    var last = dot
    while text.byte(dot) == UInt8(ascii: "."), text.isWord(dot + 1) {
      last = dot + 1
      dot = text.wordEnd(from: last)
      while text.byte(dot) == UInt8(ascii: "-"), text.isWord(dot + 1) {
        dot = text.wordEnd(from: dot + 1)
      }
      if dot - start > Tokenizer.maximumName { return nil }
    }
    let isKnown = isSmall(last) && Tokenizer.domains.contains(text.hash(last, dot))
    return isKnown ? dot : nil
  }

  /// The end of an address: at white space or a bracket or quote, without a closing mark.
  private func addressEnd(_ start: Int, _ end: Int) -> Int {
    let limit = scalarBoundary(min(end, start + Token.maximumLength))
    var stop = start
    scan: while stop < limit, !text.isSpace(stop) {
      switch text.byte(stop) {
      case UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: ")"),
        UInt8(ascii: "]"), UInt8(ascii: "|"):
        break scan
      default: stop += 1
      }
    }
    trim: while stop > start + 1 {
      switch text.byte(stop - 1) {
      case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"),
        UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "'"):
        stop -= 1
      default: break trim
      }
    }
    return stop
  }

  // MARK: Between words

  /// Skips white space; a run with a line break in it is a token of its own.
  private mutating func skipSpace(_ start: Int, _ end: Int, _ tokens: inout TokenWriter) -> Int {
    var position = start
    var lineBreak = -1
    while position < end, text.isSpace(position) {
      if lineBreak < 0, isLineEnd(position) { lineBreak = position }
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
    if emoticons.mayBegin(byte), let stop = emoticonEnd(position, range) {
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

  /// Where the longest emoticon at a position ends, if it stands alone: it neither follows a digit
  /// ("kl. 12:3") nor runs on into a word.
  private mutating func emoticonEnd(_ position: Int, _ range: Range<Int>) -> Int? {
    if position > range.lowerBound, text.isDigit(position - 1) { return nil }
    var length = min(emoticons.maximumLength, range.upperBound - position)
    while length >= 2 {
      let stop = position + length
      if emoticons.contains(text.hash(position, stop)) {
        return text.isWord(stop) && text.isWord(stop - 1) ? nil : stop
      }
      length -= 1
    }
    return nil
  }

  /// A character outside ASCII that is no letter: an emoji with all that modifies it, or a mark.
  private mutating func appendSign(_ position: Int, _ end: Int, _ tokens: inout TokenWriter) -> Int
  {
    let (scalar, length) = decode(position)
    var stop = position + length
    guard Tokenizer.isEmoji(scalar) else {
      let limit = min(end, position + Token.maximumLength - length)
      while stop < limit, decode(stop).scalar == scalar { stop += length }
      tokens.append(position, stop, .punctuation, text.hash(position, position + length))
      return stop
    }
    var looked = stop
    if Tokenizer.isRegional(scalar) {
      let (second, size) = decode(stop)
      if Tokenizer.isRegional(second) { stop += size }
      looked = stop
    }
    while stop - position < 200 {
      let (next, size) = decode(stop)
      if Tokenizer.isModifier(next) {
        stop += size
      } else if next == 0x200D {
        let (joined, joinedSize) = decode(stop + size)
        guard Tokenizer.isEmoji(joined) else { break }
        stop += size + joinedSize
      } else {
        break
      }
    }
    // Looked up without its modifiers: 👍🏽 is 👍. A flag is both its letters.
    tokens.append(position, stop, .emoji, text.hash(position, looked))
    return stop
  }

  /// The scalar at a position of valid UTF-8, and its length in bytes.
  private func decode(_ position: Int) -> (scalar: UInt32, length: Int) {
    let lead = UInt32(text.byte(position))
    func tail(_ i: Int) -> UInt32 { UInt32(text.byte(position + i)) & 0x3F }
    switch lead {
    case 0xC0..<0xE0: return ((lead & 0x1F) << 6 | tail(1), 2)
    case 0xE0..<0xF0: return ((lead & 0x0F) << 12 | tail(1) << 6 | tail(2), 3)
    case 0xF0...: return ((lead & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4)
    default: return (lead, 1)
    }
  }

  /// Emoji and the pictographs used as such.
  private static func isEmoji(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x1F000...0x1FAFF, 0x2600...0x27BF, 0x2B00...0x2BFF, 0x2190...0x21FF, 0x2300...0x23FF,
      0x203C, 0x2049:
      true
    default: false
    }
  }

  private static func isRegional(_ scalar: UInt32) -> Bool { (0x1F1E6...0x1F1FF).contains(scalar) }

  /// Variation selectors, skin tones, tags, the enclosing keycap.
  private static func isModifier(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0xFE0E, 0xFE0F, 0x1F3FB...0x1F3FF, 0xE0020...0xE007F, 0x20E3: true
    default: false
    }
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

internal import RisrosLexicon
internal import RisrosModel
internal import RisrosText

/// Walks over the scanned text of a batch, one comment at a time.
///
/// The common case, words with a blank between them, is a bit test and a bit count a word; what
/// else stands between two words is looked at byte by byte.
struct Tokenizer {
  let text: [UInt8]
  let folded: [UInt8]
  /// Bits from `CommentBatch.slack` on, as `TextScan` makes them.
  let word: [UInt64]
  let space: [UInt64]
  var tokens: Column<Token>
  let abbreviations: AbbreviationSet
  let emoticons: EmoticonSet

  /// Appends the tokens of one comment.
  mutating func tokenize(_ range: Range<Int>) {
    var position = range.lowerBound
    let end = range.upperBound
    while position < end {
      if isWord(position) {
        let stop = min(wordEnd(from: position), end)
        let first = tokens.count
        appendWord(position, stop)
        position = stop
        if position < end, text[position] != 0x20 {
          position = glue(first, position, range)
        } else {
          position += 1
        }
      } else if isSpace(position) {
        position = skipSpace(position, end)
      } else {
        position = appendMark(position, range)
      }
    }
  }

  // MARK: Masks

  private func isWord(_ position: Int) -> Bool {
    let bit = position &- CommentBatch.slack
    return word[bit >> 6] >> UInt64(truncatingIfNeeded: bit & 63) & 1 != 0
  }

  private func isSpace(_ position: Int) -> Bool {
    let bit = position &- CommentBatch.slack
    return space[bit >> 6] >> UInt64(truncatingIfNeeded: bit & 63) & 1 != 0
  }

  /// The first position at or after `position` that belongs to no word.
  private func wordEnd(from position: Int) -> Int {
    var bit = position &- CommentBatch.slack
    var block = ~word[bit >> 6] >> UInt64(truncatingIfNeeded: bit & 63)
    while block == 0 {
      bit = (bit | 63) &+ 1
      block = ~word[bit >> 6]
    }
    return CommentBatch.slack &+ bit &+ block.trailingZeroBitCount
  }

  // MARK: Words

  private func isDigit(_ position: Int) -> Bool { text[position] &- 0x30 < 10 }

  private mutating func appendWord(_ start: Int, _ stop: Int) {
    var start = start
    while stop - start > Token.maximumLength {
      var cut = start + Token.maximumLength
      while text[cut] & 0xC0 == 0x80 { cut -= 1 }
      append(start, cut, .word)
      start = cut
    }
    append(start, stop, isDigit(start) && isAllDigits(start, stop) ? .number : .word)
  }

  private func isAllDigits(_ start: Int, _ stop: Int) -> Bool {
    var i = start
    while i < stop, isDigit(i) { i += 1 }
    return i == stop
  }

  private mutating func append(_ start: Int, _ stop: Int, _ kind: TokenKind) {
    let hash: UInt64
    switch kind {
    case .number, .price, .date: hash = WordHash.number
    case .url, .email: hash = 0
    default: hash = WordHash.hash(folded, start..<stop)
    }
    append(start, stop, kind, hash)
  }

  private mutating func append(_ start: Int, _ stop: Int, _ kind: TokenKind, _ hash: UInt64) {
    tokens.append(
      Token(
        hash: hash, start: UInt32(truncatingIfNeeded: start),
        length: UInt16(truncatingIfNeeded: min(stop - start, Token.maximumLength)), kind: kind))
  }

  /// Makes the last token reach to `stop`, as a token of that kind.
  private mutating func extend(_ first: Int, to stop: Int, _ kind: TokenKind) {
    let start = Int(tokens[first].start)
    if stop - start > Token.maximumLength { return }
    tokens.truncate(to: first)
    append(start, stop, kind)
  }

  // MARK: What touches a word

  /// Joins to the word that ends at `position` what belongs to it: "1.299", "bl.a.", "e-mail",
  /// "a@b.dk". Returns where to go on.
  private mutating func glue(_ first: Int, _ position: Int, _ range: Range<Int>) -> Int {
    let end = range.upperBound
    let next = position + 1
    let nextIsWord = next < end && isWord(next)
    let byte = text[position]
    let afterNumber = isDigit(position - 1)
    switch byte {
    case UInt8(ascii: "."):
      if let stop = abbreviationEnd(first, position, end) {
        extend(first, to: stop, .word)
        return stop
      }
      if nextIsWord, afterNumber, isDigit(next) { return join(first, next, range) }
      if nextIsWord, let stop = domainEnd(position, end) {
        extend(first, to: stop, .url)
        return stop
      }
      if tokens[first].kind == .number, isOrdinalDot(first, position, end) {
        extend(first, to: next, .number)
        return next
      }
    case UInt8(ascii: ","):
      if nextIsWord, afterNumber, isDigit(next) { return join(first, next, range) }
      if tokens[first].kind == .number, next < end, text[next] == UInt8(ascii: "-") {
        extend(first, to: next + 1, .price)
        return next + 1
      }
    case UInt8(ascii: ":"):
      if nextIsWord, afterNumber, isDigit(next) { return join(first, next, range) }
      if next + 1 < end, text[next] == UInt8(ascii: "/"), text[next + 1] == UInt8(ascii: "/") {
        return appendAddress(first, range)
      }
    case UInt8(ascii: "/"):
      if nextIsWord, afterNumber == isDigit(next) { return join(first, next, range) }
    case UInt8(ascii: "-"):
      if nextIsWord { return join(first, next, range) }
      if isHangingHyphen(next, end) {
        extend(first, to: next, .word)
        return next
      }
    case UInt8(ascii: "'"), UInt8(ascii: "_"), UInt8(ascii: "&"), UInt8(ascii: "`"):
      if nextIsWord { return join(first, next, range) }
    case UInt8(ascii: "@"):
      if nextIsWord { return appendEmail(first, range) }
    case 0xE2:
      // ’ between letters, and the non-breaking hyphen.
      if next + 2 < end, text[next] == 0x80, text[next + 1] == 0x99 || text[next + 1] == 0x91,
        isWord(next + 2)
      {
        return join(first, next + 2, range)
      }
    default: break
    }
    return position
  }

  /// Joins the word at `next` to the token and looks at what touches that.
  private mutating func join(_ first: Int, _ next: Int, _ range: Range<Int>) -> Int {
    let stop = min(wordEnd(from: next), range.upperBound)
    let start = Int(tokens[first].start)
    // A token of the longest length ends here; what follows is a token of its own.
    if stop - start > Token.maximumLength {
      return next - 1 > start ? appendMark(next - 1, range) : next
    }
    extend(first, to: stop, kind(start, stop))
    if stop < range.upperBound, text[stop] != 0x20 { return glue(first, stop, range) }
    return stop
  }

  /// What a joined run is: a date, a number or a word.
  private func kind(_ start: Int, _ stop: Int) -> TokenKind {
    guard isDigit(start) else { return .word }
    var groups = 1
    var separator: UInt8 = 0
    var digits = 0
    var isDate = true
    for i in start..<stop {
      if isDigit(i) {
        digits += 1
        continue
      }
      let byte = text[i]
      if byte & 0xC0 == 0xC0 || byte | 0x20 >= 0x61 { return .word }
      if digits > 4 || separator != 0 && byte != separator || byte == UInt8(ascii: ",") {
        isDate = false
      }
      separator = byte
      groups += 1
      digits = 0
    }
    let isWritten =
      separator == UInt8(ascii: ".") || separator == UInt8(ascii: "-")
      || separator == UInt8(ascii: "/")
    return isDate && isWritten && groups == 3 && (digits == 2 || digits == 4) ? .date : .number
  }

  /// Where the abbreviation ends that begins with the token: behind the last full stop.
  private func abbreviationEnd(_ first: Int, _ position: Int, _ end: Int) -> Int? {
    guard abbreviations.mayBegin(tokens[first].hash) else { return nil }
    let start = Int(tokens[first].start)
    var dot = position
    var found: Int?
    for _ in 0..<4 {
      if abbreviations.contains(folded, start..<dot + 1) { found = dot + 1 }
      guard dot + 1 < end, isWord(dot + 1) else { break }
      let stop = wordEnd(from: dot + 1)
      guard stop < end, text[stop] == UInt8(ascii: ".") else {
        // "m.fl" and the like may lack their last full stop.
        break
      }
      dot = stop
    }
    return found
  }

  private static let domains = Set(
    ["dk", "no", "se", "com", "net", "org", "nu", "eu", "io", "de", "uk", "info", "shop"].map {
      WordHash.hash(of: $0)
    })

  /// Where "firma.dk" or "www.firma.no/hjelp" ends, if it is an address.
  private func domainEnd(_ dot: Int, _ end: Int) -> Int? {
    var dot = dot
    var last: Int?
    while dot + 1 < end, text[dot] == UInt8(ascii: "."), isWord(dot + 1) {
      let stop = min(wordEnd(from: dot + 1), end)
      last = Tokenizer.domains.contains(WordHash.hash(folded, dot + 1..<stop)) ? stop : nil
      dot = stop
    }
    guard let stop = last else { return nil }
    return stop < end && text[stop] == UInt8(ascii: "/") ? addressEnd(stop, end) : stop
  }

  /// "1. maj" and "17. mai": a number, a full stop, a blank and a small letter.
  private func isOrdinalDot(_ first: Int, _ position: Int, _ end: Int) -> Bool {
    guard tokens[first].length <= 2, position + 2 < end, text[position + 1] == 0x20 else {
      return false
    }
    let byte = text[position + 2]
    return byte >= 0x61 && byte <= 0x7A
  }

  private static let joiners = Set(
    ["og", "eller", "samt", "og/eller"].map { WordHash.hash(of: $0) })

  /// The hyphen of "ind- og udland" belongs to its word.
  private func isHangingHyphen(_ next: Int, _ end: Int) -> Bool {
    guard next + 1 < end, text[next] == 0x20, isWord(next + 1) else { return false }
    let stop = min(wordEnd(from: next + 1), end)
    return Tokenizer.joiners.contains(WordHash.hash(folded, next + 1..<stop))
  }

  private mutating func appendEmail(_ first: Int, _ range: Range<Int>) -> Int {
    let stop = addressEnd(Int(tokens[first].start), range.upperBound)
    extend(first, to: stop, .email)
    return stop
  }

  private mutating func appendAddress(_ first: Int, _ range: Range<Int>) -> Int {
    let stop = addressEnd(Int(tokens[first].start), range.upperBound)
    extend(first, to: stop, .url)
    return stop
  }

  /// The end of an address: at white space or a bracket or quote, without a closing mark.
  private func addressEnd(_ start: Int, _ end: Int) -> Int {
    var stop = start
    scan: while stop < end, !isSpace(stop) {
      switch text[stop] {
      case UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: ")"),
        UInt8(ascii: "]"), UInt8(ascii: "|"):
        break scan
      default: stop += 1
      }
    }
    trim: while stop > start + 1 {
      switch text[stop - 1] {
      case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"),
        UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "'"):
        stop -= 1
      default: break trim
      }
    }
    return min(stop, start + Token.maximumLength)
  }

  // MARK: Between words

  /// Skips white space; a run with a line break in it is a token of its own.
  private mutating func skipSpace(_ start: Int, _ end: Int) -> Int {
    var position = start
    var lineBreak = -1
    while position < end, isSpace(position) {
      if text[position] == 0x0A || text[position] == 0x0D, lineBreak < 0 { lineBreak = position }
      position += 1
    }
    if lineBreak >= 0 {
      append(lineBreak, lineBreak + 1, .lineBreak, Tokenizer.lineBreakHash)
    }
    return position
  }

  private static let lineBreakHash = WordHash.hash(of: [0x0A])
  private static let dotsHash = WordHash.hash(of: "…")

  /// Appends the emoji, emoticon or mark at a position and returns what follows it.
  private mutating func appendMark(_ position: Int, _ range: Range<Int>) -> Int {
    let byte = text[position]
    let end = range.upperBound
    if byte >= 0x80 { return appendSign(position, range) }
    let length = emoticons.length(in: folded, at: position, limit: end)
    if length > 0, standsAlone(position, position + length, range) {
      append(position, position + length, .emoticon)
      return position + length
    }
    var stop = position + 1
    while stop < end, text[stop] == byte { stop += 1 }
    let hash =
      byte == UInt8(ascii: ".") && stop - position > 1
      ? Tokenizer.dotsHash : WordHash.hash(folded, position..<position + 1)
    append(position, min(stop, position + Token.maximumLength), .punctuation, hash)
    return min(stop, position + Token.maximumLength)
  }

  /// Whether an emoticon neither follows a digit ("kl. 12:3") nor runs on into a word.
  private func standsAlone(_ start: Int, _ stop: Int, _ range: Range<Int>) -> Bool {
    if start > range.lowerBound, isDigit(start - 1) { return false }
    if stop < range.upperBound, isWord(stop), isWord(stop - 1) { return false }
    return true
  }

  /// A character outside ASCII that is no letter: an emoji with all that modifies it, or a mark.
  private mutating func appendSign(_ position: Int, _ range: Range<Int>) -> Int {
    let end = range.upperBound
    let (scalar, length) = decode(position, end)
    guard Tokenizer.isEmoji(scalar) else {
      var stop = position + length
      while stop < end, decode(stop, end).scalar == scalar { stop += length }
      stop = min(stop, position + Token.maximumLength / length * length)
      append(position, stop, .punctuation, WordHash.hash(folded, position..<position + length))
      return stop
    }
    var stop = position + length
    if Tokenizer.isRegional(scalar) {
      let (second, size) = stop < end ? decode(stop, end) : (0, 0)
      if Tokenizer.isRegional(second) { stop += size }
    }
    while stop < end, stop - position < 200 {
      let (next, size) = decode(stop, end)
      if Tokenizer.isModifier(next) {
        stop += size
      } else if next == 0x200D, stop + size < end {
        let (joined, joinedSize) = decode(stop + size, end)
        guard Tokenizer.isEmoji(joined) else { break }
        stop += size + joinedSize
      } else {
        break
      }
    }
    append(position, stop, .emoji, WordHash.hash(folded, position..<position + length))
    return stop
  }

  /// The scalar at a position of valid UTF-8, and its length in bytes.
  private func decode(_ position: Int, _ end: Int) -> (scalar: UInt32, length: Int) {
    let lead = UInt32(text[position])
    func tail(_ i: Int) -> UInt32 { UInt32(text[position + i]) & 0x3F }
    switch lead {
    case 0xC0..<0xE0 where position + 1 < end: return ((lead & 0x1F) << 6 | tail(1), 2)
    case 0xE0..<0xF0 where position + 2 < end:
      return ((lead & 0x0F) << 12 | tail(1) << 6 | tail(2), 3)
    case 0xF0... where position + 3 < end:
      return ((lead & 0x07) << 18 | tail(1) << 12 | tail(2) << 6 | tail(3), 4)
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

internal import RisrosText

/// What a tag means for the text around it.
enum HTMLTagKind: Sendable {
  /// Stands within a line: nothing is left of it.
  case inline
  /// Begins or ends a paragraph: a line break is left.
  case block
  /// Begins or ends a cell of a table: a blank is left.
  case cell
  /// Its content is no text.
  case hidden
  /// Its content is quoted from another mail.
  case quote
}

/// A tag, comment or declaration of HTML in a comment's text.
struct HTMLTag {
  var kind: HTMLTagKind
  var name: UInt64
  var isClosing: Bool
  /// One past its last byte.
  var end: Int
  /// It opens the part of a mail that a mail program has marked as quoted to the end.
  var opensQuotedRest = false
}

/// Finds tags; what only looks like one ("<3", "<navn>", "pris < 100") is text.
struct HTMLTagFinder {
  /// Up to here no HTML comment ends: kept so that a row of their begins costs one look.
  private var noCommentEnd = 0
  /// The longest tag that is taken for one.
  private static let longest = 4096

  /// The tag that begins with the `<` at `start`, or nil.
  mutating func tag(_ bytes: [UInt8], _ start: Int, _ end: Int) -> HTMLTag? {
    var at = start + 1
    guard at < end else { return nil }
    if bytes[at] == UInt8(ascii: "!") { return declaration(bytes, start, end) }
    let isClosing = bytes[at] == UInt8(ascii: "/")
    if isClosing { at += 1 }
    let first = at
    while at < end, at - first < 11, bytes[at].isASCIIAlphanumeric || bytes[at] == 0x3A { at += 1 }
    guard at > first, at < end, bytes[first].isASCIILetter else { return nil }
    let name = WordHash.hash(of: bytes[first..<at].map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 })
    guard let kind = HTMLTagFinder.kinds[name], let close = closing(bytes, at, end),
      HTMLTagFinder.isTagRest(bytes, at..<close)
    else { return nil }
    return HTMLTag(
      kind: kind, name: name, isClosing: isClosing, end: close + 1,
      opensQuotedRest: !isClosing
        && HTMLTagFinder.quotedRest.contains { HTMLTagFinder.contains($0, bytes, at..<close) })
  }

  /// Where the tag's `>` is; a `<` before it means that this is none, which also bounds the time.
  private func closing(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int? {
    for at in start..<min(end, start + HTMLTagFinder.longest) {
      if bytes[at] == UInt8(ascii: ">") { return at }
      if bytes[at] == UInt8(ascii: "<") { return nil }
    }
    return nil
  }

  /// Between name and `>` stand nothing, a slash or attributes with values: "<a og b>" is no tag.
  private static func isTagRest(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    if range.isEmpty { return true }
    guard bytes[range.lowerBound] <= 0x20 || bytes[range.lowerBound] == UInt8(ascii: "/") else {
      return false
    }
    return bytes[range].allSatisfy { $0 <= 0x20 || $0 == UInt8(ascii: "/") }
      || bytes[range].contains(UInt8(ascii: "="))
  }

  private mutating func declaration(_ bytes: [UInt8], _ start: Int, _ end: Int) -> HTMLTag? {
    let isComment = bytes[start..<end].starts(with: [0x3C, 0x21, 0x2D, 0x2D])
    if isComment {
      var at = max(start + 4, noCommentEnd)
      let limit = min(end, start + HTMLTagFinder.longest)
      while at + 2 < limit {
        if bytes[at] == 0x2D && bytes[at + 1] == 0x2D && bytes[at + 2] == 0x3E {
          return HTMLTag(kind: .inline, name: 0, isClosing: true, end: at + 3)
        }
        at += 1
      }
      noCommentEnd = max(noCommentEnd, at)
      return nil
    }
    let word = bytes[start..<min(end, start + 9)].map { $0 | 0x20 }
    guard word == Array("<!doctype".utf8), let close = closing(bytes, start + 1, end) else {
      return nil
    }
    return HTMLTag(kind: .inline, name: 0, isClosing: true, end: close + 1)
  }

  private static func contains(
    _ wanted: [UInt8], _ bytes: [UInt8], _ range: Range<Int>
  ) -> Bool {
    if range.count < wanted.count { return false }
    return (range.lowerBound...range.upperBound - wanted.count).contains { start in
      bytes[start] == wanted[0] && bytes[start..<start + wanted.count].elementsEqual(wanted)
    }
  }

  /// Classes and identifiers by which Gmail, Yahoo and Outlook mark what they quote.
  private static let quotedRest = ["gmail_quote", "yahoo_quoted", "divRplyFwdMsg"].map {
    Array($0.utf8)
  }

  private static let kinds: [UInt64: HTMLTagKind] = {
    var kinds: [UInt64: HTMLTagKind] = [:]
    func add(_ names: String, _ kind: HTMLTagKind) {
      for name in names.split(separator: " ") { kinds[WordHash.hash(of: String(name))] = kind }
    }
    add(
      "a abbr acronym b bdi bdo big button cite code del dfn em font i img input ins kbd label mark"
        + " o:p q s samp small span strike strong sub sup time tt u var wbr meta link base", .inline
    )
    add(
      "address article aside body br center dd details div dl dt fieldset figcaption figure footer"
        + " form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody"
        + " tfoot thead tr ul", .block)
    add("td th", .cell)
    add("head script style title", .hidden)
    add("blockquote", .quote)
    return kinds
  }()
}

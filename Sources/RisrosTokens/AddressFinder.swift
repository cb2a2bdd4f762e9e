internal import RisrosModel
internal import RisrosText

/// Finds the e-mail and web addresses that begin with a word.
///
/// Remembers how far it has looked in vain, so that each byte of a batch is looked at once, however
/// long "a.b.c.d" goes on.
struct AddressFinder {
  /// Up to here "a.b.c" has been searched for an @ and for the end of a domain, in vain.
  private var mailboxSearched = 0
  private var domainSearched = 0

  /// The most bytes before the @ of an e-mail address, and in the name of a domain.
  private static let maximumName = 64

  private static let domains = Set(
    ["dk", "no", "se", "com", "net", "org", "nu", "eu", "io", "de", "uk", "info", "shop"].map {
      WordHash.hash(of: $0)
    })

  /// The e-mail address, web address or domain that begins with the token `start..<stop`.
  mutating func address(
    in text: ScannedText, _ start: Int, _ stop: Int, _ end: Int
  ) -> (end: Int, kind: TokenKind)? {
    switch text.byte(stop) {
    case UInt8(ascii: "@"):
      return text.isWord(stop + 1) ? (text.addressEnd(start, end), .email) : nil
    case UInt8(ascii: ":"):
      guard text.byte(stop + 1) == UInt8(ascii: "/"), text.byte(stop + 2) == UInt8(ascii: "/")
      else { return nil }
      return (text.addressEnd(start, end), .url)
    case UInt8(ascii: "."), UInt8(ascii: "+"):
      guard text.isWord(stop + 1) else { return nil }
      if isMailbox(text, start, stop) { return (text.addressEnd(start, end), .email) }
      if let stop = domainEnd(text, start, stop) {
        return (text.byte(stop) == UInt8(ascii: "/") ? text.addressEnd(start, end) : stop, .url)
      }
      return nil
    default: return nil
    }
  }

  /// Whether the token goes on to an @ with a word behind it: "kari.nordmann@firma.no".
  private mutating func isMailbox(_ text: ScannedText, _ start: Int, _ stop: Int) -> Bool {
    var at = max(stop, mailboxSearched)
    defer { mailboxSearched = at }
    while at - start <= AddressFinder.maximumName {
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
  private mutating func domainEnd(_ text: ScannedText, _ start: Int, _ dot: Int) -> Int? {
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
      if dot - start > AddressFinder.maximumName { return nil }
    }
    let isKnown = text.isSmall(last) && AddressFinder.domains.contains(text.hash(last, dot))
    return isKnown ? dot : nil
  }
}

extension ScannedText {
  /// The end of an address: at white space or a bracket or quote, without a closing mark.
  fileprivate func addressEnd(_ start: Int, _ end: Int) -> Int {
    let limit = scalarBoundary(min(end, start + Token.maximumLength))
    var stop = start
    scan: while stop < limit, !isSpace(stop) {
      switch byte(stop) {
      case UInt8(ascii: "\""), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: ")"),
        UInt8(ascii: "]"), UInt8(ascii: "|"):
        break scan
      default: stop += 1
      }
    }
    trim: while stop > start + 1 {
      switch byte(stop - 1) {
      case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: ":"),
        UInt8(ascii: "!"), UInt8(ascii: "?"), UInt8(ascii: "'"):
        stop -= 1
      default: break trim
      }
    }
    return stop
  }
}

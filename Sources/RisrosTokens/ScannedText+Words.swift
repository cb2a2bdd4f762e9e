internal import RisrosText

// Marks that join runs of letters to one word.
extension ScannedText {
  /// Where the next run of letters or digits begins, if the mark at `stop` joins it to the token:
  /// "e-mail", "1.299", "14:30", "H&M".
  func joinedWord(_ start: Int, _ stop: Int) -> Int? {
    let next = stop + 1
    switch byte(stop) {
    case UInt8(ascii: "."), UInt8(ascii: ","), UInt8(ascii: ":"):
      return isDigit(stop - 1) && isDigit(next) ? next : nil
    case UInt8(ascii: "/"):
      guard isWord(next), isDigit(stop - 1) == isDigit(next) else { return nil }
      // "og/eller" and "m/u" are words, "service/betjening" is two.
      return isDigit(next) || stop - start <= 2 ? next : nil
    case UInt8(ascii: "-"), UInt8(ascii: "'"), UInt8(ascii: "_"), UInt8(ascii: "&"),
      UInt8(ascii: "`"):
      return isWord(next) ? next : nil
    case 0xC2:
      // Soft hyphen.
      return byte(next) == 0xAD && isWord(next + 1) ? next + 1 : nil
    case 0xE2:
      // ’ and the non-breaking hyphen.
      guard byte(next) == 0x80, byte(next + 1) == 0x99 || byte(next + 1) == 0x91,
        isWord(next + 2)
      else { return nil }
      return next + 2
    default: return nil
    }
  }

  /// The words that come behind the hyphen of "ind- og udland".
  private static let joiners = Set(
    ["og", "eller", "samt", "og/eller"].map { WordHash.hash(of: $0) })

  /// Whether a hyphen right before `next` stands for the part that a later word has: "ind- og
  /// udland", "majs-, soja- og rapsolie".
  func isHangingHyphen(_ next: Int) -> Bool {
    if byte(next) == UInt8(ascii: ",") { return true }
    guard byte(next) == 0x20, isWord(next + 1) else { return false }
    let stop = wordEnd(from: next + 1)
    return stop - next <= 6 && ScannedText.joiners.contains(hash(next + 1, stop))
  }
}

internal import RisrosLexicon

// Full stops that belong to a word: those of abbreviations and initials.
extension ScannedText {
  /// Where the token ends whose full stop stands at `dot` and belongs to it: "bl.a.", "H.C.".
  ///
  /// - Parameter isBehindAbbreviation: whether the token before ends in such a full stop.
  func fullStop(
    _ start: Int, _ dot: Int, _ abbreviations: AbbreviationSet, isBehindAbbreviation: Bool
  ) -> Int? {
    if let end = abbreviationEnd(start, dot, abbreviations) { return end }
    guard isSingleLetter(start, dot) else { return nil }
    let next = dot + 1
    if isCapital(start) {
      // Initials: "B.T.", and "H. Hansen".
      var end = next
      while end - start < 32, isWord(end) {
        let stop = wordEnd(from: end)
        guard isSingleLetter(end, stop), isCapital(end), byte(stop) == UInt8(ascii: ".") else {
          break
        }
        end = stop + 1
      }
      if end > next { return end }
      return byte(next) == 0x20 && isCapital(next + 1) && !isPronoun(start) ? next : nil
    }
    // "bl. a."
    return isBehindAbbreviation && byte(next) == 0x20 ? next : nil
  }

  /// "I" is a word: "det kan I. Men".
  private func isPronoun(_ start: Int) -> Bool { byte(start) == UInt8(ascii: "I") }

  /// Where the abbreviation ends that begins with the token: behind its last full stop.
  ///
  /// At the end of a line an abbreviation of one part leaves its full stop to the sentence.
  private func abbreviationEnd(
    _ start: Int, _ stop: Int, _ abbreviations: AbbreviationSet
  ) -> Int? {
    guard abbreviations.mayBegin(hash(start, stop)) else { return nil }
    var dot = stop
    var found: Int?
    for _ in 0..<4 {
      if abbreviations.contains(hash(start, dot + 1)) { found = dot + 1 }
      guard isWord(dot + 1) else { break }
      let stop = wordEnd(from: dot + 1)
      guard byte(stop) == UInt8(ascii: "."), stop - start < 32 else { break }
      dot = stop
    }
    guard let end = found else { return nil }
    switch byte(end) {
    case 0x0A, 0x0D: return end == stop + 1 ? nil : end
    case UInt8(ascii: "."):
      // "osv..." is no full stop but a pause.
      return byte(end + 1) == UInt8(ascii: ".") ? nil : end
    case UInt8(ascii: "-"):
      // "maks.-hastighed"
      return isWord(end + 1) ? wordEnd(from: end + 1) : end
    default:
      // "dr.phil."
      guard isSmall(end) else { return end }
      let part = wordEnd(from: end)
      return part - end <= 6 && byte(part) == UInt8(ascii: ".") ? part + 1 : end
    }
  }
}

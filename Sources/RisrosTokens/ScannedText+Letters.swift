// Letters and characters by position.
extension ScannedText {
  /// The first byte of the character that a position of valid UTF-8 lies in.
  func scalarBoundary(_ position: Int) -> Int {
    var position = position
    while byte(position) & 0xC0 == 0x80 { position -= 1 }
    return position
  }

  /// Whether a letter stands there that case folding changes.
  func isCapital(_ position: Int) -> Bool {
    byte(position) != foldedByte(position)
      || byte(position) == 0xC3 && byte(position + 1) != foldedByte(position + 1)
  }

  /// Whether a small letter of ASCII, or a letter of Latin-1, stands there.
  func isSmall(_ position: Int) -> Bool {
    byte(position) &- 0x61 < 26 || byte(position) == 0xC3 && !isCapital(position)
  }

  func isLineEnd(_ position: Int) -> Bool {
    byte(position) == 0x0A || byte(position) == 0x0D
  }

  /// Whether a run of letters is one letter of ASCII or Latin-1.
  func isSingleLetter(_ start: Int, _ stop: Int) -> Bool {
    stop - start == 1 || stop - start == 2 && byte(start) == 0xC3
  }
}

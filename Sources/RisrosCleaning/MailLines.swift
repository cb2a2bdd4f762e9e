internal import RisrosLexicon

/// The words of mail, ready to be compared with the lines of a comment.
struct MailLines: Sendable {
  private let closings: [[UInt8]]
  private let devices: [[UInt8]]
  private let froms: [[UInt8]]
  private let headers: [[UInt8]]
  private let originals: [[UInt8]]
  private let verbs: [[UInt8]]
  private let ownWords: [[UInt8]]
  private let particles: [[UInt8]]
  /// A bit for the first three bytes of every line that may matter, five bits of each: whatever the
  /// case, and whether or not a letter is of ASCII.
  private var openings = [UInt64](repeating: 0, count: 512)

  init(_ phrases: MailPhrases) {
    // The longest first, so that "med venlig hilsen" is not taken for "med".
    func sorted(_ kind: MailPhrases.Kind) -> [[UInt8]] {
      phrases[kind].sorted { $0.count > $1.count }
    }
    closings = sorted(.closing)
    devices = sorted(.device)
    froms = sorted(.from)
    headers = sorted(.header) + sorted(.from)
    originals = sorted(.original)
    verbs = sorted(.wrote)
    ownWords = sorted(.own)
    particles = sorted(.particle)
    for phrase in closings + devices + froms + originals { mark(phrase) }
    for mark in [">", "-", "_", "*"] { self.mark(Array(mark.utf8)) }
  }

  /// Marks the openings that begin with `bytes`: all those where there are fewer than three.
  private mutating func mark(_ bytes: [UInt8]) {
    let known = bytes.prefix(3).map { Int($0 & 31) }
    let free = 5 * (3 - known.count)
    let base = known.reduce(0) { $0 << 5 | $1 } << free
    for opening in base..<base + 1 << free { openings[opening >> 6] |= 1 << UInt64(opening & 63) }
  }

  /// Whether a line that begins with these three bytes may be one of mail.
  @inline(__always)
  func mayOpen(_ a: UInt8, _ b: UInt8, _ c: UInt8) -> Bool {
    let opening = Int(a & 31) << 10 | Int(b & 31) << 5 | Int(c & 31)
    return openings[opening >> 6] >> UInt64(opening & 63) & 1 != 0
  }

  // MARK: Whole lines, in lower case and without blanks at the ends

  /// The bytes of a closing that the line begins with, or nil.
  func closingLength(_ line: ArraySlice<UInt8>) -> Int? { length(of: closings, opening: line) }

  /// A line that a mail program adds: "Sendt fra min iPhone".
  func isDevice(_ line: ArraySlice<UInt8>) -> Bool {
    line.count <= 80 && length(of: devices, opening: line) != nil
  }

  /// "-----Original Message-----"
  func isOriginal(_ line: ArraySlice<UInt8>) -> Bool {
    guard line.count <= 80, let first = line.first else { return false }
    let isFramed = first == 0x2D || first == 0x5F || first == 0x2A
    let bare = MailLines.trimmed(line) { $0 <= 0x20 || $0 == 0x2D || $0 == 0x5F || $0 == 0x2A }
    guard let length = length(of: originals, opening: bare) else { return false }
    return isFramed || bare.count - length <= 1
  }

  func isFrom(_ line: ArraySlice<UInt8>) -> Bool { hasLabel(of: froms, line) }
  func isHeader(_ line: ArraySlice<UInt8>) -> Bool { hasLabel(of: headers, line) }

  /// "Fra: Kari", "*Fra:* Kari", "Fra : Kari"
  private func hasLabel(of labels: [[UInt8]], _ line: ArraySlice<UInt8>) -> Bool {
    let bare = line.drop { $0 == 0x2A }
    guard let colon = bare.prefix(24).firstIndex(of: 0x3A) else { return false }
    let label = MailLines.trimmed(bare[..<colon]) { $0 <= 0x20 || $0 == 0x2A }
    return labels.contains { label.elementsEqual($0) }
  }

  private func length(of phrases: [[UInt8]], opening line: ArraySlice<UInt8>) -> Int? {
    phrases.first { phrase in
      guard line.count >= phrase.count, line.starts(with: phrase) else { return false }
      return line.count == phrase.count || !MailLines.isWord(line[line.startIndex + phrase.count])
    }?.count
  }

  static func isWord(_ byte: UInt8) -> Bool { byte.isASCIIAlphanumeric || byte >= 0x80 }

  static func trimmed(
    _ line: ArraySlice<UInt8>, _ isBlank: (UInt8) -> Bool
  ) -> ArraySlice<UInt8> {
    var line = line
    while let first = line.first, isBlank(first) { line.removeFirst() }
    while let last = line.last, isBlank(last) { line.removeLast() }
    return line
  }

  // MARK: The line above a quoted reply

  /// What the line above a quoted reply looks like.
  enum Announcement {
    /// It may be one where quoted lines follow.
    case possible
    /// It is one: it names a time or an address, or nothing but names behind the verb.
    case certain
  }

  /// Reads "Den 3. mai 2026 skrev Kari Nordmann:"; lines of a wrapped one joined by a blank.
  ///
  /// - Parameters:
  ///   - line: in lower case; `original`: the same as written.
  func announcement(_ line: ArraySlice<UInt8>, original: ArraySlice<UInt8>) -> Announcement? {
    guard line.count <= 300, line.last == 0x3A, line.contains(where: \.isASCIIDigit) else {
      return nil
    }
    let bare = line.dropLast()
    let words = bare.split { $0 <= 0x20 || $0 == 0x2C }
    guard let verb = words.lastIndex(where: { word in verbs.contains { word.elementsEqual($0) } })
    else { return nil }
    let neighbours = [verb - 1, verb + 1].filter(words.indices.contains)
    if neighbours.contains(where: { place in ownWords.contains { words[place].elementsEqual($0) } })
    {
      return .possible
    }
    guard words.contains(where: MailLines.isYear) else { return .possible }
    let hasAddress = bare.contains(0x40) || bare.contains(0x3C)
    if hasAddress || verb == words.count - 1 || words.contains(where: MailLines.isTime) {
      return .certain
    }
    // Nothing but a name behind the verb.
    let offset = words[verb].endIndex - line.startIndex
    let names = original.dropLast()[(original.startIndex + offset)...]
    return isNames(names, isStrict: true) ? .certain : .possible
  }

  /// "2026", and "03/05/2026"
  private static func isYear(_ word: ArraySlice<UInt8>) -> Bool {
    let digits = Array(word.suffix(4))
    guard digits.count == 4, digits.allSatisfy(\.isASCIIDigit) else {
      let first = Array(word.prefix(5))
      return first.count == 5 && first[..<4].allSatisfy(\.isASCIIDigit) && first[4] == 0x2D
        && (first[0] == 0x31 || first[0] == 0x32)
    }
    let before = word.dropLast(4).last
    return (before == nil || !before!.isASCIIDigit)
      && (digits[0] == 0x31 && digits[1] == 0x39 || digits[0] == 0x32 && digits[1] == 0x30)
  }

  /// "10:12", "10.12"
  private static func isTime(_ word: ArraySlice<UInt8>) -> Bool {
    let parts = word.split { $0 == 0x3A || $0 == 0x2E }
    return (2...3).contains(parts.count)
      && parts.allSatisfy { (1...2).contains($0.count) && $0.allSatisfy(\.isASCIIDigit) }
      && parts[1].count == 2
  }

  // MARK: Names

  /// Whether a line holds names, titles or an address and no sentence.
  ///
  /// - Parameters:
  ///   - line: as written.
  ///   - isStrict: every word has a capital, but those that stand within names.
  func isNames(_ line: ArraySlice<UInt8>, isStrict: Bool) -> Bool {
    guard line.count <= 100, !MailLines.hasEmoji(line) else { return false }
    let digits = line.count(where: \.isASCIIDigit)
    if !isStrict, line.contains(0x40) || digits >= 6 || MailLines.hasAddress(line) {
      return line.split { $0 <= 0x20 }.count <= 10
    }
    let words = line.split { $0 <= 0x20 || $0 == 0x2C || $0 == 0x2F || $0 == 0x7C }
    guard words.contains(where: { $0.contains(where: \.isASCIILetter) }), words.count <= 8,
      let last = line.last, ![0x21, 0x3F].contains(last)
    else { return false }
    let small = words.count { word in
      let letters = word.drop { !MailLines.isWord($0) }
      guard let first = letters.first else { return false }
      if first.isASCIIDigit || first &- 0x41 < 26 { return false }
      if first == 0xC3, let second = letters.dropFirst().first, second < 0x9F { return false }
      return !particles.contains { letters.elementsEqual($0) }
    }
    if small == 0 { return true }
    // "Daglig leder", "Butikschef i Aarhus"
    guard !isStrict, last != 0x2E, let first = words.first?.first else { return false }
    return words.count <= 4 && small == 1 && (first &- 0x41 < 26 || first == 0xC3)
  }

  /// Emoji colour a comment, wherever they stand.
  private static func hasEmoji(_ line: ArraySlice<UInt8>) -> Bool {
    var before: UInt8 = 0
    for byte in line {
      if byte == 0xF0 || before == 0xE2 && byte >= 0x98 && byte <= 0x9F { return true }
      before = byte
    }
    return false
  }

  private static func hasAddress(_ line: ArraySlice<UInt8>) -> Bool {
    let text = String(decoding: line, as: UTF8.self).lowercased()
    return text.hasPrefix("www.") || text.contains(" www.") || text.contains("http")
  }
}

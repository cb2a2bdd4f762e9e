public import RisrosModel
internal import RisrosText

/// How a file's bytes stand for text.
public enum TextEncoding: String, CaseIterable, Sendable {
  case utf8 = "utf-8"
  case utf16LittleEndian = "utf-16le"
  case utf16BigEndian = "utf-16be"
  case windows1252 = "windows-1252"
  case latin1 = "iso-8859-1"
  case latin9 = "iso-8859-15"
  /// Code pages of old programs; only where the user names them, see `CodePage`.
  case dosNordic = "cp865"
  case dosLatin1 = "cp850"
  case macRoman = "macroman"
  /// UTF-16 of the order its byte order mark tells; little-endian without one.
  case utf16 = "utf-16"

  /// The name as it is written in prose.
  public var title: String {
    switch self {
    case .utf8: "UTF-8"
    case .utf16: "UTF-16"
    case .utf16LittleEndian: "UTF-16LE"
    case .utf16BigEndian: "UTF-16BE"
    case .windows1252: "Windows-1252"
    case .latin1: "ISO-8859-1"
    case .latin9: "ISO-8859-15"
    case .dosNordic: "CP865"
    case .dosLatin1: "CP850"
    case .macRoman: "MacRoman"
    }
  }

  /// Characters are units of two bytes.
  var isUTF16: Bool { self == .utf16LittleEndian || self == .utf16BigEndian }

  private static let aliases: [String: TextEncoding] = [
    "utf8": .utf8, "utf16": .utf16, "utf16le": .utf16LittleEndian, "utf16be": .utf16BigEndian,
    "windows1252": .windows1252, "cp1252": .windows1252, "ansi": .windows1252,
    "1252": .windows1252, "latin1": .latin1, "iso88591": .latin1, "l1": .latin1,
    "latin9": .latin9, "iso885915": .latin9, "l9": .latin9,
    "cp865": .dosNordic, "ibm865": .dosNordic, "865": .dosNordic,
    "cp850": .dosLatin1, "ibm850": .dosLatin1, "850": .dosLatin1,
    "macroman": .macRoman, "macintosh": .macRoman, "mac": .macRoman,
  ]

  /// The encoding of that name, whatever its case and hyphens.
  /// - Throws: a usage diagnostic that lists the names.
  public init(named name: String) throws(Diagnostic) {
    let plain = name.lowercased().filter { $0 != "-" && $0 != "_" && $0 != " " }
    if let known = TextEncoding.aliases[plain] {
      self = known
      return
    }
    throw Diagnostic(
      "there is no encoding '\(name)'", category: .usage,
      remedy: NearestName.remedy(
        for: name, among: TextEncoding.allCases.map(\.rawValue), noun: "encodings"))
  }
}

/// The encoding of one file, with the byte order mark to be skipped.
struct DetectedEncoding: Equatable, Sendable {
  /// Never `.utf16`: the order is settled.
  var encoding: TextEncoding
  /// Bytes of the byte order mark at the begin of the file, 0 if there is none.
  var markLength: Int

  /// Guesses by the first bytes of a file.
  ///
  /// A byte order mark decides; then the pattern of NUL bytes that UTF-16 of European text has;
  /// then UTF-8 unless it is broken. Broken means that wrong bytes outnumber the characters of
  /// several bytes that are right: one damaged record must not turn a whole UTF-8 file into
  /// mojibake, and text in Windows-1252 has next to no valid sequences by chance. What is left is
  /// Windows-1252, which holds ISO-8859-1, or ISO-8859-15 by its euro sign.
  ///
  /// - Parameter isWhole: the head is all there is, so that nothing is cut off at its end.
  init(head: [UInt8], isWhole: Bool, forced: TextEncoding?) {
    let mark = DetectedEncoding.mark(of: head)
    if forced == .utf16 {
      self =
        mark.flatMap { $0.encoding == .utf8 ? nil : $0 }
        ?? .init(encoding: DetectedEncoding.order(of: head) ?? .utf16LittleEndian, markLength: 0)
      return
    }
    if let forced {
      self = .init(
        encoding: forced, markLength: mark?.encoding == forced ? mark!.markLength : 0)
      return
    }
    if let mark {
      self = mark
    } else if let order = DetectedEncoding.order(of: head) {
      self = .init(encoding: order, markLength: 0)
    } else {
      let isUTF8 = DetectedEncoding.looksLikeUTF8(head, isWhole: isWhole)
      self = .init(
        encoding: isUTF8 ? .utf8 : DetectedEncoding.hasLatin9Euro(head) ? .latin9 : .windows1252,
        markLength: 0)
    }
  }

  private init(encoding: TextEncoding, markLength: Int) {
    self.encoding = encoding
    self.markLength = markLength
  }

  private static func mark(of head: [UInt8]) -> DetectedEncoding? {
    if head.starts(with: [0xEF, 0xBB, 0xBF]) { return .init(encoding: .utf8, markLength: 3) }
    if head.starts(with: [0xFF, 0xFE]) {
      return .init(encoding: .utf16LittleEndian, markLength: 2)
    }
    if head.starts(with: [0xFE, 0xFF]) { return .init(encoding: .utf16BigEndian, markLength: 2) }
    return nil
  }

  /// The byte order of UTF-16 without a mark: half of the bytes, on one side, are mostly NUL.
  private static func order(of head: [UInt8]) -> TextEncoding? {
    let pairs = min(head.count, 4096) / 2
    guard pairs >= 2 else { return nil }
    var evenZeros = 0
    var oddZeros = 0
    for pair in 0..<pairs {
      if head[2 * pair] == 0 { evenZeros += 1 }
      if head[2 * pair + 1] == 0 { oddZeros += 1 }
    }
    if oddZeros * 10 >= pairs * 7 && evenZeros * 10 <= pairs { return .utf16LittleEndian }
    if evenZeros * 10 >= pairs * 7 && oddZeros * 10 <= pairs { return .utf16BigEndian }
    return nil
  }

  private static func looksLikeUTF8(_ head: [UInt8], isWhole: Bool) -> Bool {
    let end = isWhole ? head.count : head.count - cutOffLength(head)
    var right = 0
    var wrong = 0
    var at = 0
    while at < end {
      let validEnd = UTF8Check.validEnd(head, at..<end)
      for index in at..<validEnd where head[index] >= 0xC2 { right += 1 }
      if validEnd < end { wrong += 1 }
      at = validEnd + 1
    }
    return wrong == 0 || right > wrong
  }

  /// Whether the euro sign of ISO-8859-15 stands by amounts of money, and nothing that only
  /// Windows-1252 has does. It would be `¤` there, which nobody writes.
  private static func hasLatin9Euro(_ head: [UInt8]) -> Bool {
    func isByAmount(_ index: Int) -> Bool {
      [index - 1, index + 1].contains { place in
        head.indices.contains(place)
          && (head[place] == 0x20 || (0x30...0x39).contains(head[place]))
      }
    }
    var found = false
    for index in head.indices where head[index] & 0x80 != 0 {
      if head[index] < 0xA0 { return false }
      if head[index] == 0xA4 {
        if !isByAmount(index) { return false }
        found = true
      }
    }
    return found
  }

  /// Bytes at the end of a head that may begin a character it has cut.
  private static func cutOffLength(_ head: [UInt8]) -> Int {
    for length in 1...3 where length <= head.count {
      let byte = head[head.count - length]
      if byte >= 0xC2 && byte <= 0xF4 { return length }
      if byte & 0xC0 != 0x80 { return 0 }
    }
    return 0
  }
}

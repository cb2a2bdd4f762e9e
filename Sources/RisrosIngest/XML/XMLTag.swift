/// An attribute of the tag at hand; its place in the bytes the tag was cut from.
struct XMLAttribute: Sendable, BitwiseCopyable {
  var name: XMLName
  /// The value between its quotes.
  var start: Int
  var end: Int

  var range: Range<Int> { start..<end }
}

/// Cuts one tag.
struct XMLTag: Sendable {
  enum Outcome: Sendable, Equatable {
    /// One past the closing bracket.
    case whole(next: Int)
    /// The tag goes on behind the bytes that are there.
    case cut
    case broken(String)
  }

  private(set) var name = XMLName("")
  /// The name with its prefix.
  private(set) var nameRange = 0..<0
  private(set) var attributes: [XMLAttribute] = []
  /// `</name>`
  private(set) var isEnd = false
  /// `<name/>`
  private(set) var isEmpty = false

  private static let mostAttributes = 1000

  @inline(__always)
  /// What XML calls white space.
  static func isBlank(_ byte: UInt8) -> Bool {
    byte == 0x20 || byte == 0x0A || byte == 0x09 || byte == 0x0D
  }

  /// Reads the tag that begins at `start`, which holds its opening bracket.
  mutating func read(_ bytes: [UInt8], from start: Int, to end: Int) -> Outcome {
    attributes.removeAll(keepingCapacity: true)
    isEmpty = false
    var at = start + 1
    if at >= end { return .cut }
    isEnd = bytes[at] == 0x2F
    if isEnd { at += 1 }
    guard let range = XMLTag.name(bytes, &at, end) else { return .cut }
    if range.isEmpty { return .broken("a name was expected behind '<'") }
    nameRange = range
    name = XMLTag.local(bytes, range)
    while true {
      let before = at
      while at < end && XMLTag.isBlank(bytes[at]) { at += 1 }
      if at >= end { return .cut }
      switch bytes[at] {
      case 0x3E: return .whole(next: at + 1)
      case 0x2F where !isEnd:
        if at + 1 >= end { return .cut }
        if bytes[at + 1] != 0x3E { return .broken("'/' stands inside a tag") }
        isEmpty = true
        return .whole(next: at + 2)
      default:
        if isEnd || before == at { return .broken("a tag is not closed") }
        if let problem = readAttribute(bytes, &at, end) { return problem }
      }
    }
  }

  /// nil where the attribute is whole.
  private mutating func readAttribute(
    _ bytes: [UInt8], _ at: inout Int, _ end: Int
  ) -> Outcome? {
    guard let range = XMLTag.name(bytes, &at, end) else { return .cut }
    if range.isEmpty { return .broken("the name of an attribute was expected") }
    while at < end && XMLTag.isBlank(bytes[at]) { at += 1 }
    if at >= end { return .cut }
    if bytes[at] != 0x3D { return .broken("'=' was expected behind the name of an attribute") }
    at += 1
    while at < end && XMLTag.isBlank(bytes[at]) { at += 1 }
    if at >= end { return .cut }
    let quote = bytes[at]
    if quote != 0x22 && quote != 0x27 { return .broken("an attribute has no quotes") }
    let start = at + 1
    at = start
    while at < end && bytes[at] != quote {
      if bytes[at] == 0x3C { return .broken("'<' stands inside an attribute") }
      at += 1
    }
    if at >= end { return .cut }
    if attributes.count == XMLTag.mostAttributes { return .broken("a tag has too many attributes") }
    attributes.append(XMLAttribute(name: XMLTag.local(bytes, range), start: start, end: at))
    at += 1
    return nil
  }

  /// Steps over a name; nil where it may go on behind `end`.
  @inline(__always)
  private static func name(_ bytes: [UInt8], _ at: inout Int, _ end: Int) -> Range<Int>? {
    let start = at
    while at < end {
      switch bytes[at] {
      case 0x00...0x20, 0x22, 0x26, 0x27, 0x2F, 0x3C, 0x3D, 0x3E: return start..<at
      default: at += 1
      }
    }
    return nil
  }

  @inline(__always)
  private static func local(_ bytes: [UInt8], _ range: Range<Int>) -> XMLName {
    var start = range.lowerBound
    for index in range where bytes[index] == 0x3A { start = index + 1 }
    return XMLName(bytes, start..<range.upperBound)
  }
}

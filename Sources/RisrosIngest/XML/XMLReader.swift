internal import RisrosModel
internal import RisrosText

/// Walks over an XML document, one tag or piece of text after the other, with flat memory.
///
/// For documents that programs write: names without their prefixes, and neither document types nor
/// entities, which are refused. Tags must match. The document may be UTF-8, UTF-16 or what its first
/// line names, as far as risros knows it.
struct XMLReader: Sendable {
  enum Event: Sendable {
    /// `tag` is an opening one, or an empty one, which an `end` follows.
    case start
    case end
    /// `text` is a piece of character data; one run of text may come in several.
    case text
    case finished
  }

  private(set) var window: TextWindow
  private(set) var tag = XMLTag()
  /// Place of a piece of text in `window.bytes`; for `appendText`.
  private(set) var text = 0..<0
  private var isLiteral = false
  /// Names of the open elements.
  private var open: [XMLName] = []
  private var hasRoot = false
  private var endIsDue = false
  /// What the next call begins behind.
  private var cursor = 0
  /// The part of the archive, for messages.
  private let part: String

  private static let mostTagBytes = 1 << 20
  private static let mostDepth = 256
  private static let mostPieceBytes = 64 << 10

  init(
    file: String, part: String, producer: any ByteProducer, readBytes: Int
  ) throws(Diagnostic) {
    self.part = part
    var producer = producer
    var head = [UInt8](repeating: 0, count: 1024)
    var count = 0
    while count < head.count {
      let got = try producer.read(into: &head, at: count, upTo: head.count - count)
      if got == 0 { break }
      count += got
    }
    head.removeLast(head.count - count)
    var encoding = DetectedEncoding(head: head, isWhole: false, forced: nil)
    if encoding.encoding == .utf8 || encoding.encoding == .windows1252 {
      encoding = DetectedEncoding(
        head: head, isWhole: false, forced: XMLReader.declared(head) ?? .utf8)
    }
    window = TextWindow(
      file: file, producer: producer, peeked: head, encoding: encoding, readBytes: readBytes)
  }

  /// The encoding that the first line names: `<?xml version="1.0" encoding="ISO-8859-1"?>`.
  private static func declared(_ head: [UInt8]) -> TextEncoding? {
    let line = String(decoding: head.prefix { $0 != 0x3E }, as: UTF8.self)
    guard line.contains("<?xml"), let name = line.split(separator: "encoding").dropFirst().first
    else { return nil }
    let quoted = name.split(whereSeparator: { $0 == "\"" || $0 == "'" }).dropFirst().first
    return quoted.flatMap { try? TextEncoding(named: String($0)) }
  }

  /// The current tag's name.
  var name: XMLName {
    @inline(__always) get { tag.name }
  }
  /// Where the walk stands in the document, in bytes of UTF-8.
  var offset: Int { window.fileOffset + cursor }
  /// Open elements, the current one among them.
  var depth: Int { open.count }

  // MARK: Walking

  mutating func next() throws(Diagnostic) -> Event {
    if endIsDue {
      endIsDue = false
      open.removeLast()
      return .end
    }
    while true {
      window.position = cursor
      if cursor == window.end {
        if !window.isAtEnd {
          try window.fill()
          cursor = window.position
          continue
        }
        if !open.isEmpty || !hasRoot { throw failure("the document ends too early") }
        return .finished
      }
      if window.bytes[cursor] != 0x3C {
        if try readText() { return .text }
        continue
      }
      if let event = try readMarkup() { return event }
    }
  }

  /// Steps over all that is in the element which has just begun, and its end.
  mutating func skipElement() throws(Diagnostic) {
    let outside = depth - 1
    while depth > outside || endIsDue {
      if case .finished = try next() { return }
    }
  }

  /// Appends the text of the current piece.
  mutating func appendText(to target: inout [UInt8]) throws(Diagnostic) {
    if isLiteral {
      target.append(contentsOf: window.bytes[text])
    } else if let problem = XMLText.append(window.bytes, text, to: &target) {
      throw failure(problem)
    }
  }

  // MARK: Attributes

  @inline(__always)
  func attribute(_ name: XMLName) -> XMLAttribute? {
    for attribute in tag.attributes where attribute.name == name { return attribute }
    return nil
  }

  func string(_ name: XMLName) -> String? {
    attribute(name).map { XMLText.string(window.bytes, $0.range) }
  }

  /// The whole number an attribute holds; nil where there is none or it is none.
  @inline(__always)
  func number(_ name: XMLName) -> Int? {
    guard let attribute = attribute(name), attribute.end > attribute.start,
      attribute.end - attribute.start <= 10
    else { return nil }
    var number = 0
    for index in attribute.range {
      let digit = window.bytes[index] &- 0x30
      if digit > 9 { return nil }
      number = number * 10 + Int(digit)
    }
    return number
  }

  /// Whether a flag is set: "1" or "true".
  func isSet(_ name: XMLName) -> Bool { ["1", "true", "on"].contains(string(name)) }

  // MARK: Cutting

  /// Cuts text up to the next tag, or what there is of it; false where it is of no interest.
  private mutating func readText() throws(Diagnostic) -> Bool {
    var scanned = cursor
    while true {
      let found = ByteSearch.first(of: 0x3C, in: window.bytes, scanned..<window.end)
      var stop = found
      if found == window.end && !window.isAtEnd {
        stop = pieceEnd(cursor..<window.end)
        if stop - cursor < XMLReader.mostPieceBytes {
          let length = window.end - cursor
          try window.fill()
          cursor = window.position
          scanned = cursor + length
          continue
        }
      }
      try checkText(upTo: stop)
      text = cursor..<stop
      isLiteral = false
      cursor = stop
      if !open.isEmpty { return true }
      for index in text where window.bytes[index] > 0x20 {
        throw failure("text stands outside the document's element")
      }
      return false
    }
  }

  /// Where text may be cut: not inside a character, a reference or a line end.
  private func pieceEnd(_ range: Range<Int>) -> Int {
    var end = range.upperBound
    if end > range.lowerBound && window.bytes[end - 1] == 0x0D { end -= 1 }
    while end > range.lowerBound && window.bytes[end - 1] & 0xC0 == 0x80 { end -= 1 }
    if end > range.lowerBound && window.bytes[end - 1] >= 0xC0 { end -= 1 }
    var at = end
    while at > max(range.lowerBound, end - XMLText.mostReferenceBytes) {
      at -= 1
      if window.bytes[at] == 0x3B { return end }
      if window.bytes[at] == 0x26 { return at }
    }
    return end
  }

  private mutating func checkText(upTo end: Int) throws(Diagnostic) {
    if window.firstInvalid(before: end) != nil { throw failure("it holds bytes that are no text") }
  }

  /// Cuts a tag, a comment or whatever else begins with '<'; nil where it is of no interest.
  private mutating func readMarkup() throws(Diagnostic) -> Event? {
    while window.end - cursor < 9 && !window.isAtEnd { try fillBehind() }
    if window.bytes[cursor + 1] == 0x3F && window.end > cursor + 1 {
      cursor = try find([0x3F, 0x3E], from: cursor + 2) + 2
      return nil
    }
    if window.bytes[cursor + 1] == 0x21 && window.end > cursor + 1 { return try readDeclaration() }
    while true {
      switch tag.read(window.bytes, from: cursor, to: window.end) {
      case .whole(let end):
        try checkText(upTo: end)
        cursor = end
        return try take()
      case .broken(let problem): throw failure(problem)
      case .cut:
        if window.isAtEnd { throw failure("the document ends too early") }
        if window.end - cursor > XMLReader.mostTagBytes { throw failure("a tag is too long") }
        try fillBehind()
      }
    }
  }

  private mutating func take() throws(Diagnostic) -> Event {
    if tag.isEnd {
      guard let last = open.popLast(), last == tag.name else {
        throw failure("a closing tag closes nothing")
      }
      return .end
    }
    if open.isEmpty && hasRoot { throw failure("a second document follows") }
    hasRoot = true
    if open.count == XMLReader.mostDepth { throw failure("elements are nested too deep") }
    open.append(tag.name)
    endIsDue = tag.isEmpty
    return .start
  }

  /// Steps over a comment, or cuts the text of a CDATA section; nothing else may begin with `<!`.
  private mutating func readDeclaration() throws(Diagnostic) -> Event? {
    let begin = window.bytes[cursor..<min(cursor + 9, window.end)]
    if begin.starts(with: "<!--".utf8) {
      cursor = try find([0x2D, 0x2D, 0x3E], from: cursor + 4) + 3
      return nil
    }
    if begin.starts(with: "<![CDATA[".utf8) && !open.isEmpty {
      let end = try find([0x5D, 0x5D, 0x3E], from: cursor + 9)
      try checkText(upTo: end)
      text = cursor + 9..<end
      isLiteral = true
      cursor = end + 3
      return .text
    }
    throw failure("it declares a document type (DTD), and those are refused")
  }

  /// The place of `mark` behind `start`, reading on as far as a tag may be long.
  private mutating func find(_ mark: [UInt8], from start: Int) throws(Diagnostic) -> Int {
    var offset = start - cursor
    while true {
      var at = cursor + offset
      while at + mark.count <= window.end {
        at = ByteSearch.first(of: mark[0], in: window.bytes, at..<window.end - mark.count + 1)
        if at + mark.count <= window.end && window.bytes[at..<at + mark.count].elementsEqual(mark) {
          return at
        }
        at += 1
      }
      if window.isAtEnd { throw failure("the document ends too early") }
      if window.end - cursor > XMLReader.mostTagBytes { throw failure("a comment is too long") }
      offset = max(offset, window.end - cursor - mark.count + 1)
      try fillBehind()
    }
  }

  /// Reads more, and keeps what is at hand.
  private mutating func fillBehind() throws(Diagnostic) {
    try window.fill()
    cursor = window.position
  }

  private func failure(_ message: String) -> Diagnostic {
    ZipArchive.damage("\(part), byte \(offset): \(message)", window.file)
  }
}

internal import RisrosText

/// A value found in a JSON text, by its bytes; a string without its quotes, escapes and all.
struct JSONValue: BitwiseCopyable, Sendable, Equatable {
  enum Kind: UInt8, Sendable, BitwiseCopyable {
    case missing, string, number, boolean, null, object, array
  }
  var kind = Kind.missing
  /// A string that holds escapes.
  var hasEscapes = false
  var start = 0
  var end = 0

  var range: Range<Int> { start..<end }
}

/// Walks over JSON text (RFC 8259), strings by wide steps, without building anything.
///
/// Strict: what the grammar does not allow is an error with its place. Values may be nested up to
/// `mostDepth`; a deeper one is an error and not an overflow of the stack. A reader of JSON arrays
/// can walk over their elements with the same functions.
struct JSONParser {
  /// The text, with `ByteSearch.slack` bytes behind `end`.
  private let bytes: [UInt8]
  private let end: Int
  private(set) var position: Int

  static let mostDepth = 512

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound + ByteSearch.slack <= bytes.count)
    self.bytes = bytes
    position = range.lowerBound
    end = range.upperBound
  }

  /// The byte at `position`; 0 at the end, which no rule allows anywhere.
  @inline(__always)
  var current: UInt8 { position < end ? bytes[position] : 0 }

  @inline(__always)
  mutating func skipBlanks() {
    while position < end {
      switch bytes[position] {
      case 0x20, 0x09, 0x0A, 0x0D: position += 1
      default: return
      }
    }
  }

  func failure(_ message: String) -> JSONError {
    JSONError(message: position >= end ? "the text ends too early" : message, offset: position)
  }

  /// Steps over a byte if it comes next.
  @inline(__always)
  mutating func take(_ byte: UInt8) -> Bool {
    if current != byte { return false }
    position += 1
    return true
  }

  // MARK: Objects

  /// Enters an object.
  mutating func beginObject() throws(JSONError) {
    skipBlanks()
    if !take(0x7B) { throw failure("an object was expected") }
  }

  /// The next key of the object; nil behind the last one. The position is then at its value.
  mutating func nextKey(isFirst: Bool) throws(JSONError) -> JSONValue? {
    skipBlanks()
    if take(0x7D) { return nil }
    if !isFirst {
      if !take(0x2C) { throw failure("a comma or the end of the object was expected") }
      skipBlanks()
    }
    if current != 0x22 { throw failure("a key in quotes was expected") }
    let key = try string()
    skipBlanks()
    if !take(0x3A) { throw failure("a colon was expected after the key") }
    skipBlanks()
    return key
  }

  /// Checks that only white space follows.
  mutating func finish() throws(JSONError) {
    skipBlanks()
    if position < end { throw failure("text follows the value") }
  }

  // MARK: Values

  /// The value at the position, and all that is nested in it.
  @inline(__always)
  mutating func value(depth: Int = 0) throws(JSONError) -> JSONValue {
    if current == 0x22 { return try string() }
    return try otherValue(depth: depth)
  }

  private mutating func otherValue(depth: Int) throws(JSONError) -> JSONValue {
    let start = position
    var kind: JSONValue.Kind
    switch current {
    case 0x7B:
      kind = .object
      try checkDepth(depth)
      position += 1
      var isFirst = true
      while try nextKey(isFirst: isFirst) != nil {
        isFirst = false
        _ = try value(depth: depth + 1)
      }
    case 0x5B:
      kind = .array
      try checkDepth(depth)
      position += 1
      skipBlanks()
      if take(0x5D) { break }
      while true {
        skipBlanks()
        _ = try value(depth: depth + 1)
        skipBlanks()
        if take(0x5D) { break }
        if !take(0x2C) { throw failure("a comma or the end of the array was expected") }
      }
    case 0x2D, 0x30...0x39:
      kind = .number
      try number()
    case 0x74:
      kind = .boolean
      try word("true")
    case 0x66:
      kind = .boolean
      try word("false")
    case 0x6E:
      kind = .null
      try word("null")
    default: throw failure("a value was expected")
    }
    return JSONValue(kind: kind, start: start, end: position)
  }

  private func checkDepth(_ depth: Int) throws(JSONError) {
    if depth >= JSONParser.mostDepth {
      throw failure("values are nested more than \(JSONParser.mostDepth) deep")
    }
  }

  private mutating func word(_ word: StaticString) throws(JSONError) {
    let start = position
    for byte in "\(word)".utf8 where !take(byte) {
      position = start
      throw failure("a value was expected")
    }
  }

  private mutating func digits() -> Int {
    let start = position
    while current >= 0x30 && current <= 0x39 { position += 1 }
    return position - start
  }

  private mutating func number() throws(JSONError) {
    _ = take(0x2D)
    let leadsWithZero = current == 0x30
    let whole = digits()
    if whole == 0 { throw failure("a digit was expected") }
    if leadsWithZero && whole > 1 { throw failure("a number must not begin with 0") }
    if take(0x2E), digits() == 0 { throw failure("a digit was expected after the point") }
    if current | 0x20 == 0x65 {
      position += 1
      if !take(0x2B) { _ = take(0x2D) }
      if digits() == 0 { throw failure("a digit was expected in the exponent") }
    }
  }

  /// The string at the position, which is at its opening quote.
  private mutating func string() throws(JSONError) -> JSONValue {
    position += 1
    let start = position
    var hasEscapes = false
    while true {
      position = ByteSearch.firstJSONSpecial(in: bytes, position..<end)
      switch current {
      case 0x22 where position < end:
        position += 1
        return JSONValue(kind: .string, hasEscapes: hasEscapes, start: start, end: position - 1)
      case 0x5C:
        hasEscapes = true
        position += 1
        switch current {
        case 0x22, 0x5C, 0x2F, 0x62, 0x66, 0x6E, 0x72, 0x74: position += 1
        case 0x75:
          position += 1
          for _ in 0..<4 {
            if JSONParser.hexDigit(current) == nil {
              throw failure("four hexadecimal digits were expected after \\u")
            }
            position += 1
          }
        default: throw failure("there is no such escape")
        }
      default:
        throw failure("a control character in a string must be escaped")
      }
    }
  }

  static func hexDigit(_ byte: UInt8) -> UInt16? {
    switch byte {
    case 0x30...0x39: UInt16(byte - 0x30)
    case 0x41...0x46: UInt16(byte - 0x41 + 10)
    case 0x61...0x66: UInt16(byte - 0x61 + 10)
    default: nil
    }
  }

  // MARK: Text of a string

  /// Appends the text of a checked string to `target`; half a surrogate pair becomes U+FFFD.
  static func appendUnescaped(
    _ bytes: [UInt8], _ range: Range<Int>, to target: inout [UInt8]
  ) {
    var at = range.lowerBound
    while at < range.upperBound {
      let plain = ByteSearch.firstJSONSpecial(in: bytes, at..<range.upperBound)
      if plain > at {
        target.append(contentsOf: bytes[at..<plain])
        at = plain
        if at == range.upperBound { return }
      }
      // A checked string holds no other special byte than the backslash.
      let escape = bytes[at + 1]
      at += 2
      switch escape {
      case 0x62: target.append(0x08)
      case 0x66: target.append(0x0C)
      case 0x6E: target.append(0x0A)
      case 0x72: target.append(0x0D)
      case 0x74: target.append(0x09)
      case 0x75:
        let unit = self.unit(bytes, at)
        at += 4
        var scalar = UInt32(unit)
        if unit & 0xF800 == 0xD800 {
          scalar = 0xFFFD
          let isFollowed =
            unit & 0xFC00 == 0xD800 && at + 6 <= range.upperBound && bytes[at] == 0x5C
            && bytes[at + 1] == 0x75
          if isFollowed {
            let low = self.unit(bytes, at + 2)
            if low & 0xFC00 == 0xDC00 {
              scalar = 0x10000 + (UInt32(unit & 0x3FF) << 10 | UInt32(low & 0x3FF))
              at += 6
            }
          }
        }
        append(scalar, to: &target)
      default: target.append(escape)
      }
    }
  }

  private static func unit(_ bytes: [UInt8], _ at: Int) -> UInt16 {
    var unit: UInt16 = 0
    for index in at..<at + 4 { unit = unit << 4 | (hexDigit(bytes[index]) ?? 0) }
    return unit
  }

  private static func append(_ scalar: UInt32, to target: inout [UInt8]) {
    func byte(_ value: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: value) }
    switch scalar {
    case 0..<0x80: target.append(byte(scalar))
    case 0x80..<0x800:
      target.append(byte(0xC0 | scalar >> 6))
      target.append(byte(0x80 | scalar & 0x3F))
    case 0x800..<0x10000:
      target.append(byte(0xE0 | scalar >> 12))
      target.append(byte(0x80 | scalar >> 6 & 0x3F))
      target.append(byte(0x80 | scalar & 0x3F))
    default:
      target.append(byte(0xF0 | scalar >> 18))
      target.append(byte(0x80 | scalar >> 12 & 0x3F))
      target.append(byte(0x80 | scalar >> 6 & 0x3F))
      target.append(byte(0x80 | scalar & 0x3F))
    }
  }
}

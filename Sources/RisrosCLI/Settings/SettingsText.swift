internal import RisrosModel

/// The text of a settings file, read into values that know where they stand: JSON with comments,
/// commas behind the last entry, names without quotes and single quotes, as in JSON5.
///
/// Foundation's decoder reads all this too, but tells neither where a key stands nor where the text
/// goes wrong.
struct SettingsText {
  enum Value: Equatable, Sendable {
    case text(String)
    /// As it is written.
    case number(String)
    case flag(Bool)
    case nothing
    case list([Value])
    case object([Entry])
  }

  struct Entry: Equatable, Sendable {
    var name: String
    var value: Value
    /// Of the name.
    var place: SourceLocation
  }

  private let file: String
  private let scalars: [Unicode.Scalar]
  private var at = 0
  private var line = 1
  private var column = 1
  private var depth = 0

  /// Reads the one object that the text holds.
  ///
  /// - Throws: a usage diagnostic with line and column.
  static func read(_ bytes: [UInt8], file: String) throws(Diagnostic) -> [Entry] {
    var reader = SettingsText(bytes, file)
    try reader.skipBlanks()
    guard reader.peek == "{" else {
      throw reader.failure(
        "the settings begin with no '{'", "write { \"lang\": \"da\" }")
    }
    let entries = try reader.object()
    try reader.skipBlanks()
    if reader.peek != nil {
      throw reader.failure("something follows the settings", "put it before the last '}'")
    }
    return entries
  }

  private init(_ bytes: [UInt8], _ file: String) {
    self.file = file
    var scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
    self.scalars = scalars
  }

  // MARK: Values

  private mutating func object() throws(Diagnostic) -> [Entry] {
    var entries: [Entry] = []
    try open()
    while true {
      try skipBlanks()
      if peek == "}" {
        close()
        return entries
      }
      let place = place
      let name: String
      if peek == "\"" || peek == "'" {
        name = try quoted()
      } else {
        name = word()
        if name.isEmpty { throw expected("a name or '}'") }
      }
      try skipBlanks()
      guard peek == ":" else { throw expected("':' behind the name") }
      skip()
      let value = try value()
      if entries.contains(where: { $0.name == name }) {
        throw Diagnostic(
          "'\(name)' is set twice", category: .usage, at: place, remedy: "set it once")
      }
      entries.append(Entry(name: name, value: value, place: place))
      try skipComma(before: "}")
    }
  }

  private mutating func list() throws(Diagnostic) -> [Value] {
    var values: [Value] = []
    try open()
    while true {
      try skipBlanks()
      if peek == "]" {
        close()
        return values
      }
      values.append(try value())
      try skipComma(before: "]")
    }
  }

  private mutating func value() throws(Diagnostic) -> Value {
    try skipBlanks()
    switch peek {
    case "{": return .object(try object())
    case "[": return .list(try list())
    case "\"", "'": return .text(try quoted())
    default: break
    }
    let start = (at, line, column)
    let word = word()
    switch word {
    case "true": return .flag(true)
    case "false": return .flag(false)
    case "null": return .nothing
    case _ where Double(word) != nil: return .number(word)
    default:
      (at, line, column) = start
      throw word.isEmpty
        ? expected("a value")
        : failure("'\(word)' is no value", "put quotes around it if it is a text")
    }
  }

  /// Begins an object or a list; more of them in one another than any setting needs are refused.
  private mutating func open() throws(Diagnostic) {
    depth += 1
    if depth > 16 { throw failure("too many brackets in one another", "see risros config") }
    skip()
  }

  private mutating func close() {
    depth -= 1
    skip()
  }

  private mutating func skipComma(before end: Unicode.Scalar) throws(Diagnostic) {
    try skipBlanks()
    if peek == "," { return skip() }
    if peek != end { throw expected("',' or '\(end)'") }
  }

  // MARK: Words

  private mutating func quoted() throws(Diagnostic) -> String {
    let (start, quote) = (place, scalars[at])
    var text = ""
    skip()
    while let scalar = peek, scalar != "\n" {
      skip()
      if scalar == quote { return text }
      text.unicodeScalars.append(scalar == "\\" ? try escaped() : scalar)
    }
    throw Diagnostic(
      "the quote is not closed", category: .usage, at: start,
      remedy: "write \(quote) behind the text")
  }

  private mutating func escaped() throws(Diagnostic) -> Unicode.Scalar {
    guard let scalar = peek else { throw expected("a character behind '\\'") }
    switch scalar {
    case "n", "t", "r":
      skip()
      return scalar == "n" ? "\n" : scalar == "t" ? "\t" : "\r"
    case "u":
      skip()
      let digits = String(String.UnicodeScalarView(scalars[at...].prefix(4)))
      guard digits.count == 4, let number = UInt32(digits, radix: 16),
        let scalar = Unicode.Scalar(number)
      else {
        throw failure("'\\u' has no four digits of a character", "write the character itself")
      }
      for _ in 0..<4 { skip() }
      return scalar
    case _ where scalar.properties.isAlphabetic || scalar.properties.numericType != nil:
      throw failure("'\\\(scalar)' stands for nothing", "write \\\\ for a backslash")
    default:
      skip()
      return scalar
    }
  }

  private mutating func word() -> String {
    var text = ""
    while let scalar = peek,
      !scalar.properties.isWhitespace, !"{}[],:/\"'".unicodeScalars.contains(scalar)
    {
      text.unicodeScalars.append(scalar)
      skip()
    }
    return text
  }

  private mutating func skipBlanks() throws(Diagnostic) {
    while let scalar = peek {
      if scalar.properties.isWhitespace {
        skip()
      } else if scalar == "/" {
        try skipComment()
      } else {
        return
      }
    }
  }

  private mutating func skipComment() throws(Diagnostic) {
    let start = place
    skip()
    let kind = peek
    guard kind == "/" || kind == "*" else { throw expected("// or /* of a comment") }
    skip()
    var last: Unicode.Scalar = " "
    while let scalar = peek {
      if kind == "/", scalar == "\n" { return }
      skip()
      if kind == "*", last == "*", scalar == "/" { return }
      last = scalar
    }
    if kind == "*" {
      throw Diagnostic(
        "the comment is not closed", category: .usage, at: start, remedy: "write */ behind it")
    }
  }

  // MARK: Places

  private var peek: Unicode.Scalar? { at < scalars.count ? scalars[at] : nil }

  private mutating func skip() {
    if scalars[at] == "\n" {
      (line, column) = (line + 1, 1)
    } else {
      column += 1
    }
    at += 1
  }

  private var place: SourceLocation { SourceLocation(file: file, line: line, column: column) }

  private func expected(_ what: String) -> Diagnostic {
    failure(
      "\(what) is missing",
      peek == nil
        ? "the file ends too early" : "look there, or at the end of what stands before")
  }

  private func failure(_ message: String, _ remedy: String) -> Diagnostic {
    Diagnostic(message, category: .usage, at: place, remedy: remedy)
  }
}

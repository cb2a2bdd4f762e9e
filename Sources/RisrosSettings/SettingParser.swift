internal import RisrosModel

/// Reads JSON with comments, and remembers where everything stands.
struct SettingParser {
  private static let maximumDepth = 64
  private let text: [Unicode.Scalar]
  private let file: String
  private var at = 0
  private var line = 1
  private var lineStart = 0
  private var depth = 0

  init(_ bytes: [UInt8], file: String) {
    var scalars = Array(String(decoding: bytes, as: UTF8.self).unicodeScalars)
    if scalars.first == "\u{FEFF}" { scalars.removeFirst() }
    text = scalars
    self.file = file
  }

  mutating func document() throws(Diagnostic) -> Setting {
    let setting = try value(path: "")
    try skipBlanks()
    if at < text.count { throw error("there is more behind the end of the settings", "remove it") }
    return setting
  }

  // MARK: Places

  private var location: SourceLocation {
    SourceLocation(file: file, line: line, column: at - lineStart + 1)
  }

  private func error(_ message: String, _ remedy: String) -> Diagnostic {
    Diagnostic(message, category: .usage, at: location, remedy: remedy)
  }

  private var current: Unicode.Scalar? { at < text.count ? text[at] : nil }

  private mutating func advance() {
    if text[at] == "\n" {
      line += 1
      lineStart = at + 1
    }
    at += 1
  }

  /// Blanks and comments.
  private mutating func skipBlanks() throws(Diagnostic) {
    while let scalar = current {
      if scalar.properties.isWhitespace {
        advance()
      } else if scalar == "/", at + 1 < text.count, text[at + 1] == "/" {
        while let scalar = current, scalar != "\n" {
          _ = scalar
          advance()
        }
      } else if scalar == "/", at + 1 < text.count, text[at + 1] == "*" {
        let opened = error("this comment has no end", "write */ behind it")
        while !(current == "*" && at + 1 < text.count && text[at + 1] == "/") {
          if current == nil { throw opened }
          advance()
        }
        advance()
        advance()
      } else {
        return
      }
    }
  }

  // MARK: Values

  private mutating func value(path: String) throws(Diagnostic) -> Setting {
    try skipBlanks()
    let place = location
    func setting(_ value: Setting.Value) -> Setting { Setting(value, at: place, path: path) }
    guard let scalar = current else {
      throw error("the file ends where a value is missing", "write a value or close the braces")
    }
    switch scalar {
    case "{": return setting(.object(try object(path)))
    case "[": return setting(.list(try list(path)))
    case "\"": return setting(.text(try string()))
    case "-", "0"..."9": return setting(.number(try number()))
    default: break
    }
    let start = at
    while let scalar = current, scalar.properties.isAlphabetic {
      _ = scalar
      advance()
    }
    switch String(String.UnicodeScalarView(text[start..<at])) {
    case "true": return setting(.truth(true))
    case "false": return setting(.truth(false))
    case "null": return setting(.null)
    default:
      at = start
      throw error(
        "'\(scalar)' begins no value",
        "a value is a text in double quotes, a number, true, false, null, [ … ] or { … }")
    }
  }

  private mutating func deeper() throws(Diagnostic) {
    depth += 1
    if depth > SettingParser.maximumDepth {
      throw error("too many braces stand in one another", "write it flatter")
    }
  }

  private mutating func object(_ path: String) throws(Diagnostic) -> [Setting.Member] {
    try deeper()
    defer { depth -= 1 }
    let opened = error("this brace is not closed", "write } behind its last member")
    advance()
    var members: [Setting.Member] = []
    while true {
      try skipBlanks()
      guard let scalar = current else { throw opened }
      if scalar == "}" { break }
      guard scalar == "\"" else { throw error("a key is missing", "write it in double quotes") }
      let place = location
      let key = try string()
      if members.contains(where: { $0.key == key }) {
        throw Diagnostic(
          "the key '\(key)' is there already", category: .usage, at: place,
          remedy: "remove one of the two")
      }
      try skipBlanks()
      guard current == ":" else {
        throw error("a colon is missing behind '\(key)'", "write \"\(key)\": value")
      }
      advance()
      let inner = path.isEmpty ? key : "\(path).\(key)"
      members.append(.init(key: key, location: place, setting: try value(path: inner)))
      try skipBlanks()
      if current == "," {
        advance()
      } else if current != "}" {
        if current == nil { throw opened }
        throw error("a comma is missing behind the value of '\(key)'", "write , or }")
      }
    }
    advance()
    return members
  }

  private mutating func list(_ path: String) throws(Diagnostic) -> [Setting] {
    try deeper()
    defer { depth -= 1 }
    let opened = error("this bracket is not closed", "write ] behind its last element")
    advance()
    var elements: [Setting] = []
    while true {
      try skipBlanks()
      guard let scalar = current else { throw opened }
      if scalar == "]" { break }
      elements.append(try value(path: "\(path)[\(elements.count)]"))
      try skipBlanks()
      if current == "," {
        advance()
      } else if current != "]" {
        if current == nil { throw opened }
        throw error("a comma is missing between two elements", "write , or ]")
      }
    }
    advance()
    return elements
  }

  private mutating func number() throws(Diagnostic) -> Double {
    let place = error("this is no number", "write it as 12 or 0.5")
    let start = at
    while let scalar = current, "+-.eE0123456789".unicodeScalars.contains(scalar) {
      _ = scalar
      advance()
    }
    let word = String(String.UnicodeScalarView(text[start..<at]))
    guard let value = Double(word), value.isFinite else { throw place }
    return value
  }

  private mutating func string() throws(Diagnostic) -> String {
    let opened = error("this text has no end", "write \" behind it")
    advance()
    var view = String.UnicodeScalarView()
    while let scalar = current {
      if scalar == "\"" {
        advance()
        return String(view)
      }
      if scalar == "\n" { throw opened }
      if scalar == "\\" {
        view.append(contentsOf: try escape())
      } else {
        view.append(scalar)
        advance()
      }
    }
    throw opened
  }

  private mutating func escape() throws(Diagnostic) -> [Unicode.Scalar] {
    let known: [Unicode.Scalar: Unicode.Scalar] = [
      "\"": "\"", "\\": "\\", "/": "/", "n": "\n", "r": "\r", "t": "\t", "b": "\u{8}",
      "f": "\u{C}",
    ]
    let place = error("this escape is unknown", "write a backslash twice: \\\\")
    advance()
    guard let scalar = current else { throw place }
    if let meant = known[scalar] {
      advance()
      return [meant]
    }
    guard scalar == "u" else { throw place }
    var units: [UInt16] = []
    while current == "u" || !units.isEmpty && current == "\\" {
      if current == "\\" { advance() }
      guard current == "u", at + 4 < text.count,
        let unit = UInt16(String(String.UnicodeScalarView(text[at + 1...at + 4])), radix: 16)
      else { throw place }
      for _ in 0..<5 { advance() }
      units.append(unit)
      // The second half of a pair follows the first.
      if units.count == 2 || !(0xD800..<0xDC00).contains(unit) { break }
    }
    return Array(String(decoding: units, as: UTF16.self).unicodeScalars)
  }
}

public import RisrosModel

/// What the user says about the dialect; everything left out is guessed.
public struct DialectHints: Sendable, Equatable {
  /// The byte between two fields.
  public var delimiter: UInt8?
  /// Blanks behind a delimiter belong to it; nil where that is to be found out.
  public var skipsBlanks: Bool?
  public var quote: QuoteHint?
  /// How a quote inside a quoted field is written.
  public var escape: EscapeHint?
  /// Lines before the table.
  public var linesToSkip: Int?
  /// Records that name the columns; 0 for a file without a header.
  public var headerRows: Int?

  public enum QuoteHint: Sendable, Equatable {
    /// No byte is a quote.
    case unquoted
    case byte(UInt8)
  }

  public enum EscapeHint: Sendable, Equatable {
    case doubled
    case byte(UInt8)
  }

  public init() {}

  /// Takes the delimiter a user writes as one character, with a blank behind it or not, as `\t` or by
  /// name (tab, comma, semicolon, pipe, blank).
  /// - Throws: a usage diagnostic.
  public mutating func setDelimiter(named name: String) throws(Diagnostic) {
    switch name.lowercased() {
    case "tab", "\\t": delimiter = 0x09
    case "comma": delimiter = 0x2C
    case "semicolon": delimiter = 0x3B
    case "pipe": delimiter = 0x7C
    case "blank", "space": delimiter = 0x20
    default:
      let isWide = name.utf8.count == 2 && name.hasSuffix(" ")
      let bytes = Array(isWide ? name.utf8.prefix(1) : name.utf8.prefix(2))
      guard bytes.count == 1, bytes[0] < 0x80, ![0x0A, 0x0D, 0x22].contains(bytes[0]) else {
        throw Diagnostic(
          "the delimiter '\(name)' is not a single character", category: .usage,
          remedy: "use one of ; , | or tab")
      }
      delimiter = bytes[0]
      if isWide { skipsBlanks = true }
    }
  }

  /// Takes the quote a user writes as one character, or `none`.
  /// - Throws: a usage diagnostic.
  public mutating func setQuote(named name: String) throws(Diagnostic) {
    quote = name == "none" ? .unquoted : .byte(try DialectHints.character(name, of: "quote"))
  }

  /// Takes the escape a user writes as one character, or `doubled`.
  /// - Throws: a usage diagnostic.
  public mutating func setEscape(named name: String) throws(Diagnostic) {
    escape = name == "doubled" ? .doubled : .byte(try DialectHints.character(name, of: "escape"))
  }

  private static func character(_ name: String, of role: String) throws(Diagnostic) -> UInt8 {
    let bytes = Array(name.utf8)
    if bytes.count == 1, bytes[0] < 0x80, bytes[0] != 0x0A, bytes[0] != 0x0D { return bytes[0] }
    throw Diagnostic(
      "the \(role) '\(name)' is not a single character", category: .usage,
      remedy: role == "quote" ? "use \" or ', or none" : "use \\, or doubled")
  }
}

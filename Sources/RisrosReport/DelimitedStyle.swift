internal import RisrosText

/// How delimited text is written: what separates fields, what ends a row, and what a spreadsheet
/// needs beside.
public struct DelimitedStyle: Sendable, Equatable {
  public var delimiter: UInt8
  public var lineEnd: [UInt8]
  /// Whether the text begins with U+FEFF, by which Excel knows UTF-8.
  public var hasByteOrderMark: Bool
  /// Between a number and its decimals.
  public var decimalMark: UInt8
  /// Whether fields that a spreadsheet would take for a formula have a `'` put before them.
  public var guardsFormulas: Bool

  public init(
    delimiter: UInt8, lineEnd: [UInt8] = [0x0D, 0x0A], hasByteOrderMark: Bool = false,
    decimalMark: UInt8 = 0x2E, guardsFormulas: Bool = false
  ) {
    self.delimiter = delimiter
    self.lineEnd = lineEnd
    self.hasByteOrderMark = hasByteOrderMark
    self.decimalMark = decimalMark
    self.guardsFormulas = guardsFormulas
  }

  /// RFC 4180.
  public static let csv = DelimitedStyle(delimiter: 0x2C)
  public static let semicolons = DelimitedStyle(delimiter: 0x3B)
  public static let tsv = DelimitedStyle(delimiter: 0x09, lineEnd: [0x0A])
  /// What Danish and Norwegian Excel opens as it is meant.
  public static let excel = DelimitedStyle(
    delimiter: 0x3B, hasByteOrderMark: true, decimalMark: 0x2C, guardsFormulas: true)

  /// Whether a spreadsheet would take the field for a formula: it begins as one does and is no
  /// number. `-5`, `+3,5 %` and `-1.234,50` are numbers; `-5+A1` and `+45 12 34 56 78` are not.
  static func looksLikeFormula(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    guard let first = range.first else { return false }
    switch bytes[first] {
    // = @ tab, line breaks
    case 0x3D, 0x40, 0x09, 0x0A, 0x0D: return true
    // + -
    case 0x2B, 0x2D: return !isNumber(bytes, first + 1..<range.upperBound)
    default: return false
    }
  }

  /// Digits with points and commas between them, and a percent sign perhaps.
  private static func isNumber(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    var wasDigit = false
    for at in range {
      switch bytes[at] {
      case 0x30...0x39: wasDigit = true
      case 0x2E, 0x2C:
        if !wasDigit { return false }
        wasDigit = false
      case 0x25: return wasDigit && at == range.upperBound - 1
      // The blank of "12 %".
      case 0x20:
        if !wasDigit || !bytes[at + 1..<range.upperBound].elementsEqual([0x25]) { return false }
      default: return false
      }
    }
    return wasDigit
  }
}

extension ByteWriter {
  /// Appends a field, quoted and guarded as the style asks for.
  mutating func appendField(_ bytes: [UInt8], _ range: Range<Int>, _ style: DelimitedStyle) {
    guard style.guardsFormulas, DelimitedStyle.looksLikeFormula(bytes, range) else {
      return appendDelimited(bytes, range, delimiter: style.delimiter)
    }
    let guarded = [0x27] + bytes[range]
    appendDelimited(guarded, 0..<guarded.count, delimiter: style.delimiter)
  }

  mutating func appendField(_ text: String, _ style: DelimitedStyle) {
    let bytes = Array(text.utf8)
    appendField(bytes, 0..<bytes.count, style)
  }

  mutating func appendHead(of style: DelimitedStyle) {
    if style.hasByteOrderMark { append([0xEF, 0xBB, 0xBF]) }
  }
}

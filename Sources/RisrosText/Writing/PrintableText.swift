/// Text of users made safe and measurable for a terminal or a page.
public enum PrintableText {
  /// The text with everything that could steer a terminal or turn the reading order written as
  /// `\u{1b}`: controls, line breaks, bidirectional overrides, invisible tags. Bytes that are no
  /// UTF-8 become U+FFFD.
  public static func escaped(_ bytes: [UInt8]) -> String {
    escaped(String(decoding: bytes, as: UTF8.self))
  }

  public static func escaped(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: isDangerous) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if isDangerous(scalar) {
        result += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  static func isDangerous(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0: true
    // Arabic letter mark, directional marks, line and paragraph separators, embeddings, overrides,
    // isolates, byte order mark, tags.
    case 0x61C, 0x200E, 0x200F, 0x2028...0x202E, 0x2066...0x2069, 0xFEFF, 0xE0000...0xE007F: true
    default: false
    }
  }

  /// Columns that a text takes on a terminal: 2 for emoji and East Asian wide characters, 0 for
  /// what combines with the character before it. "På 👍🏽" takes 5.
  public static func width(_ text: String) -> Int {
    var sum = 0
    for character in text { sum += width(character) }
    return sum
  }

  private static func width(_ character: Character) -> Int {
    let scalars = character.unicodeScalars
    guard let first = scalars.first else { return 0 }
    if first.isASCII { return scalars.contains { $0.value == 0x20E3 } ? 2 : 1 }
    switch first.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    if first.properties.isEmojiPresentation || isWide(first.value) { return 2 }
    return scalars.contains { $0.value == 0xFE0F } ? 2 : 1
  }

  /// East Asian wide and full-width characters, by blocks (Unicode Annex 11).
  private static func isWide(_ scalar: UInt32) -> Bool {
    switch scalar {
    case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0x33FF, 0x3400...0x4DBF, 0x4E00...0x9FFF,
      0xA000...0xA4CF, 0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F, 0x1F900...0x1F9FF, 0x20000...0x3FFFD:
      true
    default: false
    }
  }

  /// The text in at most `columns` columns, cut with "…" where it is longer.
  public static func cut(_ text: String, to columns: Int) -> String {
    if width(text) <= columns { return text }
    var result = ""
    var used = 0
    for character in text {
      let next = width(character)
      if used + next > columns - 1 { break }
      result.append(character)
      used += next
    }
    return result + "…"
  }

  /// The text filled up with blanks to `columns` columns.
  public static func padded(_ text: String, to columns: Int, alignRight: Bool = false) -> String {
    let blanks = String(repeating: " ", count: max(0, columns - width(text)))
    return alignRight ? blanks + text : text + blanks
  }
}

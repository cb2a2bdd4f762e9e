import RisrosText
import Testing

@Suite struct PrintableTextTests {
  @Test(arguments: [
    ("abc", 3), ("æøå", 3), ("a\u{30A}", 1), ("👍", 2), ("👍🏽", 2), ("👩‍👩‍👧", 2), ("❤️", 2), ("❤", 1),
    ("🇳🇴", 2), ("日本", 4), ("På 👍🏽", 5), ("\u{200B}", 0), ("1️⃣", 2), ("−18", 3), ("", 0),
  ])
  func `widths are those of a terminal`(text: String, width: Int) {
    #expect(PrintableText.width(text) == width)
  }

  @Test(arguments: [
    ("fint", "fint"), ("\u{1B}[31mrød", "\\u{1b}[31mrød"), ("a\nb\tc", "a\\u{a}b\\u{9}c"),
    ("\u{202E}vendt\u{2069}", "\\u{202e}vendt\\u{2069}"), ("\u{9B}2J", "\\u{9b}2J"),
    ("👩‍👩‍👧 ok", "👩‍👩‍👧 ok"), ("\u{7F}\u{2028}", "\\u{7f}\\u{2028}"),
  ])
  func `what steers a terminal is spelled out`(text: String, escaped: String) {
    #expect(PrintableText.escaped(Array(text.utf8)) == escaped)
  }

  @Test func `bytes that are no UTF-8 are replaced`() {
    #expect(PrintableText.escaped([0x61, 0xFF, 0x62]) == "a\u{FFFD}b")
  }

  @Test(arguments: [("Informationsflow", 9, "Informat…"), ("kort", 9, "kort"), ("👍👍👍", 4, "👍…")])
  func `long texts are cut`(text: String, columns: Int, cut: String) {
    #expect(PrintableText.cut(text, to: columns) == cut)
  }

  @Test(arguments: [
    ("På 👍", 6, "På 👍 ", " På 👍"), ("kort", 2, "kort", "kort"), ("", 2, "  ", "  "),
  ])
  func `short texts are filled up`(text: String, columns: Int, left: String, right: String) {
    #expect(PrintableText.padded(text, to: columns) == left)
    #expect(PrintableText.padded(text, to: columns, alignRight: true) == right)
  }
}

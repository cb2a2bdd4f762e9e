import RisrosText
import Testing

@Suite struct ByteWriterTests {
  private func written(_ body: (inout ByteWriter) -> Void) -> String {
    var out = ByteWriter()
    body(&out)
    return String(decoding: out.finish(), as: UTF8.self)
  }

  @Test(arguments: [
    0, 1, 9, 10, 99, 100, 101, 999, 1000, 9999, 10_000, 10_001, 123_456_789, -1, -10, -9999,
    -10_000, Int.max, Int.min, 999_999_999_999_999_999, 1_000_000_000_000_000_000,
  ])
  func `integers are written as Swift writes them`(value: Int) {
    #expect(written { $0.append(integer: value) } == String(value))
  }

  @Test func `small integers are all right, in pairs too`() {
    for value in 0..<10_050 {
      #expect(written { $0.append(integer: value) } == String(value))
      let other = 10_049 - value
      #expect(written { $0.append(pair: value, other) } == "[\(value),\(other)]")
    }
  }

  @Test(arguments: [
    (12345, 2, "123.45"), (-5, 2, "-0.05"), (0, 2, "0.00"), (7, 0, "7"), (-70, 1, "-7.0"),
    (9999, 4, "0.9999"), (10_000, 4, "1.0000"),
  ])
  func `fixed decimals keep their zeros`(scaled: Int, decimals: Int, text: String) {
    #expect(written { $0.append(fixed: scaled, decimals: decimals) } == text)
  }

  @Test(arguments: [
    (-4200, "-0.42"), (10_000, "1"), (-10_000, "-1"), (0, "0"), (1, "0.0001"), (9800, "0.98"),
    (-7000, "-0.7"), (12_345, "1.2345"), (100_000_000, "10000"), (123_456_780, "12345.678"),
    (Int.max, "922337203685477.5807"), (Int.min, "-922337203685477.5808"),
  ])
  func `ten-thousandths are as short as they can be`(value: Int, text: String) {
    #expect(written { $0.append(tenThousandths: value) } == text)
  }

  @Test func `every confidence reads back as it was`() {
    for value in 0...10_000 {
      let text = written { $0.append(tenThousandths: value) }
      #expect(Double(text) == Double(value) / 10_000)
      #expect(!text.contains(".") || !text.hasSuffix("0"))
    }
  }

  @Test(arguments: [
    ("Blåbærgrød på Røros", "Blåbærgrød på Røros"),
    ("sagde \"ja\" \\ nej", "sagde \\\"ja\\\" \\\\ nej"),
    ("linje\n\r\tto", "linje\\n\\r\\tto"),
    ("\u{1B}[31mrød\u{7F}\u{0}", "\\u001b[31mrød\\u007f\\u0000"),
    ("\u{9B}31m \u{85} «her»\u{A0}", "\\u009b31m \\u0085 «her»\u{A0}"),
    (
      "👍🏽 og ét langt stykke tekst uden noget at skrive om 👩‍👩‍👧",
      "👍🏽 og ét langt stykke tekst uden noget at skrive om 👩‍👩‍👧"
    ),
    ("", ""),
  ])
  func `JSON strings are escaped`(text: String, escaped: String) {
    #expect(written { $0.appendJSON(Array(text.utf8)) } == escaped)
  }

  @Test func `the fast escape is the bytewise one, wherever the text lies`() {
    var state: UInt64 = 11
    let alphabet: [UInt8] = [0x61, 0x22, 0x5C, 0x0A, 0x1F, 0x7F, 0xC2, 0x85, 0xA9, 0xC3, 0x20]
    for length in 0..<70 {
      for share in [2, 40] as [UInt64] {
        var bytes: [UInt8] = []
        for _ in 0..<length {
          state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          let pick = (state >> 33) % share
          bytes.append(pick == 0 ? alphabet[Int((state >> 40) % 11)] : 0x61)
        }
        for start in [0, min(3, length)] {
          var fast = ByteWriter()
          var plain = ByteWriter()
          fast.appendJSON(bytes, start..<length)
          plain.appendJSONBytewise(bytes, start..<length)
          #expect(fast.finish() == plain.finish())
        }
      }
    }
  }

  @Test(arguments: [
    ("Århus", "Århus"), ("", ""), ("a,b", "\"a,b\""), ("sagde \"ja\"", "\"sagde \"\"ja\"\"\""),
    ("to\nlinjer", "\"to\nlinjer\""), ("cr\r", "\"cr\r\""), (" blank", "\" blank\""),
    (
      "en lang tekst uden noget særligt i sig, næsten",
      "\"en lang tekst uden noget særligt i sig, næsten\""
    ),
  ])
  func `fields are quoted as RFC 4180 asks`(field: String, quoted: String) {
    #expect(written { $0.appendDelimited(field, delimiter: 0x2C) } == quoted)
  }

  @Test func `a recycled writer begins empty and grows`() {
    var out = ByteWriter(recycling: Array("gammelt".utf8))
    #expect(out.count == 0)
    for _ in 0..<1000 { out.append(Array("nyt".utf8)) }
    let bytes = out.finish()
    #expect(bytes.count == 3000 && bytes.suffix(3).elementsEqual("nyt".utf8))
    out.append(0x41)
    #expect(out.finish() == [0x41])
  }

  @Test(arguments: [
    (5, 2, 3), (-5, 2, -3), (7, 5, 1), (8, 5, 2), (-7, 5, -1), (0, 3, 0), (1, 3, 0), (2, 3, 1),
    (Int.max, 2, 4_611_686_018_427_387_904), (Int.max, Int.max, 1), (Int.min, 1, Int.min),
  ])
  func `halves are rounded away from nought`(numerator: Int, denominator: Int, result: Int) {
    #expect(Rounding.divide(numerator, by: denominator) == result)
  }

  @Test(arguments: [(2.5, 0, 3), (-2.5, 0, -3), (0.125, 2, 13), (37.0882, 2, 3709)])
  func `numbers are scaled with the same rounding`(value: Double, decimals: Int, result: Int) {
    #expect(Rounding.scale(value, decimals: decimals) == result)
  }
}

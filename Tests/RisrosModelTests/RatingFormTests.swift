import RisrosModel
import Testing

@Suite struct RatingFormTests {
  private func rating(_ text: String, _ low: Int, _ high: Int) -> Int? {
    let bytes = Array("7\(text)7".utf8)
    return RatingForm(low: low, high: high).rating(bytes, 1..<bytes.count - 1)
  }

  @Test(arguments: [
    ("4", 1, 5, 7500), ("4,5", 1, 5, 8750), (" 4 ", 1, 5, 7500), ("★★★★☆", 1, 5, 7500),
    ("⭐⭐⭐⭐", 1, 5, 7500), ("****", 1, 5, 7500), ("★☆☆☆☆", 1, 5, 0), ("4/5", 1, 5, 7500),
    ("4 av 5", 1, 5, 7500), ("4 ud af 5 stjerner", 1, 5, 7500), ("4 out of 5", 1, 5, 7500),
    ("FOUR", 1, 5, 7500), ("4 stjerner", 1, 5, 7500), ("Terningkast 5", 1, 6, 8000),
    ("9", 0, 10, 9000), ("0", 0, 10, 0), ("8/10", 1, 5, 8000), ("80 %", 1, 5, 8000),
    ("80", 0, 100, 8000), ("33,3%", 0, 10, 3330), ("Good", 1, 5, 10_000), ("bad", 1, 5, 0),
    ("5 – Meget tilfreds", 1, 5, 10_000), ("Score: 8", 0, 10, 8000),
  ])
  func `ratings are put on one scale`(text: String, low: Int, high: Int, wanted: Int) {
    #expect(rating(text, low, high) == wanted)
  }

  @Test(arguments: ["", "  ", "ved ikke", "7", "0", "-1", "4 5", "4/", "good enough", "★ og god"])
  func `what is no rating of the scale is none`(text: String) {
    #expect(rating(text, 1, 5) == nil)
  }

  @Test(arguments: [
    ("1.299,50", 0x2C, 12_995_000), ("1 299,5", 0x2C, 12_995_000), ("1,299.5", 0x2E, 12_995_000),
    ("1'299.5", 0x2E, 12_995_000), ("4.5", 0x2E, 45_000), ("1.234.567", 0x2C, 12_345_670_000),
    ("0,12345", 0x2C, 1234), ("-3,5", 0x2C, -35_000), ("1.299", 0x2C, 12_990_000),
    ("1.299", 0x2E, 12_990),
  ])
  func `numbers are read by the column's marks`(text: String, mark: Int, wanted: Int) {
    let bytes = Array(text.utf8)
    let value = RatingValue(bytes, 0..<bytes.count, NumberForm(decimalMark: UInt8(mark)))
    #expect(value?.tenThousandths == wanted)
  }

  @Test(arguments: [
    (["4,5", "3,0"], ","), (["4.5", "3.0"], "."), (["1.299", "2.400"], ","),
    (["1.299", "4.5"], "."), (["1.299,50"], ","), (["1,299.50"], "."), (["1.299.000"], ","),
    (["1,299,000"], "."), (["7", "8"], ","), (["0.500"], "."), (["12.03"], "."), ([], ","),
  ])
  func `the column decides the decimal mark`(values: [String], mark: String) {
    var evidence = NumberEvidence()
    for value in values { evidence.add(value) }
    #expect(evidence.form.decimalMark == mark.utf8.first)
  }
}

import RisrosModel
import Testing

@Suite struct DateFormTests {
  private func day(_ text: String, _ order: DateForm.Order = .dayFirst) -> String? {
    // Bytes around the field must not matter.
    let bytes = Array("9\(text)9".utf8)
    return DateForm(order: order).date(bytes, 1..<bytes.count - 1)?.name(of: .day)
  }

  @Test(arguments: [
    ("05-03-2024", "2024-03-05"), ("5.3.2024", "2024-03-05"), ("05/03/2024", "2024-03-05"),
    ("5/3-2024", "2024-03-05"), ("5. 3. 2024", "2024-03-05"), ("5-3-24", "2024-03-05"),
    ("05.03.99", "1999-03-05"), ("2024-03-05", "2024-03-05"), ("2024/03/05", "2024-03-05"),
    ("2024-3-5", "2024-03-05"), ("20240305", "2024-03-05"), ("20240305T101500", "2024-03-05"),
    ("2024-03-05T23:59:59Z", "2024-03-05"), (" 31.12.2023 kl. 10:15 ", "2023-12-31"),
    ("31/12/2023, 10:15", "2023-12-31"), ("29.02.2024", "2024-02-29"),
    ("2000-02-29", "2000-02-29"),
  ])
  func `dates of numbers are read`(text: String, wanted: String) { #expect(day(text) == wanted) }

  @Test(arguments: [
    ("46145", "2026-05-03"), ("46145,99", "2026-05-03"), ("46145.5", "2026-05-03"),
    ("25569", "1970-01-01"), ("1777766400", "2026-05-03"), ("1777852799999", "2026-05-03"),
    ("1777766399", "2026-05-02"), ("1709164800", "2024-02-29"), ("45351", "2024-02-29"),
  ])
  func `what programs count is read`(text: String, wanted: String) { #expect(day(text) == wanted) }

  @Test(arguments: [
    ("3. maj 2026", "2026-05-03"), ("3. mai 2026 kl. 10.15", "2026-05-03"),
    ("3 May 2026", "2026-05-03"), ("03-May-2026 10:15", "2026-05-03"),
    ("3-maj-26", "2026-05-03"), ("May 3, 2026", "2026-05-03"), ("Mar. 3rd 2026", "2026-03-03"),
    ("søndag den 3. maj 2026", "2026-05-03"), ("lør. 7. mars 2026", "2026-03-07"),
    ("Tue, 03 Mar 2026 10:12:00", "2026-03-03"), ("24. DES 2025", "2025-12-24"),
    ("1. oktober 2025", "2025-10-01"), ("1. august 2025", "2025-08-01"),
  ])
  func `dates with the name of the month are read in three languages`(
    text: String, wanted: String
  ) { #expect(day(text) == wanted) }

  @Test(arguments: [
    ("05-03-2024", "2024-05-03"), ("5/13/2024 10:15 AM", "2024-05-13"), ("5/3/24", "2024-05-03"),
    ("2024-03-05", "2024-03-05"), ("3. maj 2026", "2026-05-03"),
  ])
  func `the month may come first`(text: String, wanted: String) {
    #expect(day(text, .monthFirst) == wanted)
  }

  @Test(arguments: [
    "", " ", "i går", "30-02-2024", "29.02.2023", "29.02.1900", "05-13-2024", "00.01.2024",
    "2024.03.05", "05-03.2024", "2024-03-05x", "05-03-20245", "1-2", "2024-03-", "-1-2-2024",
    "3 5 2026", "maj 2026", "10.15", "12345678", "3. mandag 2026", "123456789012", "3.", "12345",
    "90000", "46145x",
    "999999999", "9999999999",
  ])
  func `what is no date is unknown`(text: String) { #expect(day(text) == nil) }
}

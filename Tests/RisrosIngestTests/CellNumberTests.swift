import Testing

@testable import RisrosIngest

@Suite struct CellNumberTests {
  private func shown(_ value: String, _ format: NumberFormat, is1904: Bool = false) -> String {
    var text: [UInt8] = []
    CellNumber.append(Array(value.utf8), format, is1904: is1904, to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  @Test(arguments: [
    ("0", "0"), ("-0", "0"), ("17", "17"), ("-3.5", "-3.5"), ("5.0", "5"), ("0.10", "0.1"),
    ("0.30000000000000004", "0.3"), ("4.4000000000000004", "4.4"), ("1E-05", "0.00001"),
    ("99.999999999999997", "100"), ("123456789012345", "123456789012345"), (".5", "0.5"),
    ("1234567890123456789", "1234567890123460000"), ("1.5e+25", "1.5E+25"), ("2E-9", "2E-09"),
    ("+7", "7"), ("007", "7"), ("ikke et tal", "ikke et tal"), ("1E999999", "1E999999"), ("", ""),
  ]) func `numbers are shown with up to 15 digits`(value: String, text: String) {
    #expect(shown(value, .general) == text)
  }

  @Test(arguments: [
    ("0.85", "85%"), ("1", "100%"), ("0.125", "12.5%"), ("0.070000000000000007", "7%"),
    ("0", "0%"), ("-0.5", "-50%"),
  ]) func `shares are shown as percent`(value: String, text: String) {
    #expect(shown(value, .percent) == text)
  }

  @Test(arguments: [
    ("123", "00123"), ("0", "00000"), ("-7", "-00007"), ("123456", "123456"), ("1.5", "1.5"),
    ("1E2", "00100"),
  ]) func `whole numbers are filled up with zeros`(value: String, text: String) {
    #expect(shown(value, .padded(5)) == text)
  }

  @Test(arguments: [
    ("1", "1900-01-01"), ("59", "1900-02-28"), ("60", "1900-02-29"), ("61", "1900-03-01"),
    ("0", "1900-01-00"), ("45992", "2025-12-01"), ("45351", "2024-02-29"), ("36526", "2000-01-01"),
    ("2958465", "9999-12-31"), ("2958466", "2958466"), ("-1", "-1"),
    ("44197.5", "2021-01-01 12:00:00"), ("44197.999999", "2021-01-02"),
    ("0.25", "06:00:00"),
  ]) func `days are counted from 1900`(value: String, text: String) {
    #expect(shown(value, .dateTime(hasDate: true, hasTime: false)) == text)
  }

  @Test func `days are counted from 1904 where the workbook says so`() {
    let format = NumberFormat.dateTime(hasDate: true, hasTime: false)
    #expect(shown("0", format, is1904: true) == "1904-01-01")
    #expect(shown("42735", format, is1904: true) == "2021-01-01")
  }

  @Test(arguments: [
    ("44197", NumberFormat.dateTime(hasDate: true, hasTime: true), "2021-01-01 00:00:00"),
    ("44197.4236111111", .dateTime(hasDate: true, hasTime: true), "2021-01-01 10:10:00"),
    ("0.4236111111", .dateTime(hasDate: false, hasTime: true), "10:10:00"),
    ("44197.25", .dateTime(hasDate: false, hasTime: true), "2021-01-01 06:00:00"),
    ("1.5", .elapsed, "36:00:00"), ("0.000011574", .elapsed, "00:00:01"), ("-1", .elapsed, "-1"),
  ]) func `times are shown`(value: String, format: NumberFormat, text: String) {
    #expect(shown(value, format) == text)
  }

  @Test(arguments: [
    ("General", NumberFormat.general), ("0.00", .general), ("#,##0.00\\ \"kr.\"", .general),
    ("[Red]-0;[Blue]0", .general), ("@", .general), ("0.00E+00", .general), ("0", .general),
    ("yyyy\\-mm\\-dd", .dateTime(hasDate: true, hasTime: false)),
    ("dd/mm/yyyy hh:mm", .dateTime(hasDate: true, hasTime: true)),
    ("[$-406]d. mmmm yyyy;@", .dateTime(hasDate: true, hasTime: false)),
    ("mmm", .dateTime(hasDate: true, hasTime: false)),
    ("h:mm AM/PM", .dateTime(hasDate: false, hasTime: true)),
    ("mm:ss.0", .dateTime(hasDate: false, hasTime: true)),
    ("[h]:mm:ss", .elapsed), ("[mm]:ss", .elapsed), ("0 %", .percent), ("0.0%", .percent),
    ("0\" %\"", .general), ("0000", .padded(4)), ("_-* #,##0_d;", .general), ("", .general),
    ("\"dag\" 0", .general), ("\"", .general), ("[", .general), ("\\", .general),
  ]) func `formats are told by their code`(code: String, format: NumberFormat) {
    #expect(NumberFormat(code: code) == format)
  }

  @Test(arguments: [
    ("a_x000D_b", "a\rb"), ("_x000D__x000A_", "\r\n"), ("_x005F_x000D_", "_x000D_"),
    ("_x00e6_", "æ"), ("_xD83D__xDE00_", "😀"), ("_xD83D_", "\u{FFFD}"), ("_x000_", "_x000_"),
    ("_x000G_", "_x000G_"), ("snake_case", "snake_case"), ("_x0000_", "\u{FFFD}"), ("_", "_"),
  ]) func `characters that XML cannot hold are read`(written: String, text: String) {
    var result: [UInt8] = []
    CellText.append(Array(written.utf8), to: &result)
    #expect(String(decoding: result, as: UTF8.self) == text)
  }
}

import RisrosModel
import Testing

@Suite struct CalendarDateTests {
  // ISO 8601 weeks; the years' turns are the hard part.
  @Test(arguments: [
    ("2021-01-03", "2020-W53"), ("2021-01-04", "2021-W01"), ("2019-12-30", "2020-W01"),
    ("2019-12-29", "2019-W52"), ("2024-12-30", "2025-W01"), ("2024-03-05", "2024-W10"),
    ("2016-01-01", "2015-W53"), ("2026-12-31", "2026-W53"), ("2023-01-01", "2022-W52"),
  ])
  func `weeks follow ISO 8601`(date: String, week: String) {
    #expect(parse(date)?.name(of: .week) == week)
  }

  @Test(arguments: [
    (PeriodUnit.day, "2024-11-05"), (.week, "2024-W45"), (.month, "2024-11"),
    (.quarter, "2024-Q4"), (.year, "2024"),
  ])
  func `each unit has its name`(unit: PeriodUnit, name: String) {
    #expect(parse("5.11.2024")?.name(of: unit) == name)
  }

  private func parse(_ text: String) -> CalendarDate? {
    let bytes = Array(text.utf8)
    return DateForm().date(bytes, 0..<bytes.count)
  }
}

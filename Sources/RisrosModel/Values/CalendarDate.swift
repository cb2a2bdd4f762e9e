/// The length of the periods that scores are split by.
public enum PeriodUnit: String, Sendable, CaseIterable, Equatable {
  case day, week, month, quarter, year
}

/// A day of the Gregorian calendar; no clock and no time zone. `DateForm` reads it from a field.
public struct CalendarDate: Equatable, Sendable {
  public var year: Int
  public var month: Int
  public var day: Int

  /// A date of the calendar; nil for the likes of 30 February.
  public init?(year: Int, month: Int, day: Int) {
    guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
      day <= CalendarDate.length(ofMonth: month, year: year)
    else { return nil }
    self.year = year
    self.month = month
    self.day = day
  }

  private static func length(ofMonth month: Int, year: Int) -> Int {
    switch month {
    case 4, 6, 9, 11: 30
    case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
    default: 31
    }
  }

  /// Days since 1 March of the year 0, so that leap days come last in a year.
  ///
  /// Source: the usual count by 400-year eras of 146 097 days; 1970-01-01 is 719 468.
  private var dayNumber: Int {
    let shifted = month > 2 ? year : year - 1
    let monthFromMarch = (month + 9) % 12
    return 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400
      + (153 * monthFromMarch + 2) / 5 + day - 1
  }

  /// The day that `days` after 1970-01-01 is; nil beyond the year 9999 and before the year 1.
  public init?(daysSince1970 days: Int) {
    let number = days + 719_468
    guard number >= 306, number < 3_652_365 else { return nil }
    let (era, ofEra) = number.quotientAndRemainder(dividingBy: 146_097)
    let yearOfEra = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
    let ofYear = ofEra - (365 * yearOfEra + yearOfEra / 4 - yearOfEra / 100)
    let monthFromMarch = (5 * ofYear + 2) / 153
    let month = monthFromMarch < 10 ? monthFromMarch + 3 : monthFromMarch - 9
    self.init(
      year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month: month,
      day: ofYear - (153 * monthFromMarch + 2) / 5 + 1)
  }

  /// The week by ISO 8601, 1…53, and the year it belongs to.
  ///
  /// Weeks begin on Monday; week 1 has the year's first Thursday. 2021-01-03 is week 53 of 2020.
  public var isoWeek: (year: Int, week: Int) {
    // Day 0 of the count, 1 March of the year 0, was a Wednesday.
    let weekday = (dayNumber + 2) % 7
    let thursday = dayNumber - weekday + 3
    var weekYear = year
    if month == 1, thursday < CalendarDate.firstDay(of: year) { weekYear -= 1 }
    if month == 12, thursday >= CalendarDate.firstDay(of: year + 1) { weekYear += 1 }
    return (weekYear, (thursday - CalendarDate.firstDay(of: weekYear)) / 7 + 1)
  }

  private static func firstDay(of year: Int) -> Int {
    var date = CalendarDate(year: 1, month: 1, day: 1)!
    date.year = year
    return date.dayNumber
  }

  /// A number that is the same for all days of a period and grows with time.
  public func code(of unit: PeriodUnit) -> UInt32 {
    switch unit {
    case .day: return UInt32(year * 10_000 + month * 100 + day)
    case .week:
      let (weekYear, week) = isoWeek
      return UInt32(max(weekYear, 0) * 100 + week)
    case .month: return UInt32(year * 100 + month)
    case .quarter: return UInt32(year * 10 + (month + 2) / 3)
    case .year: return UInt32(year)
    }
  }

  /// How a report names the period the day lies in: `2024-03-05`, `2024-W10`, `2024-03`,
  /// `2024-Q1`, `2024`. Names sort by time.
  public func name(of unit: PeriodUnit) -> String {
    func padded(_ value: Int, _ width: Int) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    switch unit {
    case .day: return "\(padded(year, 4))-\(padded(month, 2))-\(padded(day, 2))"
    case .week:
      let (weekYear, week) = isoWeek
      return "\(padded(weekYear, 4))-W\(padded(week, 2))"
    case .month: return "\(padded(year, 4))-\(padded(month, 2))"
    case .quarter: return "\(padded(year, 4))-Q\((month + 2) / 3)"
    case .year: return padded(year, 4)
    }
  }

  /// The name of the period of records without a readable date; sorts behind all others.
  public static let unknownPeriod = "unknown"
}

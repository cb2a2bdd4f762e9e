/// How the dates of a column are written; decided once for a column, never by the machine's locale.
public struct DateForm: Equatable, Sendable {
  /// What comes first where a date is three numbers with the year at the end.
  public enum Order: String, Sendable {
    case dayFirst, monthFirst
  }

  public var order: Order

  public init(order: Order = .dayFirst) { self.order = order }

  /// Reads a date as Danish, Norwegian, English and ISO exports write it.
  ///
  /// `dd-mm-yyyy`, `dd.mm.yyyy`, `dd/mm/yyyy`, `d/m-yyyy`, `d. m. yyyy`, each with a year of two
  /// digits too (70…99 are of the last century), `yyyy-mm-dd`, `yyyy/mm/dd`, `yyyymmdd`, `3. maj
  /// 2026`, `3-May-2026`, `May 3, 2026`; a weekday may stand before. What follows must begin with a
  /// blank, a comma or `T`, and is not looked at. Also what programs count: the days of Excel, five
  /// digits with or without a fraction, and the seconds or milliseconds since 1970.
  /// - Returns: nil for anything else.
  public func date(_ bytes: [UInt8], _ range: Range<Int>) -> CalendarDate? {
    guard let parts = DateParts(bytes, range) else { return nil }
    return CalendarDate(
      year: parts.year, month: order == .dayFirst || parts.isCertain ? parts.month : parts.day,
      day: order == .dayFirst || parts.isCertain ? parts.day : parts.month)
  }
}

/// The numbers of a date, before it is known which of two is the day.
public struct DateParts: Equatable, Sendable {
  public private(set) var year = 0
  /// The day and the month where the day comes first.
  public private(set) var day = 0
  public private(set) var month = 0
  /// The year comes first or the month is written as a word: there is nothing to decide.
  public private(set) var isCertain = false
  /// What was counted, where the field is a single number.
  public private(set) var count: Count?
  /// What stands between the numbers.
  public private(set) var mark: UInt8 = 0

  /// Numbers that programs write for dates.
  public enum Count: Sendable {
    /// Days since the end of 1899, as Excel keeps dates.
    case days
    /// Seconds or milliseconds since 1970, read in UTC.
    case seconds
  }

  /// - Returns: nil for what is no date.
  public init?(_ bytes: [UInt8], _ range: Range<Int>) {
    var scan = FieldScan(bytes, range)
    scan.skipBlanks()
    // "søndag den 3. maj 2026"
    for _ in 0..<3 {
      guard let word = scan.word() else { break }
      if let number = DateParts.month(word) {
        self.init(behindMonth: number, &scan)
        return
      }
      scan.skip { $0 == 0x2E || $0 == 0x2C || $0 <= 0x20 }
    }
    guard let first = scan.number() else { return nil }
    switch first.digits {
    case 8: self.init(compact: first.value)
    case 4: self.init(year: first.value, &scan)
    case 1, 2: self.init(day: first.value, &scan)
    case 5: self.init(days: first.value, &scan)
    case 9: self.init(seconds: first.value, &scan)
    default: return nil
    }
    guard scan.isAtFieldEnd else { return nil }
  }

  /// "46145", "46145,58"
  private init?(days: Int, _ scan: inout FieldScan) {
    // 1954 to 2118: other numbers are more likely something else.
    guard (20_000..<80_000).contains(days),
      let date = CalendarDate(daysSince1970: days - 25_569)
    else { return nil }
    if scan.take({ $0 == 0x2C || $0 == 0x2E }) != nil, scan.number() == nil { return nil }
    self.init(date, .days)
  }

  /// "1777766400", "1777766400000": nine digits, and those behind them.
  private init?(seconds first: Int, _ scan: inout FieldScan) {
    guard let rest = scan.number() else { return nil }
    let seconds: Int
    switch rest.digits {
    case 1: seconds = first * 10 + rest.value
    case 4: seconds = first * 10 + rest.value / 1000
    default: return nil
    }
    guard (1_000_000_000..<4_102_444_800).contains(seconds),
      let date = CalendarDate(daysSince1970: seconds / 86_400)
    else { return nil }
    if scan.take({ $0 == 0x2E }) != nil, scan.number() == nil { return nil }
    self.init(date, .seconds)
  }

  private init(_ date: CalendarDate, _ count: Count) {
    (year, month, day) = (date.year, date.month, date.day)
    isCertain = true
    self.count = count
  }

  /// "20260503"
  private init?(compact: Int) {
    (year, month, day) = (compact / 10_000, compact / 100 % 100, compact % 100)
    isCertain = true
    guard year >= 1900, CalendarDate(year: year, month: month, day: day) != nil else { return nil }
  }

  /// "2026-05-03"
  private init?(year: Int, _ scan: inout FieldScan) {
    guard let mark = scan.take({ $0 == 0x2D || $0 == 0x2F }), let second = scan.number(),
      second.digits <= 2, scan.take({ $0 == mark }) != nil, let third = scan.number(),
      third.digits <= 2
    else { return nil }
    (self.year, month, day) = (year, second.value, third.value)
    (isCertain, self.mark) = (true, mark)
  }

  /// "03-05-2026", "3. maj 2026", "3/5-26"
  private init?(day: Int, _ scan: inout FieldScan) {
    self.day = day
    let mark = scan.take { [0x2D, 0x2E, 0x2F].contains($0) }
    let hasBlank = scan.skipBlanks()
    guard mark != nil || hasBlank else { return nil }
    if let word = scan.word() {
      guard let month = DateParts.month(word) else { return nil }
      self.month = month
      isCertain = true
      scan.skip { [0x2D, 0x2E, 0x2F, 0x2C, 0x20].contains($0) }
    } else {
      // "3 5 2026" is no date.
      guard let mark, !hasBlank || mark == 0x2E, let second = scan.number(), second.digits <= 2
      else { return nil }
      month = second.value
      self.mark = mark
      guard scan.take({ $0 == mark || mark == 0x2F && $0 == 0x2D }) != nil else { return nil }
      if mark == 0x2E { scan.skipBlanks() }
    }
    guard let last = scan.number(), let year = DateParts.year(last) else { return nil }
    self.year = year
  }

  /// "May 3, 2026"
  private init?(behindMonth month: Int, _ scan: inout FieldScan) {
    scan.skip { $0 == 0x2E || $0 <= 0x20 }
    guard let day = scan.number(), day.digits <= 2 else { return nil }
    // "3rd"
    _ = scan.word()
    scan.skip { $0 == 0x2E || $0 == 0x2C || $0 <= 0x20 }
    guard let last = scan.number(), last.digits == 4, scan.isAtFieldEnd else { return nil }
    (self.year, self.month, self.day) = (last.value, month, day.value)
    isCertain = true
  }

  private static func year(_ number: (value: Int, digits: Int)) -> Int? {
    switch number.digits {
    case 4: number.value
    case 2: number.value + (number.value < 70 ? 2000 : 1900)
    default: nil
    }
  }

  /// Months by their first three letters in Danish, Norwegian and English.
  private static let months: [[UInt8]: Int] = {
    let names = [
      "jan", "feb", "mar", "apr", "maj mai may", "jun", "jul", "aug", "sep", "okt oct", "nov",
      "dec des",
    ]
    var months: [[UInt8]: Int] = [:]
    for (index, spellings) in names.enumerated() {
      for spelling in spellings.split(separator: " ") { months[Array(spelling.utf8)] = index + 1 }
    }
    return months
  }()

  private static func month(_ word: ArraySlice<UInt8>) -> Int? {
    guard word.count >= 3, word.count <= 9 else { return nil }
    // "mars" is a month, "mandag" none: no weekday shares its first three letters with one.
    return months[word.prefix(3).map { $0 | 0x20 }]
  }
}

/// Steps over the bytes of a field.
struct FieldScan {
  let bytes: [UInt8]
  var at: Int
  let end: Int

  init(_ bytes: [UInt8], _ range: Range<Int>) {
    self.bytes = bytes
    at = range.lowerBound
    end = range.upperBound
  }

  var next: UInt8? { at < end ? bytes[at] : nil }

  mutating func skip(_ matches: (UInt8) -> Bool) {
    while at < end, matches(bytes[at]) { at += 1 }
  }

  @discardableResult mutating func skipBlanks() -> Bool {
    let start = at
    while at < end {
      if bytes[at] <= 0x20 {
        at += 1
      } else if bytes[at] == 0xC2, at + 1 < end, bytes[at + 1] == 0xA0 {
        at += 2
      } else {
        break
      }
    }
    return at > start
  }

  mutating func take(_ matches: (UInt8) -> Bool) -> UInt8? {
    guard at < end, matches(bytes[at]) else { return nil }
    at += 1
    return bytes[at - 1]
  }

  /// A run of letters.
  mutating func word() -> ArraySlice<UInt8>? {
    let start = at
    skip { ($0 | 0x20) &- 0x61 < 26 || $0 >= 0xC3 || $0 & 0xC0 == 0x80 }
    return at > start ? bytes[start..<at] : nil
  }

  /// A run of at most nine digits.
  mutating func number() -> (value: Int, digits: Int)? {
    let start = at
    var value = 0
    while at < end, at - start < 9, bytes[at] &- 0x30 < 10 {
      value = value * 10 + Int(bytes[at] &- 0x30)
      at += 1
    }
    return at > start ? (value, at - start) : nil
  }

  /// At the end, or before what a time of day may stand behind.
  var isAtFieldEnd: Bool {
    guard let next else { return true }
    return next <= 0x20 || next == 0x2C || next == 0x54
  }
}

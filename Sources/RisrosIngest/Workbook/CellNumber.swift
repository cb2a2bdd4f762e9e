/// Writes the number of a cell as a spreadsheet program shows it, with a decimal point and without
/// thousands marks: 15 digits, dates as `2026-01-31 08:30:00`, shares as `85 %` without the blank.
enum CellNumber {
  /// Appends a number that is written as XML has it.
  /// - Parameter is1904: days count from 1904, as in workbooks of old Macs.
  static func append(
    _ value: [UInt8], _ format: NumberFormat, is1904: Bool, to target: inout [UInt8]
  ) {
    if format == .general && isPlain(value) {
      target.append(contentsOf: value)
      return
    }
    guard var number = DecimalDigits(value) else {
      target.append(contentsOf: value)
      return
    }
    switch format {
    case .general: break
    case .percent:
      number.exponent += 2
      number.round()
      number.append(to: &target)
      target.append(0x25)
      return
    case .padded(let digits):
      if number.append(to: &target, padded: digits) { return }
    case .dateTime(let hasDate, let hasTime):
      if appendDate(value, hasDate, hasTime, is1904, &target) { return }
    case .elapsed:
      if appendElapsed(value, &target) { return }
    }
    number.round()
    number.append(to: &target)
  }

  /// Whether a number is written as it is shown: up to 15 digits, no zeros behind the point.
  private static func isPlain(_ value: [UInt8]) -> Bool {
    if value.isEmpty || value.count > 16 { return false }
    var digits = 0
    var hasPoint = false
    for (index, byte) in value.enumerated() {
      switch byte {
      case 0x30...0x39: digits += 1
      case 0x2D where index == 0: break
      case 0x2E where !hasPoint && digits > 0: hasPoint = true
      default: return false
      }
    }
    let first = value[0] == 0x2D ? 1 : 0
    if first == value.count || digits > 15 || value == [0x2D, 0x30] { return false }
    if value[first] == 0x30 && value.count > first + 1 && value[first + 1] != 0x2E { return false }
    return !hasPoint || value.last != 0x30 && value.last != 0x2E
  }

  // MARK: Dates

  private static let lastDay = 2_958_465

  private static func appendDate(
    _ value: [UInt8], _ hasDate: Bool, _ hasTime: Bool, _ is1904: Bool,
    _ target: inout [UInt8]
  ) -> Bool {
    guard let serial = Double(String(decoding: value, as: UTF8.self)), serial >= 0,
      serial < Double(lastDay + 1)
    else { return false }
    var day = Int(serial)
    var seconds = Int((serial - Double(day)) * 86_400 + 0.5)
    if seconds == 86_400 {
      day += 1
      seconds = 0
    }
    let isTimeOnly = day == 0 && (!hasDate || !is1904 && seconds > 0)
    if is1904 { day += 1462 }
    if day > lastDay { return false }
    if !isTimeOnly {
      append(day: day, &target)
      if !hasTime && seconds == 0 { return true }
      target.append(0x20)
    }
    append(seconds / 3600, &target)
    append(sixtieths: seconds, &target)
    return true
  }

  private static func append(day: Int, _ target: inout [UInt8]) {
    // What spreadsheet programs show for no date, and for a day that there was not, which they count
    // for the sake of an older program.
    if day == 0 || day == 60 {
      target.append(contentsOf: (day == 0 ? "1900-01-00" : "1900-02-29").utf8)
      return
    }
    // Days since 0000-03-01, in eras of 400 years (Howard Hinnant, "chrono-compatible low-level
    // date algorithms", civil_from_days).
    let days = day + (day < 60 ? 1 : 0) - 25_569 + 719_468
    let era = days / 146_097
    let dayOfEra = days - era * 146_097
    let year =
      (dayOfEra - dayOfEra / 1_460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * year + year / 4 - year / 100)
    let month = (5 * dayOfYear + 2) / 153
    let civilMonth = month < 10 ? month + 3 : month - 9
    append(year + era * 400 + (civilMonth <= 2 ? 1 : 0), &target)
    target.append(0x2D)
    append(civilMonth, &target)
    target.append(0x2D)
    append(dayOfYear - (153 * month + 2) / 5 + 1, &target)
  }

  private static func appendElapsed(_ value: [UInt8], _ target: inout [UInt8]) -> Bool {
    guard let days = Double(String(decoding: value, as: UTF8.self)), days >= 0, days < 1e9
    else { return false }
    let seconds = Int(days * 86_400 + 0.5)
    append(seconds / 3600, &target)
    append(sixtieths: seconds, &target)
    return true
  }

  /// Minutes and seconds.
  private static func append(sixtieths seconds: Int, _ target: inout [UInt8]) {
    target.append(0x3A)
    append(seconds / 60 % 60, &target)
    target.append(0x3A)
    append(seconds % 60, &target)
  }

  /// At least two digits.
  private static func append(_ number: Int, _ target: inout [UInt8]) {
    if number < 10 { target.append(0x30) }
    target.append(contentsOf: String(number).utf8)
  }
}

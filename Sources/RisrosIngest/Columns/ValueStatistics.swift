internal import RisrosModel

/// What the values of one column in the head look like.
struct ValueStatistics: Sendable {
  var values = 0
  var numbers = 0
  var dates = 0
  /// Bytes of the values that look like prose: several words, mostly of letters.
  var proseBytes = 0
  /// Bytes of the values that are neither numbers nor dates.
  var otherBytes = 0

  init(_ column: some Sequence<String>) {
    for value in column {
      let utf8 = value.utf8
      if utf8.allSatisfy({ $0 <= 0x20 }) { continue }
      values += 1
      if ValueStatistics.isNumber(value) {
        numbers += 1
      } else if ValueStatistics.isDate(value) {
        dates += 1
      } else {
        otherBytes += utf8.count
        let letters = utf8.count { $0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A || $0 >= 0xC3 }
        if letters * 5 >= utf8.count * 3 && utf8.contains(0x20) && !value.hasPrefix("http") {
          proseBytes += utf8.count
        }
      }
    }
  }

  var isMostlyNumbers: Bool { values > 0 && numbers * 10 >= values * 8 }
  var isMostlyDates: Bool { values > 0 && dates * 10 >= values * 8 }

  /// Digits with a sign, marks between them and a unit of money or share: "-3,5", "1.299 kr", "80 %".
  static func isNumber(_ value: String) -> Bool {
    var digits = 0
    var letters = 0
    for byte in value.utf8 {
      switch byte {
      case 0x30...0x39: digits += 1
      case 0x20, 0x25, 0x2B...0x2F: break
      // A unit stands behind the number: "Q1" is a name, "12 kr" is not.
      case 0x41...0x5A, 0x61...0x7A:
        if digits == 0 { return false }
        letters += 1
      default: return false
      }
    }
    return digits > 0 && letters <= 3 && !isDate(value)
  }

  /// Two or more groups of digits with date marks between them, and a year or a time among them, or
  /// a date in words.
  static func isDate(_ value: String) -> Bool {
    let utf8 = Array(value.utf8.prefix(48))
    if value.utf8.count > 48 || utf8.count < 6 { return false }
    if hasDateMarks(utf8) { return true }
    // "lørdag den 7. marts 2026 kl. 12.00"
    guard utf8[0] > 0x39, let parts = DateParts(utf8, 0..<utf8.count) else { return false }
    return parts.isCertain
  }

  private static func hasDateMarks(_ utf8: [UInt8]) -> Bool {
    if utf8.count > 40 { return false }
    var groups: [Int] = []
    var run = 0
    var marks = 0
    var letters = 0
    for byte in utf8 + [0x20] {
      switch byte {
      case 0x30...0x39: run += 1
      default:
        if run > 0 { groups.append(run) }
        run = 0
        switch byte {
        case 0x2D, 0x2E, 0x2F, 0x3A: marks += 1
        case 0x20, 0x2B, 0x2C: break
        case 0x41...0x5A, 0x61...0x7A: letters += 1
        default: return false
        }
      }
    }
    // "24. dec. 2023 kl. 10.15" has the most letters.
    return groups.count >= 2 && letters <= 12
      && (marks >= 2 && groups.count >= 3 || letters >= 3 && groups.contains(4))
      && groups.allSatisfy { $0 <= 9 }
  }
}

/// Decides whether the first record of a file names its columns.
enum HeaderGuess {
  static func hasHeader(_ rows: [[String]]) -> Bool {
    guard let first = rows.first else { return true }
    let known = first.count(where: ColumnNames.isKnown)
    let hasValue = first.contains {
      ValueStatistics.isNumber($0) || ValueStatistics.isDate($0)
    }
    // A single cell of a record may happen to be a known name.
    if known >= (hasValue ? 2 : 1) { return true }
    // Names are not numbers, not dates, not missing in most columns, and differ.
    if hasValue { return false }
    let names = first.filter { !$0.isEmpty }
    if names.isEmpty || names.count * 2 < first.count || Set(names).count < names.count {
      return false
    }
    if names.contains(where: { $0.utf8.count > 200 || $0.contains("\n") }) { return false }
    let body = rows.dropFirst()
    if body.isEmpty { return names.contains { ColumnNames.textTier($0) != nil } }
    // A value that comes again below is data.
    for column in first.indices where !first[column].isEmpty {
      if body.contains(where: { column < $0.count && $0[column] == first[column] }) { return false }
    }
    for column in first.indices {
      let values = ValueStatistics(body.lazy.compactMap { column < $0.count ? $0[column] : nil })
      if values.isMostlyNumbers || values.isMostlyDates { return true }
      let name = first[column]
      let isShort = name.utf8.count <= 40 && !name.hasSuffix(".") && !name.hasSuffix("!")
      if values.proseBytes > 0, isShort || name.hasSuffix("?"),
        first.count > 1 && values.proseBytes / values.values >= 3 * max(name.utf8.count, 8)
          || name.hasSuffix("?") && first.count > 1 || ColumnNames.textTier(name) != nil
      {
        return true
      }
    }
    return false
  }
}

/// Digits as they were written, and what they may be.
struct NumberRun {
  var digits: [UInt8]
  /// Digits between separators.
  var groups: [Int]
  /// One fewer than groups.
  var separators: [UInt8]
  var hasPlus: Bool

  func prefix(groups count: Int) -> NumberRun {
    let kept = Array(groups.prefix(count))
    return NumberRun(
      digits: Array(digits.prefix(kept.reduce(0, +))), groups: kept,
      separators: Array(separators.prefix(max(0, count - 1))), hasPlus: hasPlus)
  }

  /// - Parameter isPrice: whether a currency follows.
  func kind(beside context: NumberContext, followed isPrice: Bool) -> Redactor.Kind? {
    if isPrice, !hasPlus { return nil }
    if isPhone(context) { return .phone }
    if digits.count == 10, groups == [6, 4] || groups == [10] || groups == [2, 2, 2, 4],
      isDate(0), context.isPersonal || !context.isOrder
    {
      // Valid numbers without the check digit have been issued since 2007: a date is enough where
      // they are written as one, or the word stands beside.
      if groups != [10] || context.isPersonal || hasDanishCheck { return .cpr }
    }
    if digits.count == 11, groups == [11] || groups == [6, 5] || groups == [4, 2, 5] {
      // An account number may pass for a birth number: the date and the first check digit decide.
      if groups != [4, 2, 5], isDate(1), context.isPersonal || hasNorwegianChecks {
        return .birthNumber
      }
      if groups == [4, 2, 5] || context.isAccount, hasAccountCheck { return .account }
    }
    if (13...19).contains(digits.count), isCard { return .card }
    if (5...14).contains(digits.count), context.isAccount, !context.isOrder { return .account }
    return nil
  }

  private func value(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + Int($1) } }

  // MARK: Telephone

  private func isPhone(_ context: NumberContext) -> Bool {
    func isCountry(_ at: Int) -> Bool { [45, 46, 47].contains(value(at..<at + 2)) }
    if hasPlus { return digits.count >= 9 && digits.count <= 14 }
    if digits.count == 12, digits[0] == 0, digits[1] == 0, isCountry(2) { return true }
    if context.isOrder { return false }
    if digits.count == 10, isCountry(0), context.isPhone, groups.count > 1 { return true }
    guard digits.count == 8, digits[0] > 1 else { return false }
    if groups == [2, 2, 2, 2] || groups == [3, 2, 3] || groups == [4, 4] {
      return separators.allSatisfy { $0 == 0x20 } || context.isPhone
    }
    return groups == [8] && context.isPhone
  }

  // MARK: Identity numbers

  /// Day, month and two digits of a year; D-numbers add 40 to the day, synthetic numbers 40 or 80 to
  /// the month, both of them Norwegian.
  private func isDate(_ norwegian: Int) -> Bool {
    var day = value(0..<2)
    var month = value(2..<4)
    if norwegian == 1 {
      if day > 40 { day -= 40 }
      if month > 80 { month -= 80 } else if month > 40 { month -= 40 }
    }
    let lengths = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    return (1...12).contains(month) && day >= 1 && day <= lengths[month - 1]
  }

  private func sum(_ weights: [Int]) -> Int {
    zip(weights, digits).reduce(0) { $0 + $1.0 * Int($1.1) }
  }

  private var hasDanishCheck: Bool { sum([4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0 }

  /// Until 2032 the first control must come out as 0, from then on as 0 to 3; both are taken.
  private var hasNorwegianChecks: Bool {
    sum([3, 7, 6, 1, 8, 9, 4, 5, 2, 1]) % 11 <= 3 && hasAccountCheck
  }

  private var hasAccountCheck: Bool { sum([5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1]) % 11 == 0 }

  // MARK: Cards

  /// Luhn's check, the first digits of a card company, and groups of four where there are groups.
  private var isCard: Bool {
    guard [3, 4, 5, 6, 2].contains(Int(digits[0])) else { return false }
    if groups.count > 1, !(groups.dropLast().allSatisfy { $0 == 4 } || groups == [4, 6, 5]) {
      return false
    }
    if groups.count == 1, digits[0] == 2, value(0..<4) < 2221 { return false }
    var total = 0
    for (place, digit) in digits.reversed().enumerated() {
      let doubled = place % 2 == 1 ? 2 * Int(digit) : Int(digit)
      total += doubled > 9 ? doubled - 9 : doubled
    }
    return total % 10 == 0
  }
}

/// What the words before a number say of it.
struct NumberContext {
  var isPersonal = false
  var isPhone = false
  var isAccount = false
  var isOrder = false

  private static let personal = words(
    "cpr", "personnr", "personnummer", "fødselsnr", "fødselsnummer", "fodselsnummer", "fnr")
  private static let phone = words(
    "tlf", "tel", "ring", "mobil", "nummer", "nr.", "sms", "kontakt", "phone", "fastnet")
  private static let account = words("konto", "reg.", "reg ", "regnr")
  private static let order = words(
    "ordre", "order", "faktura", "bestilling", "kundenr", "kundenummer", "varenr", "sak ", "saks",
    "sag ")

  private static func words(_ words: String...) -> [[UInt8]] { words.map { Array($0.utf8) } }

  /// - Parameter text: the bytes before the number, a few words of them.
  init(_ text: ArraySlice<UInt8>) {
    // Letters beyond ASCII are written in lower case here, or missed.
    let lower = text.map { $0 &- 0x41 < 26 ? $0 | 0x20 : $0 }
    func mentions(_ words: [[UInt8]]) -> Bool {
      words.contains { word in
        guard lower.count >= word.count else { return false }
        var at = 0
        while at <= lower.count - word.count {
          if lower[at] == word[0], lower[at..<at + word.count].elementsEqual(word) { return true }
          at += 1
        }
        return false
      }
    }
    isPersonal = mentions(NumberContext.personal)
    isPhone = mentions(NumberContext.phone)
    isAccount = mentions(NumberContext.account)
    isOrder = mentions(NumberContext.order)
  }
}

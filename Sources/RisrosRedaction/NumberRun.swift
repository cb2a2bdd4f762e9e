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

  /// - Parameters:
  ///   - context: the words before it, in lower case.
  ///   - isPrice: whether a currency follows.
  func kind(beside context: String, followed isPrice: Bool) -> Redactor.Kind? {
    func mentions(_ words: String...) -> Bool { words.contains { context.contains($0) } }
    let isOrder = mentions("ordre", "order", "faktura", "bestilling", "sak ", "saks", "sag ")
    if isPhone(context) { return .phone }
    if isPrice { return nil }
    if digits.count == 10, groups == [6, 4] || groups == [10] || groups == [2, 2, 2, 4],
      isDate(0), isPersonal(context) || !isOrder
    {
      // Valid numbers without the check digit have been issued since 2007: a date is enough where
      // they are written as one, or the word stands beside.
      if groups != [10] || isPersonal(context) || hasDanishCheck { return .cpr }
    }
    if digits.count == 11, groups == [11] || groups == [6, 5] || groups == [4, 2, 5] {
      // An account number may pass for a birth number: the date and the first check digit decide.
      if groups != [4, 2, 5], isDate(1), isPersonal(context) || hasNorwegianChecks {
        return .birthNumber
      }
      if groups == [4, 2, 5] || mentions("konto"), hasAccountCheck { return .account }
    }
    if (13...19).contains(digits.count), isCard { return .card }
    if (5...14).contains(digits.count), !isOrder,
      mentions("konto", "kontonr", "reg.", "reg ", "regnr")
    {
      return .account
    }
    return nil
  }

  private func isPersonal(_ context: String) -> Bool {
    ["cpr", "personnr", "personnummer", "fødselsnr", "fødselsnummer", "fodselsnummer", "fnr"]
      .contains { context.contains($0) }
  }

  private func value(_ range: Range<Int>) -> Int { digits[range].reduce(0) { $0 * 10 + Int($1) } }

  // MARK: Telephone

  private func isPhone(_ context: String) -> Bool {
    func isCountry(_ at: Int) -> Bool { [45, 47, 46].contains(value(at..<at + 2)) }
    if hasPlus { return digits.count >= 9 && digits.count <= 14 }
    if digits.count == 12, digits[0] == 0, digits[1] == 0, isCountry(2) { return true }
    let isMarked = [
      "tlf", "tel", "ring", "mobil", "nummer", "nr.", "sms", "kontakt", "phone", "fastnet",
    ].contains { context.contains($0) }
    let isOther = ["ordre", "order", "faktura", "bestilling", "kundenr", "kundenummer", "varenr"]
      .contains { context.contains($0) }
    if digits.count == 10, isCountry(0), isMarked, groups.count > 1, !isOther { return true }
    guard digits.count == 8, digits[0] > 1, !isOther else { return false }
    if groups == [2, 2, 2, 2] || groups == [3, 2, 3] || groups == [4, 4] {
      return separators.allSatisfy { $0 == 0x20 } || isMarked
    }
    return groups == [8] && isMarked
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

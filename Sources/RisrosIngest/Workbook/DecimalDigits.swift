/// A decimal number by its digits, so that what a file says is not changed by binary arithmetic.
///
/// Its value is 0.d₁d₂d₃… × 10^exponent; zero has no digits.
struct DecimalDigits: Sendable, Equatable {
  private(set) var isNegative = false
  private(set) var digits: [UInt8] = []
  var exponent = 0

  /// What spreadsheet programs compute and show with.
  private static let mostDigits = 15
  private static let mostExponent = 400

  /// Reads `-12.5`, `1E-05`, `.5`; nil for what is no number.
  init?(_ text: [UInt8]) {
    var at = 0
    if let sign = text.first, sign == 0x2D || sign == 0x2B {
      isNegative = sign == 0x2D
      at = 1
    }
    var hasPoint = false
    var hasDigit = false
    while at < text.count {
      let byte = text[at]
      if byte == 0x2E && !hasPoint {
        hasPoint = true
      } else if byte >= 0x30 && byte <= 0x39 {
        hasDigit = true
        if byte != 0x30 || !digits.isEmpty {
          digits.append(byte - 0x30)
          if !hasPoint { exponent += 1 }
        } else if hasPoint {
          exponent -= 1
        }
      } else {
        break
      }
      at += 1
    }
    if !hasDigit { return nil }
    if at < text.count {
      guard text[at] | 0x20 == 0x65 else { return nil }
      guard let power = Int(String(decoding: text[(at + 1)...], as: UTF8.self)),
        abs(power) <= DecimalDigits.mostExponent
      else { return nil }
      exponent += power
    }
    trim()
  }

  private mutating func trim() {
    while digits.last == 0 { digits.removeLast() }
    if digits.isEmpty {
      exponent = 0
      isNegative = false
    }
  }

  /// Rounds to 15 digits, halves away from zero.
  mutating func round() {
    if digits.count <= DecimalDigits.mostDigits { return }
    let roundsUp = digits[DecimalDigits.mostDigits] >= 5
    digits.removeLast(digits.count - DecimalDigits.mostDigits)
    if roundsUp {
      var index = digits.count - 1
      while index >= 0 && digits[index] == 9 {
        digits[index] = 0
        index -= 1
      }
      if index >= 0 {
        digits[index] += 1
      } else {
        digits = [1]
        exponent += 1
      }
    }
    trim()
  }

  /// Appends the number, very large and very small ones as `1.5E+21`.
  func append(to target: inout [UInt8]) {
    if isNegative { target.append(0x2D) }
    if digits.isEmpty {
      target.append(0x30)
    } else if exponent > 21 || exponent < -6 {
      target.append(0x30 + digits[0])
      if digits.count > 1 {
        target.append(0x2E)
        target.append(contentsOf: digits.dropFirst().map { 0x30 + $0 })
      }
      let power = exponent - 1
      target.append(contentsOf: "E\(power < 0 ? "-" : "+")\(abs(power) < 10 ? "0" : "")".utf8)
      target.append(contentsOf: String(abs(power)).utf8)
    } else {
      for index in 0..<max(exponent, 1) {
        target.append(0x30 + (index < exponent && index < digits.count ? digits[index] : 0))
      }
      if exponent >= digits.count { return }
      target.append(0x2E)
      for _ in 0..<max(0, -exponent) { target.append(0x30) }
      for digit in digits.dropFirst(max(0, exponent)) { target.append(0x30 + digit) }
    }
  }

  /// Appends a whole number with zeros before it; false for any other.
  func append(to target: inout [UInt8], padded width: Int) -> Bool {
    if digits.count > exponent && !digits.isEmpty || exponent > 15 { return false }
    if isNegative { target.append(0x2D) }
    for _ in 0..<max(0, width - exponent) { target.append(0x30) }
    for index in 0..<exponent {
      target.append(0x30 + (index < digits.count ? digits[index] : 0))
    }
    return true
  }
}

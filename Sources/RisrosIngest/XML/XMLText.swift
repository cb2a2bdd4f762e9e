internal import RisrosText

/// Decodes character data: the five named references, those by number, and line ends.
enum XMLText {
  /// Appends the text that `bytes[range]` stands for; references must be whole.
  ///
  /// A reference to what is no character becomes U+FFFD. `bytes` goes on for `ByteSearch.slack`
  /// bytes behind the range.
  /// - Returns: what is wrong with a reference, or nil.
  static func append(
    _ bytes: [UInt8], _ range: Range<Int>, to target: inout [UInt8]
  ) -> String? {
    var at = range.lowerBound
    while true {
      let found = ByteSearch.first(of: 0x26, 0x0D, 0x0D, in: bytes, at..<range.upperBound)
      target.append(contentsOf: bytes[at..<found])
      if found == range.upperBound { return nil }
      at = found + 1
      if bytes[found] == 0x0D {
        // CRLF and CR are line feeds; a real CR is written as a reference.
        if at == range.upperBound || bytes[at] != 0x0A { target.append(0x0A) }
        continue
      }
      let end = reference(bytes, found, range.upperBound)
      guard let end else { return "'&' begins no reference" }
      if let problem = append(reference: bytes[at..<end], to: &target) { return problem }
      at = end + 1
    }
  }

  /// The semicolon of the reference that begins at `start`; nil if there is none near.
  static func reference(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Int? {
    var at = start + 1
    while at < min(end, start + mostReferenceBytes) {
      if bytes[at] == 0x3B { return at }
      at += 1
    }
    return nil
  }

  static let mostReferenceBytes = 32

  private static func append(
    reference: ArraySlice<UInt8>, to target: inout [UInt8]
  ) -> String? {
    if reference.first == 0x23 {
      var digits = reference.dropFirst()
      var base: UInt32 = 10
      if let first = digits.first, first | 0x20 == 0x78 {
        base = 16
        digits = digits.dropFirst()
      }
      if digits.isEmpty { return "a reference has no number" }
      var number: UInt32 = 0
      for byte in digits {
        guard let digit = JSONParser.hexDigit(byte), UInt32(digit) < base else {
          return "a reference is no number"
        }
        number = min(number * base + UInt32(digit), 0x11_0000)
      }
      let scalar = number == 0 ? nil : Unicode.Scalar(number)
      target.append(contentsOf: Unicode.UTF8.encode(scalar ?? "\u{FFFD}")!)
      return nil
    }
    if reference.elementsEqual("lt".utf8) {
      target.append(0x3C)
    } else if reference.elementsEqual("gt".utf8) {
      target.append(0x3E)
    } else if reference.elementsEqual("amp".utf8) {
      target.append(0x26)
    } else if reference.elementsEqual("quot".utf8) {
      target.append(0x22)
    } else if reference.elementsEqual("apos".utf8) {
      target.append(0x27)
    } else {
      return "it uses an entity of its own, and those are refused"
    }
    return nil
  }

  /// A value without references, or with them, as a string.
  static func string(_ bytes: [UInt8], _ range: Range<Int>) -> String {
    var plain: [UInt8] = []
    _ = append(bytes, range, to: &plain)
    return String(decoding: plain, as: UTF8.self)
  }
}

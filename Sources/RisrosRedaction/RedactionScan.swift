/// Goes through a text once, and tries at each place where something may begin.
struct RedactionScan {
  let text: [UInt8]
  private var at = 0
  /// Where the word begins that the place is in; addresses are taken from there.
  private var wordStart = 0

  init(_ text: [UInt8]) { self.text = text }

  mutating func next() -> Redactor.Finding? {
    while at < text.count {
      let byte = text[at]
      if RedactionScan.isBlank(byte) {
        at += 1
        wordStart = at
        continue
      }
      if let finding = finding(byte) {
        at = finding.range.upperBound
        wordStart = at
        return finding
      }
      at += 1
    }
    return nil
  }

  private func finding(_ byte: UInt8) -> Redactor.Finding? {
    switch byte {
    case UInt8(ascii: "@"): return mailOrHandle()
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"):
      return isInsideNumber ? nil : number()
    case UInt8(ascii: "h"), UInt8(ascii: "H"), UInt8(ascii: "w"), UInt8(ascii: "W"):
      return isInsideWord ? nil : link()
    case UInt8(ascii: "A")...UInt8(ascii: "Z"):
      return isInsideWord ? nil : iban() ?? plate()
    default: return nil
    }
  }

  // MARK: Letters

  static func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 }
  static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }
  static func isLetter(_ byte: UInt8) -> Bool { (byte | 0x20) &- 0x61 < 26 || byte >= 0x80 }
  private func isDigit(_ place: Int) -> Bool {
    place >= 0 && place < text.count && RedactionScan.isDigit(text[place])
  }
  private func isWord(_ place: Int) -> Bool {
    place >= 0 && place < text.count
      && (RedactionScan.isDigit(text[place]) || RedactionScan.isLetter(text[place]))
  }
  private var isInsideWord: Bool { isWord(at - 1) }
  /// Behind a digit, or behind letters that the digits belong to ("ordre-AB1234").
  private var isInsideNumber: Bool {
    isWord(at - 1)
      || at > 1 && isDigit(at - 2) && [0x2E, 0x2C, 0x2D].contains(text[at - 1]) && isDigit(at)
  }

  // MARK: Addresses

  private func mailOrHandle() -> Redactor.Finding? {
    func isLocal(_ byte: UInt8) -> Bool {
      RedactionScan.isDigit(byte) || RedactionScan.isLetter(byte)
        || [0x2E, 0x5F, 0x25, 0x2B, 0x2D].contains(byte)
    }
    var first = at
    while first > wordStart, isLocal(text[first - 1]) { first -= 1 }
    var end = at + 1
    while end < text.count,
      RedactionScan.isDigit(text[end]) || RedactionScan.isLetter(text[end])
        || [0x2E, 0x2D, 0x5F].contains(text[end])
    {
      end += 1
    }
    while end > at + 1, [0x2E, 0x2D].contains(text[end - 1]) { end -= 1 }
    let host = text[at + 1..<end]
    if first < at {
      return host.contains(0x2E) && host.count >= 4 ? .init(kind: .mail, range: first..<end) : nil
    }
    return host.count >= 3 && RedactionScan.isLetter(host.first!)
      ? .init(kind: .handle, range: at..<end) : nil
  }

  private func starts(_ word: String, _ place: Int) -> Bool {
    let bytes = Array(word.utf8)
    guard place + bytes.count <= text.count else { return false }
    return bytes.indices.allSatisfy { text[place + $0] | 0x20 == bytes[$0] | 0x20 }
  }

  /// Links, as they may lead to an order or a profile.
  private func link() -> Redactor.Finding? {
    let heads = ["https://", "http://", "www."]
    guard let head = heads.first(where: { starts($0, at) }) else { return nil }
    var end = at
    while end < text.count, !RedactionScan.isBlank(text[end]),
      ![0x22, 0x3C, 0x3E].contains(text[end])
    {
      end += 1
    }
    while end > at, Array(".,;:!?)]'".utf8).contains(text[end - 1]) { end -= 1 }
    return end > at + head.utf8.count + 2 ? .init(kind: .link, range: at..<end) : nil
  }

  // MARK: Letters with digits

  /// DK with 18 characters, NO with 15, blanks between, checked by mod 97.
  private func iban() -> Redactor.Finding? {
    let length = starts("DK", at) ? 18 : starts("NO", at) ? 15 : 0
    guard length > 0, isDigit(at + 2), isDigit(at + 3) else { return nil }
    var digits: [Int] = []
    var end = at + 2
    while end < text.count, digits.count < length - 2 {
      if RedactionScan.isDigit(text[end]) {
        digits.append(Int(text[end] - 0x30))
      } else if text[end] != 0x20 || !isDigit(end + 1) {
        return nil
      }
      end += 1
    }
    guard digits.count == length - 2, !isWord(end) else { return nil }
    let country = length == 18 ? [1, 3, 2, 0] : [2, 3, 2, 4]
    let rest = (digits[2...] + country + digits[..<2]).reduce(0) { ($0 * 10 + $1) % 97 }
    return rest == 1 ? .init(kind: .iban, range: at..<end) : nil
  }

  /// Danish "AB 12 345" and Norwegian "AB 12345".
  private func plate() -> Redactor.Finding? {
    guard at + 1 < text.count, (0x41...0x5A).contains(text[at + 1]),
      !isWord(at + 2) || isDigit(at + 2)
    else { return nil }
    var end = at + 2
    var digits = 0
    var groups = [0]
    while end < text.count, digits < 5 {
      if RedactionScan.isDigit(text[end]) {
        digits += 1
        groups[groups.count - 1] += 1
      } else if text[end] == 0x20, isDigit(end + 1) {
        if groups.last! > 0 { groups.append(0) }
      } else {
        break
      }
      end += 1
    }
    guard digits == 5, !isWord(end), groups == [5] || groups == [2, 3] else { return nil }
    return .init(kind: .plate, range: at..<end)
  }

  // MARK: Numbers

  /// A run of digits with single blanks, dots, dashes and slashes between them.
  private func number() -> Redactor.Finding? {
    var end = at
    var hasPlus = false
    if text[end] == UInt8(ascii: "+") {
      guard isDigit(end + 1) else { return nil }
      hasPlus = true
      end += 1
    }
    var digits: [UInt8] = []
    var groups = [0]
    var separators: [UInt8] = []
    // Behind each digit: where the run would end there.
    var ends: [Int] = []
    while end < text.count, digits.count < 24 {
      if RedactionScan.isDigit(text[end]) {
        digits.append(text[end] - 0x30)
        groups[groups.count - 1] += 1
        ends.append(end + 1)
        end += 1
      } else if [0x20, 0x2D, 0x2E].contains(text[end]), isDigit(end + 1) {
        separators.append(text[end])
        groups.append(0)
        end += 1
      } else if text[end] == 0xC2, end + 2 < text.count, text[end + 1] == 0xA0, isDigit(end + 2) {
        separators.append(0x20)
        groups.append(0)
        end += 2
      } else {
        break
      }
    }
    let run = NumberRun(
      digits: digits, groups: groups, separators: separators, hasPlus: hasPlus)
    // Two numbers in a row look like one: take as many groups as make sense, the most first.
    var count = digits.count
    var context: NumberContext?
    for dropped in 0..<groups.count {
      if dropped > 0 { count -= groups[groups.count - dropped] }
      guard count >= 5 else { break }
      let part = run.prefix(groups: groups.count - dropped)
      let last = ends[count - 1]
      if isWord(last) || dropped == 0 && digits.count == 24 && isDigit(last) { continue }
      let words = context ?? NumberContext(text[max(0, at - 32)..<at])
      context = words
      if let kind = part.kind(beside: words, followed: isPrice(last)) {
        return .init(kind: kind, range: at..<last)
      }
    }
    return nil
  }

  /// Whether a currency or a per cent sign follows.
  private func isPrice(_ place: Int) -> Bool {
    var place = place
    if place < text.count, text[place] == 0x20 { place += 1 }
    return ["kr", "dkk", "nok", ",-", "%", "kroner", "eur"].contains { starts($0, place) }
  }
}

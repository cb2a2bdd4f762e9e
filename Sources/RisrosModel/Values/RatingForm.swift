/// How the ratings of a column are written, and the scale that makes them comparable.
public struct RatingForm: Equatable, Sendable {
  /// The least and the greatest rating that can be given: 0 and 10, 1 and 5.
  public var low: Int
  public var high: Int
  public var number: NumberForm

  public init(low: Int, high: Int, number: NumberForm = NumberForm()) {
    precondition(low < high, "a scale has two ends")
    self.low = low
    self.high = high
    self.number = number
  }

  /// "0–10"
  public var title: String { "\(low)–\(high)" }

  /// The rating of a field on the scale, from 0 (the worst) to 10 000 (the best).
  ///
  /// On 1–5, "4", "★★★★☆", "4/5", "4 av 5", "FOUR" and "4 stjerner" all give 7500. A rating that
  /// names its own scale is read on that.
  /// - Returns: nil for an empty field, what is no rating, and one beyond the scale.
  public func rating(_ bytes: [UInt8], _ range: Range<Int>) -> Int? {
    guard let value = RatingValue(bytes, range, number) else { return nil }
    var (low, high) = (low, high)
    switch value.unit {
    case .percent: (low, high) = (0, 100)
    case .outOf(let greatest):
      high = greatest
      low = greatest == 1 || greatest >= 10 ? 0 : min(self.low, 1)
    case .plain, .stars: break
    }
    let span = (high - low) * 10_000
    let above = value.tenThousandths - low * 10_000
    guard above >= 0, above <= span else { return nil }
    return (above * 10_000 + span / 2) / span
  }
}

/// A rating as it is written: the number, and the scale if it names one.
public struct RatingValue: Equatable, Sendable {
  public enum Unit: Equatable, Sendable {
    case plain
    case percent
    /// Stars that were drawn, all of them filled.
    case stars
    /// "4/5", and "★★★★☆".
    case outOf(Int)
  }

  public var tenThousandths: Int
  public var unit: Unit

  /// - Returns: nil for what is no rating.
  public init?(_ bytes: [UInt8], _ range: Range<Int>, _ form: NumberForm) {
    var scan = FieldScan(bytes, range)
    scan.skipBlanks()
    if let drawn = RatingValue.stars(&scan) {
      self = drawn
      return
    }
    if let word = scan.word() {
      if let named = RatingValue.words[word.map { $0 | 0x20 }] {
        scan.skipBlanks()
        guard scan.at == scan.end else { return nil }
        self = named
        return
      }
      // "Terningkast 5", "Score: 8"
      scan.skip { $0 <= 0x20 || $0 == 0x3A }
    }
    guard let value = form.read(&scan) else { return nil }
    tenThousandths = value
    unit = .plain
    scan.skipBlanks()
    if scan.take({ $0 == 0x25 }) != nil {
      unit = .percent
    } else if scan.take({ $0 == 0x2F }) != nil {
      guard let greatest = scan.number(), greatest.value > 0, greatest.digits <= 3 else {
        return nil
      }
      unit = .outOf(greatest.value)
    } else if scan.next != nil {
      // "4 av 5 stjerner", "4 out of 5", "5 stjerner"
      var words = 0
      while words < 3, scan.word() != nil {
        words += 1
        scan.skipBlanks()
      }
      if words > 0, let greatest = scan.number(), greatest.value > 0, greatest.digits <= 3 {
        unit = .outOf(greatest.value)
      }
    }
    // A name of the scale may follow, other numbers may not.
    scan.skip { $0 &- 0x30 >= 10 }
    guard scan.at == scan.end else { return nil }
  }

  private init(_ value: Int, _ unit: Unit) {
    tenThousandths = value * 10_000
    self.unit = unit
  }

  /// Ratings that are written as words, as Google's and Zendesk's exports do.
  private static let words: [[UInt8]: RatingValue] = [
    Array("one".utf8): .init(1, .plain), Array("two".utf8): .init(2, .plain),
    Array("three".utf8): .init(3, .plain), Array("four".utf8): .init(4, .plain),
    Array("five".utf8): .init(5, .plain), Array("good".utf8): .init(1, .outOf(1)),
    Array("bad".utf8): .init(0, .outOf(1)),
  ]

  /// "★★★★☆", "⭐⭐⭐", "****"
  private static func stars(_ scan: inout FieldScan) -> RatingValue? {
    var filled = 0
    var empty = 0
    let start = scan.at
    while scan.at < scan.end {
      let rest = scan.bytes[scan.at..<min(scan.end, scan.at + 3)]
      if rest.elementsEqual([0xE2, 0x98, 0x85]) || rest.elementsEqual([0xE2, 0xAD, 0x90]) {
        filled += 1
        scan.at += 3
      } else if rest.elementsEqual([0xE2, 0x98, 0x86]) || rest.elementsEqual([0xE2, 0x9C, 0xA9]) {
        empty += 1
        scan.at += 3
      } else if rest.elementsEqual([0xEF, 0xB8, 0x8F]) {
        scan.at += 3
      } else if rest.first == 0x2A {
        filled += 1
        scan.at += 1
      } else {
        break
      }
    }
    scan.skipBlanks()
    guard filled + empty > 0, filled + empty <= 10, scan.at == scan.end else {
      scan.at = start
      return nil
    }
    return RatingValue(filled, empty > 0 ? .outOf(filled + empty) : .stars)
  }
}

/// How the numbers of a column are written; decided once for a column, never by the machine's locale.
public struct NumberForm: Equatable, Sendable {
  /// The decimal mark, a comma or a point; the other one, blanks and apostrophes group thousands.
  public var decimalMark: UInt8

  public init(decimalMark: UInt8 = 0x2C) { self.decimalMark = decimalMark }

  /// The other of comma and point.
  public var groupMark: UInt8 { decimalMark == 0x2C ? 0x2E : 0x2C }

  /// Reads the number that begins at `at`, in ten-thousandths, and moves behind it.
  ///
  /// "1.299,50" gives 12 995 000 where the comma is the decimal mark. More than four decimals are
  /// cut.
  /// - Returns: nil where no number begins there, or one above 10¹².
  func read(_ scan: inout FieldScan) -> Int? {
    let start = scan.at
    let isNegative = scan.take { $0 == 0x2D } != nil
    if !isNegative { _ = scan.take { $0 == 0x2B } }
    var value = 0
    var digits = 0
    while let byte = scan.next {
      if byte &- 0x30 < 10 {
        value = value * 10 + Int(byte &- 0x30)
        digits += 1
        scan.at += 1
        if digits > 12 { return nil }
      } else if digits > 0, NumberForm.groupLength(at: scan, groupMark) == 3 {
        scan.at += byte == 0xC2 ? 2 : 1
      } else {
        break
      }
    }
    guard digits > 0 else {
      scan.at = start
      return nil
    }
    var fraction = 0
    var decimals = 0
    if scan.next == decimalMark, scan.at + 1 < scan.end, scan.bytes[scan.at + 1] &- 0x30 < 10 {
      scan.at += 1
      while let byte = scan.next, byte &- 0x30 < 10 {
        if decimals < 4 {
          fraction = fraction * 10 + Int(byte &- 0x30)
          decimals += 1
        }
        scan.at += 1
      }
    }
    while decimals < 4 {
      fraction *= 10
      decimals += 1
    }
    let sum = value * 10_000 + fraction
    return isNegative ? -sum : sum
  }

  /// Digits behind a mark that groups them: a point or comma, an apostrophe, a blank, U+00A0.
  private static func groupLength(at scan: FieldScan, _ mark: UInt8) -> Int {
    guard let byte = scan.next else { return 0 }
    var at = scan.at + 1
    if byte == 0xC2 {
      guard at < scan.end, scan.bytes[at] == 0xA0 else { return 0 }
      at += 1
    } else if byte != mark, byte != 0x20, byte != 0x27 {
      return 0
    }
    var length = 0
    while at + length < scan.end, length < 4, scan.bytes[at + length] &- 0x30 < 10 { length += 1 }
    return length
  }
}

/// What the numbers of a column say of its decimal mark.
public struct NumberEvidence: Equatable, Sendable {
  /// Numbers that can only be read with a decimal comma, and only with a decimal point.
  public private(set) var comma = 0
  public private(set) var point = 0
  /// Numbers of one mark with three digits behind it: "1.299".
  public private(set) var ambiguous = 0

  public init() {}

  public mutating func add(_ value: String) {
    let bytes = Array(value.utf8)
    let marks = bytes.indices.filter { place in
      (bytes[place] == 0x2C || bytes[place] == 0x2E) && place > 0 && place + 1 < bytes.count
        && bytes[place - 1] &- 0x30 < 10 && bytes[place + 1] &- 0x30 < 10
    }
    guard let last = marks.last else { return }
    let digitsBehind = bytes[(last + 1)...].prefix { $0 &- 0x30 < 10 }.count
    let digitsBefore = bytes[..<last].reversed().prefix { $0 &- 0x30 < 10 }.count
    let isGrouping: Bool?
    if marks.contains(where: { bytes[$0] != bytes[last] }) {
      isGrouping = false
    } else if marks.count > 1 {
      isGrouping = true
    } else if digitsBehind != 3 || digitsBefore > 3
      || digitsBefore == 1 && bytes[last - 1] == 0x30
    {
      isGrouping = false
    } else {
      isGrouping = nil
    }
    guard let isGrouping else {
      ambiguous += 1
      return
    }
    if (bytes[last] == 0x2C) != isGrouping { comma += 1 } else { point += 1 }
  }

  public mutating func merge(_ other: NumberEvidence) {
    comma += other.comma
    point += other.point
    ambiguous += other.ambiguous
  }

  /// The form that more numbers ask for; the comma of Danish and Norwegian where none does.
  public var form: NumberForm { NumberForm(decimalMark: point > comma ? 0x2E : 0x2C) }
}

internal import RisrosText

/// The characters that HTML writes as references: `&aelig;`, `&#230;`, `&#xE6;`.
///
/// Only references that end in a semicolon are read: "R&D" and "a&b" are text. `&amp;aelig;`, which
/// programs make that escape twice, is read as one reference.
enum HTMLEntities {
  /// A reference that was read.
  struct Reference: Equatable {
    /// What it stands for; none for a soft hyphen and the like.
    var scalar: Unicode.Scalar?
    /// One past its last byte.
    var end: Int
  }

  /// The reference that begins with the `&` at `start`, or nil.
  static func reference(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Reference? {
    var at = start + 1
    guard var found = single(bytes, at, end) else { return nil }
    // Escaped once more, at most twice.
    for _ in 0..<2 {
      guard found.scalar == "&", let inner = single(bytes, found.end, end) else { break }
      at = found.end
      found = inner
    }
    switch found.scalar?.value {
    case 0xA0, 0x0D: found.scalar = " "
    case 0xAD, 0x200B: found.scalar = nil
    default: break
    }
    return found
  }

  /// Reads what stands behind an `&`.
  private static func single(_ bytes: [UInt8], _ start: Int, _ end: Int) -> Reference? {
    let limit = min(end, start + 10)
    guard start < limit else { return nil }
    if bytes[start] == UInt8(ascii: "#") { return number(bytes, start + 1, limit) }
    var at = start
    while at < limit, bytes[at].isASCIIAlphanumeric { at += 1 }
    guard at > start, at < limit, bytes[at] == UInt8(ascii: ";"),
      let scalar = names[WordHash.hash(bytes, start..<at)]
    else { return nil }
    return Reference(scalar: scalar, end: at + 1)
  }

  private static func number(_ bytes: [UInt8], _ start: Int, _ limit: Int) -> Reference? {
    var at = start
    var radix: UInt32 = 10
    if at < limit, bytes[at] | 0x20 == UInt8(ascii: "x") {
      radix = 16
      at += 1
    }
    let first = at
    var value: UInt32 = 0
    while at < limit, let digit = bytes[at].digitValue, digit < radix {
      value = value * radix + digit
      at += 1
    }
    guard at > first, at < limit, bytes[at] == UInt8(ascii: ";") else { return nil }
    // As browsers do: programs that write Windows-1252 write its bytes for characters.
    if let known = windows1252[value] { value = known }
    guard value >= 0x20 || value == 0x09 || value == 0x0A || value == 0x0D, value != 0x7F,
      let scalar = Unicode.Scalar(value)
    else { return nil }
    return Reference(scalar: scalar, end: at + 1)
  }

  private static let windows1252: [UInt32: UInt32] = [
    0x80: 0x20AC, 0x82: 0x201A, 0x84: 0x201E, 0x85: 0x2026, 0x8A: 0x0160, 0x8B: 0x2039,
    0x8C: 0x0152, 0x8E: 0x017D, 0x91: 0x2018, 0x92: 0x2019, 0x93: 0x201C, 0x94: 0x201D,
    0x95: 0x2022, 0x96: 0x2013, 0x97: 0x2014, 0x99: 0x2122, 0x9A: 0x0161, 0x9B: 0x203A,
    0x9C: 0x0153, 0x9E: 0x017E, 0x9F: 0x0178,
  ]

  /// By the hash of the name, letters as they stand.
  private static let names: [UInt64: Unicode.Scalar] = {
    var names: [UInt64: Unicode.Scalar] = [:]
    for entry in table.split(whereSeparator: { $0 == "," || $0 == "\n" }) {
      let parts = entry.split(separator: " ")
      guard parts.count == 2, let value = UInt32(parts[1], radix: 16),
        let scalar = Unicode.Scalar(value)
      else { preconditionFailure("the table holds names and scalars") }
      names[WordHash.hash(of: Array(parts[0].utf8))] = scalar
    }
    return names
  }()

  /// Names and scalars of the HTML standard; left out are Greek letters, arrows and mathematics.
  private static let table = """
    Tab 9, NewLine A, excl 21, quot 22, num 23, dollar 24, percnt 25, amp 26, apos 27, lpar 28,
    rpar 29, ast 2A, plus 2B, comma 2C, period 2E, sol 2F, colon 3A, semi 3B, lt 3C, equals 3D,
    gt 3E, quest 3F, commat 40, lbrack 5B, lsqb 5B, rbrack 5D, rsqb 5D, lowbar 5F, lcub 7B,
    verbar 7C, vert 7C, rcub 7D, NonBreakingSpace A0, nbsp A0, iexcl A1, cent A2, pound A3,
    curren A4, yen A5, brvbar A6, sect A7, uml A8, copy A9, ordf AA, laquo AB, not AC, shy AD,
    reg AE, macr AF, deg B0, plusmn B1, sup2 B2, sup3 B3, acute B4, micro B5, para B6, middot B7,
    cedil B8, sup1 B9, ordm BA, raquo BB, frac14 BC, frac12 BD, half BD, frac34 BE, iquest BF,
    Agrave C0, Aacute C1, Acirc C2, Atilde C3, Auml C4, Aring C5, AElig C6, Ccedil C7, Egrave C8,
    Eacute C9, Ecirc CA, Euml CB, Igrave CC, Iacute CD, Icirc CE, Iuml CF, ETH D0, Ntilde D1,
    Ograve D2, Oacute D3, Ocirc D4, Otilde D5, Ouml D6, times D7, Oslash D8, Ugrave D9, Uacute DA,
    Ucirc DB, Uuml DC, Yacute DD, THORN DE, szlig DF, agrave E0, aacute E1, acirc E2, atilde E3,
    auml E4, aring E5, aelig E6, ccedil E7, egrave E8, eacute E9, ecirc EA, euml EB, igrave EC,
    iacute ED, icirc EE, iuml EF, eth F0, ntilde F1, ograve F2, oacute F3, ocirc F4, otilde F5,
    ouml F6, divide F7, oslash F8, ugrave F9, uacute FA, ucirc FB, uuml FC, yacute FD, thorn FE,
    yuml FF, OElig 152, oelig 153, Scaron 160, scaron 161, Yuml 178, fnof 192, circ 2C6,
    tilde 2DC, ensp 2002, emsp 2003, thinsp 2009, ZeroWidthSpace 200B, zwnj 200C, zwj 200D,
    lrm 200E, rlm 200F, dash 2010, hyphen 2010, ndash 2013, mdash 2014, lsquo 2018, rsquo 2019,
    sbquo 201A, ldquo 201C, rdquo 201D, bdquo 201E, dagger 2020, Dagger 2021, bull 2022,
    hellip 2026, permil 2030, prime 2032, Prime 2033, lsaquo 2039, rsaquo 203A, oline 203E,
    frasl 2044, euro 20AC, trade 2122, larr 2190, rarr 2192, minus 2212, le 2264, ge 2265,
    loz 25CA, starf 2605, star 2606, phone 260E, spades 2660, clubs 2663, hearts 2665, diams 2666,
    check 2713, cross 2717
    """
}

extension UInt8 {
  var isASCIILetter: Bool { (self | 0x20) &- 0x61 < 26 }
  var isASCIIDigit: Bool { self &- 0x30 < 10 }
  var isASCIIAlphanumeric: Bool { isASCIILetter || isASCIIDigit }

  /// The value of a hexadecimal digit.
  fileprivate var digitValue: UInt32? {
    if isASCIIDigit { return UInt32(self &- 0x30) }
    let letter = (self | 0x20) &- 0x61
    return letter < 6 ? UInt32(letter) + 10 : nil
  }
}

// Turns other encodings into UTF-8, 16 ASCII characters a step where there are so many in a row.
// Invariant: the target has `bound(count)` free bytes, as the precondition checks; wide loads and
// stores stay inside both ranges. `decodeBytewise` is the plain twin that tests compare with.

/// Turns the bytes of one file into UTF-8, piece by piece, wherever the pieces are cut.
struct TextDecoder: Sendable {
  /// Neither `.utf8` nor `.utf16`.
  let encoding: TextEncoding
  /// First byte of a UTF-16 unit that the last piece has cut.
  private var heldByte: UInt8?
  /// First half of a surrogate pair that the last piece has cut.
  private var heldHigh: UInt16?

  init(_ encoding: TextEncoding) {
    precondition(encoding != .utf8 && encoding != .utf16)
    self.encoding = encoding
  }

  /// The most bytes of UTF-8 that `count` bytes of any encoding give, with what is held back.
  static func bound(_ count: Int) -> Int { 3 * count + 16 }

  /// Decodes `raw[range]` to `target[offset...]`.
  /// - Returns: how many bytes were written.
  mutating func decode(
    _ raw: [UInt8], _ range: Range<Int>, into target: inout [UInt8], at offset: Int
  ) -> Int {
    precondition(range.lowerBound >= 0 && range.upperBound <= raw.count)
    precondition(offset >= 0 && offset + TextDecoder.bound(range.count) <= target.count)
    return unsafe raw.withUnsafeBytes { source in
      unsafe target.withUnsafeMutableBytes { target in
        guard let from = source.baseAddress, let to = target.baseAddress else { return 0 }
        switch encoding {
        case .utf16LittleEndian, .utf16BigEndian:
          return unsafe decodeUTF16(from + range.lowerBound, range.count, to + offset)
        default:
          return unsafe decodeSingle(from + range.lowerBound, range.count, to + offset)
        }
      }
    }
  }

  /// Writes what was cut off by the end of the file.
  mutating func finish(into target: inout [UInt8], at offset: Int) -> Int {
    var written = 0
    for isHeld in [heldHigh != nil, heldByte != nil] where isHeld {
      target.replaceSubrange(
        offset + written..<offset + written + 3, with: [0xEF, 0xBF, 0xBD])
      written += 3
    }
    heldByte = nil
    heldHigh = nil
    return written
  }

  // MARK: One byte a character

  private func decodeSingle(
    _ source: UnsafeRawPointer, _ count: Int, _ target: UnsafeMutableRawPointer
  ) -> Int {
    var at = 0
    var out = 0
    while at < count {
      if at &+ 16 <= count {
        let lanes = unsafe source.loadUnaligned(fromByteOffset: at, as: SIMD2<UInt64>.self)
        if (lanes[0] | lanes[1]) & 0x8080_8080_8080_8080 == 0 {
          unsafe target.storeBytes(of: lanes, toByteOffset: out, as: SIMD2<UInt64>.self)
          at &+= 16
          out &+= 16
          continue
        }
      }
      // Up to the end of the step, so that a single letter does not cost a new attempt a byte.
      let stop = min(at &+ 16, count)
      while at < stop {
        let byte = unsafe source.load(fromByteOffset: at, as: UInt8.self)
        at &+= 1
        out &+= unsafe TextDecoder.put(scalar(of: byte), target + out)
      }
    }
    return out
  }

  /// What Windows-1252 has at 0x80…0x9F; its five gaps are control characters, as browsers do.
  private static let windows: [UInt16] = [
    0x20AC, 0x0081, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160, 0x2039,
    0x0152, 0x008D, 0x017D, 0x008F, 0x0090, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
    0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x009D, 0x017E, 0x0178,
  ]

  private func scalar(of byte: UInt8) -> UInt32 {
    switch encoding {
    case .dosNordic where byte & 0x80 != 0: return UInt32(CodePage.dosNordic[Int(byte & 0x7F)])
    case .dosLatin1 where byte & 0x80 != 0: return UInt32(CodePage.dosLatin1[Int(byte & 0x7F)])
    case .macRoman where byte & 0x80 != 0: return UInt32(CodePage.macRoman[Int(byte & 0x7F)])
    case .windows1252 where byte & 0xE0 == 0x80:
      return UInt32(TextDecoder.windows[Int(byte &- 0x80)])
    case .latin9:
      switch byte {
      case 0xA4: return 0x20AC
      case 0xA6: return 0x0160
      case 0xA8: return 0x0161
      case 0xB4: return 0x017D
      case 0xB8: return 0x017E
      case 0xBC: return 0x0152
      case 0xBD: return 0x0153
      case 0xBE: return 0x0178
      default: return UInt32(byte)
      }
    default: return UInt32(byte)
    }
  }

  // MARK: UTF-16

  private mutating func decodeUTF16(
    _ source: UnsafeRawPointer, _ count: Int, _ target: UnsafeMutableRawPointer
  ) -> Int {
    let isBig = encoding == .utf16BigEndian
    var at = 0
    var out = 0
    if let first = heldByte, count > 0 {
      heldByte = nil
      let second = unsafe source.load(as: UInt8.self)
      let unit = isBig ? UInt16(first) << 8 | UInt16(second) : UInt16(second) << 8 | UInt16(first)
      out &+= unsafe put(unit: unit, target)
      at = 1
    }
    while at &+ 2 <= count {
      let stored = unsafe source.loadUnaligned(fromByteOffset: at, as: UInt16.self)
      let unit = isBig ? UInt16(bigEndian: stored) : UInt16(littleEndian: stored)
      at &+= 2
      if unit < 0x80 && heldHigh == nil {
        unsafe target.storeBytes(
          of: UInt8(truncatingIfNeeded: unit), toByteOffset: out, as: UInt8.self)
        out &+= 1
      } else {
        out &+= unsafe put(unit: unit, target + out)
      }
    }
    if at < count { heldByte = unsafe source.load(fromByteOffset: at, as: UInt8.self) }
    return out
  }

  /// Writes a unit, with the half of a pair before it; a half without its other half becomes U+FFFD.
  private mutating func put(unit: UInt16, _ target: UnsafeMutableRawPointer) -> Int {
    var out = 0
    if let high = heldHigh {
      heldHigh = nil
      if unit & 0xFC00 == 0xDC00 {
        let scalar = 0x10000 + (UInt32(high & 0x3FF) << 10 | UInt32(unit & 0x3FF))
        return unsafe TextDecoder.put(scalar, target)
      }
      out = unsafe TextDecoder.put(0xFFFD, target)
    }
    if unit & 0xFC00 == 0xD800 {
      heldHigh = unit
      return out
    }
    let scalar: UInt32 = unit & 0xFC00 == 0xDC00 ? 0xFFFD : UInt32(unit)
    return unsafe out + TextDecoder.put(scalar, target + out)
  }

  /// Writes a scalar in UTF-8.
  @inline(__always)
  static func put(_ scalar: UInt32, _ target: UnsafeMutableRawPointer) -> Int {
    func store(_ value: UInt32, _ offset: Int) {
      unsafe target.storeBytes(
        of: UInt8(truncatingIfNeeded: value), toByteOffset: offset, as: UInt8.self)
    }
    if scalar < 0x80 {
      store(scalar, 0)
      return 1
    }
    if scalar < 0x800 {
      store(0xC0 | scalar >> 6, 0)
      store(0x80 | scalar & 0x3F, 1)
      return 2
    }
    if scalar < 0x10000 {
      store(0xE0 | scalar >> 12, 0)
      store(0x80 | scalar >> 6 & 0x3F, 1)
      store(0x80 | scalar & 0x3F, 2)
      return 3
    }
    store(0xF0 | scalar >> 18, 0)
    store(0x80 | scalar >> 12 & 0x3F, 1)
    store(0x80 | scalar >> 6 & 0x3F, 2)
    store(0x80 | scalar & 0x3F, 3)
    return 4
  }

  /// All of a file at once, by the standard library and a plain loop: the oracle of tests.
  static func decodeBytewise(_ raw: [UInt8], _ encoding: TextEncoding) -> [UInt8] {
    switch encoding {
    case .utf16LittleEndian, .utf16BigEndian:
      var units: [UInt16] = []
      for index in stride(from: 0, to: raw.count - 1, by: 2) {
        let a = UInt16(raw[index])
        let b = UInt16(raw[index + 1])
        units.append(encoding == .utf16BigEndian ? a << 8 | b : b << 8 | a)
      }
      return Array(String(decoding: units, as: UTF16.self).utf8)
        + (raw.count % 2 == 1 ? [0xEF, 0xBF, 0xBD] : [])
    default:
      let decoder = TextDecoder(encoding)
      var text = ""
      for byte in raw { text.unicodeScalars.append(Unicode.Scalar(decoder.scalar(of: byte))!) }
      return Array(text.utf8)
    }
  }
}

// Checks UTF-8 64 bytes a step: nothing to do where all are ASCII, a few operations where the longest
// character has two bytes (Danish and Norwegian prose), the whole rules only where longer ones are.
// Invariant: no load leaves the array: wide steps start at least 3 bytes behind the begin of the range
// and end before its end. `validEndBytewise` is the plain twin that tests and the fuzzer compare with.

/// Finds out how far bytes are valid UTF-8.
public enum UTF8Check {
  typealias V = SIMD16<UInt8>

  /// The end of the longest valid beginning of `range`, which starts at a character: the upper bound
  /// if all is valid, else the first byte of the character that is wrong or cut off.
  public static func validEnd(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
    return unsafe bytes.withUnsafeBytes { buffer -> Int in
      guard let base = buffer.baseAddress else { return range.upperBound }
      return unsafe validEnd(base, from: range.lowerBound, to: range.upperBound)
    }
  }

  /// Whether all of `bytes` is UTF-8.
  public static func isValid(_ bytes: [UInt8]) -> Bool {
    validEnd(bytes, 0..<bytes.count) == bytes.count
  }

  private static func validEnd(_ bytes: UnsafeRawPointer, from: Int, to: Int) -> Int {
    // What lies before `from` is not ours, so the first three bytes are checked one by one.
    var at = from
    while at < to && at < from &+ 3 {
      let length = unsafe characterLength(bytes, at, to)
      if length == 0 { return at }
      at &+= length
    }
    while at &+ 64 <= to {
      if unsafe hasError(bytes + at) { break }
      at &+= 64
    }
    // The steps may have ended inside a character: go back to its first byte.
    if at > from {
      var lead = at &- 1
      while unsafe lead > from && lead > at &- 3 && bytes[lead] & 0xC0 == 0x80 { lead &-= 1 }
      if unsafe bytes[lead] >= 0xC0 { at = lead }
    }
    while at < to {
      let length = unsafe characterLength(bytes, at, to)
      if length == 0 { return at }
      at &+= length
    }
    return to
  }

  /// Length of the character at `at` in bytes; 0 if it is wrong or cut off.
  @inline(__always)
  private static func characterLength(_ bytes: UnsafeRawPointer, _ at: Int, _ to: Int) -> Int {
    let lead = unsafe bytes[at]
    if lead < 0x80 { return 1 }
    return unsafe longCharacterLength(bytes, at, to)
  }

  private static func longCharacterLength(
    _ bytes: UnsafeRawPointer, _ at: Int, _ to: Int
  ) -> Int {
    let lead = unsafe bytes[at]
    guard let length = unsafe length(lead: lead, second: at &+ 1 < to ? bytes[at &+ 1] : 0),
      at &+ length <= to
    else { return 0 }
    var next = 2
    while next < length {
      if unsafe bytes[at &+ next] & 0xC0 != 0x80 { return 0 }
      next &+= 1
    }
    return length
  }

  /// Length of a character of two to four bytes by its first two (Unicode, table 3-7).
  private static func length(lead: UInt8, second: UInt8) -> Int? {
    switch lead {
    case 0xC2...0xDF: second & 0xC0 == 0x80 ? 2 : nil
    case 0xE0: (0xA0...0xBF).contains(second) ? 3 : nil
    case 0xED: (0x80...0x9F).contains(second) ? 3 : nil
    case 0xE1...0xEF: second & 0xC0 == 0x80 ? 3 : nil
    case 0xF0: (0x90...0xBF).contains(second) ? 4 : nil
    case 0xF1...0xF3: second & 0xC0 == 0x80 ? 4 : nil
    case 0xF4: (0x80...0x8F).contains(second) ? 4 : nil
    default: nil
    }
  }

  /// Whether the 64 bytes at `bytes` break a rule, given the three before them; a character that is
  /// cut off at their end is left to the next step.
  @inline(__always)
  static func hasError(_ bytes: UnsafeRawPointer) -> Bool {
    unsafe hasError(
      bytes, bytes.loadUnaligned(as: V.self),
      bytes.loadUnaligned(fromByteOffset: 16, as: V.self),
      bytes.loadUnaligned(fromByteOffset: 32, as: V.self),
      bytes.loadUnaligned(fromByteOffset: 48, as: V.self))
  }

  /// The same of bytes that were loaded.
  @inline(__always)
  static func hasError(_ bytes: UnsafeRawPointer, _ v0: V, _ v1: V, _ v2: V, _ v3: V) -> Bool {
    // The three bytes before, and again the first of this step.
    let tail = unsafe bytes.loadUnaligned(fromByteOffset: -3, as: UInt32.self)
    if LaneBits.high((v0 | v1) | (v2 | v3)) == 0 && tail & 0x80_8080 == 0 { return false }
    let most = max(max(v0, v1), max(v2, v3))
    let tailIsLong =
      tail & 0xE0 == 0xE0 || tail & 0xE000 == 0xE000 || tail & 0xE0_0000 == 0xE0_0000
    // E0 and above are the bytes with three bits set.
    let doubled = most &+ most
    if tailIsLong || LaneBits.high(most & doubled & (doubled &+ doubled)) != 0 {
      return unsafe hasErrorOfAnyLength(bytes)
    }
    // No byte is E0 or above: each byte from C2 on is followed by exactly one continuation.
    let high = LaneBits.high(v0, v1, v2, v3)
    let leads = LaneBits.high(
      v0 & (v0 &+ v0), v1 & (v1 &+ v1), v2 & (v2 &+ v2), v3 & (v3 &+ v3))
    let before: UInt64 = tail & 0xC0_0000 == 0xC0_0000 ? 1 : 0
    if high ^ leads != leads << 1 | before { return true }
    let overlong = V(repeating: 0xC0)
    let least = min(min(v0 ^ overlong, v1 ^ overlong), min(v2 ^ overlong, v3 ^ overlong))
    return isSet(mask(least & V(repeating: 0xFE) .== V(repeating: 0)))
  }

  @inline(never)
  private static func hasErrorOfAnyLength(_ bytes: UnsafeRawPointer) -> Bool {
    var errors = V(repeating: 0)
    for offset in stride(from: 0, to: 64, by: 16) {
      let lanes = unsafe bytes.loadUnaligned(fromByteOffset: offset, as: V.self)
      errors |= unsafe allErrors(lanes, bytes + offset)
    }
    return isSet(errors)
  }

  @inline(__always)
  private static func max(_ a: V, _ b: V) -> V { a.replacing(with: b, where: a .< b) }

  @inline(__always)
  private static func min(_ a: V, _ b: V) -> V { a.replacing(with: b, where: b .< a) }

  @inline(__always)
  private static func allErrors(_ lanes: V, _ bytes: UnsafeRawPointer) -> V {
    let before1 = unsafe bytes.loadUnaligned(fromByteOffset: -1, as: V.self)
    let before2 = unsafe bytes.loadUnaligned(fromByteOffset: -2, as: V.self)
    let before3 = unsafe bytes.loadUnaligned(fromByteOffset: -3, as: V.self)
    let must =
      mask(before1 .>= V(repeating: 0xC0)) | mask(before2 .>= V(repeating: 0xE0))
      | mask(before3 .>= V(repeating: 0xF0))
    var errors = isContinuation(lanes) ^ must
    errors |= mask(lanes & V(repeating: 0xFE) .== V(repeating: 0xC0))
    errors |= mask(lanes .>= V(repeating: 0xF5))
    // Overlong forms, surrogates and what lies above U+10FFFF.
    errors |= mask(before1 .== V(repeating: 0xE0)) & mask(lanes .< V(repeating: 0xA0))
    errors |= mask(before1 .== V(repeating: 0xED)) & mask(lanes .>= V(repeating: 0xA0))
    errors |= mask(before1 .== V(repeating: 0xF0)) & mask(lanes .< V(repeating: 0x90))
    errors |= mask(before1 .== V(repeating: 0xF4)) & mask(lanes .>= V(repeating: 0x90))
    return errors
  }

  @inline(__always)
  private static func isContinuation(_ lanes: V) -> V {
    mask(lanes & V(repeating: 0xC0) .== V(repeating: 0x80))
  }

  @inline(__always)
  private static func mask(_ lanes: SIMDMask<SIMD16<Int8>>) -> V {
    unsafe unsafeBitCast(lanes, to: V.self)
  }

  @inline(__always)
  private static func isSet(_ lanes: V) -> Bool { LaneBits.high(lanes) != 0 }

  /// The same by a plain loop: the oracle of tests and fuzzing.
  public static func validEndBytewise(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
    var at = range.lowerBound
    while at < range.upperBound {
      if bytes[at] < 0x80 {
        at += 1
        continue
      }
      let second = at + 1 < range.upperBound ? bytes[at + 1] : 0
      guard let length = length(lead: bytes[at], second: second),
        at + length <= range.upperBound,
        bytes[(at + 1)..<(at + length)].allSatisfy({ $0 & 0xC0 == 0x80 })
      else { return at }
      at += length
    }
    return at
  }
}

extension UnsafeRawPointer {
  /// The byte at an offset.
  @inline(__always)
  fileprivate subscript(offset: Int) -> UInt8 {
    unsafe load(fromByteOffset: offset, as: UInt8.self)
  }
}

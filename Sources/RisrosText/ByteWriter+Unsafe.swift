// Copying and escaping in blocks of 16 bytes instead of byte by byte (0.1 against 1 ns a byte; the
// benchmark is "annotate as JSON Lines"). Invariant: `reserve` has made room for every byte written
// and `slack` more, and a block is read only where 16 bytes of the source are left.
// `appendJSONBytewise` is the plain twin that tests compare with.

extension ByteWriter {
  /// Appends a range of an array.
  @inlinable public mutating func append(_ bytes: [UInt8], _ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "a range of the array")
    let length = range.count
    reserve(length)
    let offset = count
    unsafe bytes.withUnsafeBytes { source in
      unsafe storage.withUnsafeMutableBytes { target in
        if length == 0 { return }
        let from = unsafe source.baseAddress! + range.lowerBound
        let to = unsafe target.baseAddress! + offset
        // Short texts by whole blocks, as far as the source may be read.
        if length <= 32 && range.lowerBound &+ ((length &+ 15) & ~15) <= source.count {
          unsafe to.storeBytes(
            of: from.loadUnaligned(as: SIMD16<UInt8>.self), as: SIMD16<UInt8>.self)
          if length > 16 {
            unsafe (to + 16).storeBytes(
              of: (from + 16).loadUnaligned(as: SIMD16<UInt8>.self), as: SIMD16<UInt8>.self)
          }
        } else {
          unsafe to.copyMemory(from: from, byteCount: length)
        }
      }
    }
    written = offset &+ length
  }

  /// Appends a range of an array as the inside of a JSON string; see `appendJSON(_:)`.
  public mutating func appendJSON(_ bytes: [UInt8], _ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count, "a range of the array")
    reserve(range.count)
    var at = range.lowerBound
    while at < range.upperBound {
      let clean = ByteWriter.cleanPrefix(bytes, at..<range.upperBound)
      append(bytes, at..<at + clean)
      at += clean
      if at < range.upperBound {
        let next = at + 1 < range.upperBound ? bytes[at + 1] : 0
        at += appendJSONEscaped(bytes[at], next: next)
      }
    }
  }

  /// How many bytes from the start of the range need no look in a JSON string: none is below
  /// U+0020, `"`, `\`, DEL or the lead byte C2 of the controls U+0080…009F.
  static func cleanPrefix(_ bytes: [UInt8], _ range: Range<Int>) -> Int {
    let quote = SIMD16<UInt8>(repeating: 0x22)
    let backslash = SIMD16<UInt8>(repeating: 0x5C)
    let blank = SIMD16<UInt8>(repeating: 0x20)
    let delete = SIMD16<UInt8>(repeating: 0x7F)
    let lead = SIMD16<UInt8>(repeating: 0xC2)
    return unsafe bytes.withUnsafeBytes { source in
      var at = range.lowerBound
      let end = range.upperBound
      while at &+ 16 <= end {
        let block = unsafe source.loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self)
        let found =
          (block .< blank) .| (block .== quote) .| (block .== backslash) .| (block .== delete)
          .| (block .== lead)
        let halves = unsafe unsafeBitCast(found, to: SIMD2<UInt64>.self)
        if halves[0] != 0 { return at &- range.lowerBound &+ halves[0].trailingZeroBitCount / 8 }
        if halves[1] != 0 {
          return at &- range.lowerBound &+ 8 &+ halves[1].trailingZeroBitCount / 8
        }
        at &+= 16
      }
      while at < end {
        let byte = unsafe source[at]
        if byte < 0x20 || byte == 0x22 || byte == 0x5C || byte == 0x7F || byte == 0xC2 { break }
        at &+= 1
      }
      return at &- range.lowerBound
    }
  }

  /// The same as `appendJSON` by a plain loop over bytes: the oracle of its tests.
  public mutating func appendJSONBytewise(_ bytes: [UInt8], _ range: Range<Int>) {
    var at = range.lowerBound
    while at < range.upperBound {
      let next = at + 1 < range.upperBound ? bytes[at + 1] : 0
      at += appendJSONEscaped(bytes[at], next: next)
    }
  }
}

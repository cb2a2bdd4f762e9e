/// Bytes under construction: text, numbers and escapes appended without a `String` in between.
///
///     storage  ████████████████░░░░░░░░░░░░░░░░░░░
///              written          ^count   at least `slack` more
///
/// The slack lets the writer copy in whole blocks of 16 bytes. Make a writer of a recycled array,
/// write, and take the array back with `finish`: nothing is allocated but to grow.
public struct ByteWriter: Sendable {
  /// The written bytes, followed by storage that is reserved but not in use.
  @usableFromInline var storage: [UInt8]
  @usableFromInline var written = 0
  /// Bytes written.
  @inlinable public var count: Int { written }

  /// Bytes that are always there behind the written ones.
  @usableFromInline static let slack = 32

  /// - Parameter recycled: an array whose contents are dropped and whose storage is used again.
  public init(recycling recycled: consuming [UInt8] = []) {
    recycled.removeAll(keepingCapacity: true)
    storage = recycled
    grow(for: 0)
  }

  /// The bytes written; the writer is empty thereafter.
  public mutating func finish() -> [UInt8] {
    storage.removeLast(storage.count - count)
    written = 0
    var finished: [UInt8] = []
    swap(&finished, &storage)
    return finished
  }

  /// Makes room for `extra` more bytes, and the slack.
  @inlinable public mutating func reserve(_ extra: Int) {
    if count &+ extra &+ ByteWriter.slack > storage.count { grow(for: extra) }
  }

  @usableFromInline @inline(never) mutating func grow(for extra: Int) {
    let needed = max(count + extra + ByteWriter.slack, 2 * count, 256)
    storage.reserveCapacity(needed)
    storage.append(contentsOf: repeatElement(0, count: storage.capacity - storage.count))
  }

  // MARK: Bytes and text

  @inlinable public mutating func append(_ byte: UInt8) {
    reserve(1)
    storage[count] = byte
    written &+= 1
  }

  @inlinable public mutating func append(_ bytes: [UInt8]) { append(bytes, 0..<bytes.count) }

  /// Appends a text; for labels and headings, not for the hot path.
  public mutating func append(_ text: String) {
    for byte in text.utf8 { append(byte) }
  }

  public mutating func append(repeating text: String, count times: Int) {
    for _ in 0..<max(times, 0) { append(text) }
  }

  // MARK: Numbers

  /// Appends an integer in decimal.
  @inlinable public mutating func append(integer value: Int) {
    if value >= 0 && value < 10_000 {
      appendSmall(UInt32(truncatingIfNeeded: value))
      return
    }
    if value < 0 { append(0x2D) }
    append(magnitude: value.magnitude)
  }

  @usableFromInline mutating func append(magnitude: UInt) {
    reserve(20)
    var digits = 1
    var bound: UInt = 10
    while digits < 20, magnitude >= bound {
      digits += 1
      let (next, overflow) = bound.multipliedReportingOverflow(by: 10)
      if overflow { break }
      bound = next
    }
    // The largest power of ten is 10¹⁹, the largest integer has twenty digits: both are met.
    var left = magnitude
    var at = count + digits
    while at > count {
      at -= 1
      storage[at] = 0x30 + UInt8(truncatingIfNeeded: left % 10)
      left /= 10
    }
    written += digits
  }

  /// Appends `scaled / 10^decimals` with exactly that many decimals: 12345 with 2 gives `123.45`.
  ///
  /// - Parameter point: the decimal mark.
  public mutating func append(fixed scaled: Int, decimals: Int, point: UInt8 = 0x2E) {
    var power: UInt = 1
    for _ in 0..<decimals { power *= 10 }
    if scaled < 0 { append(0x2D) }
    append(magnitude: scaled.magnitude / power)
    guard decimals > 0 else { return }
    append(point)
    var fraction = scaled.magnitude % power
    reserve(decimals)
    for place in stride(from: decimals - 1, through: 0, by: -1) {
      storage[count + place] = 0x30 + UInt8(truncatingIfNeeded: fraction % 10)
      fraction /= 10
    }
    written += decimals
  }

  /// Appends a number of ten-thousandths with as few decimals as it takes: -4200 gives `-0.42`,
  /// 10000 gives `1`.
  @inlinable public mutating func append(tenThousandths value: Int) {
    append(ByteWriter.nothing, 0..<0, tenThousandths: value)
  }

  @usableFromInline static let nothing: [UInt8] = []

  // MARK: Escapes

  /// Appends text as the inside of a JSON string, the quotes not included.
  ///
  /// `"`, `\` and control characters are escaped, DEL and the controls U+0080…009F too, so that
  /// nothing can steer the terminal it is shown on. All else stays as it is.
  public mutating func appendJSON(_ bytes: [UInt8]) { appendJSON(bytes, 0..<bytes.count) }

  /// Appends a JSON string with its quotes.
  public mutating func append(jsonString text: String) {
    append(0x22)
    appendJSON(Array(text.utf8))
    append(0x22)
  }

  /// Appends one byte of a JSON string, by a plain test of each: what `appendJSON` does at the
  /// places its fast path stops at, and the oracle of its tests.
  ///
  /// - Parameter next: the byte that follows, 0 at the end.
  /// - Returns: how many bytes were dealt with, 1 or 2.
  @inline(never)
  @usableFromInline mutating func appendJSONEscaped(_ byte: UInt8, next: UInt8) -> Int {
    switch byte {
    case 0x22, 0x5C:
      append(0x5C)
      append(byte)
    case 0x0A: appendPair(0x5C, 0x6E)
    case 0x0D: appendPair(0x5C, 0x72)
    case 0x09: appendPair(0x5C, 0x74)
    case 0x08: appendPair(0x5C, 0x62)
    case 0x0C: appendPair(0x5C, 0x66)
    case 0..<0x20, 0x7F: appendCodePoint(byte)
    case 0xC2 where next >= 0x80 && next < 0xA0:
      appendCodePoint(next)
      return 2
    default: append(byte)
    }
    return 1
  }

  private mutating func appendPair(_ first: UInt8, _ second: UInt8) {
    append(first)
    append(second)
  }

  private mutating func appendCodePoint(_ scalar: UInt8) {
    append("\\u00")
    for digit in [scalar >> 4, scalar & 15] { append(digit < 10 ? 0x30 + digit : 0x57 + digit) }
  }

  /// Appends a field of delimited text: quoted where RFC 4180 asks for it, quotes doubled.
  ///
  /// A field is quoted when it holds the delimiter, a quote, a line break, or begins or ends with a
  /// blank, which some readers trim.
  public mutating func appendDelimited(
    _ bytes: [UInt8], _ range: Range<Int>, delimiter: UInt8
  ) {
    var needsQuotes =
      ByteWriter.plainPrefix(bytes, range, delimiter: delimiter) < range.count
    if !range.isEmpty, bytes[range.lowerBound] == 0x20 || bytes[range.upperBound - 1] == 0x20 {
      needsQuotes = true
    }
    guard needsQuotes else { return append(bytes, range) }
    append(0x22)
    var from = range.lowerBound
    for at in range where bytes[at] == 0x22 {
      append(bytes, from..<at + 1)
      append(0x22)
      from = at + 1
    }
    append(bytes, from..<range.upperBound)
    append(0x22)
  }

  public mutating func appendDelimited(_ text: String, delimiter: UInt8) {
    let bytes = Array(text.utf8)
    appendDelimited(bytes, 0..<bytes.count, delimiter: delimiter)
  }
}

/// The name of an element or attribute without its prefix, packed for quick comparison: its first
/// seven bytes and its length, which tells all names apart that spreadsheets use.
struct XMLName: Hashable, Sendable, BitwiseCopyable {
  private var packed: UInt64

  @inline(__always)
  init(_ bytes: [UInt8], _ range: Range<Int>) {
    packed = UInt64(min(range.count, 255)) << 56
    var shift: UInt64 = 0
    for index in range.lowerBound..<min(range.upperBound, range.lowerBound + 7) {
      packed |= UInt64(bytes[index]) << shift
      shift += 8
    }
  }

  init(_ name: String) {
    let bytes = Array(name.utf8)
    self.init(bytes, 0..<bytes.count)
  }
}

// Unquotes on the way into the batch, a block copy per run between doubled quotes. Invariant: the
// runs lie inside the range, and together they are no longer than it.

internal import RisrosModel

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

extension CommentBatch {
  /// Appends `bytes[range]` to the comment being built, with every doubled quote once.
  mutating func appendText(
    _ bytes: [UInt8], _ range: Range<Int>, withoutDoubled quote: UInt8
  ) {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
    unsafe bytes.withUnsafeBytes { source in
      unsafe appendText(upTo: range.count) { target in
        guard let from = source.baseAddress, let to = target.baseAddress else { return 0 }
        var at = range.lowerBound
        var written = 0
        while at < range.upperBound {
          var stop = range.upperBound
          if let found = unsafe memchr(from + at, Int32(quote), stop - at) {
            stop = unsafe UnsafeRawPointer(found) - from + 1
          }
          unsafe (to + written).copyMemory(from: from + at, byteCount: stop - at)
          written += stop - at
          // The second of two quotes.
          at = stop + 1
          if stop == range.upperBound { break }
        }
        return written
      }
    }
  }
}

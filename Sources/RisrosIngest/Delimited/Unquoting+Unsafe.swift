// Unquotes while copying, a block copy per run between doubled quotes. Invariant: the runs lie inside
// the range, and together they are no longer than it, for which the caller has made room.

internal import RisrosText

enum Unquoting {
  /// Copies `source[range]` to `target` with every doubled quote once.
  /// - Returns: how many bytes were written, at most `range.count`.
  static func copy(
    _ source: UnsafeRawPointer, _ range: Range<Int>, to target: UnsafeMutableRawPointer,
    quote: UInt8
  ) -> Int {
    var at = range.lowerBound
    var written = 0
    while at < range.upperBound {
      // The first quote of a pair is taken along.
      let found = unsafe ByteSearch.first(
        of: quote, in: source, from: at, to: range.upperBound)
      let stop = min(found + 1, range.upperBound)
      unsafe (target + written).copyMemory(from: source + at, byteCount: stop - at)
      written += stop - at
      // The second of two quotes.
      at = stop + 1
      if stop == range.upperBound { break }
    }
    return written
  }
}

// Unquotes on the way into the batch, a block copy per run between doubled quotes. Invariant: the
// runs lie inside the range, and together they are no longer than it.

internal import RisrosModel
internal import RisrosText

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
          // The first quote of a pair is taken along.
          let found = unsafe ByteSearch.first(
            of: quote, in: from, from: at, to: range.upperBound)
          let stop = min(found + 1, range.upperBound)
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

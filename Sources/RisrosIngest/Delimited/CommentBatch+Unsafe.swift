// Unquotes on the way into the batch. Invariant: the range lies in the array, as the precondition
// checks; what is written is no longer than what room was made for.

internal import RisrosModel

extension CommentBatch {
  /// Appends `bytes[range]` to the comment being built, with every doubled quote once.
  mutating func appendText(
    _ bytes: [UInt8], _ range: Range<Int>, withoutDoubled quote: UInt8
  ) {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
    unsafe bytes.withUnsafeBytes { source in
      unsafe appendText(upTo: range.count) { target in
        guard let from = source.baseAddress, let to = target.baseAddress else { return 0 }
        return unsafe Unquoting.copy(from, range, to: to, quote: quote)
      }
    }
  }
}

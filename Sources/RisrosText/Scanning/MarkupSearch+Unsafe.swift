// Looks at every byte of every comment before the analysis, so it goes 32 bytes a step. Invariant:
// every load lies within the range or begins in it, with `slack` readable bytes behind it, which the
// precondition checks once a call.

/// Tells in one pass whether a text may hold anything that cleaning would take out.
public enum MarkupSearch {
  /// What a text holds.
  public struct Finding: Sendable, Equatable {
    /// A `<` or `&`.
    public var hasMarkup = false
    /// A line feed.
    public var hasLines = false
  }

  /// Looks for `<`, `&` and line feeds in `bytes[range]`.
  public static func search(_ bytes: [UInt8], _ range: Range<Int>) -> Finding {
    precondition(range.lowerBound >= 0 && range.upperBound + ByteSearch.slack <= bytes.count)
    return unsafe bytes.withUnsafeBytes { buffer -> Finding in
      let base = unsafe buffer.baseAddress! + range.lowerBound
      let count = range.count
      if count < 16 {
        let found = unsafe ByteSearch.first(of: 0x3C, 0x26, 0x0A, in: base, from: 0, to: count)
        return found == count ? Finding() : searchBytewise(bytes, range)
      }
      // Compared with whole vectors: a comparison with a scalar is compiled to a loop over lanes.
      let tag = ByteSearch.V(repeating: 0x3C)
      let reference = ByteSearch.V(repeating: 0x26)
      let lineFeed = ByteSearch.V(repeating: 0x0A)
      var markup = ByteSearch.V(repeating: 0)
      var lines = markup
      @inline(__always) func look(at offset: Int) {
        let lanes = unsafe base.loadUnaligned(fromByteOffset: offset, as: ByteSearch.V.self)
        markup |=
          ByteSearch.lanesMask(lanes .== tag) | ByteSearch.lanesMask(lanes .== reference)
        lines |= ByteSearch.lanesMask(lanes .== lineFeed)
      }
      if count < 32 {
        look(at: 0)
        look(at: count &- 16)
      } else {
        var at = 0
        // The last step overlaps the one before it: one loop, and one end of it to guess.
        while true {
          look(at: at)
          look(at: at &+ 16)
          if at == count &- 32 { break }
          at = min(at &+ 32, count &- 32)
        }
      }
      return Finding(hasMarkup: ByteSearch.isSet(markup), hasLines: ByteSearch.isSet(lines))
    }
  }

  /// The same byte by byte.
  public static func searchBytewise(_ bytes: [UInt8], _ range: Range<Int>) -> Finding {
    Finding(
      hasMarkup: bytes[range].contains { $0 == 0x3C || $0 == 0x26 },
      hasLines: bytes[range].contains(0x0A))
  }
}

// Looks at every byte of every comment before the analysis, so it goes 16 bytes a step: 0.06 ns a byte
// against 0.7 byte by byte. Invariant: `slack` readable bytes lie behind the searched range, which the
// precondition checks once a call; what they hold does not matter.

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
  @inline(__always)
  public static func search(_ bytes: [UInt8], _ range: Range<Int>) -> Finding {
    precondition(range.lowerBound >= 0 && range.upperBound + ByteSearch.slack <= bytes.count)
    var markup = ByteSearch.V(repeating: 0)
    var lines = markup
    unsafe bytes.withUnsafeBytes { buffer in
      guard let base = buffer.baseAddress else { return }
      var at = range.lowerBound
      while at &+ 16 <= range.upperBound {
        unsafe look(base, at, &markup, &lines)
        at &+= 16
      }
      if at < range.upperBound {
        // The last bytes, with those behind the range blotted out.
        var lanes = unsafe base.loadUnaligned(fromByteOffset: at, as: ByteSearch.V.self)
        let left = UInt8(truncatingIfNeeded: range.upperBound &- at)
        lanes.replace(with: 0, where: ByteSearch.V.places .>= left)
        look(lanes, &markup, &lines)
      }
    }
    return Finding(
      hasMarkup: ByteSearch.isSet(markup), hasLines: ByteSearch.isSet(lines))
  }

  @inline(__always)
  private static func look(
    _ base: UnsafeRawPointer, _ at: Int, _ markup: inout ByteSearch.V,
    _ lines: inout ByteSearch.V
  ) {
    look(
      unsafe base.loadUnaligned(fromByteOffset: at, as: ByteSearch.V.self), &markup, &lines)
  }

  @inline(__always)
  private static func look(
    _ lanes: ByteSearch.V, _ markup: inout ByteSearch.V, _ lines: inout ByteSearch.V
  ) {
    markup |= ByteSearch.lanesMask(lanes .== 0x3C) | ByteSearch.lanesMask(lanes .== 0x26)
    lines |= ByteSearch.lanesMask(lanes .== 0x0A)
  }

  /// The same byte by byte.
  public static func searchBytewise(_ bytes: [UInt8], _ range: Range<Int>) -> Finding {
    Finding(
      hasMarkup: bytes[range].contains { $0 == 0x3C || $0 == 0x26 },
      hasLines: bytes[range].contains(0x0A))
  }
}

extension SIMD16<UInt8> {
  fileprivate static let places = SIMD16<UInt8>(
    0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
}

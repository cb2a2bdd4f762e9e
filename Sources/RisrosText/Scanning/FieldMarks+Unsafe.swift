// Says of every byte whether it may end a field or is a quote, and whether the bytes are UTF-8, in one
// pass of 64 bytes a step: a search is then a shift and a count of zeros, and text is looked at once.
// Invariant: whole steps lie inside the array, and so do the three bytes before each but the first,
// which is checked in a copy; what is left at the end is marked in a copy; the marks have a word for
// each step. Tests compare the records cut with them with those of a plain loop.

/// Marks of the bytes that cut delimited text, a bit a byte.
public struct FieldMarks: Sendable {
  private let pass: MarkingPass
  private let checksText: Bool
  /// Delimiters and line ends.
  @usableFromInline var ends: [UInt64] = [0]
  @usableFromInline var quotes: [UInt64] = [0]
  /// Bytes before this one are marked, from where marking began.
  public private(set) var end = 0
  /// Bytes before this one, from where marking began, are UTF-8, but that a character may be cut off.
  public private(set) var validEnd = 0

  /// So many that they are still in the nearest cache when records are cut.
  private static let mostBytes = 32 << 10

  /// - Parameters:
  ///   - otherLineEnd: the same as `lineEnd` where nothing else ends a line.
  ///   - checksText: whether it is to be found out how far the bytes are UTF-8.
  public init(
    delimiter: UInt8, quote: UInt8, lineEnd: UInt8, otherLineEnd: UInt8, checksText: Bool
  ) {
    pass = MarkingPass(
      delimiter: delimiter, quote: quote, lineEnd: lineEnd, otherLineEnd: otherLineEnd)
    self.checksText = checksText
  }

  /// Forgets all marks: the bytes are others now.
  public mutating func restart() {
    end = 0
    validEnd = 0
  }

  /// Marks some of the bytes from `end` to `to`, at least one.
  ///
  /// Bytes that were marked must not have changed.
  /// - Parameter from: bytes before this one need not be marked any more.
  public mutating func extend(over bytes: [UInt8], from: Int, to: Int) {
    precondition(from >= 0 && from <= to && to <= bytes.count && to > end)
    var first = end & ~63
    if from > end {
      first = from & ~63
      validEnd = first
    }
    let stop = min(to, first + FieldMarks.mostBytes)
    let words = (stop + 63) >> 6
    if words > ends.count {
      ends.append(contentsOf: repeatElement(0, count: words + words / 2 - ends.count))
      quotes.append(contentsOf: repeatElement(0, count: ends.count - quotes.count))
    }
    let whole = stop & ~63
    let (pass, checksText) = (pass, checksText)
    var valid = validEnd
    unsafe bytes.withUnsafeBytes { bytes in
      unsafe ends.withUnsafeMutableBufferPointer { ends in
        unsafe quotes.withUnsafeMutableBufferPointer { quotes in
          guard let base = bytes.baseAddress, let ends = ends.baseAddress,
            let quotes = quotes.baseAddress
          else { return }
          unsafe pass.mark(base, first, whole, ends, quotes, checksText, &valid)
          if stop > whole {
            let word = whole >> 6
            unsafe pass.markRest(base + whole, stop - whole, ends + word, quotes + word)
          }
        }
      }
    }
    validEnd = valid
    end = stop
  }

  // MARK: Searching

  /// Lends the marks of field ends and those of quotes, a word for each 64 bytes.
  @inlinable @inline(__always)
  public func withMarks<Result>(
    _ body: (_ ends: UnsafePointer<UInt64>, _ quotes: UnsafePointer<UInt64>) -> Result
  ) -> Result {
    unsafe ends.withUnsafeBufferPointer { ends in
      unsafe quotes.withUnsafeBufferPointer { quotes in
        unsafe body(ends.baseAddress!, quotes.baseAddress!)
      }
    }
  }

  /// The first mark from `at` on, before `to`; `to` if there is none. Bytes before `to` are marked.
  @inlinable @inline(__always)
  public static func first(in marks: UnsafePointer<UInt64>, from at: Int, to: Int) -> Int {
    if at >= to { return to }
    var word = at &>> 6
    let rest = unsafe marks[word] &>> UInt64(truncatingIfNeeded: at & 63)
    if rest != 0 { return min(at &+ rest.trailingZeroBitCount, to) }
    while true {
      word &+= 1
      if word &<< 6 >= to { return to }
      let bits = unsafe marks[word]
      if bits != 0 { return min(word &<< 6 &+ bits.trailingZeroBitCount, to) }
    }
  }
}

/// One pass over bytes.
private struct MarkingPass: Sendable {
  private typealias V = SIMD16<UInt8>

  let delimiter: UInt8
  let quote: UInt8
  let lineEnd: UInt8
  let otherLineEnd: UInt8

  /// Marks whole steps, and finds out whether they are UTF-8 where all before them is.
  func mark(
    _ bytes: UnsafeRawPointer, _ first: Int, _ stop: Int, _ ends: UnsafeMutablePointer<UInt64>,
    _ quotes: UnsafeMutablePointer<UInt64>, _ checks: Bool, _ valid: inout Int
  ) {
    switch (checks, lineEnd == otherLineEnd) {
    case (true, true):
      unsafe mark(bytes, first, stop, ends, quotes, checks: true, oneEnd: true, &valid)
    case (true, false):
      unsafe mark(bytes, first, stop, ends, quotes, checks: true, oneEnd: false, &valid)
    case (false, _):
      unsafe mark(bytes, first, stop, ends, quotes, checks: false, oneEnd: false, &valid)
    }
  }

  @inline(__always)
  private func mark(
    _ bytes: UnsafeRawPointer, _ first: Int, _ stop: Int, _ ends: UnsafeMutablePointer<UInt64>,
    _ quotes: UnsafeMutablePointer<UInt64>, checks: Bool, oneEnd: Bool, _ valid: inout Int
  ) {
    let vd = V(repeating: delimiter)
    let vl = V(repeating: lineEnd)
    let vo = V(repeating: otherLineEnd)
    let vq = V(repeating: quote)
    @inline(__always) func isEnd(_ lanes: V) -> V {
      let found = mask(lanes .== vd) | mask(lanes .== vl)
      return oneEnd ? found : found | mask(lanes .== vo)
    }
    var isValid = checks && valid == first
    var at = first
    while at < stop {
      let v0 = unsafe bytes.loadUnaligned(fromByteOffset: at, as: V.self)
      let v1 = unsafe bytes.loadUnaligned(fromByteOffset: at &+ 16, as: V.self)
      let v2 = unsafe bytes.loadUnaligned(fromByteOffset: at &+ 32, as: V.self)
      let v3 = unsafe bytes.loadUnaligned(fromByteOffset: at &+ 48, as: V.self)
      if isValid {
        let hasError =
          unsafe at == 0
          ? MarkingPass.hasErrorAtBegin(bytes) : UTF8Check.hasError(bytes + at, v0, v1, v2, v3)
        if hasError {
          isValid = false
          valid = at
        }
      }
      unsafe ends[at &>> 6] = LaneBits.high(isEnd(v0), isEnd(v1), isEnd(v2), isEnd(v3))
      unsafe quotes[at &>> 6] = LaneBits.high(
        mask(v0 .== vq), mask(v1 .== vq), mask(v2 .== vq), mask(v3 .== vq))
      at &+= 64
    }
    if isValid { valid = at }
  }

  @inline(__always)
  private func mask(_ lanes: SIMDMask<SIMD16<Int8>>) -> V {
    unsafe unsafeBitCast(lanes, to: V.self)
  }

  /// Marks less than a step.
  func markRest(
    _ bytes: UnsafeRawPointer, _ count: Int, _ ends: UnsafeMutablePointer<UInt64>,
    _ quotes: UnsafeMutablePointer<UInt64>
  ) {
    var rest = SIMD64<UInt8>(repeating: 0)
    unsafe withUnsafeMutableBytes(of: &rest) { copy in
      guard let base = copy.baseAddress else { return }
      unsafe base.copyMemory(from: bytes, byteCount: count)
      var none = 0
      unsafe mark(
        UnsafeRawPointer(base), 0, 64, ends, quotes, checks: false, oneEnd: false, &none)
    }
    let known: UInt64 = ~(~0 << UInt64(count))
    unsafe ends[0] &= known
    unsafe quotes[0] &= known
  }

  /// Whether the first step of all has an error: nothing lies before it.
  private static func hasErrorAtBegin(_ bytes: UnsafeRawPointer) -> Bool {
    var padded = (SIMD64<UInt8>(repeating: 0), SIMD64<UInt8>(repeating: 0))
    return unsafe withUnsafeMutableBytes(of: &padded) { copy in
      guard let base = copy.baseAddress else { return true }
      unsafe (base + 64).copyMemory(from: bytes, byteCount: 64)
      return unsafe UTF8Check.hasError(UnsafeRawPointer(base) + 64)
    }
  }
}

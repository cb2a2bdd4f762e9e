// Hashes of words by two wide loads and one wide multiply in place of a step per byte
// (1.1 against 3.1 ns a byte). Invariant: at least 16 readable bytes lie behind every address that
// is hashed; `CommentBatch.slack` sees to it in a batch, `hash(of:)` copies where nothing does.
// `hashBytewise` is the plain twin that tests and the fuzzer compare with.

/// The 64-bit hash by which words are looked up everywhere.
///
/// Equal bytes give equal hashes on every machine. Tables hold no bytes to compare with: two of a
/// million forms collide with a probability of about 3·10⁻⁸, and `LexiconBuilder` reports it.
public enum WordHash {
  @usableFromInline static let seed0: UInt64 = 0x9E37_79B9_7F4A_7C15
  @usableFromInline static let seed1: UInt64 = 0xD6E8_FEB8_6659_FD93
  @usableFromInline static let seed2: UInt64 = 0xA076_1D64_78BD_642F

  /// Multiplies to 128 bits and folds the halves.
  @inlinable static func fold(_ a: UInt64, _ b: UInt64) -> UInt64 {
    let product = a.multipliedFullWidth(by: b)
    return product.high ^ product.low
  }

  /// The hash of `count` bytes; up to 16 bytes behind them may be read and are ignored.
  @inline(__always)
  @inlinable public static func hash(_ bytes: UnsafeRawPointer, count: Int) -> UInt64 {
    var address = unsafe bytes
    var left = count
    var state = seed0 ^ (UInt64(truncatingIfNeeded: count) &* seed2)
    while left > 16 {
      let low = unsafe address.loadUnaligned(as: UInt64.self)
      let high = unsafe address.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
      state = fold(low ^ state, high ^ seed1)
      unsafe address += 16
      left &-= 16
    }
    var low = unsafe address.loadUnaligned(as: UInt64.self)
    var high = unsafe address.loadUnaligned(fromByteOffset: 8, as: UInt64.self)
    // Both masks without a branch: half of all words are shorter than 8 bytes, at random. 1…16 bytes
    // are left unless there were none at all.
    let missing = 8 &- left
    let isLong = missing &>> 63
    low &= ~0 &>> UInt64(truncatingIfNeeded: (missing & ~isLong) &* 8)
    high &=
      (~0 &>> UInt64(truncatingIfNeeded: (16 &- left) &* 8)) & UInt64(bitPattern: Int64(isLong))
    if count == 0 { low = 0 }
    return fold(low ^ state, high ^ seed1)
  }

  /// What hashing makes of a word's length, for words of up to 16 bytes: looked up, since working it
  /// out takes twice as long as all the rest of a hash.
  public struct ShortWord: BitwiseCopyable, Sendable {
    /// The bits of the first and the next eight bytes that belong to the word.
    @usableFromInline let low: UInt64
    @usableFromInline let high: UInt64
    /// What they are mixed with.
    @usableFromInline let lowSeed: UInt64
    @usableFromInline let highSeed: UInt64

    fileprivate init(count: Int) {
      // Shifts by more than 63 give nought.
      low = ~(~0 << UInt64(count * 8))
      high = count > 8 ? ~(~0 << UInt64(count * 8 - 64)) : 0
      lowSeed = seed0 ^ (UInt64(count) &* seed2)
      highSeed = seed1
    }

    /// The hash of a word of this length; 16 bytes are read.
    @inline(__always)
    @inlinable public func hash(_ bytes: UnsafeRawPointer) -> UInt64 {
      let low = unsafe bytes.loadUnaligned(as: UInt64.self) & low
      let high = unsafe bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self) & high
      return fold(low ^ lowSeed, high ^ highSeed)
    }
  }

  /// By length, from 0 to 16 bytes.
  public static let shortWords = (0...16).map { ShortWord(count: $0) }

  /// The hash of bytes that nothing readable may follow; copies them, so not for the hot path.
  public static func hash(of bytes: some Collection<UInt8>) -> UInt64 {
    let padded = Array(bytes) + [UInt8](repeating: 0, count: 16)
    return unsafe padded.withUnsafeBytes { unsafe hash($0.baseAddress!, count: bytes.count) }
  }

  public static func hash(of word: String) -> UInt64 { hash(of: Array(word.utf8)) }

  /// The hash of a range of an array that has at least 16 more elements behind the range.
  @inlinable public static func hash(_ bytes: [UInt8], _ range: Range<Int>) -> UInt64 {
    precondition(range.lowerBound >= 0 && range.upperBound + 16 <= bytes.count)
    return unsafe bytes.withUnsafeBytes {
      unsafe hash($0.baseAddress! + range.lowerBound, count: range.count)
    }
  }

  /// The same as `hash(_:_:)` by a loop over bytes: the oracle of its tests.
  public static func hashBytewise(_ bytes: [UInt8], _ range: Range<Int>) -> UInt64 {
    var state = seed0 ^ (UInt64(range.count) &* seed2)
    var at = range.lowerBound
    repeat {
      var halves: [UInt64] = [0, 0]
      for index in 0..<min(16, range.upperBound - at) {
        halves[index / 8] |= UInt64(bytes[at + index]) << UInt64(index % 8 * 8)
      }
      state = fold(halves[0] ^ state, halves[1] ^ seed1)
      at += 16
    } while at < range.upperBound
    return state
  }

  /// The hash that every number has, so that "# timer" matches "2 timer".
  public static let number = hash(of: "#")
}

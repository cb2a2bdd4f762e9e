public import RisrosModel

/// How badly a word fits each of the seven languages, packed in 42 bits.
///
/// A loss is 0 for the language the word fits best and grows to 61 for one it all but rules out; an
/// eighth of a nat a point, so that 8 points make a language e times less likely. Six bits a
/// language, in the order of `Language`, the first one lowest:
///
///     bit 41      35      29      23      17      11       5      0
///      |  other |  de   |  en   |  sv   |  nn   |  nb   |  da   |
public struct WordLosses: Hashable, Sendable, BitwiseCopyable {
  /// `da nb nn sv en de other`.
  public static let languages: [Language] = [.da, .nb, .nn, .sv, .en, .de, .other]
  public static let count = 7
  @inline(__always)
  static func language(at place: Int) -> Language {
    Language(rawValue: UInt8(truncatingIfNeeded: place &+ 1)) ?? .other
  }
  /// The largest loss: no single word rules a language out for good.
  public static let maximum = 61
  public static let pointsPerNat = 8

  public let rawValue: UInt64
  @inlinable public init(rawValue: UInt64) { self.rawValue = rawValue }

  /// - Parameter losses: seven numbers from 0 to `maximum`.
  public init(_ losses: [Int]) {
    precondition(losses.count == WordLosses.count, "a loss for each language")
    var packed: UInt64 = 0
    for (place, loss) in losses.enumerated() {
      packed |= UInt64(min(max(loss, 0), WordLosses.maximum)) << UInt64(6 * place)
    }
    rawValue = packed
  }

  public subscript(place: Int) -> Int { Int(rawValue >> UInt64(6 * place) & 63) }

  // MARK: Text

  /// The digits of the text files: `0…9A…Za…z` are 0 to 61.
  static let digits = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz".utf8)

  /// The value of each byte as a digit, or 255.
  static let digitValues: [UInt8] = {
    var values = [UInt8](repeating: 255, count: 256)
    for (value, digit) in digits.enumerated() { values[Int(digit)] = UInt8(value) }
    return values
  }()

  /// Seven digits, `000zzzz` for a word of all three languages.
  public var text: [UInt8] { (0..<WordLosses.count).map { WordLosses.digits[self[$0]] } }
}

/// The sum of the losses of a comment's words.
///
/// Two accumulators of 12-bit lanes take a word in two additions; they would overflow after 67 words
/// of the largest loss.
///
///     bit 36     24    12     0
///      | other | en |  nn  | da |    |  de | sv | nb |
struct LossSum {
  private static let evenLanes: UInt64 = 0x3F << 36 | 0x3F << 24 | 0x3F << 12 | 0x3F
  private static let oddLanes: UInt64 = 0x3F << 24 | 0x3F << 12 | 0x3F
  /// Words that may be added between two calls of `makeRoom` or `empty`.
  static let room = 64

  private var even: UInt64 = 0
  private var odd: UInt64 = 0
  /// Words added so far.
  private(set) var words = 0
  private var emptiedWords = 0
  private var wide = SIMD8<Int32>(repeating: 0)

  /// Adds a word; bits above the 42nd are ignored.
  @inline(__always)
  mutating func add(_ packed: UInt64) {
    addUncounted(packed)
    words &+= 1
  }

  /// Adds a word, or nothing where `packed` is 0, that `count` is to be told of.
  @inline(__always)
  mutating func addUncounted(_ packed: UInt64) {
    even &+= packed & LossSum.evenLanes
    odd &+= packed >> 6 & LossSum.oddLanes
  }

  @inline(__always)
  mutating func count(_ uncounted: Int) { words &+= uncounted }

  /// Empties the accumulators where no `room` is left.
  @inline(__always)
  mutating func makeRoom() {
    if words &- emptiedWords >= LossSum.room { empty() }
  }

  @inline(__always)
  mutating func empty() {
    func lane(_ sum: UInt64, _ shift: UInt64) -> Int32 {
      Int32(truncatingIfNeeded: sum >> shift & 0xFFF)
    }
    emptiedWords = words
    wide &+= SIMD8(
      lane(even, 0), lane(odd, 0), lane(even, 12), lane(odd, 12), lane(even, 24), lane(odd, 24),
      lane(even, 36), 0)
    even = 0
    odd = 0
  }

  /// The sums in the order of `WordLosses.languages`; the eighth lane is 0.
  @inline(__always)
  mutating func total() -> SIMD8<Int32> {
    empty()
    return wide
  }
}

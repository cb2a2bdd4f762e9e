/// Random numbers that a seed repeats: SplitMix64 (Steele, Lea and Flood, 2014).
public struct SeededGenerator: RandomNumberGenerator, Sendable {
  private var state: UInt64

  public init(seed: UInt64) { state = seed }

  public mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

/// Random comments that are valid UTF-8: letters, marks and blanks as customers type them, with now
/// and then anything else that Unicode has.
public struct RandomText: Sendable {
  public var generator: SeededGenerator

  public init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  private static let letters = Array("abcdefghijklmnoprstuvyæøåÆØÅABEKSTäöüéÉ".unicodeScalars)
  private static let marks = Array(".,-!?:;/'()\"&@_%+*#<>=|…–’«»•€".unicodeScalars)
  private static let blanks = Array("      \n\t\r\u{A0}\u{2009}".unicodeScalars)
  private static let pictures = Array(
    "👍🏽❤️😡👨‍👩‍👧🇩🇰☹️1️⃣\u{200D}\u{FE0F}\u{30A}\u{301}".unicodeScalars)

  /// A text of that many scalars.
  public mutating func text(scalars count: Int) -> String {
    var text = String.UnicodeScalarView()
    for _ in 0..<count { text.append(scalar()) }
    return String(text)
  }

  private mutating func scalar() -> Unicode.Scalar {
    switch Int.random(in: 0..<100, using: &generator) {
    case 0..<60: pick(RandomText.letters)
    case 60..<76: pick(RandomText.blanks)
    case 76..<86: pick(RandomText.marks)
    case 86..<92: Unicode.Scalar(UInt8.random(in: 0x30...0x39, using: &generator))
    case 92..<97: pick(RandomText.pictures)
    default: anyScalar()
    }
  }

  private mutating func anyScalar() -> Unicode.Scalar {
    let limit: UInt32 = Bool.random(using: &generator) ? 0x2FFF : 0x10FFFF
    while true {
      if let scalar = Unicode.Scalar(UInt32.random(in: 0...limit, using: &generator)) {
        return scalar
      }
    }
  }

  private mutating func pick(_ scalars: [Unicode.Scalar]) -> Unicode.Scalar {
    scalars[Int.random(in: 0..<scalars.count, using: &generator)]
  }
}

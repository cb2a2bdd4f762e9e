/// A small generator of pseudo-random numbers (SplitMix64): the same everywhere for the same seed.
struct TrainingRandom {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ mixed >> 30) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ mixed >> 27) &* 0x94D0_49BB_1331_11EB
    return mixed ^ mixed >> 31
  }

  /// From 0 up to, but not including, 1.
  mutating func fraction() -> Double { Double(next() >> 11) / 9_007_199_254_740_992 }

  mutating func below(_ bound: Int) -> Int {
    Int((next() >> 32).multipliedReportingOverflow(by: UInt64(bound)).partialValue >> 32)
  }

  mutating func chance(_ probability: Double) -> Bool { fraction() < probability }
}

/// Draws items by weight in constant time (Vose's alias method).
struct Sampler {
  private let items: [UInt32]
  private var thresholds: [Double]
  private var aliases: [UInt32]

  var isEmpty: Bool { items.isEmpty }

  /// - Parameter weights: above 0, one an item.
  init(items: [UInt32], weights: [Double]) {
    self.items = items
    aliases = [UInt32](repeating: 0, count: items.count)
    let total = weights.reduce(0, +)
    thresholds = weights.map { $0 / total * Double(weights.count) }
    var small: [Int] = []
    var large: [Int] = []
    for (index, threshold) in thresholds.enumerated() {
      if threshold < 1 { small.append(index) } else { large.append(index) }
    }
    while let low = small.popLast(), let high = large.last {
      aliases[low] = UInt32(high)
      thresholds[high] -= 1 - thresholds[low]
      if thresholds[high] < 1 {
        large.removeLast()
        small.append(high)
      }
    }
    for index in small + large { thresholds[index] = 1 }
  }

  func draw(_ random: inout TrainingRandom) -> Int {
    let index = random.below(items.count)
    return Int(random.fraction() < thresholds[index] ? items[index] : items[Int(aliases[index])])
  }
}

/// Exponential and logarithm from the four operations alone, so that training gives the same bits
/// whatever mathematics library a machine has; good to about twelve digits.
enum PlainMath {
  private static let ln2 = 0.693_147_180_559_945_3

  static func exp(_ x: Double) -> Double {
    if x < -700 { return 0 }
    let power = Int(x / ln2)
    let rest = x - Double(power) * ln2
    var term = 1.0
    var sum = 1.0
    for n in 1...12 {
      term *= rest / Double(n)
      sum += term
    }
    return Double(sign: .plus, exponent: power, significand: 1) * sum
  }

  static func ln(_ x: Double) -> Double {
    var exponent = Double(x.exponent)
    var fraction = x.significand
    if fraction > 1.414 {
      fraction /= 2
      exponent += 1
    }
    // ln f = 2 artanh((f − 1)/(f + 1)).
    let ratio = (fraction - 1) / (fraction + 1)
    let square = ratio * ratio
    var power = ratio
    var sum = 0.0
    for n in stride(from: 1.0, through: 21, by: 2) {
      sum += power / n
      power *= square
    }
    return exponent * ln2 + 2 * sum
  }

  static func power(_ x: Double, _ exponent: Double) -> Double { exp(exponent * ln(x)) }
}

/// The one way numbers are rounded in any output: to the nearest, halves away from zero.
public enum Rounding {
  /// `numerator / denominator`, exactly rounded: 5/2 gives 3, -5/2 gives -3, 7/5 gives 1.
  ///
  /// - Parameter denominator: above 0.
  public static func divide(_ numerator: Int, by denominator: Int) -> Int {
    precondition(denominator > 0, "a denominator is above nought")
    let (quotient, rest) = numerator.quotientAndRemainder(dividingBy: denominator)
    let restIsLarge = rest.magnitude >= UInt(denominator) - rest.magnitude
    if rest == 0 || !restIsLarge { return quotient }
    return numerator < 0 ? quotient - 1 : quotient + 1
  }

  /// `value × 10^decimals` as an integer.
  public static func scale(_ value: Double, decimals: Int) -> Int {
    var power = 1.0
    for _ in 0..<decimals { power *= 10 }
    return Int((value * power).rounded(.toNearestOrAwayFromZero))
  }
}

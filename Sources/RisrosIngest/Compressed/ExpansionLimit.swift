/// How far compressed bytes may grow before they are taken for a trap.
///
/// Deflated text shrinks to a tenth, tables of next to nothing to a hundredth; what was made to fill
/// a disk comes near the 1032 that the format allows.
struct ExpansionLimit: Sendable, Equatable {
  /// Bytes that may come of each compressed one.
  var ratio: Int
  /// Bytes that may come in any case: short inputs are harmless and often repeat themselves.
  var exemptBytes = 1 << 20

  func allows(_ produced: Int, from consumed: Int) -> Bool {
    produced <= exemptBytes || produced / ratio <= consumed
  }
}

import Foundation
import RisrosTestSupport

/// How much chance the tests of this bundle try.
///
/// `RISROS_SWEEP=500` asks for the long form and its size, with a seed of the moment; what fails
/// names the seed, and `RISROS_SEED` repeats it. The short form always tries the same.
enum Sweep {
  static let size = ProcessInfo.processInfo.environment["RISROS_SWEEP"].flatMap { Int($0) }

  static let seed: UInt64 =
    ProcessInfo.processInfo.environment["RISROS_SEED"].flatMap { UInt64($0) }
    ?? (size == nil ? 20_260_105 : .random(in: 1...UInt64(UInt32.max)))

  static var generator: SeededGenerator { SeededGenerator(seed: seed) }
}

// The system clocks. Invariant: `clock_gettime` writes to a local value alone.

internal import Foundation

/// The time a run goes by: the machine's, or one that was given with `--now`.
public struct RunClock: Sendable {
  /// Nanoseconds since 1970 UTC, or nil for the machine's clock.
  private let fixed: Int?

  public static let machine = RunClock(fixed: nil)

  private init(fixed: Int?) { self.fixed = fixed }

  /// A clock that stands still.
  /// - Parameter text: UTC, `2026-01-05T02:00:00Z`; nil is returned for anything else.
  public init?(at text: String) {
    let parts = text.split(whereSeparator: { "-T:Z".contains($0) }).compactMap { Int($0) }
    guard text.utf8.count == 20, text.hasSuffix("Z"), parts.count == 6,
      (1...12).contains(parts[1]), (1...31).contains(parts[2]), (0...23).contains(parts[3]),
      (0...59).contains(parts[4]), (0...59).contains(parts[5])
    else { return nil }
    let days = RunClock.days(year: parts[0], month: parts[1], day: parts[2])
    let seconds = days * 86_400 + parts[3] * 3600 + parts[4] * 60 + parts[5]
    let clock = RunClock(fixed: seconds * 1_000_000_000)
    guard RunClock.text(clock.now) == text else { return nil }
    self = clock
  }

  /// Nanoseconds since 1970 UTC.
  public var now: Int {
    if let fixed { return fixed }
    var time = timespec()
    unsafe clock_gettime(CLOCK_REALTIME, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }

  /// Nanoseconds of a clock that never goes back; stands still where the time is given.
  var elapsed: Int {
    if fixed != nil { return 0 }
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1_000_000_000 + time.tv_nsec
  }

  /// `2026-01-05T02:00:00Z`. UTC has no summer time: a night in which clocks are turned is like any.
  public static func text(_ nanoseconds: Int) -> String {
    let seconds = nanoseconds >= 0 ? nanoseconds / 1_000_000_000 : 0
    let (day, rest) = seconds.quotientAndRemainder(dividingBy: 86_400)
    // Days since 1 March of the year 0, in eras of 400 years.
    let shifted = day + 719_468
    let (era, dayOfEra) = shifted.quotientAndRemainder(dividingBy: 146_097)
    let year = (dayOfEra - dayOfEra / 1460 + dayOfEra / 36_524 - dayOfEra / 146_096) / 365
    let dayOfYear = dayOfEra - (365 * year + year / 4 - year / 100)
    let month = (5 * dayOfYear + 2) / 153
    let dayOfMonth = dayOfYear - (153 * month + 2) / 5 + 1
    let civil = month < 10 ? month + 3 : month - 9
    func padded(_ value: Int, _ width: Int = 2) -> String {
      let digits = String(value)
      return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
    return padded(year + era * 400 + (civil <= 2 ? 1 : 0), 4) + "-" + padded(civil) + "-"
      + padded(dayOfMonth) + "T" + padded(rest / 3600) + ":" + padded(rest / 60 % 60) + ":"
      + padded(rest % 60) + "Z"
  }

  private static func days(year: Int, month: Int, day: Int) -> Int {
    let shifted = month > 2 ? year : year - 1
    return 365 * shifted + shifted / 4 - shifted / 100 + shifted / 400
      + (153 * ((month + 9) % 12) + 2) / 5 + day - 1 - 719_468
  }
}

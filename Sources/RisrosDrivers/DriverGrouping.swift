internal import RisrosModel

/// Makes mentions of named drivers and sums them up, driver by driver.
struct DriverGrouping: Sendable {
  /// Below this colour, in hundredths of a valence point, a driver is mentioned, not judged.
  static let threshold = 40
  /// The lesser side of a mixed verdict has at least this much colour…
  static let mixedMinimum = 110
  /// …and at least this share of the greater side's, in percent.
  static let mixedShare = 60
  /// Where the curve of the sentiment bends, in hundredths of a point.
  static let softness = 200.0

  /// Appends the mentions of one comment, grouped by driver, and a verdict for each driver.
  func group(
    _ named: [Attribution.NamedDriver], _ lexemes: Span<Lexeme>,
    into mentions: inout Column<Mention>,
    _ verdicts: inout Column<DriverVerdict>
  ) {
    var touched: UInt32 = 0
    for driver in named {
      let entry = lexemes[driver.lexeme].entry
      touched |= 1 << UInt32(entry.aspect.driver.index)
      if !entry.secondAspect.isNone { touched |= 1 << UInt32(entry.secondAspect.driver.index) }
    }
    while touched != 0 {
      let index = UInt8(touched.trailingZeroBitCount)
      touched &= touched - 1
      appendVerdict(Driver(index: index), named, lexemes, &mentions, &verdicts)
    }
  }

  private func appendVerdict(
    _ driver: Driver, _ named: [Attribution.NamedDriver], _ lexemes: Span<Lexeme>,
    _ mentions: inout Column<Mention>, _ verdicts: inout Column<DriverVerdict>
  ) {
    let first = mentions.count
    var positive = 0
    var negative = 0
    var aspects: UInt8 = 0
    func take(_ aspect: Aspect, _ place: Attribution.NamedDriver) {
      positive += place.positive
      negative += place.negative
      aspects |= 1 << aspect.number
      mentions.append(
        Mention(
          aspect: aspect, polarity: DriverGrouping.polarity(place.positive, place.negative),
          valence: Int16(clamping: place.positive - place.negative),
          lexeme: UInt32(place.lexeme), cue: UInt32(place.cue)))
    }
    for place in named {
      let entry = lexemes[place.lexeme].entry
      if !entry.aspect.isNone, entry.aspect.driver == driver { take(entry.aspect, place) }
      if !entry.secondAspect.isNone, entry.secondAspect.driver == driver {
        take(entry.secondAspect, place)
      }
    }
    let sum = Double(positive - negative)
    let softness = DriverGrouping.softness
    let scaled = sum / (sum * sum + softness * softness).squareRoot()
    verdicts.append(
      DriverVerdict(
        driver: driver, polarity: DriverGrouping.polarity(positive, negative),
        sentiment: Int16(scaled * 10_000 + (scaled < 0 ? -0.5 : 0.5)), aspects: aspects,
        firstMention: UInt32(first), endMention: UInt32(mentions.count)))
  }

  static func polarity(_ positive: Int, _ negative: Int) -> Polarity {
    let (lesser, greater) = (min(positive, negative), max(positive, negative))
    if greater < threshold { return .neutral }
    if lesser >= mixedMinimum, lesser * 100 >= greater * mixedShare { return .mixed }
    return positive > negative ? .positive : .negative
  }
}

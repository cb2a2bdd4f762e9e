internal import RisrosModel

/// How the dates and ratings of an input are written, decided once for each column over the begins
/// of all files.
struct ValueForms: Sendable {
  private(set) var date = DateForm()
  private(set) var rating: RatingForm?
  /// How they are called in the report; nil where there is nothing to tell.
  private(set) var dateTitle: String?
  private(set) var ratingTitle: String?
  /// What could have been read otherwise, a sentence each.
  private(set) var notes: [String] = []

  /// A column of one file.
  struct Source: Sendable {
    var name: String
    var values: [String]
    var profile: ExportProfile?
  }

  init(dates: [Source], ratings: [Source], _ options: InputOptions) {
    if !dates.isEmpty { decideDates(dates, options.locale) }
    if !ratings.isEmpty { decideRatings(ratings, options) }
  }

  // MARK: Dates

  private mutating func decideDates(_ sources: [Source], _ locale: InputLocale?) {
    var dayFirst = 0
    var monthFirst = 0
    var open: [DateParts] = []
    var halves = 0
    for value in sources.lazy.flatMap(\.values) {
      let bytes = Array(value.utf8)
      guard let parts = DateParts(bytes, 0..<bytes.count), !parts.isCertain else { continue }
      if ValueForms.hasHalfDay(bytes) { halves += 1 }
      if parts.day > 12, parts.month <= 12 {
        dayFirst += 1
      } else if parts.month > 12, parts.day <= 12 {
        monthFirst += 1
      } else if parts.day != parts.month {
        open.append(parts)
      }
    }
    if dayFirst + monthFirst + open.count == 0 { return }
    let assumed = sources.lazy.compactMap { $0.profile?.dateOrder }.first ?? .dayFirst
    if let locale {
      date.order = locale.dateOrder
    } else if dayFirst != monthFirst {
      date.order = dayFirst > monthFirst ? .dayFirst : .monthFirst
    } else {
      date.order = halves > 0 ? .monthFirst : assumed
    }
    let isDayFirst = date.order == .dayFirst
    dateTitle = isDayFirst ? "day first" : "month first"
    guard locale == nil else { return }
    if dayFirst > 0, monthFirst > 0 {
      notes.append(
        "some dates of '\(sources[0].name)' have the day first and some the month; those that"
          + " cannot be read with the \(isDayFirst ? "day" : "month") first count as unknown")
    } else if dayFirst + monthFirst == 0, halves == 0,
      // A point is written in no country that puts the month first.
      open.contains(where: { $0.mark != 0x2E })
    {
      notes.append(
        "the dates of '\(sources[0].name)' can be read with the day or the month first; the"
          + " \(isDayFirst ? "day" : "month") was taken (--locale"
          + " \(isDayFirst ? "en-us" : "da") for the other)")
    }
  }

  /// Whether any of the values leaves to the form what is the day.
  static func needsOrder(_ values: some Sequence<String>) -> Bool {
    values.contains { value in
      let bytes = Array(value.utf8)
      return DateParts(bytes, 0..<bytes.count).map { !$0.isCertain } ?? false
    }
  }

  /// How dates are called that are a count of something; nil where most are written out.
  static func countTitle(_ values: some Sequence<String>) -> String? {
    var counts: [DateParts.Count: Int] = [:]
    var dates = 0
    for value in values {
      let bytes = Array(value.utf8)
      guard let parts = DateParts(bytes, 0..<bytes.count) else { continue }
      dates += 1
      if let count = parts.count { counts[count, default: 0] += 1 }
    }
    if counts[.days, default: 0] * 2 > dates { return "days as Excel counts them" }
    return counts[.seconds, default: 0] * 2 > dates ? "seconds since 1970" : nil
  }

  /// "10:15 AM", as English of the United States writes times.
  private static func hasHalfDay(_ bytes: [UInt8]) -> Bool {
    let end = bytes.suffix(2).map { $0 | 0x20 }
    return end == Array("am".utf8) || end == Array("pm".utf8)
  }

  // MARK: Ratings

  private mutating func decideRatings(_ sources: [Source], _ options: InputOptions) {
    var evidence = NumberEvidence()
    for value in sources.lazy.flatMap(\.values) { evidence.add(value) }
    var number = evidence.form
    if let locale = options.locale {
      number = NumberForm(decimalMark: locale.decimalMark)
    } else if evidence.comma > 0, evidence.point > 0 {
      notes.append(
        "numbers of '\(sources[0].name)' are written with both marks; the"
          + " \(number.decimalMark == 0x2C ? "comma" : "point") was taken for the decimal mark")
    } else if evidence.ambiguous > 0, evidence.comma + evidence.point == 0 {
      notes.append(
        "numbers of '\(sources[0].name)' such as 1.299 can be read either way; the comma was taken"
          + " for the decimal mark (--locale en for the point)")
    }
    let summary = RatingSummary(sources.flatMap(\.values), number)
    let given = options.ratingScale ?? sources.lazy.compactMap { $0.profile?.scale }.first
    guard let scale = given ?? summary.scale(named: sources[0].name) else {
      if summary.count > 0 {
        notes.append(
          "no scale was found for the ratings of '\(sources[0].name)'; name it with"
            + " --rating-scale LOW-HIGH")
      }
      return
    }
    rating = RatingForm(low: scale.low, high: scale.high, number: number)
    ratingTitle = "scale \(rating!.title)"
    let beyond = summary.beyond(scale)
    if beyond > 0 {
      notes.append(
        "\(beyond) of the first \(summary.count) ratings of '\(sources[0].name)'"
          + " \(beyond == 1 ? "goes" : "go") beyond the scale \(rating!.title) and"
          + " \(beyond == 1 ? "counts" : "count") as none (--rating-scale LOW-HIGH)")
    }
  }
}

/// The values of a rating column.
private struct RatingSummary {
  private(set) var count = 0
  /// Ratings that do not name their own scale, in ten-thousandths.
  private var plain: [Int] = []
  private var percents = 0
  private var denominators: [Int: Int] = [:]

  init(_ values: [String], _ form: NumberForm) {
    for value in values {
      let bytes = Array(value.utf8)
      guard let read = RatingValue(bytes, 0..<bytes.count, form) else { continue }
      count += 1
      switch read.unit {
      case .percent: percents += 1
      case .outOf(let greatest): denominators[greatest, default: 0] += 1
      case .stars, .plain: plain.append(read.tenThousandths)
      }
    }
  }

  /// The scale that names and values speak for; nil where they do not.
  func scale(named name: String) -> (low: Int, high: Int)? {
    if percents * 2 > count { return (0, 100) }
    if let (greatest, number) = denominators.max(by: { ($0.value, $0.key) < ($1.value, $1.key) }),
      number * 2 > count, greatest <= 100
    {
      return (greatest == 1 || greatest >= 10 ? 0 : 1, greatest)
    }
    guard let least = plain.min(), let greatest = plain.max(), least >= 0, greatest <= 1_000_000
    else { return nil }
    // A slip or two do not change what the name says.
    if let named = RatingSummary.scale(ofName: name), beyond(named) * 10 <= plain.count * 4 {
      return named
    }
    if greatest > 100_000 { return (0, 100) }
    if greatest > 60_000 || least < 10_000 { return (0, 10) }
    return greatest > 50_000 ? (1, 6) : (1, 5)
  }

  /// How many ratings a scale does not reach.
  func beyond(_ scale: (low: Int, high: Int)) -> Int {
    plain.count { $0 < scale.low * 10_000 || $0 > scale.high * 10_000 }
  }

  private static func scale(ofName name: String) -> (low: Int, high: Int)? {
    // "Karakter (1-5)"
    if let open = name.lastIndex(of: "(") {
      let ends = name[open...].split(whereSeparator: { "() ".contains($0) }).joined()
        .split(whereSeparator: { "-–".contains($0) }).map { Int($0) }
      if ends.count == 2, let low = ends[0], let high = ends[1], low < high, high <= 100 {
        return (low, high)
      }
    }
    let plain = ColumnNames.plain(name)
    let words = Set(plain.split(separator: " ").map(String.init))
    if plain.contains("terningkast") { return (1, 6) }
    if !words.isDisjoint(with: ["nps", "anbefaling", "anbefale", "recommend", "promoter"]) {
      return (0, 10)
    }
    if ["stjern", "star"].contains(where: plain.contains) || words.contains("csat") {
      return (1, 5)
    }
    return nil
  }
}

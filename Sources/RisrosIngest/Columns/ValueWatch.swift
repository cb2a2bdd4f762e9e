internal import RisrosModel

/// Looks at the dates and ratings of a file as they are read, for those that contradict what its
/// begin was understood to say: they would count as unknown, and the others be misread, in silence.
struct ValueWatch: Sendable {
  private struct Tally: Sendable {
    var against = 0
    /// Values that can be read in no other way.
    var certain = 0
    /// Row of the first value that speaks against.
    var firstRow = 0

    mutating func addAgainst(_ row: Int) {
      if against == 0 { firstRow = row }
      against += 1
    }
  }

  private let schema: RecordSchema
  private let isDayFirst: Bool
  /// Ratings up to this one are written as a single digit and are on the scale.
  private let plainRatings: ClosedRange<UInt8>?
  private var dates = Tally()
  private var ratings = Tally()

  init(_ schema: RecordSchema) {
    self.schema = schema
    isDayFirst = schema.dateForm.order == .dayFirst
    plainRatings = schema.ratingForm.flatMap { form in
      let (low, high) = (max(0, form.low), min(9, form.high))
      return low <= high ? 0x30 + UInt8(low)...0x30 + UInt8(high) : nil
    }
  }

  /// Looks at records of a batch.
  /// - Parameter firstRow: which row of its file the first of them is, from 1; rows before that one
  ///   belong to the header.
  mutating func look(at batch: CommentBatch, from first: Int, firstRow: Int) {
    let columns = schema.columns.count
    let (date, form) = (schema.date, schema.ratingForm)
    let rating = form == nil ? nil : schema.rating
    if date == nil && rating == nil { return }
    let bytes = batch.fieldBytes
    let ends = batch.fieldEnd.storage
    func range(_ record: Int, _ column: Int) -> Range<Int> {
      let index = record &* columns &+ column
      return Int(index == 0 ? 0 : ends[index &- 1])..<Int(ends[index])
    }
    for record in max(first, first + 1 - firstRow)..<max(first, batch.count) {
      if let date { look(atDate: bytes, range(record, date), firstRow + record - first) }
      if let rating { look(atRating: bytes, range(record, rating), firstRow + record - first) }
    }
  }

  // MARK: Dates

  @inline(__always)
  private mutating func look(atDate bytes: [UInt8], _ range: Range<Int>, _ row: Int) {
    // "03-05-2026" and its like, which most dates are.
    if range.count >= 6 {
      let at = range.lowerBound
      let tens = (bytes[at] &- 0x30, bytes[at + 3] &- 0x30)
      let ones = (bytes[at + 1] &- 0x30, bytes[at + 4] &- 0x30)
      let mark = bytes[at + 2]
      if max(tens.0, tens.1, ones.0, ones.1) < 10, mark == bytes[at + 5],
        mark == 0x2D || mark == 0x2E || mark == 0x2F
      {
        tally(first: Int(tens.0) * 10 + Int(ones.0), second: Int(tens.1) * 10 + Int(ones.1), row)
        return
      }
    }
    lookClosely(atDate: bytes, range, row)
  }

  private mutating func lookClosely(atDate bytes: [UInt8], _ range: Range<Int>, _ row: Int) {
    guard let parts = DateParts(bytes, range), !parts.isCertain else { return }
    tally(first: parts.day, second: parts.month, row)
  }

  @inline(__always)
  private mutating func tally(first: Int, second: Int, _ row: Int) {
    let (day, month) = isDayFirst ? (first, second) : (second, first)
    if month > 12 {
      if day <= 12 { dates.addAgainst(row) }
    } else {
      // No branch: half of all days are above twelve, in no order.
      dates.certain &+= day > 12 ? 1 : 0
    }
  }

  // MARK: Ratings

  @inline(__always)
  private mutating func look(atRating bytes: [UInt8], _ range: Range<Int>, _ row: Int) {
    if range.isEmpty { return }
    if range.count == 1, let plainRatings, plainRatings.contains(bytes[range.lowerBound]) { return }
    lookClosely(atRating: bytes, range, row)
  }

  private mutating func lookClosely(atRating bytes: [UInt8], _ range: Range<Int>, _ row: Int) {
    guard let form = schema.ratingForm, form.rating(bytes, range) == nil else { return }
    let other = NumberForm(decimalMark: form.number.groupMark)
    if RatingValue(bytes, range, form.number) != nil || RatingValue(bytes, range, other) != nil {
      ratings.addAgainst(row)
    }
  }

  // MARK: Telling

  /// What to tell at the end of a file.
  func notes(file: String) -> [Diagnostic] {
    [datesNote(file), ratingsNote(file)].compactMap { $0 }
  }

  private func datesNote(_ file: String) -> Diagnostic? {
    guard dates.against > 0, let column = schema.date else { return nil }
    let (order, other) = isDayFirst ? ("day", "month") : ("month", "day")
    let remedy =
      dates.against > dates.certain
      ? "the \(other) seems to come first in all of them: read them so with --locale"
        + " \(isDayFirst ? "en-us" : "da")"
      : "mend the dates, or read files of one order each at a time, with --locale"
    return Diagnostic(
      "\(dates.against) date\(dates.against == 1 ? " has" : "s have") the \(other) first in"
        + " '\(schema.columns[column].name)', where the \(order) was taken to be, first in record"
        + " \(dates.firstRow); \(dates.against == 1 ? "it counts" : "they count") as unknown",
      category: .input, at: SourceLocation(file: file), remedy: remedy, severity: .warning)
  }

  private func ratingsNote(_ file: String) -> Diagnostic? {
    guard ratings.against > 0, let column = schema.rating, let form = schema.ratingForm else {
      return nil
    }
    let mark = form.number.decimalMark == 0x2C ? "comma" : "point"
    return Diagnostic(
      "\(ratings.against) rating\(ratings.against == 1 ? " does" : "s do") not fit the scale"
        + " \(form.title) with a decimal \(mark) in '\(schema.columns[column].name)', first in record"
        + " \(ratings.firstRow); \(ratings.against == 1 ? "it counts" : "they count") as none",
      category: .input, at: SourceLocation(file: file),
      remedy: "name the scale with --rating-scale LOW-HIGH, the decimal mark with --locale",
      severity: .warning)
  }
}

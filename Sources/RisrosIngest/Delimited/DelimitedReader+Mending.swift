internal import RisrosModel

/// How many records were mended, and where the first one is.
struct MendedCounts: Sendable {
  var short = 0
  var long = 0
  var quotes = 0
  var first: SourceLocation?

  /// What to tell of them; nil where there are none.
  var note: Diagnostic? {
    let all = short + long + quotes
    if all == 0 { return nil }
    var parts: [String] = []
    if quotes > 0 { parts.append("\(quotes) with stray quotes") }
    if short > 0 { parts.append("\(short) with too few fields") }
    if long > 0 { parts.append("\(long) with too many") }
    return Diagnostic(
      "\(all) row\(all == 1 ? " was" : "s were") mended, this one first: "
        + parts.joined(separator: ", "), category: .input, at: first, severity: .note)
  }
}

/// Mending what would be rejected, as `--repair` asks for: the reading that gives a record its
/// regular number of fields is taken for the one that was meant.
extension DelimitedReader {
  enum MendOutcome {
    /// The scanner holds the fields; the next record begins at `next`.
    case mended(next: Int)
    case needsMore
    case hopeless
  }

  /// How far a reading of a broken record may go.
  private static let reachBytes = 64 << 10
  /// Records behind it that are looked at.
  private static let recordsAhead = 8

  // MARK: Ragged records

  /// Gives the record in the scanner its regular number of fields.
  ///
  /// Too few: the rest is empty. Too many: empty ones at the end are dropped, then the surplus is
  /// taken for delimiters inside the comment.
  mutating func fit() -> Bool {
    let count = scanner.fieldCount
    guard count <= scanner.fields.count else { return false }
    if count < columnCount {
      mended.short += 1
    } else {
      let surplus = count - columnCount
      if !scanner.fields[columnCount..<count].allSatisfy({ $0.count == 0 }) {
        scanner.join(surplus, from: min(textColumn, columnCount - 1))
      }
      mended.long += 1
    }
    note()
    return true
  }

  private mutating func note() {
    if mended.first == nil { mended.first = window.location(at: window.position) }
  }

  // MARK: Broken quotes

  /// Reads the record at the window's position in other ways.
  mutating func mend(_ outcome: DelimitedScanner.Outcome) -> MendOutcome {
    let start = window.position
    var reach = min(window.end, start + DelimitedReader.reachBytes)
    var isEnd = window.isAtEnd && reach == window.end
    if isOverBudget {
      // A hostile file: quotes may not reach beyond their line.
      if let next = nextLine(start, before: reach) {
        reach = next
      } else if !isEnd {
        return reach == start + DelimitedReader.reachBytes ? .hopeless : .needsMore
      }
      isEnd = true
    }
    let rescannedBefore = rescanned
    func isUndecided(_ outcome: DelimitedScanner.Outcome) -> Bool {
      outcome == .needsMore && reach == window.end && !window.isAtEnd
    }
    let asText = scan(start, reach, isEnd, .brokenQuotesAreText)
    if isUndecided(asText.outcome) {
      rescanned = rescannedBefore
      return .needsMore
    }
    var choice: (reading: Reading, mending: Mending) = (asText, .brokenQuotesAreText)
    switch outcome {
    case .looseQuote:
      let loose = scan(start, reach, isEnd, .looseQuotesAreText)
      if isUndecided(loose.outcome) {
        rescanned = rescannedBefore
        return .needsMore
      }
      if loose.isRegular, !asText.isRegular || nextLine(start).map({ $0 >= loose.next }) ?? true {
        choice = (loose, .looseQuotesAreText)
      }
    case .openQuote:
      let isWell = asText.isRegular && areRegular(asText.next, reach, isEnd)
      let closed = scan(start, reach, isEnd, .endClosesQuotes)
      if !isWell && closed.isRegular { choice = (closed, .endClosesQuotes) }
    default: break
    }
    // The scanner holds the last reading.
    guard case .record(let next) = scan(start, reach, isEnd, choice.mending).outcome else {
      return .hopeless
    }
    mended.quotes += 1
    note()
    return .mended(next: next)
  }

  /// Whether the next records, as far as they are in reach, have the regular number of fields.
  private mutating func areRegular(_ start: Int, _ reach: Int, _ isEnd: Bool) -> Bool {
    var at = start
    for _ in 0..<DelimitedReader.recordsAhead where at < reach {
      let reading = scan(at, reach, isEnd, .none)
      if !reading.isRegular { return false }
      at = reading.next
    }
    return true
  }

  private struct Reading {
    var outcome: DelimitedScanner.Outcome
    /// It has the number of fields that records have.
    var isRegular: Bool
    var next: Int
  }

  private mutating func scan(
    _ start: Int, _ reach: Int, _ isEnd: Bool, _ mending: Mending
  ) -> Reading {
    let outcome = scanner.scanCarefully(
      window.bytes, from: start, to: reach, isEnd: isEnd, mending: mending,
      fieldLimit: min(limits.fieldBytes, DelimitedReader.reachBytes / 2))
    guard case .record(let next) = outcome else {
      rescanned += outcome.stop(reach) - start
      return Reading(outcome: outcome, isRegular: false, next: reach)
    }
    rescanned += next - start
    return Reading(
      outcome: outcome, isRegular: hasRegularCount(scanner.fieldCount), next: next)
  }
}

extension DelimitedScanner.Outcome {
  /// The byte that told the outcome, wherever the bytes at hand ended.
  /// - Parameter end: where they ended.
  fileprivate func stop(_ end: Int) -> Int {
    switch self {
    case .looseQuote(let at), .longField(let at): at
    case .record, .needsMore, .openQuote: end
    }
  }
}

public import RisrosModel
public import RisrosScores

/// The sums of a run by day, segment value and language, all integers, and the words behind them.
///
/// Merging is associative and commutative, so that the sums are the same whatever lane saw which
/// comment.
public struct DatedScores: Equatable, Sendable {
  public struct Key: Hashable, Sendable {
    /// Year, month and day as 20260105; 0 for a date that cannot be read.
    public var day: UInt32
    /// Place of the segment column among the run's, or -1 for all comments.
    public var segment: Int
    public var value: ByteText
    public var language: Language

    public init(day: UInt32, segment: Int, value: ByteText, language: Language) {
      self.day = day
      self.segment = segment
      self.value = value
      self.language = language
    }
  }

  public struct TermKey: Hashable, Sendable {
    public var day: UInt32
    public var driver: Driver
    public var text: ByteText
    public var isNegated: Bool
  }

  public struct TermCounts: Equatable, Sendable {
    public var positive = 0
    public var negative = 0
  }

  public private(set) var groups: [Key: ScoreGroup] = [:]
  public private(set) var terms: [TermKey: TermCounts] = [:]
  /// By `Language.rawValue`.
  public private(set) var languages = Language.allCases.map { RunLanguage($0) }
  /// Records without a comment.
  public private(set) var empty = 0
  private let drivers: Int

  public init(drivers: Int) { self.drivers = drivers }

  public var scored: Int { languages.reduce(0) { $0 + $1.scored } }
  public var setAside: Int { languages.reduce(empty) { $0 + $1.setAside } }

  /// Counts a record that has no comment, or one that is set aside.
  public mutating func addUnscored(_ record: Int, of batch: CommentBatch) {
    if batch.status[record] == .empty {
      empty += 1
    } else {
      languages[Int(batch.language[record].rawValue)].setAside += 1
    }
  }

  /// Counts a scored comment.
  ///
  /// - Parameters:
  ///   - day: as in `Key`.
  ///   - values: one a segment column.
  public mutating func add(
    _ record: Int, of batch: CommentBatch, day: UInt32, values: [ByteText]
  ) {
    let language = batch.language[record]
    languages[Int(language.rawValue)].scored += 1
    languages[Int(language.rawValue)].coverageSum += Int(batch.coverage[record])
    let empty = ScoreGroup(drivers: drivers)
    groups[
      Key(day: day, segment: -1, value: ByteText([]), language: language), default: empty
    ].add(record, of: batch)
    for (segment, value) in values.enumerated() {
      groups[
        Key(day: day, segment: segment, value: value, language: language), default: empty
      ].add(record, of: batch)
    }
    guard batch.firstVerdict.count > batch.count else { return }
    for index in batch.verdictRange(of: record) {
      let verdict = batch.verdicts[index]
      batch.forEachTerm(of: verdict) { range, isNegated, isPositive in
        let key = TermKey(
          day: day, driver: verdict.driver, text: ByteText(Array(batch.folded[range])),
          isNegated: isNegated)
        if isPositive {
          terms[key, default: TermCounts()].positive += 1
        } else {
          terms[key, default: TermCounts()].negative += 1
        }
      }
    }
  }

  public mutating func merge(_ other: DatedScores) {
    groups.merge(other.groups) { group, added in
      var sum = group
      sum.merge(added)
      return sum
    }
    terms.merge(other.terms) {
      TermCounts(positive: $0.positive + $1.positive, negative: $0.negative + $1.negative)
    }
    for index in languages.indices {
      languages[index].scored += other.languages[index].scored
      languages[index].setAside += other.languages[index].setAside
      languages[index].coverageSum += other.languages[index].coverageSum
    }
    empty += other.empty
  }

  /// The name of a day as the store has it: `2026-01-05`, or `unknown`.
  static func name(ofDay code: UInt32) -> String {
    guard
      let date = CalendarDate(
        year: Int(code / 10_000), month: Int(code / 100 % 100), day: Int(code % 100))
    else { return CalendarDate.unknownPeriod }
    return date.name(of: .day)
  }
}

public import RisrosModel

/// What became of every record read.
///
/// `read` is the sum of all others, so that the counts add up by construction.
public struct RecordCounts: Equatable, Sendable {
  /// Records whose comment was scored.
  public var scored = 0
  /// Comments set aside for their language, by `Language.rawValue`.
  ///
  /// `und` counts only those that no lexicon could score.
  public var setAsideByLanguage = [Int](repeating: 0, count: Language.allCases.count)
  /// Records without a comment; set aside too.
  public var empty = 0
  /// Records that could not be read.
  public var rejected = 0
  /// Records whose comment was counted already.
  public var duplicates = 0

  public init() {}

  /// Languages that are set aside, and records without a comment.
  public var setAside: Int { setAsideByLanguage.reduce(empty, +) }
  /// Every record read: scored + set aside + rejected + duplicates.
  public var read: Int { scored + setAside + rejected + duplicates }

  public func setAside(in language: Language) -> Int {
    setAsideByLanguage[Int(language.rawValue)]
  }

  public mutating func merge(_ other: RecordCounts) {
    scored += other.scored
    for index in setAsideByLanguage.indices {
      setAsideByLanguage[index] += other.setAsideByLanguage[index]
    }
    empty += other.empty
    rejected += other.rejected
    duplicates += other.duplicates
  }
}

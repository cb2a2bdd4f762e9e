public import RisrosModel

/// What a partial result is about: two partials can be merged when these are the same.
public struct ScoreLayout: Equatable, Sendable {
  /// The drivers, and the aspects of each, by identifier and in the taxonomy's order.
  public var drivers: [String]
  public var aspects: [[String]]
  /// The columns that scores are split by.
  public var segments: [String]
  /// The periods that scores are split by, or nil for none.
  public var period: PeriodUnit?
  /// Verbatims kept of each driver and polarity; 0 for none.
  public var verbatims: Int

  public init(
    taxonomy: Taxonomy, segments: [String] = [], period: PeriodUnit? = nil, verbatims: Int = 3
  ) {
    precondition(taxonomy.drivers.count <= Taxonomy.maximumDrivers && verbatims >= 0)
    drivers = taxonomy.drivers.map(\.id)
    aspects = taxonomy.drivers.map { $0.aspects.map(\.id) }
    self.segments = segments
    self.period = period
    self.verbatims = verbatims
  }
}

/// Bytes of a text, ordered byte by byte.
public struct ByteText: Hashable, Comparable, Sendable, CustomStringConvertible {
  public var bytes: [UInt8]

  public init(_ bytes: [UInt8]) { self.bytes = bytes }
  public init(_ text: String) { bytes = Array(text.utf8) }

  public var description: String { String(decoding: bytes, as: UTF8.self) }

  public static func < (a: ByteText, b: ByteText) -> Bool {
    a.bytes.lexicographicallyPrecedes(b.bytes)
  }
}

/// One way of splitting the comments, with the scores of each part.
public struct ScoreAxis: Equatable, Sendable {
  public struct Entry: Equatable, Sendable {
    /// The value of the column, the name of the period, the code of the language.
    public var key: ByteText
    public var group: ScoreGroup

    public init(key: ByteText, group: ScoreGroup) {
      self.key = key
      self.group = group
    }
  }

  /// By key, byte by byte.
  public var entries: [Entry]

  public init(entries: [Entry] = []) { self.entries = entries }

  public subscript(key: String) -> ScoreGroup? {
    let key = ByteText(key)
    return entries.first { $0.key == key }?.group
  }

  public mutating func merge(_ other: ScoreAxis) {
    entries = mergeSorted(entries, other.entries, by: \.key) { $0.group.merge($1.group) }
  }
}

/// How often a word or phrase gave a driver its polarity.
public struct ScoreTerm: Equatable, Sendable {
  public struct Key: Hashable, Comparable, Sendable {
    public var driver: Driver
    /// Case-folded.
    public var text: ByteText
    /// Whether a negation turned the term ("ikke god").
    public var isNegated: Bool

    public init(driver: Driver, text: ByteText, isNegated: Bool = false) {
      self.driver = driver
      self.text = text
      self.isNegated = isNegated
    }

    public static func < (a: Key, b: Key) -> Bool {
      if a.driver != b.driver { return a.driver < b.driver }
      if a.text != b.text { return a.text < b.text }
      return !a.isNegated && b.isNegated
    }
  }

  public var key: Key
  /// Mentions that the term made positive, and negative.
  public var positive: Int
  public var negative: Int

  public init(key: Key, positive: Int, negative: Int) {
    self.key = key
    self.positive = positive
    self.negative = negative
  }
}

/// A comment kept as an example of a driver and a polarity.
///
/// Examples are the comments with the smallest ranks, a hash of their text, of those with 24 to 320
/// bytes before all others: a sample that does not depend on the order of the input. Of equal
/// texts one is kept, under the smallest identifier.
public struct Verbatim: Equatable, Sendable {
  public var rank: UInt64
  public var text: ByteText
  /// The record's identifier, or its number where records have none.
  public var id: ByteText
  public var language: Language

  public init(rank: UInt64, text: ByteText, id: ByteText, language: Language) {
    self.rank = rank
    self.text = text
    self.id = id
    self.language = language
  }

  fileprivate func precedes(_ other: Verbatim) -> Bool {
    rank != other.rank ? rank < other.rank : text < other.text
  }

  /// Numbers by value, as shorter ones come first.
  private static func hasSmallerID(
    _ id: some Collection<UInt8>, _ language: Language, than other: Verbatim
  ) -> Bool {
    let theirs = other.id.bytes
    if id.count != theirs.count { return id.count < theirs.count }
    if !id.elementsEqual(theirs) { return id.lexicographicallyPrecedes(theirs) }
    return language.rawValue < other.language.rawValue
  }

  /// Whether a list has the text under the same or a smaller identifier; allocates nothing.
  static func isKept(
    _ text: ArraySlice<UInt8>, rank: UInt64, id: some Collection<UInt8>, language: Language,
    in list: [Verbatim]
  ) -> Bool {
    for kept in list where kept.rank == rank && kept.text.bytes.elementsEqual(text) {
      return !hasSmallerID(id, language, than: kept)
    }
    return false
  }

  /// Puts a verbatim into a list by rank of at most `limit`.
  public static func insert(_ new: Verbatim, into list: inout [Verbatim], limit: Int) {
    var place = 0
    while place < list.count, list[place].precedes(new) { place += 1 }
    if place < list.count, !new.precedes(list[place]) {
      if hasSmallerID(new.id.bytes, new.language, than: list[place]) { list[place] = new }
      return
    }
    guard place < limit else { return }
    list.insert(new, at: place)
    if list.count > limit { list.removeLast() }
  }
}

/// The partial result of an analysis: sums of integers that can be merged with those of other
/// lanes, machines or days.
///
/// Merging is associative and commutative, and an empty value changes nothing: any split of the
/// records, analysed apart and merged in any order, gives the same value as the whole. Nothing is
/// capped before the report, but verbatims, of which the smallest few by rank are kept.
public struct DriverScores: Equatable, Sendable {
  /// nil for the identity alone, which fits every layout.
  public private(set) var layout: ScoreLayout?
  public var records = RecordCounts()
  /// Scored comments by language.
  public var languages = ScoreAxis()
  /// One axis a segment column, in the layout's order.
  public var segments: [ScoreAxis] = []
  /// By time, "unknown" last; empty where scores are not split by period.
  public var periods = ScoreAxis()
  /// By key.
  public var terms: [ScoreTerm] = []
  /// By driver and polarity: index `4 × driver + Polarity.rawValue`; each list by rank.
  public var verbatims: [[Verbatim]] = []

  /// The identity: merging it changes nothing.
  public init() {}

  public init(layout: ScoreLayout) {
    self.layout = layout
    segments = Array(repeating: ScoreAxis(), count: layout.segments.count)
    verbatims = Array(repeating: [], count: 4 * layout.drivers.count)
  }

  /// All scored comments: the sum over the languages.
  public var overall: ScoreGroup {
    var sum = ScoreGroup(drivers: layout?.drivers.count ?? 0)
    for entry in languages.entries { sum.merge(entry.group) }
    return sum
  }

  public func verbatims(of driver: Driver, _ polarity: Polarity) -> [Verbatim] {
    verbatims[4 * Int(driver.index) + Int(polarity.rawValue)]
  }

  /// Adds another partial result to this one.
  ///
  /// - Throws: a usage diagnostic that says which part of the layout differs.
  public mutating func merge(_ other: DriverScores) throws(Diagnostic) {
    guard let theirs = other.layout else { return }
    guard let ours = layout else {
      self = other
      return
    }
    try DriverScores.check(ours, theirs)
    records.merge(other.records)
    languages.merge(other.languages)
    for index in segments.indices { segments[index].merge(other.segments[index]) }
    periods.merge(other.periods)
    terms = mergeSorted(terms, other.terms, by: \.key) {
      $0.positive += $1.positive
      $0.negative += $1.negative
    }
    for index in verbatims.indices {
      for verbatim in other.verbatims[index] {
        Verbatim.insert(verbatim, into: &verbatims[index], limit: ours.verbatims)
      }
    }
  }

  private static func check(_ ours: ScoreLayout, _ theirs: ScoreLayout) throws(Diagnostic) {
    let difference: String
    if ours.drivers != theirs.drivers || ours.aspects != theirs.aspects {
      difference = "drivers"
    } else if ours.segments != theirs.segments {
      difference = "segment columns"
    } else if ours.period != theirs.period {
      difference = "periods"
    } else if ours.verbatims != theirs.verbatims {
      difference = "numbers of verbatims"
    } else {
      return
    }
    throw Diagnostic(
      "the partial results have different \(difference)", category: .usage,
      remedy: "make all of them with the same settings")
  }
}

/// Merges two lists sorted by a key that is unique in each; `combine` joins what has equal keys.
func mergeSorted<Element, Key: Comparable>(
  _ a: [Element], _ b: [Element], by key: (Element) -> Key,
  combine: (inout Element, Element) -> Void
) -> [Element] {
  if a.isEmpty { return b }
  if b.isEmpty { return a }
  var merged: [Element] = []
  merged.reserveCapacity(a.count + b.count)
  var (i, j) = (0, 0)
  while i < a.count, j < b.count {
    let (keyA, keyB) = (key(a[i]), key(b[j]))
    if keyA == keyB {
      merged.append(a[i])
      combine(&merged[merged.count - 1], b[j])
      i += 1
      j += 1
    } else if keyA < keyB {
      merged.append(a[i])
      i += 1
    } else {
      merged.append(b[j])
      j += 1
    }
  }
  merged.append(contentsOf: a[i...])
  merged.append(contentsOf: b[j...])
  return merged
}

internal import RisrosModel

/// Cuts a comment's lexemes into clauses, at connectives and marks.
struct ClauseCutter: Sendable {
  /// Roles that open a clause, which the lexeme then belongs to.
  private static var openers: LexicalRoles {
    [.but, .although, .and, .because, .conditional, .verdict]
  }
  /// Marks that close a clause, as its last lexeme.
  private static var closers: LexicalRoles { [.comma, .clauseBreak, .sentenceEnd] }

  /// Appends the clauses of a comment's lexemes.
  ///
  /// Each lexeme writes the clause that would end before it and the one that would end with it; only
  /// those that do are kept. Where clauses end is not to be foreseen, and a wrong guess costs more
  /// than two writes.
  func cut(_ lexemes: Span<Lexeme>, _ range: Range<Int>, into clauses: inout Column<Clause>) {
    // Each clause has a lexeme of its own; one more is written and not kept.
    clauses.reserve(range.count + 1)
    var count = clauses.count
    var cut = clauses.storage.mutableSpan
    var clause = OpenClause(at: UInt32(range.lowerBound))
    for index in range {
      let entry = lexemes[index].entry
      let place = UInt32(truncatingIfNeeded: index)
      // Masks, all ones for yes: of a condition the compiler makes a branch.
      let closes = mask(entry.roles.rawValue & ClauseCutter.closers.rawValue)
      let opens = mask(entry.roles.rawValue & ClauseCutter.openers.rawValue) & ~closes
      cut[count] = clause.closed(at: place)
      let endsBefore = opens & mask(place &- clause.first)
      count &+= Int(truncatingIfNeeded: endsBefore & 1)
      clause.reopen(at: place, if: endsBefore)
      clause.add(entry, opening: opens & ClauseCutter.openers.rawValue)
      cut[count] = clause.closed(at: place &+ 1)
      count &+= Int(truncatingIfNeeded: closes & 1)
      clause.reopen(at: place &+ 1, if: closes)
      clause.sentence &+= mask(entry.roles.rawValue & LexicalRoles.sentenceEnd.rawValue) & 1
    }
    let end = UInt32(range.upperBound)
    if clause.first < end {
      cut[count] = clause.closed(at: end)
      count += 1
    }
    clauses.extend(to: count)
  }
}

/// All ones for a number above nought, else 0.
@inline(__always)
private func mask(_ number: UInt32) -> UInt32 {
  UInt32(bitPattern: Int32(bitPattern: number | (0 &- number)) >> 31)
}

/// The clause that is being gathered.
private struct OpenClause {
  private(set) var first: UInt32
  var sentence: UInt32 = 0
  private var opening: UInt32 = 0
  private var roles: UInt32 = 0
  /// Above nought where some lexeme has a colour, and where some names a driver.
  private var valences: UInt32 = 0
  private var drivers: UInt32 = 0

  init(at first: UInt32) { self.first = first }

  @inline(__always) mutating func add(_ entry: LexiconEntry, opening openers: UInt32) {
    roles |= entry.roles.rawValue
    opening |= entry.roles.rawValue & openers
    valences |= UInt32(truncatingIfNeeded: Int(entry.valence))
    // Aspects below 8 are none; see `Aspect.isNone`.
    drivers |= UInt32(entry.aspect.rawValue) &>> 3
  }

  @inline(__always) func closed(at end: UInt32) -> Clause {
    Clause(
      firstLexeme: first, endLexeme: end, sentence: sentence,
      opening: LexicalRoles(rawValue: opening), roles: LexicalRoles(rawValue: roles),
      hasColour: valences != 0, namesDriver: drivers != 0)
  }

  /// Begins anew where `isNew` is all ones.
  @inline(__always) mutating func reopen(at place: UInt32, if isNew: UInt32) {
    first = first & ~isNew | place & isNew
    opening &= ~isNew
    roles &= ~isNew
    valences &= ~isNew
    drivers &= ~isNew
  }
}

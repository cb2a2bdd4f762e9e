internal import RisrosModel

/// Cuts a comment's lexemes into clauses, at connectives and marks.
struct ClauseCutter: Sendable {
  /// Roles that open a clause, which the lexeme then belongs to.
  private static var openers: LexicalRoles {
    [.but, .although, .and, .because, .conditional, .verdict]
  }
  /// Marks that close a clause, as its last lexeme.
  private static var closers: LexicalRoles { [.comma, .clauseBreak, .sentenceEnd] }
  private static var cutting: LexicalRoles { openers.union(closers) }

  /// Appends the clauses of a comment's lexemes.
  func cut(_ lexemes: Span<Lexeme>, _ range: Range<Int>, into clauses: inout Column<Clause>) {
    // Each clause has a lexeme of its own, so there is room for all of them.
    clauses.reserve(range.count)
    var count = clauses.count
    var cut = clauses.storage.mutableSpan
    var current = Clause(
      firstLexeme: UInt32(range.lowerBound), endLexeme: 0, sentence: 0, opening: [])
    // What the clause holds so far.
    var contents = Contents()
    for index in range {
      let entry = lexemes[index].entry
      let roles = entry.roles
      if roles.isDisjoint(with: ClauseCutter.cutting) {
        contents.add(entry)
        continue
      }
      let place = UInt32(truncatingIfNeeded: index)
      if !roles.isDisjoint(with: ClauseCutter.closers) {
        contents.add(entry)
        current.endLexeme = place + 1
        cut[count] = contents.fill(current)
        count += 1
        if roles.contains(.sentenceEnd) { current.sentence += 1 }
        current.firstLexeme = place + 1
        current.opening = []
        contents = Contents()
      } else {
        if place > current.firstLexeme {
          current.endLexeme = place
          cut[count] = contents.fill(current)
          count += 1
          current.firstLexeme = place
          current.opening = []
          contents = Contents()
        }
        contents.add(entry)
        current.opening.formUnion(roles.intersection(ClauseCutter.openers))
      }
    }
    if Int(current.firstLexeme) < range.upperBound {
      current.endLexeme = UInt32(range.upperBound)
      cut[count] = contents.fill(current)
      count += 1
    }
    clauses.extend(to: count)
  }

  /// What a clause holds, gathered without a branch.
  private struct Contents {
    private var roles: LexicalRoles = []
    private var valences: Int16 = 0
    private var namesDriver = false

    @inline(__always) mutating func add(_ entry: LexiconEntry) {
      roles.formUnion(entry.roles)
      valences |= entry.valence
      if !entry.aspect.isNone { namesDriver = true }
    }

    @inline(__always) func fill(_ clause: Clause) -> Clause {
      var clause = clause
      clause.roles = roles
      clause.hasColour = valences != 0
      clause.namesDriver = namesDriver
      return clause
    }
  }
}

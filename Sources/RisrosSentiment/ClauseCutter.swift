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
    for index in range {
      let roles = lexemes[index].entry.roles
      if roles.isDisjoint(with: ClauseCutter.cutting) { continue }
      let place = UInt32(truncatingIfNeeded: index)
      if !roles.isDisjoint(with: ClauseCutter.closers) {
        current.endLexeme = place + 1
        cut[count] = current
        count += 1
        if roles.contains(.sentenceEnd) { current.sentence += 1 }
        current.firstLexeme = place + 1
        current.opening = []
      } else {
        if place > current.firstLexeme {
          current.endLexeme = place
          cut[count] = current
          count += 1
          current.firstLexeme = place
          current.opening = []
        }
        current.opening.formUnion(roles.intersection(ClauseCutter.openers))
      }
    }
    if Int(current.firstLexeme) < range.upperBound {
      current.endLexeme = UInt32(range.upperBound)
      cut[count] = current
      count += 1
    }
    clauses.extend(to: count)
  }
}

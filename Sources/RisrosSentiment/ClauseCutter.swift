internal import RisrosModel

/// Cuts a comment's lexemes into clauses, at connectives and marks.
struct ClauseCutter: Sendable {
  /// Roles that open a clause, which the lexeme then belongs to.
  private static let openers: LexicalRoles = [
    .but, .although, .and, .because, .conditional, .verdict,
  ]
  /// Marks that close a clause, as its last lexeme.
  private static let closers: LexicalRoles = [.comma, .clauseBreak, .sentenceEnd]

  func cut(_ lexemes: [Lexeme], _ range: Range<Int>, into clauses: inout Column<Clause>) {
    var start = range.lowerBound
    var sentence: UInt32 = 0
    var opening: LexicalRoles = []
    func close(_ end: Int, _ clauses: inout Column<Clause>) {
      clauses.append(
        Clause(
          firstLexeme: UInt32(start), endLexeme: UInt32(end), sentence: sentence, opening: opening))
      start = end
      opening = []
    }
    for index in range {
      let roles = lexemes[index].entry.roles
      if !roles.isDisjoint(with: ClauseCutter.closers) {
        close(index + 1, &clauses)
        if roles.contains(.sentenceEnd) { sentence += 1 }
      } else if !roles.isDisjoint(with: ClauseCutter.openers) {
        if index > start { close(index, &clauses) }
        opening.formUnion(roles.intersection(ClauseCutter.openers))
      }
    }
    if start < range.upperBound { close(range.upperBound, &clauses) }
  }
}

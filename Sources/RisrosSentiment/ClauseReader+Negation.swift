internal import RisrosModel

/// Negation: how far a negator reaches, and what it makes of the words it reaches.
extension ClauseReader {
  mutating func applyNegation<Trace: ReadingTrace>(
    _ index: Int, _ range: Range<Int>, _ lexemes: Span<Lexeme>, _ valence: inout Int,
    _ reading: inout Reading, _ trace: inout Trace
  ) {
    let lexeme = lexemes[index]
    var negators = 0
    var kind: LexicalRoles = []
    var cue = index
    var at = index - 1
    while at >= range.lowerBound {
      let distance = Int(lexeme.firstToken) - Int(lexemes[at].endToken)
      if distance >= ClauseReader.notReach { break }
      let roles = lexemes[at].entry.roles.intersection(.negator)
      if !roles.isEmpty, distance < ClauseReader.reach(of: roles) {
        if negators == 0 { cue = at }
        negators += 1
        kind.formUnion(roles)
        markReached(at - range.lowerBound)
      }
      at -= 1
    }
    var isBehind = false
    if lexeme.entry.traits.contains(.verb), rules.contains(.negationBehindVerb) {
      at = index + 1
      while at < range.upperBound,
        Int(lexemes[at].firstToken) - Int(lexeme.endToken) < ClauseReader.verbReach
      {
        if lexemes[at].entry.roles.contains(.not) {
          if negators == 0 {
            cue = at
            isBehind = true
          }
          negators += 1
          kind.insert(.not)
          markReached(at - range.lowerBound)
        }
        at += 1
      }
    }
    guard negators > 0 else { return }
    if negators % 2 == 0, rules.contains(.doubleNegation) {
      change(&valence, to: valence * 6 / 10, .doubleNegation, cue, index, &trace)
      reading.rules.insert(.doublyNegated)
      return
    }
    reading.rules.insert(.negated)
    let rule: Rule = isBehind ? .negationBehindVerb : .negation
    if valence > 0 {
      // "ikke fantastisk" is no catastrophe.
      change(&valence, to: -min(valence, 250) * 8 / 10, rule, cue, index, &trace)
    } else if rules.contains(.litotes) {
      // "ingen problemer" praises; "ikke dårlig" hardly does.
      let praises = kind.contains(.no) || kind.contains(.without)
      change(
        &valence, to: -valence * (praises ? 7 : 4) / 10, praises ? rule : .litotes, cue, index,
        &trace)
    } else {
      change(&valence, to: min(-valence, 250) * 8 / 10, rule, cue, index, &trace)
    }
  }

  /// A negator without a coloured word in its reach is a mild complaint: something did not happen.
  ///
  /// Tried and dropped: only beside verbs of what a firm owes (svare, komme, hjælpe). Beside other
  /// words three of four such negators complain as well.
  /// - Returns: the colour of them all.
  func colourBareNegators<Trace: ReadingTrace>(
    _ range: Range<Int>, _ lexemes: Span<Lexeme>, _ readings: inout MutableSpan<Reading>,
    _ trace: inout Trace
  ) -> Int {
    var colour = 0
    for index in range.prefix(64) {
      let entry = lexemes[index].entry
      guard !entry.roles.isDisjoint(with: [.not, .no]), entry.valence == 0 else { continue }
      let place = index - range.lowerBound
      if reached >> UInt64(place) & 1 != 0 { continue }
      let valence = ClauseReader.bareNegationValence
      trace.note(
        .bareNegation, cue: index, target: index, from: Int(readings[index].valence), to: valence)
      readings[index].valence = Int16(valence)
      readings[index].rules.insert(.negated)
      colour += valence
    }
    return colour
  }

  private mutating func markReached(_ place: Int) {
    if place < 64 { reached |= 1 << UInt64(place) }
  }

  /// How far before a word a negator of that kind may stand.
  private static func reach(of roles: LexicalRoles) -> Int {
    if !roles.isDisjoint(with: [.not, .neither, .hardly]) { return notReach }
    return roles.contains(.no) ? noReach : withoutReach
  }
}

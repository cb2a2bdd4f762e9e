internal import RisrosModel

/// Degree: words that strengthen, weaken or overdo, and degree words that take their colour from a
/// noun.
extension ClauseReader {
  mutating func applyDegree<Trace: ReadingTrace>(
    _ index: Int, _ range: Range<Int>, _ lexemes: Span<Lexeme>, _ tokens: Span<Token>,
    _ valence: inout Int, _ reading: inout Reading, _ trace: inout Trace
  ) {
    var at = index - 1
    var expected = Int(lexemes[index].firstToken)
    while at >= max(range.lowerBound, index - ClauseReader.degreeWords) {
      let degree = lexemes[at]
      guard expected - Int(degree.endToken) < ClauseReader.degreeReach else { return }
      let roles = degree.entry.roles.intersection(heeded)
      if roles.contains(.too) {
        guard isTooMuch(at, index, lexemes, tokens) else { return }
        let changed = valence > 0 ? -valence / 2 : valence * 6 / 5
        change(&valence, to: changed, .excess, at, index, &trace)
        reading.rules.insert(.excess)
      } else if roles.contains(.intensifier) {
        let factor = Int(degree.entry.factor)
        let rule: Rule = factor >= 100 ? .intensifiers : .diminishers
        if rules.contains(rule) {
          change(&valence, to: valence * factor / 100, rule, at, index, &trace)
          reading.rules.insert(factor >= 100 ? .intensified : .diminished)
        }
      } else {
        return
      }
      expected = Int(degree.firstToken)
      at -= 1
    }
  }

  /// Whether "for" before an adjective means too much, rather than "tak for god hjælp": then no noun
  /// follows the adjective.
  private func isTooMuch(_ at: Int, _ index: Int, _ lexemes: Span<Lexeme>, _ tokens: Span<Token>)
    -> Bool
  {
    let entry = lexemes[index].entry
    if lexemes[at].tokenCount > 1 { return true }
    guard entry.traits.contains(.adjective), entry.valence > 0 else {
      return entry.valence < 0 && entry.traits.contains(.adjective)
    }
    let next = Int(lexemes[index].endToken)
    guard next < endOfComment, tokens[next].kind == .word else { return true }
    guard index + 1 < endOfLexemes, Int(lexemes[index + 1].firstToken) == next else {
      return false
    }
    return !lexemes[index + 1].entry.roles.isEmpty
  }

  /// A degree word takes its colour from the noun it goes with.
  mutating func readScale<Trace: ReadingTrace>(
    _ index: Int, _ range: Range<Int>, _ around: Surroundings, _ lexemes: Span<Lexeme>,
    _ reading: inout Reading, _ trace: inout Trace
  ) {
    let scale = lexemes[index]
    // "lidt dyrt gebyr": a word that is degree as well goes with the coloured word behind it.
    if scale.entry.roles.contains(.intensifier), index + 1 < range.upperBound,
      lexemes[index + 1].entry.valence != 0, lexemes[index + 1].firstToken == scale.endToken
    {
      return
    }
    let direction = scale.entry.roles.contains(.scaleUp) ? 1 : -1
    var valence = 0
    if let noun = nounOfScale(index, range, lexemes) {
      let colour = direction * Int(lexemes[noun].entry.more) * ClauseReader.scaledValence
      change(&valence, to: colour, .scales, noun, index, &trace)
      reading.rules.insert(.scaled)
    }
    if around.hasDegree { applyDegree(toScale: index, range, lexemes, &valence, &reading, &trace) }
    if valence != 0, around.hasNegator {
      applyNegation(index, range, lexemes, &valence, &reading, &trace)
    }
    if valence != 0, around.isWish {
      let wished = -abs(valence) * 6 / 10
      change(&valence, to: wished, .wishes, .wish, index, range, lexemes, &trace)
      reading.rules.insert(.wished)
    }
    if around.isConditional {
      change(&valence, to: valence / 2, .conditionals, .conditional, index, range, lexemes, &trace)
    }
    reading.valence = Int16(max(-1000, min(1000, valence)))
  }

  private func applyDegree<Trace: ReadingTrace>(
    toScale index: Int, _ range: Range<Int>, _ lexemes: Span<Lexeme>, _ valence: inout Int,
    _ reading: inout Reading, _ trace: inout Trace
  ) {
    var at = index - 1
    var expected = Int(lexemes[index].firstToken)
    while at >= max(range.lowerBound, index - ClauseReader.degreeWords),
      expected - Int(lexemes[at].endToken) < ClauseReader.degreeReach
    {
      let degree = lexemes[at].entry
      let roles = degree.roles.intersection(heeded)
      if roles.contains(.too) {
        change(&valence, to: -ClauseReader.scaledValence, .excess, at, index, &trace)
        reading.rules.insert(.excess)
      } else if roles.contains(.intensifier) {
        let factor = Int(degree.factor)
        let rule: Rule = factor >= 100 ? .intensifiers : .diminishers
        if rules.contains(rule) {
          change(&valence, to: valence * factor / 100, rule, at, index, &trace)
        }
      } else {
        break
      }
      expected = Int(lexemes[at].firstToken)
      at -= 1
    }
  }

  /// The noun behind a degree word ("høj pris"), else the one before it ("prisen er høj").
  private func nounOfScale(_ index: Int, _ range: Range<Int>, _ lexemes: Span<Lexeme>) -> Int? {
    let scale = lexemes[index]
    var at = index + 1
    while at < range.upperBound,
      Int(lexemes[at].firstToken) - Int(scale.endToken) < ClauseReader.nounBehind
    {
      if lexemes[at].entry.more != 0 { return at }
      at += 1
    }
    at = index - 1
    while at >= range.lowerBound,
      Int(scale.firstToken) - Int(lexemes[at].endToken) < ClauseReader.nounBefore
    {
      if lexemes[at].entry.more != 0 { return at }
      at -= 1
    }
    return nil
  }
}

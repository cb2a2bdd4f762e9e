internal import RisrosModel

/// Reads each coloured word in the light of its clause: degree, negation, wish, comparison.
///
/// All valences are hundredths of a point, all distances count tokens.
struct ClauseReader: Sendable {
  /// How far before a word a negator may stand, by its kind.
  static let notReach = 7
  static let noReach = 4
  static let withoutReach = 5
  /// How far behind a verb a negator may stand: "virker den ikke".
  static let verbReach = 3
  static let degreeReach = 2
  /// How many degree words are heeded before one word: "meget meget meget god".
  static let degreeWords = 4
  /// How far a degree word may stand before its noun, and behind it.
  static let nounBehind = 3
  static let nounBefore = 8
  /// Colour of a degree word with the noun it goes with: "høj pris".
  static let scaledValence = 200
  /// Colour of a clause that wishes without a coloured word.
  static let wishValence = -100
  /// Colour of a negator that reaches no coloured word: "kunne ikke betale".
  static let bareNegationValence = -90

  /// Roles without which a clause of words without valence stays without colour.
  private static var colouring: LexicalRoles { [.negator, .scale, .wish] }

  /// The negators of the clause at hand that reached a word, a bit for each of its first 64 lexemes.
  private var reached: UInt64 = 0

  /// What stands anywhere in a clause.
  /// One past the last token and the last lexeme of the comment at hand: what follows them belongs to
  /// another comment.
  var endOfComment = 0
  var endOfLexemes = 0

  private struct Surroundings {
    let isWish: Bool
    let isConditional: Bool
    let isElsewhere: Bool
    let isQuestion: Bool
    let isExclaimed: Bool
    let hasNegator: Bool
    let hasDegree: Bool

    init(_ roles: LexicalRoles) {
      isWish = roles.contains(.wish)
      isConditional = roles.contains(.conditional)
      isElsewhere = roles.contains(.elsewhere)
      isQuestion = roles.contains(.questionMark)
      isExclaimed = roles.contains(.exclamation)
      hasNegator = !roles.isDisjoint(with: .negator)
      hasDegree = !roles.isDisjoint(with: [.intensifier, .too])
    }
  }

  /// Writes the reading of every lexeme of a clause, at the lexeme's place.
  mutating func read(
    _ clause: Clause, number: UInt32, _ lexemes: Span<Lexeme>, _ tokens: Span<Token>,
    into readings: inout MutableSpan<Reading>
  ) {
    let range = Int(clause.firstLexeme)..<Int(clause.endLexeme)
    var roles: LexicalRoles = []
    var valences = 0
    for index in range {
      roles.formUnion(lexemes[index].entry.roles)
      valences |= Int(lexemes[index].entry.valence)
    }
    if valences == 0, roles.isDisjoint(with: ClauseReader.colouring) {
      // A clause without colour has nothing to read.
      for index in range { readings[index] = Reading(clause: number, valence: 0) }
      return
    }
    let around = Surroundings(roles)
    var colour = 0
    var wishAt = -1
    reached = 0
    for index in range {
      let lexeme = lexemes[index]
      var reading = Reading(clause: number, valence: 0)
      if lexeme.entry.roles.contains(.wish) { wishAt = index }
      if lexeme.entry.valence != 0 {
        read(index, range, around, lexemes, tokens, wishAt, &reading)
      } else if !lexeme.entry.roles.isDisjoint(with: .scale) {
        readScale(index, range, around, lexemes, &reading)
      }
      colour += abs(Int(reading.valence))
      readings[index] = reading
    }
    if around.hasNegator, wishAt < 0, !around.isQuestion, !around.isConditional {
      colourBareNegators(range, lexemes, &readings)
    }
    // A wish that no word colours is a mild complaint: "kunne ønske meg en app".
    if wishAt >= 0, colour == 0 {
      readings[wishAt].valence = Int16(ClauseReader.wishValence)
      readings[wishAt].rules.insert(.wished)
    }
  }

  /// A negator without a coloured word in its reach is a mild complaint: something did not happen.
  private func colourBareNegators(
    _ range: Range<Int>, _ lexemes: Span<Lexeme>, _ readings: inout MutableSpan<Reading>
  ) {
    for index in range.prefix(64) {
      let entry = lexemes[index].entry
      guard !entry.roles.isDisjoint(with: [.not, .no]), entry.valence == 0 else { continue }
      let place = index - range.lowerBound
      if reached >> UInt64(place) & 1 != 0 { continue }
      readings[index].valence = Int16(ClauseReader.bareNegationValence)
      readings[index].rules.insert(.negated)
    }
  }

  private mutating func read(
    _ index: Int, _ range: Range<Int>, _ around: Surroundings, _ lexemes: Span<Lexeme>,
    _ tokens: Span<Token>, _ wishAt: Int, _ reading: inout Reading
  ) {
    let lexeme = lexemes[index]
    let entry = lexeme.entry
    var valence = Int(entry.valence)
    if entry.traits.contains(.weak) { valence /= 2 }
    if entry.roles.contains(.emoji) {
      reading.valence = Int16(valence * 8 / 10)
      return
    }
    if entry.traits.contains(.capitals) || entry.traits.contains(.elongated) {
      valence = valence * 5 / 4
      reading.rules.insert(.emphasised)
    }
    if around.hasDegree { applyDegree(index, range, lexemes, tokens, &valence, &reading) }
    if around.hasNegator, !entry.traits.contains(.whole) {
      applyNegation(index, range, lexemes, &valence, &reading)
    }
    if around.isElsewhere, !entry.traits.contains(.phrase) {
      valence = valence > 0 ? -valence * 8 / 10 : -valence / 2
      reading.rules.insert(.compared)
    }
    if wishAt >= 0, valence > 0, !entry.traits.contains(.final) {
      valence = -valence * 6 / 10
      reading.rules.insert(.wished)
    }
    if around.isConditional {
      valence = valence * 5 / 10
      reading.rules.insert(.hypothetical)
    }
    if around.isQuestion {
      valence = valence * 7 / 10
      reading.rules.insert(.asked)
    }
    if around.isExclaimed { valence = valence * 11 / 10 }
    reading.valence = Int16(max(-1000, min(1000, valence)))
  }

  // MARK: Degree

  private func applyDegree(
    _ index: Int, _ range: Range<Int>, _ lexemes: Span<Lexeme>, _ tokens: Span<Token>,
    _ valence: inout Int, _ reading: inout Reading
  ) {
    var at = index - 1
    var expected = Int(lexemes[index].firstToken)
    while at >= max(range.lowerBound, index - ClauseReader.degreeWords) {
      let degree = lexemes[at]
      guard expected - Int(degree.endToken) < ClauseReader.degreeReach else { return }
      if degree.entry.roles.contains(.too) {
        guard isTooMuch(at, index, lexemes, tokens) else { return }
        valence = valence > 0 ? -valence / 2 : valence * 6 / 5
        reading.rules.insert(.excess)
      } else if degree.entry.roles.contains(.intensifier) {
        let factor = Int(degree.entry.factor)
        valence = valence * factor / 100
        reading.rules.insert(factor >= 100 ? .intensified : .diminished)
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
  private mutating func readScale(
    _ index: Int, _ range: Range<Int>, _ around: Surroundings, _ lexemes: Span<Lexeme>,
    _ reading: inout Reading
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
      valence = direction * Int(lexemes[noun].entry.more) * ClauseReader.scaledValence
      reading.rules.insert(.scaled)
    }
    if around.hasDegree {
      var at = index - 1
      var expected = Int(scale.firstToken)
      while at >= max(range.lowerBound, index - ClauseReader.degreeWords),
        expected - Int(lexemes[at].endToken) < ClauseReader.degreeReach
      {
        let degree = lexemes[at].entry
        if degree.roles.contains(.too) {
          valence = -ClauseReader.scaledValence
          reading.rules.insert(.excess)
        } else if degree.roles.contains(.intensifier) {
          valence = valence * Int(degree.factor) / 100
        } else {
          break
        }
        expected = Int(lexemes[at].firstToken)
        at -= 1
      }
    }
    if valence != 0, around.hasNegator {
      applyNegation(index, range, lexemes, &valence, &reading)
    }
    if valence != 0, around.isWish {
      valence = -abs(valence) * 6 / 10
      reading.rules.insert(.wished)
    }
    if around.isConditional { valence /= 2 }
    reading.valence = Int16(max(-1000, min(1000, valence)))
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

  // MARK: Negation

  private mutating func applyNegation(
    _ index: Int, _ range: Range<Int>, _ lexemes: Span<Lexeme>, _ valence: inout Int,
    _ reading: inout Reading
  ) {
    let lexeme = lexemes[index]
    var negators = 0
    var kind: LexicalRoles = []
    var at = index - 1
    while at >= range.lowerBound {
      let distance = Int(lexeme.firstToken) - Int(lexemes[at].endToken)
      if distance >= ClauseReader.notReach { break }
      let roles = lexemes[at].entry.roles.intersection(.negator)
      if !roles.isEmpty, distance < ClauseReader.reach(of: roles) {
        negators += 1
        kind.formUnion(roles)
        markReached(at - range.lowerBound)
      }
      at -= 1
    }
    if lexeme.entry.traits.contains(.verb) {
      at = index + 1
      while at < range.upperBound,
        Int(lexemes[at].firstToken) - Int(lexeme.endToken) < ClauseReader.verbReach
      {
        if lexemes[at].entry.roles.contains(.not) {
          negators += 1
          kind.insert(.not)
          markReached(at - range.lowerBound)
        }
        at += 1
      }
    }
    guard negators > 0 else { return }
    if negators % 2 == 0 {
      valence = valence * 6 / 10
      reading.rules.insert(.doublyNegated)
      return
    }
    reading.rules.insert(.negated)
    if valence > 0 {
      // "ikke fantastisk" is no catastrophe.
      valence = -min(valence, 250) * 8 / 10
    } else {
      // "ingen problemer" praises; "ikke dårlig" hardly does.
      let praises = kind.contains(.no) || kind.contains(.without)
      valence = -valence * (praises ? 7 : 4) / 10
    }
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

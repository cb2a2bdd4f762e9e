internal import RisrosModel

/// Reads each coloured word in the light of its clause: degree, negation, wish, comparison.
///
/// All valences are hundredths of a point, all distances count tokens. What may be switched off is
/// listed by `Rule`; roles of rules that are off are masked once a clause, so that a rule costs
/// nothing where its words do not stand.
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

  let rules: RuleSet
  /// The roles of the rules in force.
  let heeded: LexicalRoles

  /// What the clause read last comes to: the sum of its readings, and of their strengths.
  private(set) var net = 0
  private(set) var strength = 0

  /// The negators of the clause at hand that reached a word, a bit for each of its first 64 lexemes.
  var reached: UInt64 = 0

  /// One past the last token and the last lexeme of the comment at hand: what follows them belongs to
  /// another comment.
  var endOfComment = 0
  var endOfLexemes = 0

  init(rules: RuleSet) {
    self.rules = rules
    var ignored: LexicalRoles = []
    if !rules.contains(.negation) { ignored.formUnion(.negator) }
    if !rules.contains(.excess) { ignored.insert(.too) }
    if !rules.contains(.scales) { ignored.formUnion(.scale) }
    if !rules.contains(.exclamation) { ignored.insert(.exclamation) }
    if !rules.contains(.comparison) { ignored.insert(.elsewhere) }
    if !rules.contains(.wishes) { ignored.insert(.wish) }
    if !rules.contains(.conditionals) { ignored.insert(.conditional) }
    if !rules.contains(.questions) { ignored.insert(.questionMark) }
    heeded = LexicalRoles(rawValue: ~ignored.rawValue)
  }

  /// What stands anywhere in a clause.
  struct Surroundings {
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
  mutating func read<Trace: ReadingTrace>(
    _ clause: Clause, number: UInt32, _ lexemes: Span<Lexeme>, _ tokens: Span<Token>,
    into readings: inout MutableSpan<Reading>, _ trace: inout Trace
  ) {
    let range = Int(clause.firstLexeme)..<Int(clause.endLexeme)
    let roles = clause.roles.intersection(heeded)
    net = 0
    strength = 0
    if !clause.hasColour, roles.isDisjoint(with: .colouring) {
      // A clause without colour has nothing to read.
      for index in range { readings[index] = Reading(clause: number, valence: 0) }
      return
    }
    let around = Surroundings(roles)
    var wishAt = -1
    reached = 0
    for index in range {
      let lexeme = lexemes[index]
      var reading = Reading(clause: number, valence: 0)
      let roles = lexeme.entry.roles.intersection(heeded)
      if roles.contains(.wish) { wishAt = index }
      if lexeme.entry.valence != 0 {
        read(index, range, around, lexemes, tokens, wishAt, &reading, &trace)
      } else if !roles.isDisjoint(with: .scale) {
        readScale(index, range, around, lexemes, &reading, &trace)
      }
      net &+= Int(reading.valence)
      strength &+= abs(Int(reading.valence))
      readings[index] = reading
    }
    if around.hasNegator, wishAt < 0, !around.isQuestion, !around.isConditional,
      rules.contains(.bareNegation)
    {
      let colour = colourBareNegators(range, lexemes, &readings, &trace)
      net &+= colour
      strength &-= colour
    }
    // A wish that no word colours is a mild complaint: "kunne ønske meg en app".
    if wishAt >= 0, strength == 0, rules.contains(.bareWishes) {
      readings[wishAt].valence = Int16(ClauseReader.wishValence)
      readings[wishAt].rules.insert(.wished)
      net = ClauseReader.wishValence
      strength = -net
      trace.note(
        .bareWishes, cue: wishAt, target: wishAt, from: 0, to: ClauseReader.wishValence)
    }
  }

  private mutating func read<Trace: ReadingTrace>(
    _ index: Int, _ range: Range<Int>, _ around: Surroundings, _ lexemes: Span<Lexeme>,
    _ tokens: Span<Token>, _ wishAt: Int, _ reading: inout Reading, _ trace: inout Trace
  ) {
    let lexeme = lexemes[index]
    let entry = lexeme.entry
    var valence = Int(entry.valence)
    if entry.traits.contains(.weak) { valence /= 2 }
    if entry.roles.contains(.emoji) {
      reading.valence = Int16(valence * 8 / 10)
      return
    }
    if entry.traits.contains(.capitals) || entry.traits.contains(.elongated),
      rules.contains(.emphasis)
    {
      change(&valence, to: valence * 5 / 4, .emphasis, index, index, &trace)
      reading.rules.insert(.emphasised)
    }
    if around.hasDegree { applyDegree(index, range, lexemes, tokens, &valence, &reading, &trace) }
    if around.hasNegator, !entry.traits.contains(.whole) {
      applyNegation(index, range, lexemes, &valence, &reading, &trace)
    }
    if around.isElsewhere, !entry.traits.contains(.phrase) {
      let turned = valence > 0 ? -valence * 8 / 10 : -valence / 2
      change(&valence, to: turned, .comparison, .elsewhere, index, range, lexemes, &trace)
      reading.rules.insert(.compared)
    }
    if wishAt >= 0, valence > 0, !entry.traits.contains(.final) {
      change(&valence, to: -valence * 6 / 10, .wishes, wishAt, index, &trace)
      reading.rules.insert(.wished)
    }
    if around.isConditional {
      change(
        &valence, to: valence * 5 / 10, .conditionals, .conditional, index, range, lexemes, &trace)
      reading.rules.insert(.hypothetical)
    }
    if around.isQuestion {
      // Praise that is asked about is hardly praise; blame in a question is mostly meant.
      if valence > 0 {
        change(
          &valence, to: valence * 2 / 10, .questions, .questionMark, index, range, lexemes, &trace)
      }
      reading.rules.insert(.asked)
    }
    if around.isExclaimed {
      change(
        &valence, to: valence * 11 / 10, .exclamation, .exclamation, index, range, lexemes, &trace)
    }
    reading.valence = Int16(max(-1000, min(1000, valence)))
  }

  /// Changes a valence by a rule that the lexeme at `cue` set off.
  @inline(__always)
  func change<Trace: ReadingTrace>(
    _ valence: inout Int, to changed: Int, _ rule: Rule, _ cue: Int, _ target: Int,
    _ trace: inout Trace
  ) {
    trace.note(rule, cue: cue, target: target, from: valence, to: changed)
    valence = changed
  }

  /// Changes a valence by a rule that some lexeme of the clause with a role set off.
  @inline(__always)
  func change<Trace: ReadingTrace>(
    _ valence: inout Int, to changed: Int, _ rule: Rule, _ role: LexicalRoles, _ target: Int,
    _ range: Range<Int>, _ lexemes: Span<Lexeme>, _ trace: inout Trace
  ) {
    if Trace.isOn {
      var cue = target
      for index in range where lexemes[index].entry.roles.contains(role) { cue = index }
      trace.note(rule, cue: cue, target: target, from: valence, to: changed)
    }
    valence = changed
  }
}

extension LexicalRoles {
  /// Roles without which a clause of words without valence stays without colour.
  static var colouring: Self { [.negator, .scale, .wish] }
}

extension Clause {
  /// Whether anything in it may judge: a coloured word, or a role that colours without one.
  var mayBeColoured: Bool { hasColour || !roles.isDisjoint(with: .colouring) }
}

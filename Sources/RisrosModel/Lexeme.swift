/// What a word or phrase does in a sentence, besides colouring it.
public struct LexicalRoles: OptionSet, Sendable, BitwiseCopyable {
  public let rawValue: UInt32
  @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }

  // Negators
  @inlinable public static var not: Self { Self(rawValue: 1 << 0) }
  @inlinable public static var no: Self { Self(rawValue: 1 << 1) }
  @inlinable public static var without: Self { Self(rawValue: 1 << 2) }
  @inlinable public static var neither: Self { Self(rawValue: 1 << 3) }
  @inlinable public static var hardly: Self { Self(rawValue: 1 << 4) }
  @inlinable public static var negator: Self { [.not, .no, .without, .neither, .hardly] }
  // Degree
  @inlinable public static var intensifier: Self { Self(rawValue: 1 << 5) }
  @inlinable public static var too: Self { Self(rawValue: 1 << 6) }
  @inlinable public static var scaleUp: Self { Self(rawValue: 1 << 7) }
  @inlinable public static var scaleDown: Self { Self(rawValue: 1 << 8) }
  @inlinable public static var scale: Self { [.scaleUp, .scaleDown] }
  // Connectives
  @inlinable public static var but: Self { Self(rawValue: 1 << 9) }
  @inlinable public static var although: Self { Self(rawValue: 1 << 10) }
  @inlinable public static var and: Self { Self(rawValue: 1 << 11) }
  @inlinable public static var because: Self { Self(rawValue: 1 << 12) }
  @inlinable public static var conditional: Self { Self(rawValue: 1 << 13) }
  @inlinable public static var that: Self { Self(rawValue: 1 << 14) }
  @inlinable public static var than: Self { Self(rawValue: 1 << 15) }
  @inlinable public static var wish: Self { Self(rawValue: 1 << 16) }
  @inlinable public static var verdict: Self { Self(rawValue: 1 << 17) }
  @inlinable public static var hedge: Self { Self(rawValue: 1 << 18) }
  @inlinable public static var elsewhere: Self { Self(rawValue: 1 << 19) }
  @inlinable public static var question: Self { Self(rawValue: 1 << 20) }
  /// Asks for the reason, beside `question`.
  @inlinable public static var why: Self { Self(rawValue: 1 << 27) }
  /// One of the writer's own people: "he" and "she" may be them rather than staff.
  @inlinable public static var own: Self { Self(rawValue: 1 << 28) }
  // Marks
  @inlinable public static var comma: Self { Self(rawValue: 1 << 21) }
  @inlinable public static var clauseBreak: Self { Self(rawValue: 1 << 22) }
  @inlinable public static var sentenceEnd: Self { Self(rawValue: 1 << 23) }
  @inlinable public static var exclamation: Self { Self(rawValue: 1 << 24) }
  @inlinable public static var questionMark: Self { Self(rawValue: 1 << 25) }
  @inlinable public static var emoji: Self { Self(rawValue: 1 << 26) }
  /// Opens or closes the words of another.
  @inlinable public static var quote: Self { Self(rawValue: 1 << 29) }
}

/// What kind of entry a lexeme comes from, and how the word stands in the text.
public struct LexicalTraits: OptionSet, Sendable, BitwiseCopyable {
  public let rawValue: UInt16
  @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

  @inlinable public static var verb: Self { Self(rawValue: 1 << 0) }
  @inlinable public static var adjective: Self { Self(rawValue: 1 << 1) }
  @inlinable public static var noun: Self { Self(rawValue: 1 << 2) }
  @inlinable public static var phrase: Self { Self(rawValue: 1 << 3) }
  /// As the first part of a compound it colours the whole.
  @inlinable public static var amplifier: Self { Self(rawValue: 1 << 4) }
  /// Never part of a compound.
  @inlinable public static var solid: Self { Self(rawValue: 1 << 5) }
  /// Ambiguous: counts half.
  @inlinable public static var weak: Self { Self(rawValue: 1 << 6) }
  /// Says that something happened or failed, rather than judging it.
  @inlinable public static var event: Self { Self(rawValue: 1 << 7) }
  /// A verdict on the whole comment ("kan varmt anbefales").
  @inlinable public static var final: Self { Self(rawValue: 1 << 8) }
  /// A negator outside the phrase does not reach into it.
  @inlinable public static var whole: Self { Self(rawValue: 1 << 9) }
  @inlinable public static var ironic: Self { Self(rawValue: 1 << 10) }
  /// Found by splitting a compound, by a stem or by a spelling rule.
  @inlinable public static var derived: Self { Self(rawValue: 1 << 11) }
  @inlinable public static var capitals: Self { Self(rawValue: 1 << 12) }
  @inlinable public static var elongated: Self { Self(rawValue: 1 << 13) }
  /// Beside other drivers it names its own only where a coloured word judges it: "i bil".
  @inlinable public static var setting: Self { Self(rawValue: 1 << 14) }
  /// Stands for a person: of the staff, unless the writer's own people were spoken of.
  @inlinable public static var pronoun: Self { Self(rawValue: 1 << 15) }
  /// Traits that go with the driver a word names.
  @inlinable public static var ofDriver: Self { [.setting, .pronoun] }
}

/// Where an entry was read: a file of the lexicon and a line in it.
public struct LexiconSource: Hashable, Sendable, BitwiseCopyable {
  public let rawValue: UInt32
  @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }
  @inlinable public static var none: Self { Self(rawValue: 0) }
  /// `file` indexes `Lexicon.files`; `line` counts from 1.
  @inlinable public init(file: Int, line: Int) {
    rawValue = UInt32(truncatingIfNeeded: file) << 24 | UInt32(truncatingIfNeeded: line) & 0xFF_FFFF
  }
  @inlinable public var file: Int { Int(rawValue >> 24) }
  @inlinable public var line: Int { Int(rawValue & 0xFF_FFFF) }
}

/// What the lexicon says of a form: its colour, its place in the sentence, its drivers.
public struct LexiconEntry: Sendable, BitwiseCopyable {
  /// Hundredths of a valence point, -500…500.
  public var valence: Int16
  /// Factor of an intensifier on the next coloured word, in percent; 0 where it is none.
  public var factor: Int16
  public var roles: LexicalRoles
  public var traits: LexicalTraits
  /// The drivers the form names; the second is `none` nearly always.
  public var aspect: Aspect
  public var secondAspect: Aspect
  /// +1 where more of the thing is good (quality), -1 where it is bad (price), else 0.
  public var more: Int8
  /// The line that gave valence or role, and the line that gave the drivers.
  public var source: LexiconSource
  public var driverSource: LexiconSource

  public init(
    valence: Int16 = 0, factor: Int16 = 0, roles: LexicalRoles = [], traits: LexicalTraits = [],
    aspect: Aspect = .none, secondAspect: Aspect = .none, more: Int8 = 0,
    source: LexiconSource = .none, driverSource: LexiconSource = .none
  ) {
    self.valence = valence
    self.factor = factor
    self.roles = roles
    self.traits = traits
    self.aspect = aspect
    self.secondAspect = secondAspect
    self.more = more
    self.source = source
    self.driverSource = driverSource
  }

  /// Whether the form neither colours nor does anything: known, but of no consequence.
  @inlinable public var isEmpty: Bool {
    valence == 0 && roles.isEmpty && aspect.isNone
  }
}

/// A token, or a run of tokens, that the lexicon knows.
public struct Lexeme: Sendable, BitwiseCopyable {
  public var entry: LexiconEntry
  /// First token, as an index into the batch's tokens.
  public var firstToken: UInt32
  public var tokenCount: UInt16

  @inlinable public init(entry: LexiconEntry, firstToken: UInt32, tokenCount: UInt16) {
    self.entry = entry
    self.firstToken = firstToken
    self.tokenCount = tokenCount
  }

  @inlinable public var endToken: UInt32 { firstToken &+ UInt32(tokenCount) }
}

/// How the sentiment stage reads a lexeme where it stands; one per lexeme.
public struct Reading: Sendable, BitwiseCopyable {
  /// The clause it stands in, as an index into the batch's clauses.
  public var clause: UInt32
  /// Hundredths of a valence point after negation, degree and the other rules.
  public var valence: Int16
  /// Which rules changed the valence, for `explain`.
  public var rules: AppliedRules

  @inlinable public init(clause: UInt32, valence: Int16, rules: AppliedRules = []) {
    self.clause = clause
    self.valence = valence
    self.rules = rules
  }
}

/// The rules of the sentiment stage that touched a lexeme.
public struct AppliedRules: OptionSet, Sendable, BitwiseCopyable {
  public let rawValue: UInt16
  @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

  @inlinable public static var negated: Self { Self(rawValue: 1 << 0) }
  @inlinable public static var doublyNegated: Self { Self(rawValue: 1 << 1) }
  @inlinable public static var intensified: Self { Self(rawValue: 1 << 2) }
  @inlinable public static var diminished: Self { Self(rawValue: 1 << 3) }
  @inlinable public static var excess: Self { Self(rawValue: 1 << 4) }
  @inlinable public static var scaled: Self { Self(rawValue: 1 << 5) }
  @inlinable public static var wished: Self { Self(rawValue: 1 << 6) }
  @inlinable public static var compared: Self { Self(rawValue: 1 << 7) }
  @inlinable public static var hypothetical: Self { Self(rawValue: 1 << 8) }
  @inlinable public static var emphasised: Self { Self(rawValue: 1 << 9) }
  @inlinable public static var asked: Self { Self(rawValue: 1 << 10) }
  /// Colour without a coloured word, which stands at a connective or question word.
  @inlinable public static var reserved: Self { Self(rawValue: 1 << 11) }
  /// Between quotation marks.
  @inlinable public static var quoted: Self { Self(rawValue: 1 << 12) }
}

/// A stretch of a sentence that makes one statement.
public struct Clause: Sendable, BitwiseCopyable {
  /// Range of lexemes, as indices into the batch's lexemes.
  public var firstLexeme: UInt32
  public var endLexeme: UInt32
  /// The number of its sentence within the comment, from 0.
  public var sentence: UInt32
  /// The connectives and marks it opens with.
  public var opening: LexicalRoles
  /// The roles of all its lexemes.
  public var roles: LexicalRoles
  /// Whether any of its lexemes has a colour of its own, and whether any names a driver: most
  /// clauses hold neither, and the stages that follow pass them by.
  public var hasColour: Bool
  public var namesDriver: Bool

  @inlinable public init(
    firstLexeme: UInt32, endLexeme: UInt32, sentence: UInt32, opening: LexicalRoles,
    roles: LexicalRoles = [], hasColour: Bool = false, namesDriver: Bool = false
  ) {
    self.firstLexeme = firstLexeme
    self.endLexeme = endLexeme
    self.sentence = sentence
    self.opening = opening
    self.roles = roles
    self.hasColour = hasColour
    self.namesDriver = namesDriver
  }
}

/// A driver touched by a comment: where, and how it is judged there.
public struct Mention: Sendable, BitwiseCopyable {
  public var aspect: Aspect
  public var polarity: Polarity
  /// Hundredths of a valence point from the cues that judge it.
  public var valence: Int16
  /// The lexeme that names the driver, as an index into the batch's lexemes.
  public var lexeme: UInt32
  /// The lexeme whose colour gave most of the polarity; equal to `lexeme` where there is none.
  public var cue: UInt32

  @inlinable public init(
    aspect: Aspect, polarity: Polarity, valence: Int16, lexeme: UInt32, cue: UInt32
  ) {
    self.aspect = aspect
    self.polarity = polarity
    self.valence = valence
    self.lexeme = lexeme
    self.cue = cue
  }
}

/// What a comment says of one driver, over all its mentions of it.
public struct DriverVerdict: Sendable, BitwiseCopyable {
  public var driver: Driver
  public var polarity: Polarity
  /// Ten-thousandths, -10000…10000.
  public var sentiment: Int16
  /// A bit per aspect touched: bit n for aspect number n, bit 0 for the driver as a whole.
  public var aspects: UInt8
  /// Range of mentions, as indices into the batch's mentions, in text order.
  public var firstMention: UInt32
  public var endMention: UInt32

  @inlinable public init(
    driver: Driver, polarity: Polarity, sentiment: Int16, aspects: UInt8, firstMention: UInt32,
    endMention: UInt32
  ) {
    self.driver = driver
    self.polarity = polarity
    self.sentiment = sentiment
    self.aspects = aspects
    self.firstMention = firstMention
    self.endMention = endMention
  }
}

/// What a word or phrase does in a sentence, besides colouring it.
public struct LexicalRoles: OptionSet, Sendable, BitwiseCopyable {
  public let rawValue: UInt32
  @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }

  // Negators
  public static let not = Self(rawValue: 1 << 0)
  public static let no = Self(rawValue: 1 << 1)
  public static let without = Self(rawValue: 1 << 2)
  public static let neither = Self(rawValue: 1 << 3)
  public static let hardly = Self(rawValue: 1 << 4)
  public static let negator: Self = [.not, .no, .without, .neither, .hardly]
  // Degree
  public static let intensifier = Self(rawValue: 1 << 5)
  public static let too = Self(rawValue: 1 << 6)
  public static let scaleUp = Self(rawValue: 1 << 7)
  public static let scaleDown = Self(rawValue: 1 << 8)
  public static let scale: Self = [.scaleUp, .scaleDown]
  // Connectives
  public static let but = Self(rawValue: 1 << 9)
  public static let although = Self(rawValue: 1 << 10)
  public static let and = Self(rawValue: 1 << 11)
  public static let because = Self(rawValue: 1 << 12)
  public static let conditional = Self(rawValue: 1 << 13)
  public static let that = Self(rawValue: 1 << 14)
  public static let than = Self(rawValue: 1 << 15)
  public static let wish = Self(rawValue: 1 << 16)
  public static let verdict = Self(rawValue: 1 << 17)
  public static let hedge = Self(rawValue: 1 << 18)
  public static let elsewhere = Self(rawValue: 1 << 19)
  public static let question = Self(rawValue: 1 << 20)
  // Marks
  public static let comma = Self(rawValue: 1 << 21)
  public static let clauseBreak = Self(rawValue: 1 << 22)
  public static let sentenceEnd = Self(rawValue: 1 << 23)
  public static let exclamation = Self(rawValue: 1 << 24)
  public static let questionMark = Self(rawValue: 1 << 25)
  public static let emoji = Self(rawValue: 1 << 26)
  /// Internal to look-up: some phrase has this form as its anchor.
  public static let anchor = Self(rawValue: 1 << 31)
}

/// What kind of entry a lexeme comes from, and how the word stands in the text.
public struct LexicalTraits: OptionSet, Sendable, BitwiseCopyable {
  public let rawValue: UInt16
  @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

  public static let verb = Self(rawValue: 1 << 0)
  public static let adjective = Self(rawValue: 1 << 1)
  public static let noun = Self(rawValue: 1 << 2)
  public static let phrase = Self(rawValue: 1 << 3)
  /// As the first part of a compound it colours the whole.
  public static let amplifier = Self(rawValue: 1 << 4)
  /// Never part of a compound.
  public static let solid = Self(rawValue: 1 << 5)
  /// Ambiguous: counts half.
  public static let weak = Self(rawValue: 1 << 6)
  /// Says that something happened or failed, rather than judging it.
  public static let event = Self(rawValue: 1 << 7)
  /// A verdict on the whole comment ("kan varmt anbefales").
  public static let final = Self(rawValue: 1 << 8)
  /// A negator outside the phrase does not reach into it.
  public static let whole = Self(rawValue: 1 << 9)
  public static let ironic = Self(rawValue: 1 << 10)
  /// Found by splitting a compound, by a stem or by a spelling rule.
  public static let derived = Self(rawValue: 1 << 11)
  public static let capitals = Self(rawValue: 1 << 12)
  public static let elongated = Self(rawValue: 1 << 13)
}

/// Where an entry was read: a file of the lexicon and a line in it.
public struct LexiconSource: Hashable, Sendable, BitwiseCopyable {
  public let rawValue: UInt32
  @inlinable public init(rawValue: UInt32) { self.rawValue = rawValue }
  public static let none = Self(rawValue: 0)
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
  /// The clause it stands in, as an index into the batch's clauses; written by the sentiment stage.
  public var clause: UInt32 = 0
  /// Hundredths of a valence point after negation, degree and the other rules; written by the
  /// sentiment stage.
  public var effectiveValence: Int16 = 0
  /// Which rules changed the valence, for `explain`.
  public var rules: AppliedRules = []

  @inlinable public init(entry: LexiconEntry, firstToken: UInt32, tokenCount: UInt16) {
    self.entry = entry
    self.firstToken = firstToken
    self.tokenCount = tokenCount
  }

  @inlinable public var endToken: UInt32 { firstToken &+ UInt32(tokenCount) }
}

/// The rules of the sentiment stage that touched a lexeme.
public struct AppliedRules: OptionSet, Sendable, BitwiseCopyable {
  public let rawValue: UInt16
  @inlinable public init(rawValue: UInt16) { self.rawValue = rawValue }

  public static let negated = Self(rawValue: 1 << 0)
  public static let doublyNegated = Self(rawValue: 1 << 1)
  public static let intensified = Self(rawValue: 1 << 2)
  public static let diminished = Self(rawValue: 1 << 3)
  public static let excess = Self(rawValue: 1 << 4)
  public static let scaled = Self(rawValue: 1 << 5)
  public static let wished = Self(rawValue: 1 << 6)
  public static let compared = Self(rawValue: 1 << 7)
  public static let hypothetical = Self(rawValue: 1 << 8)
  public static let conceded = Self(rawValue: 1 << 9)
  public static let afterBut = Self(rawValue: 1 << 10)
  public static let verdict = Self(rawValue: 1 << 11)
  public static let emphasised = Self(rawValue: 1 << 12)
  public static let asked = Self(rawValue: 1 << 13)
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

  @inlinable public init(
    firstLexeme: UInt32, endLexeme: UInt32, sentence: UInt32, opening: LexicalRoles
  ) {
    self.firstLexeme = firstLexeme
    self.endLexeme = endLexeme
    self.sentence = sentence
    self.opening = opening
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

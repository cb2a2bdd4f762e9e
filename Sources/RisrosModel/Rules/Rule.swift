/// A rule by which clauses are read, comments judged and drivers given their colour.
///
/// The words that set a rule off are data (`Lexicons/*/negators.tsv`, `connectives.tsv` and so on);
/// a rule says what they do. Each has a name, a summary and examples (`Rule+Examples.swift`) that
/// are run as tests, and each can be switched off, so that what it brings can be measured.
public enum Rule: UInt8, CaseIterable, Sendable, BitwiseCopyable {
  // Reading a coloured word in its clause.
  case negation
  case negationBehindVerb
  case doubleNegation
  case litotes
  case bareNegation
  case intensifiers
  case diminishers
  case excess
  case scales
  case emphasis
  case exclamation
  case comparison
  case wishes
  case bareWishes
  case conditionals
  case questions
  // Reading clauses in the light of one another.
  case reservation
  case silentReport
  case whyQuestion
  case quotation
  // Weighing clauses against one another.
  case contrast
  case concession
  case finalVerdict
  case lastWord
  // Giving drivers their colour.
  case sharedColour
  case listedDrivers
  case earlierColour
  case inheritedVerdict
  // Telling what names a driver from what does not.
  case setting
  case ownPeople

  /// The stage that applies the rule.
  public var stage: String {
    switch self {
    case .sharedColour, .listedDrivers, .earlierColour, .inheritedVerdict, .setting, .ownPeople:
      "tag-drivers"
    default: "score-sentiment"
    }
  }

  /// What `--disable-rule` calls it.
  public var name: String {
    switch self {
    case .negation: "negation"
    case .negationBehindVerb: "negation-behind-verb"
    case .doubleNegation: "double-negation"
    case .litotes: "litotes"
    case .bareNegation: "bare-negation"
    case .intensifiers: "intensifiers"
    case .diminishers: "diminishers"
    case .excess: "excess"
    case .scales: "scales"
    case .emphasis: "emphasis"
    case .exclamation: "exclamation"
    case .comparison: "comparison"
    case .wishes: "wishes"
    case .bareWishes: "bare-wishes"
    case .conditionals: "conditionals"
    case .questions: "questions"
    case .reservation: "reservation"
    case .silentReport: "silent-report"
    case .whyQuestion: "why-question"
    case .quotation: "quotation"
    case .contrast: "contrast"
    case .concession: "concession"
    case .finalVerdict: "final-verdict"
    case .lastWord: "last-word"
    case .sharedColour: "shared-colour"
    case .listedDrivers: "listed-drivers"
    case .earlierColour: "earlier-colour"
    case .inheritedVerdict: "inherited-verdict"
    case .setting: "setting"
    case .ownPeople: "own-people"
    }
  }

  /// What it does, in a line.
  public var summary: String {
    switch self {
    case .negation: "A negator turns the coloured words it reaches, and weakens them."
    case .negationBehindVerb: "A negator may stand behind its verb: 'virker den ikke'."
    case .doubleNegation: "Two negators weaken a word and do not turn it."
    case .litotes: "'ikke dårlig' hardly praises; 'ingen problemer' does."
    case .bareNegation: "A negator that reaches no coloured word is a mild complaint."
    case .intensifiers: "'meget' strengthens the next coloured word."
    case .diminishers: "'lidt' weakens the next coloured word."
    case .excess: "'for' before an adjective says too much: the good turns bad."
    case .scales: "Degree words take their colour from their noun: 'høj pris', 'høj kvalitet'."
    case .emphasis: "CAPITALS and looong words strengthen."
    case .exclamation: "An exclamation mark strengthens its clause."
    case .comparison: "Praise of others ('andre steder') is blame, and the other way round."
    case .wishes: "What is wished for is missing: praise in a wish is blame."
    case .bareWishes: "A wish without a coloured word is a mild complaint."
    case .conditionals: "What is only supposed counts half."
    case .questions: "Praise that is only asked about is hardly praise."
    case .reservation: "Behind praise, a 'men' clause without a coloured word is a reservation."
    case .silentReport: "Several sentences on a driver without a coloured word are a complaint."
    case .whyQuestion: "A question for the reason, without a coloured word, is a complaint."
    case .quotation: "Praise between quotation marks is another's, and hardly meant."
    case .contrast: "What follows 'men' weighs more than what comes before it."
    case .concession: "What is conceded ('selv om', 'trods') weighs half."
    case .finalVerdict: "A spoken verdict ('alt i alt', 'kan anbefales') decides."
    case .lastWord: "The last of three or more sentences weighs more."
    case .sharedColour: "Drivers of a clause that no word judges share the others' colour."
    case .listedDrivers: "Drivers in a list share the colour of their neighbours."
    case .earlierColour: "A driver without colour takes that of a clause before it that names none."
    case .inheritedVerdict: "Drivers nobody judges follow the comment's verdict."
    case .setting: "What is only where it happened ('i bil') names no driver unless judged."
    case .ownPeople: "'han' is no member of staff where the writer's own people are spoken of."
    }
  }

  /// The rule of that name.
  /// - Throws: a usage diagnostic that lists the names.
  public static func named(_ name: some StringProtocol) throws(Diagnostic) -> Rule {
    if let found = allCases.first(where: { $0.name == name }) { return found }
    throw Diagnostic(
      "there is no rule '\(name)'", category: .usage,
      remedy: "the rules are " + allCases.map(\.name).joined(separator: ", "))
  }
}

/// The rules in force.
public struct RuleSet: OptionSet, Sendable, BitwiseCopyable {
  public let rawValue: UInt64
  @inlinable public init(rawValue: UInt64) { self.rawValue = rawValue }
  @inlinable public init(_ rule: Rule) { rawValue = 1 << UInt64(rule.rawValue) }

  public static let all = RuleSet(Rule.allCases.map { RuleSet($0) })

  @inlinable public func contains(_ rule: Rule) -> Bool {
    rawValue >> UInt64(rule.rawValue) & 1 != 0
  }

  /// All rules but those of a comma-separated list of names.
  ///
  /// - Parameter stage: the stage whose rules may be named.
  /// - Throws: a usage diagnostic for a name that is none, or is another stage's.
  public init(without names: String, stage: String) throws(Diagnostic) {
    var rules = RuleSet.all
    for name in names.split(separator: ",") {
      let rule = try Rule.named(name)
      guard rule.stage == stage else {
        throw Diagnostic(
          "the rule '\(name)' is not applied by \(stage)", category: .usage,
          remedy: "give it to \(rule.stage)")
      }
      rules.remove(RuleSet(rule))
    }
    self = rules
  }
}

/// What a rule did to a coloured word.
public struct RuleEffect: Sendable, BitwiseCopyable {
  public var rule: Rule
  /// The lexeme that set the rule off and the one it changed, as indices into the batch's lexemes;
  /// equal where a word is read by how it is written.
  public var cue: UInt32
  public var target: UInt32
  /// Hundredths of a valence point.
  public var before: Int16
  public var after: Int16

  @inlinable public init(rule: Rule, cue: UInt32, target: UInt32, before: Int16, after: Int16) {
    self.rule = rule
    self.cue = cue
    self.target = target
    self.before = before
    self.after = after
  }
}

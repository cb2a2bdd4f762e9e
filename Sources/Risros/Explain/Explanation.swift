public import RisrosModel

/// Why a comment got the language, the verdict and the drivers it got.
///
/// All ranges are bytes of the comment, half open, on scalar boundaries. Valences are points,
/// -5…5 for an entry, beyond that after rules.
public struct Explanation: Sendable {
  /// A line of a lexicon.
  public struct Source: Sendable, Equatable {
    /// As in `da/sentiment.tsv`; a user's own file with its path.
    public var file: String
    public var line: Int

    public var description: String { "\(file):\(line)" }
  }

  /// What a rule did to a word.
  public struct Step: Sendable {
    public var rule: Rule
    /// The words that set the rule off, and where they stand.
    public var cue: String
    public var cueSpan: Range<Int>
    public var before: Double
    public var after: Double
  }

  /// A word or phrase the lexicon knows.
  public struct Cue: Sendable {
    public var text: String
    public var span: Range<Int>
    /// What the lexicon says, what is left of it in its clause, and what it adds to the verdict.
    public var valence: Double
    public var reading: Double
    public var contribution: Double
    /// In the order they were applied.
    public var steps: [Step]
    /// The line of the valence or role, and that of the driver.
    public var source: Source?
    public var driverSource: Source?
    /// What it does besides, as in the lexicon files: `negator`, `intensifier`, `but`.
    public var roles: [String]
    /// Identifiers of drivers and aspects it names, `price.fees`.
    public var aspects: [String]
    public var isPhrase: Bool
    /// Read by its parts, a stem or a rule of spelling.
    public var isDerived: Bool
    /// Place in `clauses`.
    public var clause: Int
  }

  /// The words a rule reaches.
  public struct Scope: Sendable {
    public var rule: Rule
    public var cue: String
    public var cueSpan: Range<Int>
    public var span: Range<Int>
    public var targets: [Range<Int>]
  }

  /// A stretch of a sentence that is read by itself.
  public struct Clause: Sendable {
    public var text: String
    public var span: Range<Int>
    /// Number of its sentence, from 0.
    public var sentence: Int
    /// The connectives it opens with: `but`, `although`.
    public var opening: [String]
    /// The sum of its words as read, and as weighed.
    public var colour: Double
    public var weighed: Double
  }

  /// Where a mention's polarity comes from.
  public enum Origin: String, Sendable, CaseIterable {
    /// The word judges by itself ("dyr"), a word of its clause does, or one of another clause.
    case own, clause, neighbour
    /// Nobody judges it, and it follows the comment's verdict; or it is only mentioned.
    case verdict, bare
  }

  /// A place where the comment touches a driver, and what judges it there.
  public struct Mention: Sendable {
    public var text: String
    public var span: Range<Int>
    /// `price.fees`, or `price`.
    public var aspect: String
    public var polarity: Polarity
    public var valence: Double
    public var origin: Origin
    /// The words that judge it most; nil where its own do or none does.
    public var cue: String?
    public var cueSpan: Range<Int>?
    public var source: Source?
  }

  /// What the comment says of a driver, all its mentions together.
  public struct DriverVerdict: Sendable {
    public var driver: Driver
    /// The driver's identifier, `price`.
    public var id: String
    public var polarity: Polarity
    /// -1…1.
    public var sentiment: Double
    public var mentions: [Mention]
  }

  /// A word, number, mark or emoji.
  public struct Token: Sendable {
    public var text: String
    public var span: Range<Int>
  }

  /// The comment as it was given; spans are byte ranges of it.
  public var text: String
  public var language: Language
  /// 0…1.
  public var confidence: Double
  public var plausible: [Language]
  /// The language whose lexicon scored the comment; not one of the scored ones where none did.
  public var lexiconLanguage: Language
  /// Share of the words that the lexicon knows, 0…1.
  public var coverage: Double
  public var tokens: [Token]
  public var cues: [Cue]
  public var scopes: [Scope]
  public var clauses: [Clause]
  public var drivers: [DriverVerdict]
  /// -1…1.
  public var sentiment: Double
  public var polarity: Polarity
  /// Sums of what the words add, both counted upwards, in points.
  public var praise: Double
  public var blame: Double
  public var reason: VerdictReason
}

/// A language that risros tells apart.
///
/// `da`, `nb` and `nn` are scored; `sv`, `en`, `de` and `other` are recognised so that they can be
/// set aside; `und` means that the text does not tell ("OK!!", "👍").
public enum Language: UInt8, Sendable, CaseIterable, BitwiseCopyable {
  case und = 0
  case da, nb, nn, sv, en, de, other

  /// The languages that have a lexicon.
  public static let scored: [Language] = [.da, .nb, .nn]

  /// The code used in all output: ISO 639, with `und` and `other` beside.
  public var code: String {
    switch self {
    case .und: "und"
    case .da: "da"
    case .nb: "nb"
    case .nn: "nn"
    case .sv: "sv"
    case .en: "en"
    case .de: "de"
    case .other: "other"
    }
  }

  public init?(code: some StringProtocol) {
    guard let match = Language.allCases.first(where: { $0.code == code }) else { return nil }
    self = match
  }

  /// Whether comments in this language are scored, rather than set aside.
  @inlinable public var isScored: Bool { self == .da || self == .nb || self == .nn }
}

/// The languages in which a text is plausible ("Fin service" is Danish, Bokmål and Nynorsk).
public struct LanguageSet: OptionSet, Sendable, BitwiseCopyable {
  public let rawValue: UInt8
  @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }
  @inlinable public init(_ language: Language) { rawValue = 1 << language.rawValue }

  @inlinable public static var scored: LanguageSet {
    [LanguageSet(.da), LanguageSet(.nb), LanguageSet(.nn)]
  }

  @inlinable public func contains(_ language: Language) -> Bool {
    rawValue & (1 << language.rawValue) != 0
  }

  /// The members, in the order of `Language`.
  public var languages: [Language] { Language.allCases.filter(contains) }
}

/// What is expected of a comment's language before it is read: what the input held so far.
public struct LanguagePrior: Sendable, BitwiseCopyable {
  /// The first record it holds for, counted from 1 over all input files.
  public var firstRecord: Int
  /// An eighth of a nat a point, 0 for the likeliest language and more for the others, in the order
  /// `da nb nn sv en de other`; the eighth lane is not in use.
  public var points: SIMD8<Int32>

  @inlinable public init(firstRecord: Int, points: SIMD8<Int32>) {
    self.firstRecord = firstRecord
    self.points = points
  }
}

public import RisrosModel

/// The lexicons of all scored languages, with what they share.
public struct LexiconLibrary: Sendable {
  public let taxonomy: Taxonomy
  public let danish: Lexicon
  public let bokmaal: Lexicon
  public let nynorsk: Lexicon
  public let abbreviations: AbbreviationSet
  public let emoticons: EmoticonSet
  public let mail: MailPhrases
  /// The hash of all files that went into the library, in hexadecimal.
  public let fingerprint: String

  /// The lexicon that scores a language; Danish for the ones that have none, whose comments are
  /// set aside.
  @inlinable public func lexicon(for language: Language) -> Lexicon {
    switch language {
    case .nb: bokmaal
    case .nn: nynorsk
    default: danish
    }
  }
}

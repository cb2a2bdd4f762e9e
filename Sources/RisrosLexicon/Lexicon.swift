public import RisrosModel
public import RisrosText

/// All that risros knows of the words of one language.
public struct Lexicon: Sendable {
  public let language: Language
  /// Hashes of forms to `Form`s.
  public let forms: FormTable
  public let entries: FlatTable<LexiconEntry>
  public let phrases: PhraseTable
  /// How words that stand in no table are read.
  public let derivation: WordDerivation
  /// The files entries come from; `LexiconSource.file` indexes them.
  public let files: [String]
  /// The lemmas, phrases and stems read, by file name without folder and ending.
  public let counts: [String: Int]

  /// The entry of a form that stands in the lexicon itself.
  @inlinable public func entry(of hash: UInt64) -> LexiconEntry? {
    guard let entry = Form(rawValue: forms.find(hash)).entry else { return nil }
    return entries[entry]
  }

  /// The entry of a word, found as it stands or derived; for tests and tools.
  public func entry(of word: String) -> LexiconEntry? {
    if let entry = entry(of: WordHash.hash(of: word.lowercased())) { return entry }
    var derived = DerivedWord(word)
    return derivation.derive(&derived, in: self)
  }
}

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

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

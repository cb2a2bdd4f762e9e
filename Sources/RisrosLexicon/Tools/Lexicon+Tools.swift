public import RisrosModel

extension Lexicon {
  /// Whether some line lists a form itself, if only to say that it has no colour.
  public func isListed(_ hash: UInt64) -> Bool { entry(of: hash) != nil }

  /// The file and line of an entry, `da/sentiment.tsv:214`; nil where it has none.
  public func place(of source: LexiconSource) -> String? {
    source == .none ? nil : "\(files[source.file]):\(source.line)"
  }
}

internal import RisrosText

/// The abbreviations that end in a full stop without ending a sentence: "bl.a.", "ca.".
///
/// One set for all languages: they share most, and the tokenizer runs before the language is known.
public struct AbbreviationSet: Sendable {
  private var whole: Set<UInt64> = []
  /// The letters before the first full stop of each.
  private var openings: Set<UInt64> = []

  public init(_ abbreviations: [[UInt8]]) {
    for abbreviation in abbreviations {
      whole.insert(WordHash.hash(of: abbreviation))
      openings.insert(WordHash.hash(of: abbreviation.prefix { $0 != UInt8(ascii: ".") }))
    }
  }

  /// Whether some abbreviation begins with this word; cheap, and false for nearly all words.
  public func mayBegin(_ hash: UInt64) -> Bool { openings.contains(hash) }

  /// Whether the bytes, full stops and all, are an abbreviation.
  public func contains(_ folded: [UInt8], _ range: Range<Int>) -> Bool {
    whole.contains(WordHash.hash(folded, range))
  }
}

extension AbbreviationSet {
  func write(to writer: inout ImageWriter) {
    writer.write(whole.sorted())
    writer.write(openings.sorted())
  }

  init?(from reader: inout ImageReader) {
    guard let whole = reader.array(of: UInt64.self), let openings = reader.array(of: UInt64.self)
    else { return nil }
    self.whole = Set(whole)
    self.openings = Set(openings)
  }
}

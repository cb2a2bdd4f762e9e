internal import RisrosText

/// The abbreviations that end in a full stop without ending a sentence: "bl.a.", "ca.".
///
/// One set for all languages: they share most, and the tokenizer runs before the language is known.
public struct AbbreviationSet: Sendable {
  @usableFromInline var whole = FormTable()
  /// The letters before the first full stop of each.
  @usableFromInline var openings = FormTable()

  public init(_ abbreviations: [[UInt8]]) {
    var whole = FormIndex()
    var openings = FormIndex()
    for abbreviation in abbreviations {
      whole[WordHash.hash(of: abbreviation)] = 1
      openings[WordHash.hash(of: abbreviation.prefix { $0 != UInt8(ascii: ".") })] = 1
    }
    self.whole = FormTable(whole)
    self.openings = FormTable(openings)
  }

  /// Whether some abbreviation begins with the word of this hash.
  @inlinable public func mayBegin(_ hash: UInt64) -> Bool { openings.find(hash) != 0 }

  /// Whether the bytes of this hash, full stops and all, are an abbreviation.
  @inlinable public func contains(_ hash: UInt64) -> Bool { whole.find(hash) != 0 }
}

extension AbbreviationSet {
  func write(to writer: inout ImageWriter) {
    whole.write(to: &writer)
    openings.write(to: &writer)
  }

  init?(from reader: inout ImageReader) {
    guard let whole = FormTable(from: &reader), let openings = FormTable(from: &reader) else {
      return nil
    }
    self.whole = whole
    self.openings = openings
  }
}

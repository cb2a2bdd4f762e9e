public import RisrosModel

/// The fixed phrases of a language, found by their rarest word.
///
/// A phrase is a run of word hashes, where 0 stands for any one word. Its anchor is its longest
/// word; when look-up meets an anchor it compares the words around it, longest phrase first, so the
/// cost is bounded by the phrases that share an anchor.
public struct PhraseTable: Sendable {
  struct Phrase {
    /// First of its words in `words`.
    var firstWord: UInt32
    var count: UInt16
    /// Place of the anchor within the phrase.
    var anchor: UInt16
    var entry: LexiconEntry
  }

  /// Phrases grouped by anchor, longest first in a group.
  private(set) var phrases: [Phrase] = []
  private(set) var words: [UInt64] = []
  /// Anchor hash to the index of its group plus one; `groups[i]..<groups[i + 1]` are its phrases.
  private(set) var anchors = FormTable()
  private(set) var groups: [UInt32] = [0]

  /// The most words a phrase may have.
  public static let maximumWords = 12

  struct Builder {
    var phrases: [(anchorHash: UInt64, phrase: Phrase)] = []
    var words: [UInt64] = []
    /// Hash over all words of a phrase to its place, to find one given twice.
    var places = FormIndex()

    /// Adds a phrase; one given again replaces or extends the earlier one as `merge` says.
    mutating func add(
      _ hashes: [UInt64], anchor: Int, _ entry: LexiconEntry,
      merge: (LexiconEntry, LexiconEntry) -> LexiconEntry
    ) {
      var key: UInt64 = UInt64(hashes.count)
      for hash in hashes { key = (key ^ hash) &* 0x9E37_79B9_7F4A_7C15 ^ (key >> 29) }
      let place = places[key]
      if place != 0 {
        phrases[Int(place) - 1].phrase.entry = merge(
          phrases[Int(place) - 1].phrase.entry, entry)
        return
      }
      let phrase = Phrase(
        firstWord: UInt32(words.count), count: UInt16(hashes.count), anchor: UInt16(anchor),
        entry: entry)
      words.append(contentsOf: hashes)
      phrases.append((hashes[anchor], phrase))
      places[key] = UInt32(phrases.count)
    }
  }

  init() {}

  init(_ builder: consuming Builder) {
    words = builder.words
    let sorted = builder.phrases.enumerated().sorted { a, b in
      let (x, y) = (a.element, b.element)
      if x.anchorHash != y.anchorHash { return x.anchorHash < y.anchorHash }
      if x.phrase.count != y.phrase.count { return x.phrase.count > y.phrase.count }
      return a.offset < b.offset
    }
    var index = FormIndex(minimumCapacity: sorted.count)
    var last: UInt64?
    for (_, (anchorHash, phrase)) in sorted {
      if anchorHash != last {
        if last != nil { groups.append(UInt32(phrases.count)) }
        last = anchorHash
        index[anchorHash] = UInt32(groups.count)
      }
      phrases.append(phrase)
    }
    groups.append(UInt32(phrases.count))
    anchors = FormTable(index)
  }

  public var count: Int { phrases.count }

  /// A phrase found in a comment.
  public struct Match {
    public var tokens: Range<Int>
    public var entry: LexiconEntry
  }

  /// The longest phrase that has its anchor at a token, within a comment's tokens.
  public func match(at token: Int, in range: Range<Int>, _ tokens: [Token]) -> Match? {
    let group = Int(anchors.find(tokens[token].hash))
    if group == 0 { return nil }
    candidates: for index in Int(groups[group - 1])..<Int(groups[group]) {
      let phrase = phrases[index]
      let first = token - Int(phrase.anchor)
      let end = first + Int(phrase.count)
      if first < range.lowerBound || end > range.upperBound { continue }
      var word = Int(phrase.firstWord)
      for place in first..<end {
        let wanted = words[word]
        if wanted == 0 {
          if tokens[place].kind != .word && tokens[place].kind != .number { continue candidates }
        } else if tokens[place].hash != wanted {
          continue candidates
        }
        word += 1
      }
      return Match(tokens: first..<end, entry: phrase.entry)
    }
    return nil
  }
}

extension PhraseTable {
  func write(to writer: inout ImageWriter) {
    writer.write(phrases)
    writer.write(words)
    writer.write(groups)
    anchors.write(to: &writer)
  }

  init?(from reader: inout ImageReader) {
    guard let phrases = reader.array(of: Phrase.self), let words = reader.array(of: UInt64.self),
      let groups = reader.array(of: UInt32.self), let anchors = FormTable(from: &reader)
    else { return nil }
    self.phrases = phrases
    self.words = words
    self.groups = groups
    self.anchors = anchors
  }
}

internal import RisrosModel

/// Stems, endings and whole words of a user's taxonomy.
struct OwnAffixes {
  private var stems: [(bytes: [UInt8], entry: LexiconEntry)] = []
  private var endings: [(bytes: [UInt8], entry: LexiconEntry)] = []
  private var words: [[UInt8]: LexiconEntry] = [:]

  mutating func add(_ term: [UInt8], _ entry: LexiconEntry) {
    let star = UInt8(ascii: "*")
    if term.last == star {
      stems.append((Array(term.dropLast()), entry))
      stems.sort { $0.bytes.count > $1.bytes.count }
    } else if term.first == star {
      endings.append((Array(term.dropFirst()), entry))
      endings.sort { $0.bytes.count > $1.bytes.count }
    } else {
      words[term] = entry
    }
  }

  /// What the taxonomy says of a form: the word, else the longest stem, else the longest ending.
  func entry(of form: [UInt8]) -> LexiconEntry? {
    if stems.isEmpty, endings.isEmpty, words.isEmpty { return nil }
    return words[form] ?? stems.first { form.starts(with: $0.bytes) }?.entry
      ?? endings.first { form.reversed().starts(with: $0.bytes.reversed()) }?.entry
  }
}

public import RisrosModel
internal import RisrosText

/// Reads words that stand in no table: slips of spelling, stems, compounds, prefixes.
///
/// Each rule is cautious: a part counts only where it is a whole entry of the lexicon, so that no
/// polar word is found inside another ("appelsin" is not app + el + sin).
public struct WordDerivation: Sendable {
  /// Stems (`faktur*`) by the hash of their bytes, and a bit for each length in bytes that occurs.
  var stems = FormTable()
  var stemLengths: UInt64 = 0
  /// Endings (`*gebyr`), likewise.
  var endings = FormTable()
  var endingLengths: UInt64 = 0
  /// Entries of stems and endings; tables hold index plus one.
  var affixEntries: [LexiconEntry] = []
  /// Letters that may link the parts of a compound, longest first, with the empty one last.
  var links: [[UInt8]] = [[]]
  var negatingPrefixes: [[UInt8]] = []
  var negatingSuffixes: [[UInt8]] = []
  var amplifyingPrefixes: [[UInt8]] = []

  /// The fewest bytes a word must have to be derived at all.
  public static let minimumLength = 5
  private static let minimumHead = 4
  private static let minimumModifier = 3
  private static let maximumLength = 60

  /// The entry of a word by the rules, or nil.
  ///
  /// - Parameter word: case-folded bytes.
  public func derive(_ word: ArraySlice<UInt8>, in lexicon: Lexicon) -> LexiconEntry? {
    guard word.count >= WordDerivation.minimumLength, word.count <= WordDerivation.maximumLength
    else { return nil }
    if let entry = respelled(word, in: lexicon) { return marked(entry) }
    if let entry = joined(word, in: lexicon) { return marked(entry) }
    return nil
  }

  private func marked(_ entry: LexiconEntry) -> LexiconEntry? {
    if entry.isEmpty { return nil }
    var entry = entry
    entry.traits.insert(.derived)
    return entry
  }

  private func find(_ bytes: some Collection<UInt8>, in lexicon: Lexicon) -> LexiconEntry? {
    lexicon.entry(of: WordHash.hash(of: bytes))
  }

  // MARK: Spelling

  /// The word spelt otherwise: without repeated letters, with æøå, without a genitive -s.
  private func respelled(_ word: ArraySlice<UInt8>, in lexicon: Lexicon) -> LexiconEntry? {
    if let entry = unelongated(word, in: lexicon) { return entry }
    if let entry = withNordicLetters(word, in: lexicon) { return entry }
    // app'en, SMS'er: what stands before the apostrophe.
    if let quote = word.firstIndex(of: UInt8(ascii: "'")), quote - word.startIndex >= 3,
      let entry = find(word[..<quote], in: lexicon)
    {
      return entry
    }
    if word.last == UInt8(ascii: "s"), word.count > 5,
      let entry = find(word.dropLast(), in: lexicon), entry.traits.contains(.noun)
    {
      return entry
    }
    return nil
  }

  /// "goood" and "sååå": runs of three or more letters cut to two, then to one.
  private func unelongated(_ word: ArraySlice<UInt8>, in lexicon: Lexicon) -> LexiconEntry? {
    var runs: [(letter: ArraySlice<UInt8>, count: Int)] = []
    var longest = 0
    var i = word.startIndex
    while i < word.endIndex {
      var j = i + 1
      while j < word.endIndex, word[j] & 0xC0 == 0x80 { j += 1 }
      if let last = runs.last, last.letter.elementsEqual(word[i..<j]) {
        runs[runs.count - 1].count += 1
      } else {
        runs.append((word[i..<j], 1))
      }
      longest = max(longest, runs[runs.count - 1].count)
      i = j
    }
    guard longest >= 3 else { return nil }
    for kept in [1, 2] {
      var short: [UInt8] = []
      for run in runs {
        for _ in 0..<(run.count >= 3 ? kept : run.count) { short.append(contentsOf: run.letter) }
      }
      if var entry = find(short, in: lexicon), !entry.isEmpty {
        entry.traits.insert(.elongated)
        return entry
      }
    }
    return nil
  }

  /// "foer", "daarlig", "darlig", "över": the Nordic letters written otherwise.
  private func withNordicLetters(_ word: ArraySlice<UInt8>, in lexicon: Lexicon) -> LexiconEntry? {
    let pairs: [(from: [UInt8], to: [UInt8])] = [
      (Array("ae".utf8), Array("æ".utf8)), (Array("oe".utf8), Array("ø".utf8)),
      (Array("aa".utf8), Array("å".utf8)), (Array("ä".utf8), Array("æ".utf8)),
      (Array("ö".utf8), Array("ø".utf8)),
      // Composed from a and the combining ring.
      ([0x61, 0xCC, 0x8A], Array("å".utf8)),
    ]
    var all = Array(word)
    for pair in pairs { all = WordDerivation.replacing(pair.from, by: pair.to, in: all) }
    if all.count != word.count || !all.elementsEqual(word) {
      if let entry = find(all, in: lexicon), !entry.isEmpty { return entry }
    }
    // One plain letter for a Nordic one, in words long enough that chance is small.
    guard word.count >= 6 else { return nil }
    for i in word.indices {
      let letter: [UInt8]
      switch word[i] {
      case UInt8(ascii: "a"): letter = Array("å".utf8)
      case UInt8(ascii: "o"): letter = Array("ø".utf8)
      default: continue
      }
      let changed = Array(word[..<i]) + letter + word[(i + 1)...]
      if let entry = find(changed, in: lexicon), !entry.isEmpty { return entry }
    }
    return nil
  }

  private static func replacing(_ from: [UInt8], by to: [UInt8], in text: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var i = 0
    while i < text.count {
      if text[i...].starts(with: from) {
        result.append(contentsOf: to)
        i += from.count
      } else {
        result.append(text[i])
        i += 1
      }
    }
    return result
  }

  // MARK: Parts

  /// The word by its parts: driver from a stem or ending, colour from a compound's head.
  private func joined(_ word: ArraySlice<UInt8>, in lexicon: Lexicon) -> LexiconEntry? {
    let byAffix = affixEntry(of: word)
    if let entry = byAffix, entry.aspect == .excluded { return nil }
    let compound = self.compound(word, in: lexicon) ?? negated(word, in: lexicon)
    guard let affix = byAffix else { return compound }
    guard var entry = compound else { return affix }
    // A stem knows the driver better than the parts; the parts know the colour.
    if entry.aspect.isNone || entry.aspect.driver == affix.aspect.driver {
      entry.aspect = affix.aspect
      entry.secondAspect = affix.secondAspect
    } else if entry.secondAspect.isNone {
      entry.secondAspect = entry.aspect
      entry.aspect = affix.aspect
    }
    if entry.more == 0 { entry.more = affix.more }
    entry.driverSource = affix.driverSource
    return entry
  }

  /// The longest stem the word begins with, else the longest ending it ends with.
  private func affixEntry(of word: ArraySlice<UInt8>) -> LexiconEntry? {
    var length = min(word.count, 63)
    while length >= 3 {
      if stemLengths >> UInt64(length) & 1 != 0 {
        let index = stems.find(WordHash.hash(of: word.prefix(length)))
        if index != 0 { return affixEntries[Int(index) - 1] }
      }
      length -= 1
    }
    length = min(word.count, 63)
    while length >= 3 {
      if endingLengths >> UInt64(length) & 1 != 0 {
        let index = endings.find(WordHash.hash(of: word.suffix(length)))
        if index != 0 { return affixEntries[Int(index) - 1] }
      }
      length -= 1
    }
    return nil
  }

  /// Modifier + linking letters + head, or parts joined by a hyphen.
  private func compound(_ word: ArraySlice<UInt8>, in lexicon: Lexicon) -> LexiconEntry? {
    if let hyphen = word.lastIndex(of: UInt8(ascii: "-")), hyphen > word.startIndex,
      hyphen + 1 < word.endIndex
    {
      let head = find(word[(hyphen + 1)...], in: lexicon)
      let modifier = find(word[..<hyphen], in: lexicon)
      return WordDerivation.combine(modifier: modifier, head: head)
    }
    for prefix in amplifyingPrefixes
    where word.count >= prefix.count + 3 && word.starts(with: prefix) {
      let rest = word.dropFirst(prefix.count)
      if var head = find(rest, in: lexicon), head.valence != 0, !head.traits.contains(.solid) {
        head.valence = WordDerivation.clamped(Int(head.valence) * 3 / 2)
        return head
      }
    }
    var split = word.endIndex - WordDerivation.minimumHead
    var best: LexiconEntry?
    while split >= word.startIndex + WordDerivation.minimumModifier {
      defer { split -= 1 }
      if word[split] & 0xC0 == 0x80 { continue }
      guard let head = find(word[split...], in: lexicon), !head.traits.contains(.solid) else {
        continue
      }
      guard let modifier = modifier(word[..<split], in: lexicon) else { continue }
      // The longest head wins, so a later split replaces an earlier one.
      best = WordDerivation.combine(modifier: modifier, head: head)
    }
    return best
  }

  private func modifier(_ part: ArraySlice<UInt8>, in lexicon: Lexicon) -> LexiconEntry? {
    for link in links where part.count >= WordDerivation.minimumModifier + link.count {
      guard part.suffix(link.count).elementsEqual(link) else { continue }
      let stem = part.dropLast(link.count)
      if let entry = find(stem, in: lexicon), !entry.traits.contains(.solid),
        entry.roles.isDisjoint(with: .structural)
      {
        return entry
      }
      if let entry = affixEntry(of: stem), entry.aspect != .excluded { return entry }
    }
    return nil
  }

  /// What a compound means: the head's colour, or an amplifying modifier's; the drivers of both.
  private static func combine(modifier: LexiconEntry?, head: LexiconEntry?) -> LexiconEntry? {
    guard let head else {
      guard var modifier else { return nil }
      if !modifier.traits.contains(.amplifier) { modifier.valence = 0 }
      modifier.roles = []
      modifier.factor = 0
      return modifier
    }
    guard let modifier else { return head }
    var entry = head
    entry.roles = head.roles.intersection(.scale)
    entry.factor = 0
    if modifier.traits.contains(.amplifier), modifier.valence != 0 {
      entry.valence = modifier.valence
      entry.source = modifier.source
    }
    if entry.aspect.isNone {
      entry.aspect = modifier.aspect
      entry.secondAspect = modifier.secondAspect
      entry.more = modifier.more
      entry.driverSource = modifier.driverSource
    } else if !modifier.aspect.isNone, modifier.aspect.driver != entry.aspect.driver,
      entry.secondAspect.isNone
    {
      entry.secondAspect = modifier.aspect
    }
    return entry
  }

  /// "uvenlig", "fejlfri": a prefix or suffix that turns the colour of what it joins.
  private func negated(_ word: ArraySlice<UInt8>, in lexicon: Lexicon) -> LexiconEntry? {
    for prefix in negatingPrefixes where word.count >= prefix.count + 4 && word.starts(with: prefix)
    {
      if var rest = find(word.dropFirst(prefix.count), in: lexicon), rest.valence > 0,
        rest.traits.contains(.adjective), !rest.traits.contains(.solid)
      {
        rest.valence = -rest.valence
        return rest
      }
    }
    for suffix in negatingSuffixes where word.count >= suffix.count + 3 {
      for ending in [[], Array("t".utf8), Array("e".utf8)]
      where word.suffix(suffix.count + ending.count).elementsEqual(suffix + ending) {
        let stem = word.dropLast(suffix.count + ending.count)
        for link in links where stem.count >= 3 + link.count {
          guard stem.suffix(link.count).elementsEqual(link) else { continue }
          if var rest = find(stem.dropLast(link.count), in: lexicon), rest.valence != 0 {
            rest.valence = rest.valence < 0 ? 200 : -200
            rest.traits = .adjective
            return rest
          }
        }
      }
    }
    return nil
  }

  private static func clamped(_ valence: Int) -> Int16 { Int16(max(-500, min(500, valence))) }
}

extension LexicalRoles {
  /// Roles of function words, which are no parts of compounds.
  static let structural: Self = [
    .negator, .intensifier, .too, .but, .although, .and, .because, .conditional, .that, .than,
    .wish, .hedge, .question,
  ]
}

extension WordDerivation {
  func write(to writer: inout ImageWriter) {
    stems.write(to: &writer)
    endings.write(to: &writer)
    writer.write([stemLengths, endingLengths])
    writer.write(affixEntries)
    for lists in [links, negatingPrefixes, negatingSuffixes, amplifyingPrefixes] {
      writer.write(lists)
    }
  }

  init?(from reader: inout ImageReader) {
    guard let stems = FormTable(from: &reader), let endings = FormTable(from: &reader),
      let lengths = reader.array(of: UInt64.self), lengths.count == 2,
      let entries = reader.array(of: LexiconEntry.self), let links = reader.lists(),
      let prefixes = reader.lists(), let suffixes = reader.lists(), let amplifiers = reader.lists()
    else { return nil }
    self.init(
      stems: stems, stemLengths: lengths[0], endings: endings, endingLengths: lengths[1],
      affixEntries: entries, links: links, negatingPrefixes: prefixes,
      negatingSuffixes: suffixes, amplifyingPrefixes: amplifiers)
  }
}

public import RisrosModel
internal import RisrosText

/// Reads words that stand in no table: slips of spelling, stems, compounds, prefixes.
///
/// Each rule is cautious: a part counts only where it is a whole entry of the lexicon, so that no
/// polar word is found inside another ("appelsin" is not app + el + sin).
public struct WordDerivation: Sendable {
  /// Stems (`faktur*`) by the hash of their bytes.
  var stems = FormTable()
  var stemLengths = LengthIndex(keyLength: 3, groups: 1 << 11)
  /// Endings (`*gebyr`), likewise.
  var endings = FormTable()
  var endingLengths = LengthIndex(keyLength: 3, groups: 1 << 9)
  /// Entries of stems and endings; tables hold index plus one.
  var affixEntries: [LexiconEntry] = []
  /// Letters that may link the parts of a compound, longest first, with the empty one last.
  var links = [WordPart([])]
  var negatingPrefixes: [WordPart] = []
  var negatingSuffixes: [WordPart] = []
  var amplifyingPrefixes: [WordPart] = []
  var negatingPrefixLengths = LengthIndex(keyLength: 3, groups: 1 << 8)
  var negatingSuffixLengths = LengthIndex(keyLength: 3, groups: 1 << 8)
  var amplifyingPrefixLengths = LengthIndex(keyLength: 3, groups: 1 << 10)
  /// The lengths of all forms by what they begin with, for modifiers, and end with, for heads.
  var formLengthsByOpening = LengthIndex(keyLength: 3, groups: 1 << 12)
  var formLengthsByEnding = LengthIndex(keyLength: 4, groups: 1 << 13)

  /// The fewest bytes a word must have to be derived at all.
  @inlinable public static var minimumLength: Int { 5 }
  static let maximumLength = 60
  private static let minimumHead = 4
  private static let minimumModifier = 3

  /// Notes that the table of forms holds a form, so that it is looked for as part of words.
  mutating func addLengths(of form: some BidirectionalCollection<UInt8>) {
    formLengthsByOpening.insert(beginningOf: form)
    formLengthsByEnding.insert(endOf: form)
  }

  /// The entry of a word by the rules, or nil.
  ///
  /// - Parameter word: case-folded; its bytes are overwritten.
  public func derive(_ word: inout DerivedWord, in lexicon: borrowing Lexicon) -> LexiconEntry? {
    guard word.count >= WordDerivation.minimumLength else { return nil }
    let entry = respelled(&word, in: lexicon) ?? joined(word, in: lexicon)
    guard var entry, !entry.isEmpty else { return nil }
    entry.traits.insert(.derived)
    return entry
  }

  // MARK: Spelling

  /// The word spelt otherwise: without repeated letters, with æøå, without a genitive -s.
  private func respelled(
    _ word: inout DerivedWord, in lexicon: borrowing Lexicon
  ) -> LexiconEntry? {
    if word.hasElongation {
      for kept in [1, 2] {
        let hash = word.hashShortening(runsTo: kept)
        if var entry = lexicon.entry(of: hash), !entry.isEmpty {
          entry.traits.insert(.elongated)
          return entry
        }
      }
    }
    if word.hasDigraph {
      if let entry = lexicon.entry(of: word.hashWithNordicLetters()), !entry.isEmpty {
        return entry
      }
    }
    // One plain letter for a Nordic one, in words long enough that chance is small: "darlig".
    let byOpening = formLengthsByOpening.lengths(word.opening)
    if word.count >= 6 {
      let byEnding = formLengthsByEnding.lengths(word.longEnding)
      // The letter put in is a byte longer; it leaves the word's beginning or its end as they are.
      let respelled: UInt64 = 1 << UInt64(word.count + 1)
      var places = word.plainVowels
      if byOpening & respelled == 0 { places &= 0b111 }
      if byEnding & respelled == 0 { places &= ~0 << UInt64(word.count - 4) }
      while places != 0 {
        let hash = word.hashWithNordicLetter(at: places.trailingZeroBitCount)
        places &= places - 1
        if let entry = lexicon.entry(of: hash), !entry.isEmpty { return entry }
      }
    }
    // app'en, SMS'er: what stands before the apostrophe.
    if let quote = word.firstQuote, quote >= 3,
      let entry = lexicon.entry(of: word.hash(0..<quote))
    {
      return entry
    }
    if word.last == UInt8(ascii: "s"), word.count > 5, byOpening >> UInt64(word.count - 1) & 1 != 0,
      let entry = lexicon.entry(of: word.hash(0..<word.count - 1)),
      entry.traits.contains(.noun)
    {
      return entry
    }
    return nil
  }

  // MARK: Parts

  /// The word by its parts: driver from a stem or ending, colour from a compound's head.
  private func joined(_ word: borrowing DerivedWord, in lexicon: borrowing Lexicon) -> LexiconEntry?
  {
    let byAffix = affixEntry(of: word, upTo: word.count)
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

  /// The longest stem that the first `end` bytes begin with, else the longest ending they end with.
  private func affixEntry(of word: borrowing DerivedWord, upTo end: Int) -> LexiconEntry? {
    let within: UInt64 = ~(~0 << UInt64(end + 1))
    var lengths = stemLengths.lengths(word.opening) & within
    while lengths != 0 {
      let length = lengths.takeGreatest()
      let index = stems.find(word.hash(0..<length))
      if index != 0 { return affixEntries[Int(index) - 1] }
    }
    lengths = endingLengths.lengths(word.ending(at: end)) & within
    while lengths != 0 {
      let length = lengths.takeGreatest()
      let index = endings.find(word.hash(end - length..<end))
      if index != 0 { return affixEntries[Int(index) - 1] }
    }
    return nil
  }

  /// Modifier + linking letters + head, or parts joined by a hyphen.
  private func compound(
    _ word: borrowing DerivedWord, in lexicon: borrowing Lexicon
  ) -> LexiconEntry? {
    if let hyphen = word.lastHyphen, hyphen > 0, hyphen + 1 < word.count {
      return WordDerivation.combine(
        modifier: lexicon.entry(of: word.hash(0..<hyphen)),
        head: lexicon.entry(of: word.hash(hyphen + 1..<word.count)))
    }
    var heads = formLengthsByEnding.lengths(word.longEnding)
    let prefixes = amplifyingPrefixLengths.lengths(word.opening)
    if prefixes.hasTerm(of: word.count, with: heads) {
      for prefix in amplifyingPrefixes
      where word.count >= prefix.count + 3 && prefixes >> UInt64(prefix.count) & 1 != 0
        && word.hasPart(prefix, at: 0)
      {
        if var head = lexicon.entry(of: word.hash(prefix.count..<word.count)),
          head.valence != 0,
          !head.traits.contains(.solid)
        {
          head.valence = Int16(max(-500, min(500, Int(head.valence) * 3 / 2)))
          return head
        }
      }
    }
    // The longest head wins.
    heads &= ~0 << UInt64(WordDerivation.minimumHead)
    heads &= ~(~0 << UInt64(max(0, word.count - WordDerivation.minimumModifier + 1)))
    while heads != 0 {
      let split = word.count - heads.takeGreatest()
      if word.isInsideLetter(split) { continue }
      guard let head = lexicon.entry(of: word.hash(split..<word.count)),
        !head.traits.contains(.solid), let modifier = modifier(word, upTo: split, in: lexicon),
        WordDerivation.mayJoin(modifier, head)
      else { continue }
      return WordDerivation.combine(modifier: modifier, head: head)
    }
    return nil
  }

  /// The first part of a compound: one that colours it, else the first that is known.
  private func modifier(
    _ word: borrowing DerivedWord, upTo end: Int, in lexicon: borrowing Lexicon
  ) -> LexiconEntry? {
    var first: LexiconEntry?
    let forms = formLengthsByOpening.lengths(word.opening)
    for link in links where end >= WordDerivation.minimumModifier + link.count {
      let stemEnd = end - link.count
      guard word.hasPart(link, at: stemEnd) else { continue }
      if forms >> UInt64(stemEnd) & 1 != 0,
        let entry = lexicon.entry(of: word.hash(0..<stemEnd)), !entry.traits.contains(.solid)
      {
        // "lorte" + bank rather than "lort" + e + bank, where only the one amplifies; "super" does,
        // though it stands before adjectives as well.
        if entry.traits.contains(.amplifier), entry.valence != 0 { return entry }
        if first == nil, entry.roles.isDisjoint(with: .structural) { first = entry }
      }
      if first == nil, let entry = affixEntry(of: word, upTo: stemEnd), entry.aspect != .excluded {
        first = entry
      }
    }
    return first
  }

  /// Whether a word may be a compound of two parts.
  ///
  /// A coloured verb is no head: "murbrokker" are bits of a wall, nobody grumbles. What makes the
  /// whole word strong or wrong stands before verbs too: "fejlmonteret".
  private static func mayJoin(_ modifier: LexiconEntry, _ head: LexiconEntry) -> Bool {
    head.valence == 0 || !head.traits.contains(.verb)
      || !head.traits.isDisjoint(with: [.noun, .adjective]) || modifier.traits.contains(.amplifier)
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
    // "gavekort" is no degree of anything; "superlang" is.
    entry.roles = modifier.traits.contains(.amplifier) ? head.roles.intersection(.scale) : []
    entry.factor = 0
    if modifier.traits.contains(.amplifier), modifier.valence != 0 {
      entry.valence = modifier.valence
      entry.source = modifier.source
    }
    if entry.aspect.isNone {
      entry.aspect = modifier.aspect
      entry.secondAspect = modifier.secondAspect
      entry.more = modifier.more
      entry.traits.formUnion(modifier.traits.intersection(.ofDriver))
      entry.driverSource = modifier.driverSource
    } else if !modifier.aspect.isNone, modifier.aspect.driver != entry.aspect.driver,
      entry.secondAspect.isNone
    {
      entry.secondAspect = modifier.aspect
    }
    return entry
  }

  /// "uvenlig", "fejlfri": a prefix or suffix that turns the colour of what it joins.
  private func negated(
    _ word: borrowing DerivedWord, in lexicon: borrowing Lexicon
  ) -> LexiconEntry? {
    let heads = formLengthsByEnding.lengths(word.longEnding)
    let prefixes = negatingPrefixLengths.lengths(word.opening)
    if prefixes.hasTerm(of: word.count, with: heads) {
      for prefix in negatingPrefixes
      where word.count >= prefix.count + 4 && prefixes >> UInt64(prefix.count) & 1 != 0
        && word.hasPart(prefix, at: 0)
      {
        if var rest = lexicon.entry(of: word.hash(prefix.count..<word.count)),
          rest.valence > 0,
          rest.traits.contains(.adjective), !rest.traits.contains(.solid)
        {
          rest.valence = -rest.valence
          return rest
        }
      }
    }
    let suffixes =
      negatingSuffixLengths.lengths(word.ending(at: word.count))
      | negatingSuffixLengths.lengths(word.ending(at: word.count - 1))
    if suffixes == 0 { return nil }
    for suffix in negatingSuffixes
    where word.count >= suffix.count + 3 && suffixes >> UInt64(suffix.count) & 1 != 0 {
      // The suffix may be inflected by one letter: fejlfri, fejlfrit, fejlfrie.
      for inflected in 0...1 {
        let start = word.count - inflected - suffix.count
        guard start >= 3, word.hasPart(suffix, at: start) else { continue }
        if inflected == 1, word.last != UInt8(ascii: "t"), word.last != UInt8(ascii: "e") {
          continue
        }
        for link in links where start >= 3 + link.count {
          guard word.hasPart(link, at: start - link.count) else { continue }
          if var rest = lexicon.entry(of: word.hash(0..<start - link.count)),
            rest.valence != 0
          {
            rest.valence = rest.valence < 0 ? 200 : -200
            rest.traits = .adjective
            return rest
          }
        }
      }
    }
    return nil
  }
}

extension UInt64 {
  /// Takes the highest of a set of bits out of it.
  fileprivate mutating func takeGreatest() -> Int {
    let greatest = 63 - leadingZeroBitCount
    self &= ~(1 << UInt64(greatest))
    return greatest
  }

  /// Whether one of a set of lengths makes `sum` with one of another.
  fileprivate func hasTerm(of sum: Int, with others: UInt64) -> Bool {
    var lengths = self
    while lengths != 0 {
      let length = lengths.takeGreatest()
      if length < sum, others >> UInt64(sum - length) & 1 != 0 { return true }
    }
    return false
  }
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
    writer.write(affixEntries)
    for parts in [links, negatingPrefixes, negatingSuffixes, amplifyingPrefixes] {
      writer.write(parts)
    }
    for lengths in [
      stemLengths, endingLengths, negatingPrefixLengths, negatingSuffixLengths,
      amplifyingPrefixLengths, formLengthsByOpening, formLengthsByEnding,
    ] {
      lengths.write(to: &writer)
    }
  }

  init?(from reader: inout ImageReader) {
    guard let stems = FormTable(from: &reader), let endings = FormTable(from: &reader),
      let entries = reader.array(of: LexiconEntry.self),
      let links = reader.array(of: WordPart.self),
      let prefixes = reader.array(of: WordPart.self),
      let suffixes = reader.array(of: WordPart.self),
      let amplifiers = reader.array(of: WordPart.self)
    else { return nil }
    var lengths: [LengthIndex] = []
    for _ in 0..<7 {
      guard let index = LengthIndex(from: &reader) else { return nil }
      lengths.append(index)
    }
    self.init(
      stems: stems, stemLengths: lengths[0], endings: endings, endingLengths: lengths[1],
      affixEntries: entries, links: links, negatingPrefixes: prefixes,
      negatingSuffixes: suffixes, amplifyingPrefixes: amplifiers,
      negatingPrefixLengths: lengths[2], negatingSuffixLengths: lengths[3],
      amplifyingPrefixLengths: lengths[4], formLengthsByOpening: lengths[5],
      formLengthsByEnding: lengths[6])
  }
}

internal import RisrosModel
internal import RisrosText

/// Reads the files of one language, layer over layer, into a `Lexicon`.
///
/// Rows of a later folder win over those of an earlier one; within a folder the first row wins for
/// a form's valence, and drivers, roles and traits of a form's rows add up.
struct LexiconBuilder {
  let language: Language
  let taxonomy: Taxonomy
  /// Built-in drivers that a taxonomy of the user's own leaves out.
  private var dropped: Set<String>
  /// Told of rows that cannot be read, which are then left out; without it the first one is thrown.
  private let report: ((Diagnostic) -> Void)?
  private var inflections = Inflections()
  private var index = FormIndex(minimumCapacity: 1 << 15)
  private var entries: [LexiconEntry] = []
  private var phrases = PhraseTable.Builder()
  private var stems = FormIndex()
  private var endings = FormIndex()
  /// Stems and endings of the user's own taxonomy, which win over words listed by others.
  private var ownAffixes = OwnAffixes()
  private var derivation = WordDerivation()
  private var files: [String] = []
  /// The number of the first file of the folder being read: what comes from a lower one gives way.
  private var firstFileOfLayer = 0
  private var counts: [String: Int] = [:]
  private(set) var abbreviations: [[UInt8]] = []
  private(set) var emoticons: [[UInt8]] = []
  private var scratch: [UInt8] = []

  /// All file names a language's folder may hold, in the order they are read: stems of drivers
  /// before the coloured words they may begin, function words before the phrases they stand in.
  static let fileNames = [
    "inflections", "negators", "intensifiers", "connectives", "scales", "drivers", "sentiment",
    "phrases", "compounds", "abbreviations", "respellings",
  ]

  init(
    language: Language, taxonomy: Taxonomy, dropped: Set<String> = [],
    report: ((Diagnostic) -> Void)? = nil
  ) {
    self.language = language
    self.taxonomy = taxonomy
    self.dropped = dropped
    self.report = report
  }

  // MARK: Files

  mutating func startLayer() { firstFileOfLayer = files.count }

  /// Reads a file of the folder.
  ///
  /// - Parameter shown: what results call the file.
  mutating func add(
    _ file: TableFile, named name: String, as shown: String
  ) throws(Diagnostic) {
    let fileNumber = startFile(shown)
    if name == "inflections" {
      do { try inflections.add(file) } catch { try tell(error) }
      counts[name, default: 0] += 0
      return
    }
    var rows = 0
    try file.forEachRow { row throws(Diagnostic) in
      rows += 1
      do throws(Diagnostic) {
        try add(file, row, named: name, LexiconSource(file: fileNumber, line: row.line))
      } catch {
        try tell(error)
      }
    }
    counts[name, default: 0] += rows
  }

  /// Notes a file that entries come from.
  mutating func startFile(_ shown: String) -> Int {
    files.append(shown)
    return files.count - 1
  }

  private func tell(_ error: Diagnostic) throws(Diagnostic) {
    guard let report else { throw error }
    report(error)
  }

  private mutating func add(
    _ file: TableFile, _ row: borrowing TableFile.Row, named name: String, _ source: LexiconSource
  ) throws(Diagnostic) {
    switch name {
    case "sentiment": try addSentiment(file, row, source)
    case "scales": try addScale(file, row, source)
    case "negators": try addRole(file, row, source, LexiconBuilder.negatorKinds)
    case "intensifiers": try addIntensifier(file, row, source)
    case "connectives": try addRole(file, row, source, LexiconBuilder.connectiveKinds)
    case "drivers": try addDriver(file, row, source)
    case "phrases": try addPhrase(file, row, source)
    case "compounds": try addCompound(file, row, source)
    case "abbreviations": abbreviations.append(Array(file.bytes[row.fields[0]]))
    case "respellings": try addRespelling(file, row)
    case "marks": try addMark(file, row, source)
    case "emoji", "emoticons": try addEmoji(file, row, source, emoticon: name == "emoticons")
    case WordScores.kind: try addWordScore(file, row, source)
    default: preconditionFailure("no such lexicon file: \(name)")
    }
  }

  private static let negatorKinds: [String: LexicalRoles] = [
    "not": .not, "no": .no, "without": .without, "neither": .neither, "hardly": .hardly,
  ]
  private static let connectiveKinds: [String: LexicalRoles] = [
    "but": .but, "although": .although, "and": .and, "because": .because, "if": .conditional,
    "that": .that, "than": .than, "wish": .wish, "verdict": .verdict, "hedge": .hedge,
    "elsewhere": .elsewhere, "question": .question,
  ]
  private static let markKinds: [String: LexicalRoles] = [
    "comma": .comma, "break": .clauseBreak, "end": .sentenceEnd,
    "exclamation": [.sentenceEnd, .exclamation], "question": [.sentenceEnd, .questionMark],
  ]

  private mutating func addSentiment(
    _ file: TableFile, _ row: borrowing TableFile.Row, _ source: LexiconSource
  ) throws(Diagnostic) {
    let valence = try self.valence(file, row, field: 2)
    let className = try inflectionClass(file, row, field: 1)
    var entry = LexiconEntry(valence: valence, source: source)
    entry.traits = Inflections.traits(of: file.bytes[className])
    entry.traits.formUnion(try traits(file, row, field: 3))
    try addForms(file, row, className: className, extra: 4, entry)
  }

  private mutating func addScale(
    _ file: TableFile, _ row: borrowing TableFile.Row, _ source: LexiconSource
  ) throws(Diagnostic) {
    let direction = file.string(file.field(2, of: row))
    guard direction == "+" || direction == "-" else {
      throw file.error(
        "'\(direction)' is no direction", row, field: 2, remedy: "write + for more, - for less")
    }
    let className = try inflectionClass(file, row, field: 1)
    var entry = LexiconEntry(roles: direction == "+" ? .scaleUp : .scaleDown, source: source)
    entry.traits = Inflections.traits(of: file.bytes[className])
    try addForms(file, row, className: className, extra: 3, entry)
  }

  private mutating func addRole(
    _ file: TableFile, _ row: borrowing TableFile.Row, _ source: LexiconSource,
    _ kinds: [String: LexicalRoles]
  ) throws(Diagnostic) {
    let kind = file.string(file.field(1, of: row))
    guard let role = kinds[kind] else {
      throw file.error(
        "'\(kind)' is no kind", row, field: 1,
        remedy: "the kinds are " + kinds.keys.sorted().joined(separator: ", "))
    }
    try addTerm(file, row, LexiconEntry(roles: role, source: source))
  }

  private mutating func addIntensifier(
    _ file: TableFile, _ row: borrowing TableFile.Row, _ source: LexiconSource
  ) throws(Diagnostic) {
    let field = file.field(1, of: row)
    if file.string(field) == "too" {
      try addTerm(file, row, LexiconEntry(factor: 120, roles: .too, source: source))
      return
    }
    guard let percent = file.integer(field), (0...400).contains(percent) else {
      throw file.error(
        "'\(file.string(field))' is no factor in percent", row, field: 1,
        remedy: "write a whole number from 0 to 400, or too")
    }
    try addTerm(
      file, row, LexiconEntry(factor: Int16(percent), roles: .intensifier, source: source))
  }

  private mutating func addEmoji(
    _ file: TableFile, _ row: borrowing TableFile.Row, _ source: LexiconSource, emoticon: Bool
  ) throws(Diagnostic) {
    let valence = try self.valence(file, row, field: 1)
    let form = Array(file.bytes[row.fields[0]])
    addForm(form, LexiconEntry(valence: valence, roles: .emoji, source: source))
    if emoticon { emoticons.append(form) }
  }

  private mutating func addMark(
    _ file: TableFile, _ row: borrowing TableFile.Row, _ source: LexiconSource
  ) throws(Diagnostic) {
    // The one mark that cannot stand in a table as it is.
    if file.string(row.fields[0]) == "\\n" {
      addForm([0x0A], LexiconEntry(roles: .sentenceEnd, source: source))
    } else {
      try addRole(file, row, source, LexiconBuilder.markKinds)
    }
  }

  private mutating func addDriver(
    _ file: TableFile, _ row: borrowing TableFile.Row, _ source: LexiconSource
  ) throws(Diagnostic) {
    guard let (aspect, second) = try aspects(file, row, field: 2) else { return }
    var entry = LexiconEntry(aspect: aspect, secondAspect: second, driverSource: source)
    entry.more = try direction(file, row, field: 3)
    try addDriverTerm(file, row, entry, class: try inflectionClass(file, row, field: 1), extra: 4)
  }

  /// Whether more of a thing is good (1) or bad (-1).
  func direction(
    _ file: TableFile, _ row: borrowing TableFile.Row, field: Int
  ) throws(Diagnostic) -> Int8 {
    switch file.string(file.field(field, of: row)) {
    case "": return 0
    case "+": return 1
    case "-": return -1
    case let other:
      throw file.error(
        "'\(other)' does not say whether more is good", row, field: field,
        remedy: "write +, - or nothing")
    }
  }

  /// Adds a lemma, phrase, `stem*` or `*ending` that names a driver, or is said to name none.
  mutating func addDriverTerm(
    _ file: TableFile, _ row: borrowing TableFile.Row, _ driver: LexiconEntry,
    class className: Range<Int>, extra: Int
  ) throws(Diagnostic) {
    var entry = driver
    entry.traits = Inflections.traits(of: file.bytes[className])
    let term = file.bytes[row.fields[0]]
    let star = UInt8(ascii: "*")
    guard term.first == star || term.last == star else {
      try addForms(file, row, className: className, extra: extra, entry)
      return
    }
    entry.traits.insert(.noun)
    let isStem = term.last == star
    for affix in try alternatives(file, row) {
      let bytes = Array(isStem ? affix.dropLast()[...] : affix.dropFirst())
      guard (3...63).contains(bytes.count), !bytes.contains(star) else {
        throw file.error(
          "'\(file.string(row.fields[0]))' is no stem or ending", row, field: 0,
          remedy: "write at least three letters and one star, at the end or the beginning")
      }
      let hash = WordHash.hash(of: bytes)
      derivation.affixEntries.append(entry)
      let number = UInt32(derivation.affixEntries.count)
      if isStem {
        stems[hash] = number
        derivation.stemLengths.insert(beginningOf: bytes)
      } else {
        endings[hash] = number
        derivation.endingLengths.insert(endOf: bytes)
      }
    }
  }

  private mutating func addPhrase(
    _ file: TableFile, _ row: borrowing TableFile.Row, _ source: LexiconSource
  ) throws(Diagnostic) {
    let valence = try self.valence(file, row, field: 1)
    var entry = LexiconEntry(valence: valence, traits: .phrase, source: source)
    if !file.isBlank(file.field(2, of: row)), let named = try aspects(file, row, field: 2) {
      (entry.aspect, entry.secondAspect) = named
      entry.driverSource = source
    }
    entry.traits.formUnion(try traits(file, row, field: 3))
    try addTerm(file, row, entry)
  }

  private mutating func addCompound(
    _ file: TableFile, _ row: borrowing TableFile.Row, _ source: LexiconSource
  ) throws(Diagnostic) {
    let kind = file.string(row.fields[0])
    let value = Array(file.bytes[file.field(1, of: row)])
    switch kind {
    case "link":
      if !derivation.links.contains(WordPart(value)) {
        derivation.links.append(WordPart(value))
        derivation.links.sort { $0.count > $1.count }
      }
    case "keep": addForm(value, LexiconEntry(traits: .solid, source: source))
    case "negating-prefix":
      derivation.negatingPrefixes.append(WordPart(value))
      derivation.negatingPrefixLengths.insert(beginningOf: value)
    case "negating-suffix":
      derivation.negatingSuffixes.append(WordPart(value))
      derivation.negatingSuffixLengths.insert(endOf: value)
    case "prefix":
      derivation.amplifyingPrefixes.append(WordPart(value))
      derivation.amplifyingPrefixLengths.insert(beginningOf: value)
    default:
      throw file.error(
        "'\(kind)' is no kind of compound rule", row, field: 0,
        remedy: "the kinds are link, keep, negating-prefix, negating-suffix, prefix")
    }
  }

  private mutating func addRespelling(
    _ file: TableFile, _ row: borrowing TableFile.Row
  ) throws(Diagnostic) {
    let target = file.bytes[file.field(1, of: row)]
    let place = index[WordHash.hash(of: target)]
    // A slip for a word that the lexicon has nothing to say of needs no entry.
    guard place != 0 else { return }
    var entry = entries[Int(place) - 1]
    entry.traits.insert(.derived)
    for form in try alternatives(file, row) where index[WordHash.hash(of: form)] == 0 {
      addForm(form, entry)
    }
  }

  // MARK: Fields

  func valence(
    _ file: TableFile, _ row: borrowing TableFile.Row, field: Int
  ) throws(Diagnostic) -> Int16 {
    let range = file.field(field, of: row)
    guard let value = file.integer(range), (-5...5).contains(value) else {
      throw file.error(
        "valence '\(file.string(range))' is not a whole number from -5 to 5", row, field: field,
        remedy: "write -5 for the worst, 5 for the best, 0 for words without colour")
    }
    return Int16(value * 100)
  }

  private func inflectionClass(
    _ file: TableFile, _ row: borrowing TableFile.Row, field: Int
  ) throws(Diagnostic) -> Range<Int> {
    let range = file.field(field, of: row)
    if file.isBlank(range) { return 0..<0 }
    guard inflections.contains(file.bytes[range]) else {
      throw file.error(
        "there is no inflection class '\(file.string(range))'", row, field: field,
        remedy: "write - for none, or one of " + inflections.names.joined(separator: ", "))
    }
    return range
  }

  private static let traitNames: [String: LexicalTraits] = [
    "amplifier": .amplifier, "solid": .solid, "weak": .weak, "event": .event, "final": .final,
    "whole": .whole, "ironic": .ironic,
  ]

  func traits(
    _ file: TableFile, _ row: borrowing TableFile.Row, field: Int
  ) throws(Diagnostic) -> LexicalTraits {
    let range = file.field(field, of: row)
    if range.isEmpty { return [] }
    var traits: LexicalTraits = []
    for name in file.string(range).split(separator: ",") {
      guard let trait = LexiconBuilder.traitNames[String(name)] else {
        throw file.error(
          "'\(name)' is no flag", row, field: field,
          remedy: "the flags are " + LexiconBuilder.traitNames.keys.sorted().joined(separator: ", ")
        )
      }
      traits.insert(trait)
    }
    return traits
  }

  private func isDropped(_ driver: Substring) -> Bool {
    !dropped.isEmpty && (dropped.contains("*") || dropped.contains(String(driver)))
  }

  mutating func keepAllDrivers() { dropped = [] }

  mutating func prefer(_ affixes: OwnAffixes) { ownAffixes = affixes }

  /// The drivers a field names; nil where all of them were dropped.
  func aspects(
    _ file: TableFile, _ row: borrowing TableFile.Row, field: Int
  ) throws(Diagnostic) -> (Aspect, Aspect)? {
    let name = file.string(file.field(field, of: row))
    if name == "none" { return (.excluded, .none) }
    let names = name.split(separator: "+")
    var found: [Aspect] = []
    var droppedCount = 0
    for name in names {
      if isDropped(name.prefix { $0 != "." }) {
        droppedCount += 1
        continue
      }
      guard let aspect = taxonomy.aspect(named: name) else {
        throw file.error(
          "there is no driver or aspect '\(name)'", row, field: field,
          remedy: "write driver.aspect as in shared/taxonomy.tsv, or none")
      }
      found.append(aspect)
    }
    if found.isEmpty, (1...2).contains(droppedCount) { return nil }
    guard (1...2).contains(found.count + droppedCount) else {
      throw file.error(
        "a term names one or two drivers", row, field: field, remedy: "join two with +")
    }
    return (found[0], found.count > 1 ? found[1] : .none)
  }

  func alternatives(
    _ file: TableFile, _ row: borrowing TableFile.Row
  ) throws(Diagnostic) -> [[UInt8]] {
    guard let all = BraceExpansion.expand(file.bytes[row.fields[0]]) else {
      throw file.error(
        "braces do not pair, or make more than \(BraceExpansion.limit) forms", row, field: 0,
        remedy: "write {one,two}, without nesting")
    }
    // An empty alternative leaves a blank behind: `{,alt }for` is fine, `radio {stille,}` too.
    let blank = UInt8(ascii: " ")
    return all.map { term in
      guard term.first == blank || term.last == blank else { return term }
      return Array(term.trimming { $0 == blank })
    }
  }

  // MARK: Forms

  /// All forms of a lemma by its class and its own list, or a phrase where the term has blanks.
  private mutating func addForms(
    _ file: TableFile, _ row: borrowing TableFile.Row, className: Range<Int>, extra: Int,
    _ entry: LexiconEntry
  ) throws(Diagnostic) {
    let term = file.bytes[row.fields[0]]
    if term.contains(UInt8(ascii: " ")) {
      try addTerm(file, row, entry)
      return
    }
    let number = newEntry(entry)
    func addAll(_ lemma: ArraySlice<UInt8>, _ builder: inout LexiconBuilder) {
      if className.isEmpty {
        builder.scratch.removeAll(keepingCapacity: true)
        builder.scratch.append(contentsOf: lemma)
        builder.addScratch(entry, number)
        return
      }
      var forms = builder.scratch
      let inflections = builder.inflections
      inflections.forEachForm(of: lemma, class: file.bytes[className], scratch: &forms) { form in
        builder.addForm(&form, entry, number)
      }
      builder.scratch = forms
    }
    if term.contains(UInt8(ascii: "{")) {
      for lemma in try alternatives(file, row) { addAll(lemma[...], &self) }
    } else {
      addAll(term, &self)
    }
    let extras = file.field(extra, of: row)
    if !extras.isEmpty {
      for form in file.bytes[extras].split(separator: UInt8(ascii: " ")) {
        scratch.removeAll(keepingCapacity: true)
        scratch.append(contentsOf: form)
        addScratch(entry, number)
      }
    }
  }

  /// A single form or a phrase, with braces expanded.
  mutating func addTerm(
    _ file: TableFile, _ row: borrowing TableFile.Row, _ entry: LexiconEntry
  ) throws(Diagnostic) {
    for term in try alternatives(file, row) {
      if term.contains(UInt8(ascii: " ")) {
        guard addWords(of: term, entry) else {
          throw file.error(
            "'\(file.string(row.fields[0]))' cannot be matched", row, field: 0,
            remedy: "write 2 to \(PhraseTable.maximumWords) words; _ and … stand between words, and"
              + " … at most once")
        }
      } else {
        addForm(term, entry)
      }
    }
  }

  /// A word or a phrase as it stands, without braces.
  mutating func addText(
    _ text: String, _ entry: LexiconEntry, _ file: TableFile, _ row: borrowing TableFile.Row
  ) throws(Diagnostic) {
    let bytes = Array(text.utf8)
    guard bytes.contains(UInt8(ascii: " ")) else { return addForm(bytes, entry) }
    guard addWords(of: bytes, entry) else {
      throw file.error(
        "'\(text)' cannot be matched", row, field: 0,
        remedy: "write 2 to \(PhraseTable.maximumWords) words")
    }
  }

  private mutating func newEntry(_ entry: LexiconEntry) -> UInt32 {
    entries.append(entry)
    return UInt32(entries.count)
  }

  private mutating func addForm(_ form: [UInt8], _ entry: LexiconEntry) {
    scratch = form
    addScratch(entry, nil)
  }

  private mutating func addScratch(_ entry: LexiconEntry, _ number: UInt32?) {
    var form = scratch
    addForm(&form, entry, number)
    scratch = form
  }

  /// Adds a form; `number` is the entry's place where it has one already.
  private mutating func addForm(
    _ form: inout [UInt8], _ entry: LexiconEntry, _ number: UInt32?
  ) {
    var entry = entry
    var number = number
    // A coloured word that begins with the stem of a driver names it: "brugervenlig"; so does a noun
    // with such an ending: "kanonservice".
    if entry.valence != 0, entry.aspect == .none,
      let driver = driverStem(of: form)
        ?? (entry.traits.contains(.noun) ? driverEnding(of: form) : nil)
    {
      entry.aspect = driver.aspect
      entry.secondAspect = driver.secondAspect
      entry.more = driver.more
      entry.driverSource = driver.driverSource
      number = nil
    }
    if let own = ownAffixes.entry(of: form), entry.driverSource != .none || entry.valence != 0 {
      entry.aspect = own.aspect
      entry.secondAspect = own.secondAspect
      entry.more = own.more
      entry.driverSource = own.driverSource
      number = nil
    }
    let count = form.count
    for _ in 0..<16 { form.append(0) }
    let hash = WordHash.hash(form, 0..<count)
    form.removeLast(16)
    let place = index[hash]
    if place == 0 {
      derivation.addLengths(of: form)
      index[hash] = number ?? newEntry(entry)
    } else if place != number {
      let merged = LexiconBuilder.merge(
        entries[Int(place) - 1], entry, firstFileOfLayer: firstFileOfLayer)
      index[hash] = newEntry(merged)
    }
  }

  /// The longest stem of a driver that a form begins with.
  private func driverStem(of form: [UInt8]) -> LexiconEntry? {
    affix(of: form, derivation.stemLengths.lengths(beginningOf: form)) {
      stems[WordHash.hash(of: form.prefix($0))]
    }
  }

  /// The longest ending of a driver that a form ends with.
  private func driverEnding(of form: [UInt8]) -> LexiconEntry? {
    affix(of: form, derivation.endingLengths.lengths(endOf: form)) {
      endings[WordHash.hash(of: form.suffix($0))]
    }
  }

  private func affix(
    of form: [UInt8], _ lengths: UInt64, _ find: (Int) -> UInt32
  ) -> LexiconEntry? {
    for length in stride(from: min(form.count, 63), through: 3, by: -1)
    where lengths >> UInt64(length) & 1 != 0 {
      let place = find(length)
      if place == 0 { continue }
      let entry = derivation.affixEntries[Int(place) - 1]
      return entry.aspect == .excluded ? nil : entry
    }
    return nil
  }

  /// What a form means by an earlier row and a later one.
  private static func merge(
    _ earlier: LexiconEntry, _ later: LexiconEntry, firstFileOfLayer: Int
  ) -> LexiconEntry {
    var entry = earlier
    let layered = earlier.source.file < firstFileOfLayer
    if later.source != .none {
      let colours = later.roles.isEmpty && later.factor == 0
      if colours ? layered || earlier.valence == 0 : true {
        if colours { entry.valence = later.valence }
        if entry.source == .none || colours { entry.source = later.source }
      }
      if later.factor != 0 { entry.factor = later.factor }
    }
    if !later.aspect.isNone || later.aspect == .excluded {
      if earlier.aspect == .none || earlier.driverSource.file < firstFileOfLayer {
        entry.aspect = later.aspect
        entry.secondAspect = later.secondAspect
        entry.driverSource = later.driverSource
        if later.more != 0 { entry.more = later.more }
      } else if earlier.secondAspect.isNone, later.aspect.driver != earlier.aspect.driver {
        entry.secondAspect = later.aspect
      }
    }
    if entry.more == 0 { entry.more = later.more }
    entry.roles.formUnion(later.roles)
    entry.traits.formUnion(later.traits)
    return entry
  }

  /// Adds a phrase of blank-separated words, once for each length its `…` may take.
  /// - Returns: false where it can never match.
  private mutating func addWords(of term: [UInt8], _ entry: LexiconEntry) -> Bool {
    let words = term.split(separator: UInt8(ascii: " "))
    let ellipsis = Array("…".utf8)
    let gaps = words.indices.filter { words[$0].elementsEqual(ellipsis) }
    guard gaps.count <= 1 else { return false }
    for gap in 0...(gaps.isEmpty ? 0 : 3) {
      var phrase: [PhraseTable.Builder.Word] = []
      for word in words {
        if word.elementsEqual(ellipsis) {
          for _ in 0..<gap { phrase.append(.init()) }
        } else {
          phrase.append(phraseWord(word))
        }
      }
      guard (2...PhraseTable.maximumWords).contains(phrase.count), phrase.first?.hash != 0,
        phrase.last?.hash != 0
      else { return false }
      var entry = entry
      entry.traits.insert(.phrase)
      phrases.add(phrase, entry) { [firstFileOfLayer] in
        LexiconBuilder.merge($0, $1, firstFileOfLayer: firstFileOfLayer)
      }
      for word in words { derivation.addLengths(of: word) }
    }
    return true
  }

  /// A word of a phrase: `_` for any one, `#` for any number, digits for a number as it is written.
  ///
  /// How rare it is is told by its length; function words and numbers are common.
  private func phraseWord(_ word: ArraySlice<UInt8>) -> PhraseTable.Builder.Word {
    if word.elementsEqual([UInt8(ascii: "_")]) { return .init() }
    let hash = WordHash.hash(of: word)
    if word.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }) {
      return .init(hash: WordHash.number, literal: hash, rarity: 1)
    }
    if hash == WordHash.number { return .init(hash: hash, rarity: 1) }
    let place = index[hash]
    let isFunctionWord =
      place != 0 && !entries[Int(place) - 1].roles.isDisjoint(with: .structural)
    return .init(hash: hash, rarity: isFunctionWord ? 1 : UInt8(min(word.count, 20)))
  }

  // MARK: Result

  consuming func build() -> Lexicon {
    phrases.updateEntries { [index, entries] entry, words in
      let known = words.map { hash -> LexiconEntry? in
        let place = hash == 0 ? 0 : index[hash]
        return place == 0 ? nil : entries[Int(place) - 1]
      }
      entry.complete(byWords: known)
    }
    derivation.stems = FormTable(stems)
    derivation.endings = FormTable(endings)
    var anchors = FormIndex()
    phrases.forEachLoneAnchor { anchors[$0] = 1 }
    // An anchor that no line lists has a slot and no entry.
    let unlisted = UInt32.max
    anchors.forEachForm { hash, _ in if index[hash] == 0 { index[hash] = unlisted } }
    index.update { [entries] hash, number in
      let number = number == unlisted ? 0 : number
      let entry = number == 0 ? nil : entries[Int(number) - 1]
      return Form(number: number, entry, anchorsGaps: anchors[hash] != 0).rawValue
    }
    return Lexicon(
      language: language, forms: FormTable(index), entries: entries,
      phrases: PhraseTable(phrases), derivation: derivation, files: files, counts: counts)
  }
}

extension Array {
  /// The elements without those at either end that satisfy a condition.
  fileprivate func trimming(_ isTrimmed: (Element) -> Bool) -> ArraySlice<Element> {
    let head = drop(while: isTrimmed)
    guard let last = head.lastIndex(where: { !isTrimmed($0) }) else { return head.prefix(0) }
    return head[...last]
  }
}

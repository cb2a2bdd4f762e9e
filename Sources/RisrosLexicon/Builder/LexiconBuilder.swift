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
  var dropped: Set<String>
  /// Told of rows that cannot be read, which are then left out; without it the first one is thrown.
  private let report: ((Diagnostic) -> Void)?
  var inflections = Inflections()
  var entries: [LexiconEntry] = []
  /// The place in `entries`, from 1, of each form.
  var index = FormIndex(minimumCapacity: 1 << 15)
  var phrases = PhraseTable.Builder()
  /// The place in `derivation.affixEntries`, from 1, of the stems and endings that name drivers.
  var stems = FormIndex()
  var endings = FormIndex()
  /// Stems and endings of the user's own taxonomy, which win over words listed by others.
  var ownAffixes = OwnAffixes()
  var derivation = WordDerivation()
  private var files: [String] = []
  /// The number of the first file of the folder being read: what comes from a lower one gives way.
  var firstFileOfLayer = 0
  private var counts: [String: Int] = [:]
  var abbreviations: [[UInt8]] = []
  var emoticons: [[UInt8]] = []
  /// The form being built, to keep one buffer for all.
  var scratch: [UInt8] = []

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
      language: language, forms: FormTable(index), entries: FlatTable(entries),
      phrases: PhraseTable(phrases), derivation: derivation, files: files, counts: counts)
  }
}

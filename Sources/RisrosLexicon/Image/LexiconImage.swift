internal import RisrosModel
public import RisrosText

/// The lexicons in the form in which look-up uses them, so that a start need not read the words.
///
/// Made from the text files when the package is built; the text files stay the source of truth. An
/// image of another version or machine is not an error: the text is read instead.
public enum LexiconImage {
  /// The image's file in a folder of lexicons.
  public static let fileName = "lexicons.image"

  /// Changes whenever the layout of any table changes.
  private static let version: UInt64 = 8
  private static let magic = "risros lexicons"

  private static var layout: [UInt64] {
    [
      version, UInt64(MemoryLayout<LexiconEntry>.stride),
      UInt64(MemoryLayout<PhraseTable.Phrase>.stride),
      // Tells byte orders apart.
      UInt64(littleEndian: 1),
    ]
  }

  /// The image of a library.
  public static func encode(_ library: LexiconLibrary) -> [UInt8] {
    var writer = ImageWriter()
    writer.write(magic)
    writer.write(layout)
    writer.write(library.fingerprint)
    library.taxonomy.write(to: &writer)
    library.abbreviations.write(to: &writer)
    library.emoticons.write(to: &writer)
    library.mail.write(to: &writer)
    for lexicon in [library.danish, library.bokmaal, library.nynorsk] {
      lexicon.write(to: &writer)
    }
    return writer.bytes
  }

  /// The library of an image, or nil where it does not fit this program.
  ///
  /// Its tables stay in the memory they are read from.
  public static func decode(_ image: FixedMemory) -> LexiconLibrary? {
    var reader = ImageReader(image)
    guard reader.text() == magic, reader.array(of: UInt64.self) == layout,
      let fingerprint = reader.text(), let taxonomy = Taxonomy(from: &reader),
      let abbreviations = AbbreviationSet(from: &reader),
      let emoticons = EmoticonSet(from: &reader), let mail = MailPhrases(from: &reader),
      let danish = Lexicon(language: .da, from: &reader),
      let bokmaal = Lexicon(language: .nb, from: &reader),
      let nynorsk = Lexicon(language: .nn, from: &reader)
    else { return nil }
    return LexiconLibrary(
      taxonomy: taxonomy, danish: danish, bokmaal: bokmaal, nynorsk: nynorsk,
      abbreviations: abbreviations, emoticons: emoticons, mail: mail, fingerprint: fingerprint)
  }
}

extension ImageWriter {
  mutating func write(_ lists: [[UInt8]]) {
    write(UInt64(lists.count))
    for list in lists { write(list) }
  }
}

extension ImageReader {
  mutating func lists() -> [[UInt8]]? {
    guard let count = number(), count < 1 << 20 else { return nil }
    var lists: [[UInt8]] = []
    for _ in 0..<count {
      guard let list = array(of: UInt8.self) else { return nil }
      lists.append(list)
    }
    return lists
  }
}

extension Lexicon {
  fileprivate func write(to writer: inout ImageWriter) {
    forms.write(to: &writer)
    writer.write(entries)
    phrases.write(to: &writer)
    derivation.write(to: &writer)
    writer.write(files.map { Array($0.utf8) })
    for name in counts.keys.sorted() {
      writer.write(name)
      writer.write(UInt64(counts[name]!))
    }
    writer.write("")
  }

  fileprivate init?(language: Language, from reader: inout ImageReader) {
    guard let forms = FormTable(from: &reader), let entries = reader.table(of: LexiconEntry.self),
      let phrases = PhraseTable(from: &reader), let derivation = WordDerivation(from: &reader),
      let files = reader.lists()
    else { return nil }
    var counts: [String: Int] = [:]
    while true {
      guard let name = reader.text() else { return nil }
      if name.isEmpty { break }
      guard let count = reader.number() else { return nil }
      counts[name] = Int(count)
    }
    self.init(
      language: language, forms: forms, entries: entries, phrases: phrases, derivation: derivation,
      files: files.map { String(decoding: $0, as: UTF8.self) }, counts: counts)
  }
}

extension Taxonomy {
  private static let labelLanguages = ["en", "da", "nb", "nn"]

  fileprivate func write(to writer: inout ImageWriter) {
    func write(_ id: String, _ labels: [String: String]) {
      writer.write(id)
      for language in Taxonomy.labelLanguages { writer.write(labels[language] ?? "") }
    }
    for driver in drivers {
      write(driver.id, driver.labels)
      for aspect in driver.aspects { write("." + aspect.id, aspect.labels) }
    }
    writer.write("")
  }

  fileprivate init?(from reader: inout ImageReader) {
    self.init(drivers: [])
    while let id = reader.text() {
      if id.isEmpty { return }
      var labels: [String: String] = [:]
      for language in Taxonomy.labelLanguages {
        guard let label = reader.text() else { return nil }
        if !label.isEmpty { labels[language] = label }
      }
      if id.hasPrefix(".") {
        guard !drivers.isEmpty else { return nil }
        drivers[drivers.count - 1].aspects.append((id: String(id.dropFirst()), labels: labels))
      } else {
        drivers.append(DriverDefinition(id: id, labels: labels))
      }
    }
    return nil
  }
}

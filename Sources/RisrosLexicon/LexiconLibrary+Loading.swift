public import RisrosModel
internal import RisrosText

extension LexiconLibrary {
  /// Reads the lexicons of all scored languages.
  ///
  /// - Parameters:
  ///   - folders: the whole lexicon first, then any that layer over it, of which a later one wins
  ///     and may lack files.
  ///   - taxonomy: drivers and words of the user's own, laid over all folders.
  /// - Throws: a usage diagnostic with file, line and column for a row that cannot be read.
  public static func load(
    from folders: [LexiconFolder], taxonomy: TaxonomyFile? = nil
  ) throws(Diagnostic) -> LexiconLibrary {
    let base = try self.base(of: folders)
    if folders.count == 1, taxonomy == nil, let image = base.memory(of: LexiconImage.fileName),
      let library = LexiconImage.decode(image)
    {
      return library
    }
    return try loadText(from: folders, taxonomy: taxonomy)
  }

  /// Reads the text files, whether or not there is an image of them.
  ///
  /// - Parameter report: told of each row that cannot be read, which is then left out; without it
  ///   the first one is thrown.
  public static func loadText(
    from folders: [LexiconFolder], taxonomy own: TaxonomyFile? = nil,
    report: ((Diagnostic) -> Void)? = nil
  ) throws(Diagnostic) -> LexiconLibrary {
    let base = try self.base(of: folders)
    var fingerprint = Fingerprint()
    var taxonomy = Taxonomy(drivers: [])
    var mail = MailPhrases()
    for folder in folders {
      if let file = try table("shared/taxonomy.tsv", in: folder, &fingerprint) {
        taxonomy = try Taxonomy(file)
      }
      if let file = try table("shared/mail.tsv", in: folder, &fingerprint) { try mail.add(file) }
    }
    if let own {
      taxonomy = try own.applied(to: taxonomy)
      fingerprint.add(name: "taxonomy", bytes: own.bytes)
    }
    var lexicons: [Lexicon] = []
    var abbreviations: [[UInt8]] = []
    var emoticons: [[UInt8]] = []
    for language in Language.scored {
      var builder = LexiconBuilder(
        language: language, taxonomy: taxonomy, dropped: own?.dropped ?? [], report: report)
      if let own { try builder.prefer(own) }
      for folder in folders {
        builder.startLayer()
        // The built-in words are named alike on every machine, a user's own by their path.
        let prefix = folder == base ? "" : folder.path + "/"
        for file in try files(of: folder, for: language, isBase: folder == base, &fingerprint) {
          try builder.add(file.table, named: file.kind, as: prefix + file.name)
        }
      }
      if let own {
        builder.startLayer()
        try builder.add(own)
      }
      abbreviations += builder.abbreviations
      emoticons = builder.emoticons
      lexicons.append(builder.build())
    }
    return LexiconLibrary(
      taxonomy: taxonomy, danish: lexicons[0], bokmaal: lexicons[1], nynorsk: lexicons[2],
      abbreviations: AbbreviationSet(abbreviations), emoticons: EmoticonSet(emoticons),
      mail: mail, fingerprint: fingerprint.hexadecimal)
  }

  /// A file of a folder that holds words of a language.
  struct WordFile {
    var table: TableFile
    /// What `LexiconBuilder.add` calls it, and its place in the folder.
    var kind: String
    var name: String
  }

  /// All files of a folder that hold words of a language, in the order they are read.
  static func files(
    of folder: LexiconFolder, for language: Language, isBase: Bool,
    _ fingerprint: inout Fingerprint
  ) throws(Diagnostic) -> [WordFile] {
    var files: [WordFile] = []
    let shared = ["marks", "emoji", "emoticons"].map { (kind: $0, name: "shared/\($0).tsv") }
    let own = LexiconBuilder.fileNames.map { (kind: $0, name: "\(language.code)/\($0).tsv") }
    for (kind, name) in shared + own {
      if let table = try table(name, in: folder, &fingerprint) {
        files.append(WordFile(table: table, kind: kind, name: name))
      }
    }
    if isBase { return files }
    let known = Set(own.map(\.name))
    func isList(_ name: String) -> Bool { name.hasSuffix(".txt") || name.hasSuffix(".tsv") }
    var lists = folder.names(in: "").filter {
      isList($0) && WordScores.languages(ofFileNamed: $0).contains(language)
    }
    lists += folder.names(in: language.code).filter(isList).map { "\(language.code)/\($0)" }
      .filter { !known.contains($0) }
    for name in lists {
      if let table = try table(name, in: folder, &fingerprint) {
        files.append(WordFile(table: table, kind: WordScores.kind, name: name))
      }
    }
    return files
  }

  private static func base(of folders: [LexiconFolder]) throws(Diagnostic) -> LexiconFolder {
    if let base = folders.first, base.isComplete { return base }
    throw Diagnostic(
      "there is no lexicon in '\(folders.first?.path ?? "")'", category: .usage,
      remedy: "name the folder that holds da, nb, nn and shared by --lexicons or RISROS_LEXICONS")
  }

  private static func table(
    _ name: String, in folder: LexiconFolder, _ fingerprint: inout Fingerprint
  ) throws(Diagnostic) -> TableFile? {
    guard let bytes = try folder.bytes(of: name) else { return nil }
    fingerprint.add(name: name, bytes: bytes)
    return TableFile(path: folder.path + "/" + name, bytes: bytes)
  }
}

/// A hash over files, so that a result can name the lexicon it came from.
public struct Fingerprint: Sendable {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  public init() {}

  public mutating func add(name: String, bytes: [UInt8]) {
    for part in [WordHash.hash(of: name), WordHash.hash(of: bytes)] {
      state = (state ^ part) &* 0x9E37_79B9_7F4A_7C15
      state ^= state >> 32
    }
  }

  public var hexadecimal: String {
    let digits = String(state, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}

extension Taxonomy {
  /// Reads `taxonomy.tsv`: `driver` or `driver.aspect`, then what it is called in English, Danish,
  /// Bokmål and Nynorsk. A driver's row comes before those of its aspects.
  init(_ file: TableFile) throws(Diagnostic) {
    self.init(drivers: [])
    try file.forEachRow { row throws(Diagnostic) in
      let name = file.string(row.fields[0])
      var labels: [String: String] = [:]
      for (place, language) in ["en", "da", "nb", "nn"].enumerated() {
        let label = file.string(file.field(place + 1, of: row))
        if !label.isEmpty { labels[language] = label }
      }
      let parts = name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      guard (1...2).contains(parts.count), parts.allSatisfy({ !$0.isEmpty }) else {
        throw file.error(
          "'\(name)' is neither driver nor driver.aspect", row, field: 0,
          remedy: "write price, or price.fees")
      }
      if parts.count == 1 {
        guard !drivers.contains(where: { $0.id == name }), drivers.count < Taxonomy.maximumDrivers
        else {
          throw file.error(
            "driver '\(name)' is one too many", row, field: 0,
            remedy: "name each driver once, at most \(Taxonomy.maximumDrivers)")
        }
        drivers.append(DriverDefinition(id: name, labels: labels))
        return
      }
      guard let place = drivers.firstIndex(where: { $0.id == parts[0] }) else {
        throw file.error(
          "aspect '\(name)' stands before its driver", row, field: 0,
          remedy: "put a row '\(parts[0])' above it")
      }
      guard drivers[place].aspects.count < Taxonomy.maximumAspects else {
        throw file.error(
          "driver '\(parts[0])' has too many aspects", row, field: 0,
          remedy: "give it at most \(Taxonomy.maximumAspects)")
      }
      drivers[place].aspects.append((id: parts[1], labels: labels))
    }
  }
}

public import RisrosModel

/// The rows of a folder's files, as they stand there; for tools, not for look-up.
public struct LexiconListing: Sendable {
  public struct Row: Sendable {
    public var language: Language
    /// What the file is: `sentiment`, `phrases`, `word scores`.
    public var kind: String
    /// The file's place in the folder, `da/sentiment.tsv`.
    public var name: String
    public var line: Int
    /// From the first column.
    public var fields: [String]
    /// All forms of the first column: of a lemma by its class and its list, of braces one by one.
    /// Stems and endings stand with their star.
    public var forms: [String]
    /// -5…5; nil where the row has none.
    public var valence: Double?

    public var term: String { fields[0] }
    /// The row without its first column, as it stands.
    public var rest: String { fields.dropFirst().joined(separator: "\t") }
  }

  public private(set) var rows: [Row] = []
  /// The folder's path.
  public let path: String

  /// Reads a folder.
  ///
  /// - Parameter base: a folder whose inflection classes count where the folder has none itself.
  /// - Throws: a usage diagnostic if a file cannot be read.
  public init(of folder: LexiconFolder, over base: LexiconFolder? = nil) throws(Diagnostic) {
    path = folder.path
    var unused = Fingerprint()
    for language in Language.scored {
      var inflections = Inflections()
      if let base {
        for file in try LexiconLibrary.files(of: base, for: language, isBase: true, &unused)
        where file.kind == "inflections" {
          try? inflections.add(file.table)
        }
      }
      let isBase = base == nil
      for file in try LexiconLibrary.files(of: folder, for: language, isBase: isBase, &unused) {
        if file.kind == "inflections" { try? inflections.add(file.table) }
        // Shared files are the same in every language.
        if file.name.hasPrefix("shared/"), language != Language.scored[0] { continue }
        try add(file, language, inflections)
      }
    }
  }

  private mutating func add(
    _ file: LexiconLibrary.WordFile, _ language: Language, _ inflections: Inflections
  ) throws(Diagnostic) {
    let table = file.table
    try table.forEachRow { row throws(Diagnostic) in
      let fields = row.fields.map { table.string($0) }
      rows.append(
        Row(
          language: language, kind: file.kind, name: file.name, line: row.line, fields: fields,
          forms: LexiconListing.forms(of: fields, file.kind, inflections),
          valence: LexiconListing.valence(of: fields, file.kind)))
    }
  }

  /// The column of the valence, by kind of file.
  private static func valence(of fields: [String], _ kind: String) -> Double? {
    let columns = ["sentiment": 2, "phrases": 1, "emoji": 1, "emoticons": 1, WordScores.kind: 1]
    guard let column = columns[kind], column < fields.count else { return nil }
    return Double(fields[column])
  }

  private static func forms(
    of fields: [String], _ kind: String, _ inflections: Inflections
  ) -> [String] {
    if kind == "compounds" { return fields.count > 1 ? [fields[1]] : [] }
    if kind == WordScores.kind { return [fields[0].lowercased()] }
    let terms = BraceExpansion.expand(Array(fields[0].utf8)[...]) ?? [Array(fields[0].utf8)]
    var forms: [String] = []
    let hasClass = ["sentiment", "scales", "drivers"].contains(kind) && fields.count > 1
    for term in terms {
      let text = String(decoding: term, as: UTF8.self)
      let isWhole = text.contains(" ") || text.hasPrefix("*") || text.hasSuffix("*")
      if hasClass, !isWhole, fields[1] != "-", !fields[1].isEmpty {
        var scratch: [UInt8] = []
        inflections.forEachForm(
          of: term[...], class: Array(fields[1].utf8)[...], scratch: &scratch
        ) { forms.append(String(decoding: $0, as: UTF8.self)) }
      } else {
        forms.append(
          text.split(separator: " ").joined(separator: " "))
      }
    }
    let extras = ["sentiment": 4, "scales": 3, "drivers": 4]
    if let extra = extras[kind], extra < fields.count {
      forms += fields[extra].split(separator: " ").map(String.init)
    }
    var seen: Set<String> = []
    return forms.filter { seen.insert($0).inserted }
  }
}

/// How the rows of two folders differ.
public struct LexiconDifference: Sendable {
  public struct Change: Sendable {
    /// nil where the row is new.
    public var before: LexiconListing.Row?
    /// nil where the row is gone.
    public var after: LexiconListing.Row?

    public var row: LexiconListing.Row { (after ?? before)! }
  }

  /// By file, in the order of their terms.
  public private(set) var changes: [Change] = []

  public init(from before: LexiconListing, to after: LexiconListing) {
    let old = LexiconDifference.index(before.rows)
    let new = LexiconDifference.index(after.rows)
    for key in Set(old.keys).union(new.keys).sorted() {
      let (a, b) = (old[key] ?? [], new[key] ?? [])
      for place in 0..<max(a.count, b.count) {
        let (x, y) = (place < a.count ? a[place] : nil, place < b.count ? b[place] : nil)
        if let x, let y, x.fields == y.fields { continue }
        changes.append(Change(before: x, after: y))
      }
    }
  }

  /// Rows by file and term; several rows may have the same term.
  private static func index(_ rows: [LexiconListing.Row]) -> [String: [LexiconListing.Row]] {
    Dictionary(grouping: rows) { $0.name + "\t" + ($0.kind == "compounds" ? $0.rest : $0.term) }
  }
}

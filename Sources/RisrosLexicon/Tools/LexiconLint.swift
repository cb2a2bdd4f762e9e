public import RisrosModel

/// Finds what is wrong or of no use in a folder of lexicon files.
///
/// Errors are rows that cannot be read; warnings are rows that say twice, contradict or never come
/// to bear. All stand at a line of a file.
public struct LexiconLint: Sendable {
  public enum Kind: String, Sendable, CaseIterable {
    /// A column that cannot be read, or one too many.
    case column
    /// A term that stands twice in its file with the same meaning.
    case duplicate
    /// A form with praise in one row and blame in another.
    case contradiction
    /// A form whose valence in a row never counts, since another row comes before it.
    case shadowed
    /// A phrase that no text can match.
    case unreachable
  }

  public struct Finding: Sendable {
    public var kind: Kind
    public var diagnostic: Diagnostic
  }

  public private(set) var findings: [Finding] = []
  /// The rows of the folder, and the library they make, without the rows that cannot be read.
  public let listing: LexiconListing
  public let library: LexiconLibrary

  /// - Parameter folder: what is looked at.
  /// - Parameter base: the lexicon it is laid over; nil where it is a whole one itself.
  /// - Throws: a usage diagnostic if the folder cannot be read at all.
  public init(_ folder: LexiconFolder, over base: LexiconFolder?) throws(Diagnostic) {
    listing = try LexiconListing(of: folder, over: base)
    var columns: [Diagnostic] = []
    library = try LexiconLibrary.loadText(from: (base.map { [$0] } ?? []) + [folder]) {
      // Shared files are read once a language.
      if !columns.contains($0) { columns.append($0) }
    }
    for diagnostic in columns { add(.column, diagnostic) }
    let unread = Set(columns.compactMap(\.location))
    let rows = listing.rows.filter { row in
      !unread.contains { $0.file == folder.path + "/" + row.name && $0.line == row.line }
    }
    findSurplusColumns(rows, folder)
    findDuplicates(rows, folder)
    findClashes(rows, folder)
  }

  public mutating func add(_ kind: Kind, _ diagnostic: Diagnostic) {
    findings.append(Finding(kind: kind, diagnostic: diagnostic))
  }

  /// Sorts findings by file and line.
  public mutating func sort() {
    findings.sort { a, b in
      func key(_ finding: Finding) -> (String, Int, String) {
        let location = finding.diagnostic.location
        return (location?.file ?? "", location?.line ?? 0, finding.diagnostic.message)
      }
      return key(a) < key(b)
    }
  }

  public func count(_ kind: Kind) -> Int { findings.count { $0.kind == kind } }

  private mutating func warn(
    _ kind: Kind, _ message: String, _ row: LexiconListing.Row, _ folder: LexiconFolder,
    remedy: String
  ) {
    add(
      kind,
      Diagnostic(
        message, category: .usage,
        at: SourceLocation(file: folder.path + "/" + row.name, line: row.line, column: 1),
        remedy: remedy, severity: .warning))
  }

  // MARK: Columns

  /// The most columns a file has.
  private static let widths = [
    "inflections": 2, "negators": 2, "intensifiers": 2, "connectives": 2, "scales": 4, "drivers": 5,
    "sentiment": 5, "phrases": 4, "compounds": 2, "abbreviations": 1, "respellings": 2, "marks": 2,
    "emoji": 2, "emoticons": 2, WordScores.kind: 2,
  ]

  private mutating func findSurplusColumns(
    _ rows: [LexiconListing.Row], _ folder: LexiconFolder
  ) {
    for row in rows {
      guard let width = LexiconLint.widths[row.kind], row.fields.count > width else { continue }
      let column = row.fields[..<width].joined(separator: "\t").unicodeScalars.count + 2
      add(
        .column,
        Diagnostic(
          "column \(width + 1) is one too many for \(row.kind)", category: .usage,
          at: SourceLocation(
            file: folder.path + "/" + row.name, line: row.line, column: column),
          remedy: "take out what stands behind column \(width)", severity: .warning))
    }
  }

  // MARK: Rows against one another

  private mutating func findDuplicates(_ rows: [LexiconListing.Row], _ folder: LexiconFolder) {
    var first: [String: LexiconListing.Row] = [:]
    for row in rows where row.kind != "inflections" && row.kind != "compounds" {
      let key = row.name + "\t" + row.term
      guard let earlier = first[key] else {
        first[key] = row
        continue
      }
      // Rows that differ in their meaning are told below, as contradiction or shadow.
      if earlier.valence == row.valence {
        warn(
          .duplicate, "'\(row.term)' stands in line \(earlier.line) already", row, folder,
          remedy: "keep one of them")
      }
    }
  }

  /// The order in which files are read: the first row of a form gives its valence.
  private static let colouring = ["emoji", "emoticons", "sentiment", "phrases", WordScores.kind]

  private mutating func findClashes(_ rows: [LexiconListing.Row], _ folder: LexiconFolder) {
    var first: [String: LexiconListing.Row] = [:]
    let coloured = rows.filter { $0.valence != nil && LexiconLint.colouring.contains($0.kind) }
    let order = coloured.sorted { a, b in
      func key(_ row: LexiconListing.Row) -> (UInt8, Int, Int) {
        (
          row.language.rawValue, LexiconLint.colouring.firstIndex(of: row.kind) ?? 0, row.line
        )
      }
      return key(a) < key(b)
    }
    for row in order {
      guard let valence = row.valence else { continue }
      var told = false
      for form in row.forms {
        let key = "\(row.language.code)\t\(form)"
        guard let earlier = first[key], let winning = earlier.valence, winning != 0 else {
          first[key] = row
          continue
        }
        if told || winning == valence || earlier.name == row.name && earlier.line == row.line {
          continue
        }
        told = true
        let place =
          "\(earlier.name):\(earlier.line) ('\(earlier.term)' \(LexiconLint.sign(winning)))"
        let word = form == row.term ? "'\(form)'" : "'\(form)' of '\(row.term)'"
        if winning * valence < 0 {
          warn(
            .contradiction,
            "\(word) is \(LexiconLint.sign(valence)) here and the other way round in \(place)",
            row,
            folder, remedy: "decide for one; the row read first counts")
        } else {
          warn(
            .shadowed, "\(word) is never \(LexiconLint.sign(valence)): \(place) comes first", row,
            folder, remedy: "take the form out of one of them")
        }
      }
    }
  }

  private static func sign(_ valence: Double) -> String {
    let number = valence == valence.rounded() ? "\(Int(valence))" : "\(valence)"
    return valence > 0 ? "+" + number : number
  }
}

internal import Foundation
public import RisrosModel

/// Drivers of the user's own: a tab-separated file of which each row begins with its kind.
///
///     driver    food         Food       Mad     Mat     Mat
///     aspect    food.taste   Taste      Smag    Smak    Smak
///     drop      digital
///     word      da           menukort   food
///     stem      da,nb        smag*      food.taste
///     phrase    da           smager af ingenting   food.taste   -3
///     exclude   da           madras*
///
/// The columns of `driver` and `aspect` are the identifier and what reports call it in English,
/// Danish, Bokmål and Nynorsk. `drop` leaves a built-in driver out, `*` all of them; the rest stay,
/// with all their words. `word` and `stem` name a driver (or two, joined with +), with `+` or `-`
/// behind where more of it is good or bad; `phrase` has a valence and flags as in `phrases.tsv`;
/// `exclude` says that a word names no driver. Languages are `da`, `nb`, `nn`, several of them with
/// commas between, or `*`. Terms are written as in `drivers.tsv`.
public struct TaxonomyFile: Sendable {
  enum Kind: String, CaseIterable {
    case driver, aspect, drop, word, stem, phrase, exclude

    /// The fewest and the most fields of a row, its kind among them.
    var fields: ClosedRange<Int> {
      switch self {
      case .driver, .aspect: 3...6
      case .drop: 2...2
      case .word, .stem: 4...5
      case .phrase: 5...6
      case .exclude: 3...3
      }
    }

    var form: String {
      switch self {
      case .driver: "driver, identifier, then what it is called in English, Danish, Bokmål, Nynorsk"
      case .aspect: "aspect, driver.aspect, then what it is called in English, Danish, …"
      case .drop: "drop, then the identifier of a built-in driver or *"
      case .word: "word, language, word, driver.aspect, then + or - or nothing"
      case .stem: "stem, language, stem* or *ending, driver.aspect, then + or - or nothing"
      case .phrase: "phrase, language, phrase, driver.aspect, valence, then flags or nothing"
      case .exclude: "exclude, language, word or stem*"
      }
    }
  }

  let table: TableFile
  /// Built-in drivers that are left out; `*` where all are.
  let dropped: Set<String>

  public var path: String { table.path }
  var bytes: [UInt8] { table.bytes }

  /// - Throws: a usage diagnostic with line and column for a row whose kind or columns are wrong.
  public init(path: String) throws(Diagnostic) {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Diagnostic(
        "cannot read the taxonomy", category: .usage, at: SourceLocation(file: path),
        remedy: "check the name and that you may read it")
    }
    try self.init(path: path, bytes: [UInt8](data))
  }

  init(path: String, bytes: [UInt8]) throws(Diagnostic) {
    table = TableFile(path: path, bytes: bytes)
    var dropped: Set<String> = []
    try table.forEachRow { [table] row throws(Diagnostic) in
      if try TaxonomyFile.kind(of: row, table) == .drop {
        dropped.insert(table.string(row.fields[1]))
      }
    }
    self.dropped = dropped
  }

  static func kind(
    of row: borrowing TableFile.Row, _ table: TableFile
  ) throws(Diagnostic) -> Kind {
    let name = table.string(row.fields[0])
    guard let kind = Kind(rawValue: name) else {
      throw table.error(
        "'\(name)' is no kind of row", row, field: 0,
        remedy: "the kinds are " + Kind.allCases.map(\.rawValue).joined(separator: ", "))
    }
    guard kind.fields.contains(row.fields.count) else {
      let few = row.fields.count < kind.fields.lowerBound
      throw table.error(
        "a row '\(name)' has too \(few ? "few" : "many") columns", row,
        field: few ? row.fields.count : kind.fields.upperBound,
        remedy: "write " + kind.form + ", with tabs between")
    }
    return kind
  }

  /// The built-in taxonomy with the drivers of the file.
  func applied(to builtIn: Taxonomy) throws(Diagnostic) -> Taxonomy {
    var taxonomy = builtIn
    try checkDrops(builtIn)
    taxonomy.drivers.removeAll { dropped.contains("*") || dropped.contains($0.id) }
    var named: Set<String> = []
    try table.forEachRow { [table] row throws(Diagnostic) in
      let kind = try TaxonomyFile.kind(of: row, table)
      guard kind == .driver || kind == .aspect else { return }
      let id = table.string(row.fields[1])
      guard named.insert(id).inserted else {
        throw table.error(
          "'\(id)' is named twice", row, field: 1, remedy: "name it once")
      }
      var labels: [String: String] = [:]
      for (place, language) in ["en", "da", "nb", "nn"].enumerated() {
        let label = table.string(table.field(place + 2, of: row))
        if !label.isEmpty { labels[language] = label }
      }
      let parts = id.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
      guard parts.count == (kind == .driver ? 1 : 2), parts.allSatisfy(TaxonomyFile.isIdentifier)
      else {
        throw table.error(
          "'\(id)' is no identifier of \(kind == .driver ? "a driver" : "an aspect")", row,
          field: 1,
          remedy: kind == .driver
            ? "write small letters a to z, digits and hyphens, such as food"
            : "write driver.aspect in small letters a to z, such as food.taste")
      }
      do throws(TaxonomyLimit) {
        try taxonomy.add(parts, labels)
      } catch {
        throw table.error(error.message, row, field: 1, remedy: error.remedy)
      }
    }
    guard !taxonomy.drivers.isEmpty else {
      throw Diagnostic(
        "the taxonomy has no driver left", category: .usage, at: SourceLocation(file: path),
        remedy: "add a row 'driver'")
    }
    return taxonomy
  }

  private func checkDrops(_ builtIn: Taxonomy) throws(Diagnostic) {
    let known = builtIn.drivers.map(\.id)
    try table.forEachRow { [table] row throws(Diagnostic) in
      guard try TaxonomyFile.kind(of: row, table) == .drop else { return }
      let id = table.string(row.fields[1])
      if id != "*", !known.contains(id) {
        throw table.error(
          "there is no built-in driver '\(id)'", row, field: 1,
          remedy: "the drivers are " + known.joined(separator: ", ") + "; * drops them all")
      }
    }
  }

  private static func isIdentifier(_ text: String) -> Bool {
    !text.isEmpty && text.first != "-"
      && text.utf8.allSatisfy { $0 &- 0x61 < 26 || $0 &- 0x30 < 10 || $0 == 0x2D }
  }
}

/// Why a driver or aspect has no place in a taxonomy.
private struct TaxonomyLimit: Error {
  var message: String
  var remedy: String
}

extension Taxonomy {
  /// Adds a driver, or an aspect of one; one that is there already gets the labels.
  fileprivate mutating func add(
    _ parts: [String], _ labels: [String: String]
  ) throws(TaxonomyLimit) {
    let place = drivers.firstIndex { $0.id == parts[0] }
    guard parts.count == 2 else {
      if let place { return drivers[place].labels.merge(labels) { $1 } }
      guard drivers.count < Taxonomy.maximumDrivers else {
        throw TaxonomyLimit(
          message: "driver '\(parts[0])' is one too many",
          remedy: "have at most \(Taxonomy.maximumDrivers), or drop built-in ones")
      }
      drivers.append(DriverDefinition(id: parts[0], labels: labels))
      return
    }
    guard let place else {
      throw TaxonomyLimit(
        message: "there is no driver '\(parts[0])'",
        remedy: "put a row 'driver' for it above, or write one of "
          + drivers.map(\.id).joined(separator: ", "))
    }
    if let aspect = drivers[place].aspects.firstIndex(where: { $0.id == parts[1] }) {
      return drivers[place].aspects[aspect].labels.merge(labels) { $1 }
    }
    guard drivers[place].aspects.count < Taxonomy.maximumAspects else {
      throw TaxonomyLimit(
        message: "driver '\(parts[0])' has too many aspects",
        remedy: "give it at most \(Taxonomy.maximumAspects), the built-in ones among them")
    }
    drivers[place].aspects.append((id: parts[1], labels: labels))
  }
}

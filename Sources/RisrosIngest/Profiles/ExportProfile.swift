internal import RisrosModel

/// What is known of the exports of one product: which column is what, and what is no record.
///
/// Names are in plain form (`ColumnNames.plain`); of several the first that a file has is taken.
struct ExportProfile: Sendable {
  /// As in `--profile`.
  var name: String
  /// Sets of column names; a file that has all of one set is taken for such an export. None where no
  /// header row is known well enough to tell.
  var marks: [[String]]
  /// The product names itself: in the name of a column, or by links to its site.
  var namesItself = false
  var text: [String]
  var id: [String] = []
  var date: [String] = []
  var rating: [String] = []
  /// What the name of a column ends in that is derived from the rating's and stands beside it.
  var besideRating: String?
  /// Columns that are no comments, however much prose they hold.
  var others: [String] = []
  /// The scale of the rating, where the product has one.
  var scale: (low: Int, high: Int)?
  /// What comes first in its dates where their values do not tell.
  var dateOrder: DateForm.Order?
  var header = HeaderRows.one

  /// The rows below the names of the columns that belong to the header.
  enum HeaderRows: Sendable {
    case one
    /// Up to the last of the first three rows in which a cell begins so.
    case through(cellPrefix: String)
    /// A row of further names, which has nothing in this column; it completes the names above.
    case names(emptyIn: String)
  }

  /// Finds the profile for the columns of a file.
  ///
  /// - Parameter wanted: a name, `none`, or nil to choose by the header.
  static func choose(_ sample: HeadSample, wanted: String?) -> ExportProfile? {
    if let wanted { return all.first { $0.name == wanted } }
    guard sample.isNamed else { return nil }
    let names = Set(sample.names.map(ColumnNames.plain))
    // The one with the longest mark: Google Play's reviews have columns that others have too.
    var best: (profile: ExportProfile, size: Int)?
    for profile in all {
      let sizes = profile.marks.filter { $0.allSatisfy(names.contains) }.map(\.count)
      if let size = sizes.max(), size > best?.size ?? 0 { best = (profile, size) }
    }
    return best?.profile ?? all.first { $0.namesItself && $0.isNamed(in: sample) }
  }

  /// Whether a column is called after the product ("Netigate ID"), or holds links to its site and
  /// nothing else, as those to the respondents' own surveys.
  private func isNamed(in sample: HeadSample) -> Bool {
    let words = sample.names.flatMap { ColumnNames.plain($0).split(separator: " ") }
    if words.contains(name[...]) { return true }
    return sample.names.indices.contains { column in
      var values = sample.values(column).filter { !$0.isEmpty }.makeIterator()
      guard let first = values.next(), isLink(first) else { return false }
      while let next = values.next() { if !isLink(next) { return false } }
      return true
    }
  }

  /// "https://www.netigate.se/a/s.aspx?s=1"
  private func isLink(_ value: String) -> Bool {
    let parts = value.split(separator: "/", maxSplits: 2)
    guard parts.count >= 2, ["http:", "https:"].contains(parts[0].lowercased()) else {
      return false
    }
    return parts[1].lowercased().split(separator: ".").contains(name[...])
  }

  /// - Throws: a usage diagnostic for a name that no profile has.
  static func check(named name: String) throws(Diagnostic) {
    let known = all.map(\.name) + ["none"]
    if known.contains(name) { return }
    throw Diagnostic(
      "there is no profile '\(name)'", category: .usage,
      remedy: NearestName.remedy(for: name, among: known, noun: "profiles"))
  }

  /// The names that a role has in such an export.
  func names(of role: ColumnRole) -> [String] {
    switch role {
    case .text: text
    case .id: id
    case .date: date
    case .rating: rating
    case .segment: []
    }
  }

  /// The column that serves a role in a file, or nil.
  func column(of role: ColumnRole, in sample: HeadSample) -> Int? {
    if let named = ExportProfile.column(names(of: role), in: sample) { return named }
    guard role == .rating, let ending = besideRating else { return nil }
    let plain = sample.names.map(ColumnNames.plain)
    return plain.lazy.filter { $0.hasSuffix(ending) }
      .compactMap { plain.firstIndex(of: String($0.dropLast(ending.count))) }.first
  }

  /// The column of the first of some names that a file has.
  static func column(_ names: [String], in sample: HeadSample) -> Int? {
    let plain = sample.names.map(ColumnNames.plain)
    for name in names {
      if let index = plain.firstIndex(of: name) { return index }
    }
    return nil
  }
}

extension HeadSample {
  /// Takes the rows that a profile counts to the header out of the sample.
  ///
  /// - Returns: how many they are, which are to be skipped when the file is read.
  mutating func takeHeaderRows(_ profile: ExportProfile) -> Int {
    let count: Int
    switch profile.header {
    case .one: return 0
    case .through(let prefix):
      let last = rows.prefix(3).lastIndex { row in row.contains { $0.hasPrefix(prefix) } }
      count = last.map { $0 + 1 } ?? 0
    case .names(let column):
      guard let row = rows.first, let id = ExportProfile.column([column], in: self),
        id < row.count, row[id].isEmpty, row.contains(where: { !$0.isEmpty })
      else { return 0 }
      complete(with: row)
      count = 1
    }
    rows.removeFirst(count)
    return count
  }

  /// Adds a second row of names: "Hvor tilfreds er du?" above "Butikken" and "Netbutikken".
  private mutating func complete(with row: [String]) {
    var question = ""
    for index in names.indices {
      // `names` calls an empty cell by its place.
      let isOwn = names[index] != "column \(index + 1)"
      if isOwn { question = names[index] }
      guard index < row.count, !row[index].isEmpty, !question.isEmpty else { continue }
      let isPlain = ExportProfile.plainAnswers.contains(ColumnNames.plain(row[index]))
      if !(isOwn && isPlain) { names[index] = "\(question): \(row[index])" }
    }
  }
}

extension ExportProfile {
  /// What SurveyMonkey writes below a question that has one column.
  fileprivate static let plainAnswers: Set<String> = [
    "response", "open ended response", "svar", "aabent svar", "aapent svar",
  ]
}

internal import RisrosModel

/// The columns of one file and some of their values.
struct HeadSample: Sendable {
  /// Names as shown and matched: never empty, all different.
  var names: [String]
  /// The names come from the file, not from their place.
  var isNamed: Bool
  /// Values by row; rows may be shorter than `names`.
  var rows: [[String]]
  /// The rows are all of the file.
  var isWhole: Bool
  /// Columns may come up later that the head does not show, as in JSON Lines.
  var isOpen = false

  func values(_ column: Int) -> some Sequence<String> {
    rows.lazy.compactMap { column < $0.count ? $0[column] : nil }
  }

  /// Names for the cells of a header: empty ones by their place, repeated ones numbered.
  static func names(header: [String]) -> [String] {
    var seen: Set<String> = []
    return header.enumerated().map { index, cell in
      let trimmed = HeadSample.trim(cell)
      let base = trimmed.isEmpty ? "column \(index + 1)" : trimmed
      var name = base
      var copy = 2
      while !seen.insert(name.lowercased()).inserted {
        name = "\(base) (\(copy))"
        copy += 1
      }
      return name
    }
  }

  static func names(count: Int) -> [String] { (0..<count).map { "column \($0 + 1)" } }

  /// Without blanks at the ends, line breaks as blanks.
  private static func trim(_ cell: String) -> String {
    let words = cell.split(whereSeparator: { $0.isWhitespace })
    return words.joined(separator: " ")
  }
}

/// Which column of one file serves which role.
struct ColumnChoice: Sendable, Equatable {
  var text = 0
  /// Other columns that were as good.
  var otherTexts: [Int] = []
  /// The key the user named for the text, where no object of the head has it.
  var hiddenText: String?
  var id: Int?
  var date: Int?
  var rating: Int?
  /// Why the columns were chosen.
  var reasons: [ColumnRole: InputReport.Reason] = [:]
  /// As many as there are segment options; nil where the file lacks the column.
  var segments: [Int?] = []
}

/// Names that an earlier file has settled for the files behind it.
struct SettledNames: Sendable {
  var text: String?
  var id: String?
  var date: String?
  var rating: String?
}

extension ColumnChoice {
  /// Chooses by what the user says, then by earlier files, then by guessing.
  ///
  /// - Parameter isFirst: a column the user names may be missing in a later file, but the text.
  /// - Throws: a usage diagnostic for an unknown column, with the nearest name and the list.
  init(
    _ sample: HeadSample, options: InputOptions, profile: ExportProfile? = nil,
    settled: SettledNames, file: String, isFirst: Bool
  ) throws(Diagnostic) {
    func find(_ wanted: String?, isRequired: Bool) throws(Diagnostic) -> Int? {
      guard let wanted else { return nil }
      if let index = sample.index(of: wanted) { return index }
      // A key that no object of a short head has may still come.
      if !isRequired || sample.names.isEmpty
        || sample.isOpen && sample.rows.count < 20 && !sample.isWhole
      {
        return nil
      }
      throw ColumnChoice.unknown(wanted, sample, file)
    }
    func known(_ name: String?) -> Int? { name.flatMap { sample.index(named: $0) } }

    id = try find(options.id, isRequired: isFirst)
    date = try find(options.date, isRequired: isFirst)
    rating = try find(options.rating, isRequired: isFirst)
    for segment in options.segments {
      segments.append(try find(segment, isRequired: isFirst))
    }
    var taken = Set([id, date, rating].compactMap { $0 })
    for (role, column) in [(ColumnRole.id, id), (.date, date), (.rating, rating)]
    where column != nil {
      reasons[role] = .given
    }
    if let given = try find(options.text, isRequired: true) {
      text = given
      reasons[.text] = .given
    } else if let wanted = options.text {
      hiddenText = wanted
    } else if let same = known(settled.text) {
      text = same
      reasons[.text] = .earlierFile
    } else if let column = profile?.column(of: .text, in: sample) {
      text = column
      reasons[.text] = .profile
    } else {
      var barred = taken
      if let profile {
        for index in sample.names.indices
        where profile.others.contains(ColumnNames.plain(sample.names[index])) {
          barred.insert(index)
        }
      }
      let found = ColumnChoice.guessText(sample, taken: barred)
      text = found.column
      otherTexts = found.others
      reasons[.text] = found.isNamed ? .name : .values
    }
    taken.insert(text)
    func guess(_ role: ColumnRole, _ settled: String?) -> (Int, InputReport.Reason)? {
      if let same = known(settled), !taken.contains(same) { return (same, .earlierFile) }
      guard sample.isNamed else { return nil }
      if let column = profile?.column(of: role, in: sample),
        !taken.contains(column)
      {
        return (column, .profile)
      }
      let ranked = sample.names.indices.filter { !taken.contains($0) }
        .compactMap { index in
          ColumnNames.rank(sample.names[index], as: role).map { (index: index, rank: $0) }
        }
      for candidate in ranked.sorted(by: { ($0.rank, $0.index) < ($1.rank, $1.index) }) {
        let values = ValueStatistics(sample.values(candidate.index))
        let isPlausible =
          switch role {
          case .date: values.values == 0 || values.dates + values.numbers > 0
          case .rating:
            values.values == 0 || values.otherBytes <= 16 * (values.values - values.numbers)
              || ColumnChoice.areRatings(sample.values(candidate.index))
          default: values.values == 0 || values.proseBytes * 2 <= values.otherBytes + 1
          }
        if isPlausible { return (candidate.index, .name) }
      }
      return nil
    }
    if options.rating == nil, let (found, reason) = guess(.rating, settled.rating) {
      rating = found
      reasons[.rating] = reason
      taken.insert(found)
    }
    if options.date == nil, let (found, reason) = guess(.date, settled.date) {
      date = found
      reasons[.date] = reason
      taken.insert(found)
    }
    if options.id == nil, let (found, reason) = guess(.id, settled.id) {
      id = found
      reasons[.id] = reason
    }
  }

  /// Whether most values begin with a rating: "10 - Meget sandsynligt".
  private static func areRatings(_ values: some Sequence<String>) -> Bool {
    var (ratings, all) = (0, 0)
    for value in values where value.utf8.contains(where: { $0 > 0x20 }) {
      let bytes = Array(value.utf8)
      all += 1
      if RatingValue(bytes, 0..<bytes.count, NumberForm()) != nil { ratings += 1 }
    }
    return ratings * 5 >= all * 4
  }

  /// The best name; among columns of equally good names, and where no name fits, the one with the
  /// longest prose.
  private static func guessText(
    _ sample: HeadSample, taken: Set<Int>
  ) -> (column: Int, isNamed: Bool, others: [Int]) {
    var candidates = Array(sample.names.indices)
    if candidates.count > taken.count { candidates.removeAll(where: taken.contains) }
    // The head of a wide table has thousands of columns, and values cost most.
    let statistics = candidates.map { ValueStatistics(sample.values($0)) }
    var best: (index: Int, key: (Int, Int, Int, Int))?
    for (place, index) in candidates.enumerated() {
      let values = statistics[place]
      let named = sample.isNamed ? ColumnNames.textTier(sample.names[index]) ?? 3 : 3
      // "Vurdering" may hold words or stars; what holds numbers, or nothing, is no comment as long
      // as there is a better one.
      let isUnlikely = values.isMostlyNumbers || values.isMostlyDates
      let isBare = values.values == 0 && !sample.rows.isEmpty
      let tier = isUnlikely || isBare ? 3 : named
      let key = (-tier, values.proseBytes, isUnlikely ? -1 : values.otherBytes, -named)
      if best == nil || key > best!.key { best = (index, key) }
    }
    guard let best else { return (0, false, []) }
    // What has words for most records, and half as many as the best.
    let others = candidates.indices.filter { place in
      let values = statistics[place]
      let tier = sample.isNamed ? ColumnNames.textTier(sample.names[candidates[place]]) ?? 3 : 3
      return candidates[place] != best.index && -tier >= best.key.0
        && values.proseBytes * 2 >= max(best.key.1, 50 * values.values)
    }
    return (best.index, best.key.0 > -3, others.map { candidates[$0] })
  }

  private static func unknown(_ wanted: String, _ sample: HeadSample, _ file: String) -> Diagnostic
  {
    let remedy =
      sample.isNamed
      ? NearestName.remedy(for: wanted, among: sample.names.map(shortened), noun: "columns")
      : "the file has no header; use a number from 1 to \(sample.names.count)"
    return Diagnostic(
      "there is no column '\(wanted)'", category: .usage, at: SourceLocation(file: file),
      remedy: remedy)
  }

  /// Names may be whole survey questions.
  private static func shortened(_ name: String) -> String {
    name.count <= 60 ? name : name.prefix(59) + "…"
  }
}

extension HeadSample {
  /// What to tell of an only object that seems to hold the records by their keys: the same names
  /// come again and again in it.
  var keyedRecordsNote: String? {
    guard isOpen, isWhole, rows.count == 1, names.count >= 4 else { return nil }
    var counts: [Substring: Int] = [:]
    for name in names {
      guard let point = name.lastIndex(of: ".") else { return nil }
      counts[name[point...], default: 0] += 1
    }
    guard counts.values.allSatisfy({ $0 >= 2 }) else { return nil }
    return "a single object with \(counts.values.max()!) objects under keys of their own is read as"
      + " one record; if they are the records, write them as an array (jq '[.[]]')"
  }

  /// The column that a user means by a name, in any case, or by a number from 1.
  func index(of wanted: String) -> Int? {
    if let named = index(named: wanted) { return named }
    guard let number = Int(wanted), number >= 1, number <= names.count else { return nil }
    return number - 1
  }

  func index(named name: String) -> Int? {
    if let exact = names.firstIndex(of: name) { return exact }
    let lower = name.lowercased()
    return names.firstIndex { $0.lowercased() == lower }
  }
}

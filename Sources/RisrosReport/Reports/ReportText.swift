internal import RisrosModel
internal import RisrosScores
internal import RisrosText

/// Phrases that the table and the pages share.
struct ReportText {
  var labels: ReportLabels
  var taxonomy: Taxonomy
  var suppression: Suppression

  init(_ report: Report, _ options: ReportOptions) {
    labels = ReportLabels(options.language)
    taxonomy = report.taxonomy
    suppression = options.suppression
  }

  func label(of driver: Driver) -> String {
    PrintableText.escaped(
      Array(capitalised(taxonomy.label(of: driver, in: labels.language.rawValue)).utf8))
  }

  func label(of aspect: Aspect) -> String {
    PrintableText.escaped(Array(taxonomy.label(of: aspect, in: labels.language.rawValue).utf8))
  }

  func label(of polarity: Polarity) -> String {
    switch polarity {
    case .positive: labels[.positive]
    case .negative: labels[.negative]
    case .mixed: labels[.mixed]
    case .neutral: labels[.neutral]
    }
  }

  func capitalised(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }

  /// `Read 1,500 · scored 1,380 · set aside 98 · rejected 20 · duplicates 2`.
  func records(_ counts: RecordCounts) -> String {
    func part(_ key: ReportLabels.Key, _ value: Int) -> String {
      "\(labels[key]) \(labels.integer(value))"
    }
    return [
      part(.read, counts.read), part(.scored, counts.scored), part(.setAside, counts.setAside),
      part(.rejected, counts.rejected), part(.duplicates, counts.duplicates),
    ].joined(separator: " · ")
  }

  /// Scored comments by language, most first: `da 700 · nb 400`.
  func languages(_ split: ReportSplit) -> String {
    split.groups.sorted { $0.overall.comments > $1.overall.comments }
      .map { "\($0.value) \(labels.integer($0.overall.comments))" }.joined(separator: " · ")
  }

  /// What was set aside: `sv 40 · en 30 · empty 28`; empty if nothing was.
  func setAside(_ counts: RecordCounts) -> String {
    var parts: [String] = []
    for language in JSONReportWriter.setAsideLanguages(counts) {
      let count = counts.setAside(in: language)
      let name = language == .other ? labels[.otherLanguage] : language.code
      if count > 0 { parts.append("\(name) \(labels.integer(count))") }
    }
    if counts.empty > 0 { parts.append("\(labels[.empty]) \(labels.integer(counts.empty))") }
    return parts.joined(separator: " · ")
  }

  /// Where the comments come from, a line each: languages, and what was set aside.
  func origins(_ content: ReportContent) -> [String] {
    let languages = languages(content.languages)
    let setAside = setAside(content.records)
    var lines: [String] = []
    if !languages.isEmpty { lines.append("\(labels[.languages]): \(languages)") }
    if !setAside.isEmpty { lines.append("\(capitalised(labels[.setAside])): \(setAside)") }
    return lines
  }

  /// What a page says of all comments, a line each: interval, shares, languages, what was set aside.
  func facts(_ content: ReportContent) -> [String] {
    let overall = content.group.overall
    if overall.comments == 0 || overall.isHidden { return origins(content) }
    return [
      "\(labels[.interval]): \(interval(overall))",
      "\(labels[.positive]): \(percent(overall.positiveShare, overall)) · "
        + "\(labels[.negative]): \(percent(overall.negativeShare, overall))",
    ] + origins(content)
  }

  /// The titles of the columns that `figures` fills.
  static let figureTitles: [ReportLabels.Key] = [
    .count, .share, .net, .interval, .positive, .negative,
  ]

  /// What a page says of a driver in numbers.
  func figures(_ cell: ReportCell) -> [String] {
    [
      count(cell), percent(cell.share, cell), net(cell), interval(cell),
      percent(cell.positiveShare, cell), percent(cell.negativeShare, cell),
    ]
  }

  /// A net score in whole points: `−18`, `(−18)` where there are too few to rank, `·` where it is
  /// hidden, `–` where there is none.
  func net(_ cell: ReportCell) -> String {
    if cell.isHidden { return "·" }
    guard let points = cell.netPoints else { return "–" }
    return cell.visibility == .ranked ? labels.points(points) : "(\(labels.points(points)))"
  }

  func interval(_ cell: ReportCell) -> String {
    guard !cell.isHidden, let low = cell.lowPoints, let high = cell.highPoints else { return "" }
    return "\(labels.points(low)) … \(labels.points(high))"
  }

  func count(_ cell: ReportCell) -> String {
    cell.isHidden ? "·" : labels.integer(cell.comments)
  }

  func percent(_ share: Int?, _ cell: ReportCell) -> String {
    guard !cell.isHidden, let share else { return "" }
    return labels.percent(share)
  }

  /// `waiting −60 (88)`: the aspects of a driver, most mentioned first.
  func aspects(_ entry: ReportDriver) -> [String] {
    let shown = entry.aspects.filter { !$0.cell.isHidden && $0.cell.comments > 0 }
    return shown.enumerated().sorted {
      let (a, b) = ($0.element.cell.comments, $1.element.cell.comments)
      return a != b ? a > b : $0.offset < $1.offset
    }.map {
      let cell = $0.element.cell
      return "\(label(of: $0.element.aspect)) \(labels.integer(cell.comments)): \(net(cell))"
    }
  }

  /// `god 12`, `ikke god 3`: the words that made a driver positive, or negative.
  func terms(
    _ entry: ReportDriver, _ count: Int, _ frequency: (ScoreTerm) -> Int
  ) -> [String] {
    entry.topTerms(count, frequency).map {
      let text = PrintableText.escaped($0.term.key.text.bytes)
      let shown = $0.term.key.isNegated ? labels.text(.negated, text) : text
      return "\(shown) \(labels.integer($0.count))"
    }
  }

  /// The words behind a driver on a page: `+ god 12, billig 8` and `− dyr 3`; a side without words is
  /// left out.
  func words(
    _ entry: ReportDriver, _ count: Int, escaped: (String) -> String
  ) -> [String] {
    let sides: [(sign: String, entries: [String])] = [
      ("+ ", terms(entry, count, \.positive)), ("− ", terms(entry, count, \.negative)),
    ]
    return sides.filter { !$0.entries.isEmpty }.map {
      $0.sign + $0.entries.map(escaped).joined(separator: ", ")
    }
  }

  /// What a value of a split is called.
  func value(_ group: ReportGroup, _ split: ReportSplit) -> String {
    if split.kind == .period, group.value.description == CalendarDate.unknownPeriod {
      return labels[.unknownPeriod]
    }
    let text = PrintableText.escaped(group.value.bytes)
    return text.isEmpty ? labels[.blank] : text
  }

  func title(_ split: ReportSplit) -> String {
    switch split.kind {
    case .language: labels.text(.split, labels[.language])
    case .period: labels.text(.split, labels[.period])
    case .segment: labels.text(.split, PrintableText.escaped(Array(split.column.utf8)))
    }
  }

  /// The groups of a split as a reader wants them: periods by time, others by size; hidden ones
  /// are only counted.
  func ordered(_ split: ReportSplit) -> (shown: [ReportGroup], hidden: Int) {
    let shown = split.groups.filter { !$0.overall.isHidden }
    let hidden = split.groups.count - shown.count
    if split.kind == .period { return (shown, hidden) }
    let bySize = shown.enumerated().sorted {
      let (a, b) = ($0.element.overall.comments, $1.element.overall.comments)
      return a != b ? a > b : $0.offset < $1.offset
    }
    return (bySize.map(\.element), hidden)
  }

  /// The rows that fit, the latest ones of periods, and a note on the others.
  func rows(_ split: ReportSplit, _ maximum: Int) -> (groups: [ReportGroup], notes: [String]) {
    let (all, hidden) = ordered(split)
    let groups = split.kind == .period ? all.suffix(maximum) : all.prefix(maximum)
    var notes: [String] = []
    if groups.count < all.count {
      notes.append(labels.text(.more, labels.integer(all.count - groups.count)))
    }
    if hidden > 0 { notes.append(labels.text(.hiddenValues, labels.integer(hidden))) }
    return (Array(groups), notes)
  }

  /// The signs used, explained.
  func legend(_ content: ReportContent, _ splits: [ReportSplit]) -> [String] {
    // A hidden aspect is left out, so that its sign needs no word.
    var cells = content.drivers.flatMap {
      [$0.cell] + $0.aspects.map(\.cell).filter { !$0.isHidden }
    }
    cells.append(content.group.overall)
    cells += splits.flatMap { $0.groups.flatMap { [$0.overall] + $0.drivers } }
    var lines: [String] = []
    if cells.contains(where: { $0.visibility == .tooFew && $0.comments > 0 }) {
      lines.append(labels.text(.tooFewLegend, String(suppression.minimumRanked)))
    }
    if cells.contains(where: \.isHidden) {
      lines.append(labels.text(.hiddenLegend, String(suppression.minimumShown)))
    }
    return lines
  }

  /// The splits worth a table: languages where there are several, segments, periods.
  func splits(_ content: ReportContent) -> [ReportSplit] {
    content.splits.filter { $0.kind == .language ? $0.groups.count > 1 : !$0.groups.isEmpty }
  }
}

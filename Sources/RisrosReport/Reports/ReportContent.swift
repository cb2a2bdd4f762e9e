internal import RisrosModel
internal import RisrosScores
internal import RisrosText

/// One cell of a report: its sums, the comments it is a share of, and whether it may be shown.
struct ReportCell {
  var cell: ScoreCell
  /// Comments of the group it is part of.
  var whole: Int
  var visibility: Suppression.Visibility

  var isHidden: Bool { visibility == .hidden }
  var comments: Int { cell.comments }

  /// Share of the group's comments, in ten-thousandths, and of this cell's comments.
  var share: Int? { whole > 0 ? Rounding.divide(10_000 * comments, by: whole) : nil }
  var positiveShare: Int? { share(cell.positive) }
  var negativeShare: Int? { share(cell.negative) }
  private func share(_ part: Int) -> Int? {
    comments > 0 ? Rounding.divide(10_000 * part, by: comments) : nil
  }

  /// Net sentiment and its interval in hundredths of a point, exactly rounded.
  var net: Int? {
    comments > 0 ? Rounding.divide(10_000 * (cell.positive - cell.negative), by: comments) : nil
  }
  var netLow: Int? { Statistics.netInterval(cell).map { Rounding.scale($0.low, decimals: 2) } }
  var netHigh: Int? { Statistics.netInterval(cell).map { Rounding.scale($0.high, decimals: 2) } }

  /// Mean sentiment in ten-thousandths.
  var mean: Int? {
    comments > 0 ? Rounding.divide(Int(cell.sentimentSum), by: comments) : nil
  }

  /// Net sentiment and interval in whole points.
  var netPoints: Int? {
    comments > 0 ? Rounding.divide(100 * (cell.positive - cell.negative), by: comments) : nil
  }
  var lowPoints: Int? { Statistics.netInterval(cell).map { Rounding.scale($0.low, decimals: 0) } }
  var highPoints: Int? {
    Statistics.netInterval(cell).map { Rounding.scale($0.high, decimals: 0) }
  }
}

/// The cells of one group, all under the same rules of suppression.
struct ReportGroup {
  var value: ByteText
  var overall: ReportCell
  /// By driver, in the taxonomy's order; aspects likewise.
  var drivers: [ReportCell]
  var aspects: [[ReportCell]]
}

/// A driver with what is behind its score.
struct ReportDriver {
  var driver: Driver
  var cell: ReportCell
  var aspects: [(aspect: Aspect, cell: ReportCell)]
  /// By frequency.
  var terms: [ScoreTerm]
  /// Polarity and comment; positive, negative, mixed, neutral.
  var verbatims: [(Polarity, Verbatim)]

  func topTerms(_ count: Int, _ frequency: (ScoreTerm) -> Int) -> [(term: ScoreTerm, count: Int)] {
    let ordered = terms.map { ($0, frequency($0)) }.filter { $0.1 > 0 }.sorted {
      $0.1 != $1.1 ? $0.1 > $1.1 : $0.0.key < $1.0.key
    }
    return ordered.prefix(count).map { (term: $0.0, count: $0.1) }
  }
}

/// A way of splitting the comments.
struct ReportSplit {
  enum Kind { case language, segment, period }
  var kind: Kind
  /// Name of the segment column.
  var column: String
  var groups: [ReportGroup]
}

/// What every writer writes, worked out once: cells with their visibility, in canonical order.
struct ReportContent {
  var records: RecordCounts
  var group: ReportGroup
  /// In the taxonomy's order.
  var drivers: [ReportDriver]
  var languages: ReportSplit
  var segments: [ReportSplit]
  var periods: ReportSplit?

  init(_ report: Report, _ options: ReportOptions) {
    let scores = report.scores
    let suppression = options.suppression
    let taxonomy = report.taxonomy
    let overall =
      scores.layout == nil ? ScoreGroup(drivers: taxonomy.drivers.count) : scores.overall
    records = scores.records
    group =
      ReportContent.groups(
        [.init(key: ByteText([]), group: overall)], of: overall, taxonomy,
        whole: overall.overall.comments
      ) { $0.map(suppression.visibility(ofCount:)) }[0]
    let whole = group
    drivers = taxonomy.allDrivers.map { driver in
      ReportContent.driver(driver, of: whole, scores, options)
    }
    func split(_ kind: ReportSplit.Kind, _ column: String, _ axis: ScoreAxis) -> ReportSplit {
      let groups = ReportContent.groups(
        axis.entries, of: overall, taxonomy, whole: overall.overall.comments
      ) { counts in
        // A language is found out, not a group somebody belongs to: its neighbours stay in view.
        kind == .language
          ? counts.map(suppression.visibility(ofCount:)) : suppression.visibility(ofParts: counts)
      }
      return ReportSplit(kind: kind, column: column, groups: groups)
    }
    languages = split(.language, "", scores.languages)
    segments = zip(scores.layout?.segments ?? [], scores.segments).map {
      split(.segment, $0, $1)
    }
    periods = scores.layout?.period == nil ? nil : split(.period, "", scores.periods)
  }

  var splits: [ReportSplit] { [languages] + segments + (periods.map { [$0] } ?? []) }

  /// Drivers for a reader: those that can be ranked by mentions, then those with too few, then
  /// hidden ones.
  var rankedDrivers: [ReportDriver] {
    func rank(_ entry: ReportDriver) -> (Int, Int) {
      switch entry.cell.visibility {
      case .ranked: (0, -entry.cell.comments)
      case .tooFew: (1, -entry.cell.comments)
      case .hidden: (2, 0)
      }
    }
    return drivers.enumerated().sorted {
      let (a, b) = (rank($0.element), rank($1.element))
      return a != b ? a < b : $0.offset < $1.offset
    }.map(\.element)
  }

  private static func driver(
    _ driver: Driver, of group: ReportGroup, _ scores: DriverScores, _ options: ReportOptions
  ) -> ReportDriver {
    let index = Int(driver.index)
    let cell = group.drivers[index]
    let aspects = group.aspects[index].enumerated().map {
      (aspect: Aspect(driver, UInt8($0.offset + 1)), cell: $0.element)
    }
    var entry = ReportDriver(
      driver: driver, cell: cell, aspects: aspects, terms: [], verbatims: [])
    guard !cell.isHidden, scores.layout != nil else { return entry }
    entry.terms = scores.terms.filter { $0.key.driver == driver }.sorted {
      let (a, b) = ($0.positive + $0.negative, $1.positive + $1.negative)
      return a != b ? a > b : $0.key < $1.key
    }
    for polarity in [Polarity.positive, .negative, .mixed, .neutral] {
      for verbatim in scores.verbatims(of: driver, polarity).prefix(options.verbatims) {
        entry.verbatims.append((polarity, verbatim))
      }
    }
    return entry
  }

  /// Makes the groups of a split, each cell judged beside its likes in the other groups.
  private static func groups(
    _ entries: [ScoreAxis.Entry], of overall: ScoreGroup, _ taxonomy: Taxonomy, whole: Int,
    visibility: ([Int]) -> [Suppression.Visibility]
  ) -> [ReportGroup] {
    let totals = visibility(entries.map(\.group.overall.comments))
    func column(_ cell: (ScoreGroup) -> ScoreCell) -> [ReportCell] {
      let seen = visibility(entries.map { cell($0.group).comments })
      return entries.indices.map { index in
        let group = entries[index].group
        // Where a group is hidden, so is all that is in it.
        return ReportCell(
          cell: cell(group), whole: group.overall.comments,
          visibility: totals[index] == .hidden ? .hidden : seen[index])
      }
    }
    let drivers = taxonomy.allDrivers.map { driver in column { $0[driver] } }
    let aspects = taxonomy.allDrivers.map { driver in
      taxonomy.drivers[Int(driver.index)].aspects.indices.map { number in
        column { $0[Aspect(driver, UInt8(number + 1))] }
      }
    }
    return entries.indices.map { index in
      ReportGroup(
        value: entries[index].key,
        overall: ReportCell(
          cell: entries[index].group.overall, whole: whole, visibility: totals[index]),
        drivers: drivers.map { $0[index] },
        aspects: aspects.map { $0.map { $0[index] } })
    }
  }
}

public import RisrosModel
public import RisrosScores

/// The scores of a driver over time.
public struct Trend: Sendable {
  public struct Point: Sendable {
    /// `2026-01-05`, `2026-W02`, `2026-01`, `2026-Q1`, `2026`, or `unknown`.
    public var period: String
    public var cell: ScoreCell
    public var visibility: Suppression.Visibility
    /// Against the period before; nil for the first one and where a side is empty.
    public var change: NetChange?
  }

  /// The segment column and its value; empty for all comments.
  public var segment: String
  public var value: ByteText
  /// nil for all comments, whatever they touch.
  public var driver: Driver?
  public var points: [Point]
}

extension Trend {
  /// Trends of all comments and of every driver of one axis of days.
  ///
  /// Changes are marked over all drivers of a period, whatever is shown of them. `unknown`, the
  /// comments without a readable date, comes last and is compared with nothing.
  public static func trends(
    days: ScoreAxis, by unit: PeriodUnit, segment: String = "", value: ByteText = ByteText([]),
    taxonomy: Taxonomy, suppression: Suppression = .standard
  ) -> [Trend] {
    var periods: [(name: String, group: ScoreGroup)] = []
    for entry in days.entries {
      let bytes = entry.key.bytes
      let name =
        DateForm().date(bytes, 0..<bytes.count)?.name(of: unit)
        ?? CalendarDate.unknownPeriod
      if periods.last?.name == name {
        periods[periods.count - 1].group.merge(entry.group)
      } else {
        periods.append((name, entry.group))
      }
    }
    let drivers: [Driver?] = [nil] + taxonomy.allDrivers
    func cell(_ driver: Driver?, _ group: ScoreGroup) -> ScoreCell {
      driver.map { group[$0] } ?? group.overall
    }
    var trends = drivers.map {
      Trend(segment: segment, value: value, driver: $0, points: [])
    }
    for (index, period) in periods.enumerated() {
      var changes = [NetChange?](repeating: nil, count: drivers.count)
      if index > 0, period.name != CalendarDate.unknownPeriod {
        let before = periods[index - 1].group
        // All comments are a family of their own; the drivers share one.
        changes =
          NetChange.marked(
            [(before: before.overall, after: period.group.overall)], suppression: suppression)
          + NetChange.marked(
            taxonomy.allDrivers.map { (before: before[$0], after: period.group[$0]) },
            suppression: suppression)
      }
      for (place, driver) in drivers.enumerated() {
        trends[place].points.append(
          Point(
            period: period.name, cell: cell(driver, period.group), visibility: .ranked,
            change: changes[place]))
      }
    }
    for place in trends.indices {
      let seen = suppression.visibility(ofParts: trends[place].points.map(\.cell.comments))
      for (index, visibility) in seen.enumerated() {
        trends[place].points[index].visibility = visibility
        let isHidden = visibility == .hidden || index > 0 && seen[index - 1] == .hidden
        if isHidden { trends[place].points[index].change = nil }
      }
    }
    return trends
  }
}

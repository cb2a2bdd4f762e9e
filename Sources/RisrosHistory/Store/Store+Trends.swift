public import RisrosModel
public import RisrosScores

extension Store {
  /// Trends of the values of a segment column, in their order.
  ///
  /// - Parameter value: one value alone, or nil for all. A value that would be hidden beside the
  ///   others is left out all the same.
  public func trends(
    segment: String, value: String?, by unit: PeriodUnit, taxonomy: Taxonomy,
    suppression: Suppression = .standard
  ) throws(SQLiteFailure) -> [Trend] {
    let values = try scores(.segment(segment), taxonomy: taxonomy)
    let seen = suppression.visibility(ofParts: values.entries.map(\.group.overall.comments))
    var trends: [Trend] = []
    for (entry, visibility) in zip(values.entries, seen) where visibility != .hidden {
      if let value, entry.key != ByteText(value) { continue }
      let days = try scores(
        .days(segment: segment, value: entry.key.description), taxonomy: taxonomy)
      trends += Trend.trends(
        days: days, by: unit, segment: segment, value: entry.key, taxonomy: taxonomy,
        suppression: suppression)
    }
    return trends
  }
}

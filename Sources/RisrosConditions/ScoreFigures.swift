public import RisrosModel
public import RisrosScores

/// The figures of an analysis by the names that conditions use.
///
/// | name | figure |
/// |---|---|
/// | `read` `scored` `setAside` `rejected` `duplicates` | records; `records` is `read`, `n` is `scored` |
/// | `net` `net.price` `net.price.fees` | net sentiment in points |
/// | `netLow` `netHigh` `netLow.price` … | its 95 % interval |
/// | `n.price` `n.price.fees` | comments that touch it |
/// | `share.price` | their share of the scored comments, in percent |
/// | `positive` `negative` `neutral` `mixed`, `positive.price` … | shares in percent |
/// | `mean` `mean.price` … | mean sentiment, -1…1 |
/// | `n.da` `n.nb` `n.nn` | scored comments of a language |
///
/// What a report would hide because fewer than five comments say it does not exist here either.
public struct ScoreFigures: Sendable {
  private let records: RecordCounts
  private let overall: ScoreGroup
  private let languages: ScoreAxis
  private let taxonomy: Taxonomy
  private let suppression: Suppression

  public init(
    _ scores: DriverScores, taxonomy: Taxonomy, suppression: Suppression = .standard
  ) {
    records = scores.records
    overall =
      scores.layout == nil ? ScoreGroup(drivers: taxonomy.drivers.count) : scores.overall
    languages = scores.languages
    self.taxonomy = taxonomy
    self.suppression = suppression
  }

  private static let counts = [
    "read", "records", "scored", "n", "setAside", "rejected", "duplicates",
  ]
  private static let measures = [
    "net", "netLow", "netHigh", "positive", "negative", "neutral", "mixed", "mean",
  ]

  /// All names there are with a taxonomy, the common ones first.
  public static func names(_ taxonomy: Taxonomy) -> [String] {
    let cells = taxonomy.drivers.flatMap { driver in
      [driver.id] + driver.aspects.map { "\(driver.id).\($0.id)" }
    }
    let drivers = taxonomy.drivers.map(\.id)
    return counts + measures + drivers.map { "net.\($0)" } + drivers.map { "n.\($0)" }
      + Language.scored.map { "n.\($0.code)" } + cells.map { "share.\($0)" }
      + cells.filter { $0.contains(".") }.flatMap { ["net.\($0)", "n.\($0)"] }
      + measures.dropFirst().flatMap { measure in cells.map { "\(measure).\($0)" } }
  }

  /// The figure of that name, or nil where it does not exist.
  public func value(_ name: String) -> Double? {
    switch name {
    case "read", "records": return Double(records.read)
    case "scored", "n": return Double(records.scored)
    case "setAside": return Double(records.setAside)
    case "rejected": return Double(records.rejected)
    case "duplicates": return Double(records.duplicates)
    default: break
    }
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    guard parts.count == 2 else { return measure(name, overall.overall) }
    if parts[0] == "n", Language(code: parts[1]) != nil {
      return Double(languages[parts[1]]?.overall.comments ?? 0)
    }
    guard let aspect = taxonomy.aspect(named: parts[1]) else { return nil }
    let cell = overall[aspect]
    // How often nothing was said is no secret.
    if suppression.visibility(ofCount: cell.comments) == .hidden { return nil }
    if parts[0] == "n" { return Double(cell.comments) }
    if parts[0] == "share" {
      return Statistics.share(cell.comments, of: overall.overall.comments).map { 100 * $0 }
    }
    return measure(parts[0], cell)
  }

  private func measure(_ name: String, _ cell: ScoreCell) -> Double? {
    if suppression.visibility(ofCount: cell.comments) == .hidden { return nil }
    func percent(_ part: Int) -> Double? {
      Statistics.share(part, of: cell.comments).map { 100 * $0 }
    }
    switch name {
    case "net": return Statistics.net(cell)
    case "netLow": return Statistics.netInterval(cell)?.low
    case "netHigh": return Statistics.netInterval(cell)?.high
    case "positive": return percent(cell.positive)
    case "negative": return percent(cell.negative)
    case "neutral": return percent(cell.neutral)
    case "mixed": return percent(cell.mixed)
    case "mean": return Statistics.meanSentiment(cell)
    default: return nil
    }
  }
}

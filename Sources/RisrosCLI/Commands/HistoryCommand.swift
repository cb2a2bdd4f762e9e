internal import Foundation
internal import Risros
internal import RisrosHistory
internal import RisrosLexicon
internal import RisrosModel
internal import RisrosNightly
internal import RisrosReport
internal import RisrosScores
internal import RisrosText

/// `risros history`: how scores moved over time.
struct HistoryCommand {
  private let arguments: ParsedArguments

  init(_ arguments: ParsedArguments) { self.arguments = arguments }

  func run() throws(Diagnostic) -> Int32 {
    try arguments.refuseFiles(.history, remedy: "name a store with --store FILE")
    guard arguments.isSet("store") || arguments.isSet("config") else {
      throw Diagnostic(
        "neither a configuration nor a store is named", category: .usage,
        remedy: "write --config FILE, or --store state/risros.sqlite")
    }
    let configuration =
      arguments.isSet("store") ? nil : try NightlyCommand.configuration(arguments)
    let path =
      arguments.value("store")
      ?? NightlyState(folder: configuration!.resolved(configuration!.state)).store
    guard FileManager.default.fileExists(atPath: path) else {
      throw Diagnostic(
        "there is no store here", category: .input, at: SourceLocation(file: path),
        remedy: "risros nightly makes one at its first run")
    }
    let taxonomy = try taxonomy(configuration)
    let unit = arguments.value("by").flatMap { PeriodUnit(rawValue: $0) } ?? .week
    let output = arguments.value("output")
    let toTerminal = output == nil && Console.outputIsTerminal
    let format = format(output, toTerminal)
    var trends = try load(path, unit, taxonomy)
    trends = try chosen(trends, taxonomy)
    if let last = try arguments.count("last") {
      for index in trends.indices {
        trends[index].points = Array(trends[index].points.suffix(last))
      }
    }
    var writer = TrendWriter(taxonomy: taxonomy, unit: unit)
    writer.options.language = Console.language(arguments, toTerminal: toTerminal)
    writer.options.usesColor = Console.usesColor(arguments.value("color"), toTerminal: toTerminal)
    writer.options.width = Console.width
    if let last = try arguments.count("last") { writer.periods = last }
    let file = try OutputFile(path: output, inputs: [path])
    var sink = file.sink
    try sink.write(writer.bytes(trends, as: format))
    try file.commit()
    return 0
  }

  /// That of the configuration, which may have drivers of its own.
  private func taxonomy(_ configuration: NightlyConfiguration?) throws(Diagnostic) -> Taxonomy {
    let builtIn = try LexiconLocator.builtIn()
    guard let configuration else { return try LexiconLibrary.load(from: [builtIn]).taxonomy }
    let folders = configuration.lexicons.map { LexiconFolder(path: configuration.resolved($0)) }
    return try LexiconLibrary.load(
      from: [builtIn] + folders, taxonomy: try NightlyCommand.taxonomy(configuration)
    ).taxonomy
  }

  private func format(_ output: String?, _ toTerminal: Bool) -> TrendWriter.Format {
    if let named = arguments.value("format").flatMap({ TrendWriter.Format(rawValue: $0) }) {
      return named
    }
    if let output {
      return TrendWriter.Format(rawValue: OutputFile.ending(of: output)) ?? .table
    }
    return toTerminal ? .table : .json
  }

  private func load(
    _ path: String, _ unit: PeriodUnit, _ taxonomy: Taxonomy
  ) throws(Diagnostic) -> [Trend] {
    do throws(SQLiteFailure) {
      let store = try Store(path: path, access: .readOnly)
      let wanted = arguments.all("segment")
      if wanted.isEmpty {
        let days = try store.scores(.day, taxonomy: taxonomy)
        return Trend.trends(days: days, by: unit, taxonomy: taxonomy)
      }
      let known = try store.segments()
      var trends: [Trend] = []
      for text in wanted {
        let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
          .map(String.init)
        guard let column = known.first(where: { $0.lowercased() == parts[0].lowercased() }) else {
          throw SQLiteFailure(.foreign, unknownSegment(parts[0], known), path: path)
        }
        trends += try store.trends(
          segment: column, value: parts.count > 1 ? parts[1] : nil, by: unit, taxonomy: taxonomy)
      }
      return trends
    } catch {
      guard error.kind == .foreign, error.message.hasPrefix("there is no segment") else {
        throw error.diagnostic
      }
      throw Diagnostic(
        error.message, category: .usage,
        remedy: "name a segment column of the nightly configuration")
    }
  }

  private func unknownSegment(_ name: String, _ known: [String]) -> String {
    "there is no segment '\(name)' in the store; "
      + (known.isEmpty ? "it has none" : "it has " + known.joined(separator: ", "))
  }

  /// The drivers that are asked for; all comments beside all drivers.
  private func chosen(
    _ trends: [Trend], _ taxonomy: Taxonomy
  ) throws(Diagnostic) -> [Trend] {
    let names = arguments.all("driver")
    if names.isEmpty { return trends }
    let ids = taxonomy.drivers.map(\.id)
    for name in names where !ids.contains(name) {
      throw Diagnostic(
        "there is no driver '\(name)'", category: .usage,
        remedy: NearestName.remedy(for: name, among: ids, noun: "drivers"))
    }
    return trends.filter { trend in
      trend.driver.map { names.contains(taxonomy.id(of: $0)) } ?? false
    }
  }
}

internal import Foundation
internal import Risros
internal import RisrosConditions
internal import RisrosLexicon
internal import RisrosModel
internal import RisrosReport
internal import RisrosScores

/// `risros analyze`: the aggregated driver scores of all comments.
struct AnalyzeCommand {
  private let arguments: ParsedArguments

  init(_ arguments: ParsedArguments) { self.arguments = arguments }

  func run() throws(Diagnostic) -> Int32 {
    let path = arguments.value("output")
    let toTerminal = path == nil && Console.outputIsTerminal
    let format = try OutputFormat(arguments, known: ReportWriters.all.map { $0.name })
    // A table for people, JSON for programs.
    let usual = path != nil || toTerminal ? "table" : "json"
    let writer = try ReportWriters.writer(named: format.name ?? usual)
    let signals = Signals(opensInput: true)
    let settings = try RunSettings(arguments, command: .analyze, keepAll: false)
    let period = arguments.value("by").flatMap { PeriodUnit(rawValue: $0) }
    if settings.records.isDryRun {
      return try settings.records.runDry(through: settings.analyzer.pipeline)
    }
    let schema = settings.input.reader.schema
    if period != nil, schema.date == nil {
      throw Diagnostic(
        "--by needs a date, and no column was taken for one", category: .usage,
        remedy: "name it with --date COL")
    }
    let verbatims = try arguments.count("verbatims") ?? 0
    let names = ScoreFigures.names(settings.analyzer.library.taxonomy)
    let conditions = try arguments.all("fail-if").map { (text) throws(Diagnostic) in
      try Condition(text, known: names)
    }
    let output = try OutputFile(path: path, inputs: arguments.files)
    signals.beforeEnd(output.discard)
    do throws(Diagnostic) {
      let layout = settings.analyzer.layout(
        for: schema, by: period, verbatims: verbatims)
      let (sink, code) = try settings.run(
        into: DriverScoresSink(layout: layout, schema: schema), signals)
      // Half the comments would pass for all of them.
      if let stopped = signals.exitCode {
        output.discard()
        return stopped
      }
      let report = Report(
        scores: sink.scores, taxonomy: settings.analyzer.library.taxonomy,
        lexicon: settings.analyzer.library.fingerprint,
        configuration: arguments.scoringFingerprint(.analyze))
      var bytes = output.sink
      try bytes.write(writer.bytes(report, options: options(toTerminal, verbatims, format)))
      try output.commit()
      let figures = ScoreFigures(sink.scores, taxonomy: settings.analyzer.library.taxonomy)
      let held = conditions.filter { $0.holds(figures.value) }
      for condition in held {
        Console.error("risros: \(condition.text): \(condition.values(figures.value))")
      }
      return held.isEmpty ? code : 1
    } catch {
      output.discard()
      throw error
    }
  }

  private func options(
    _ toTerminal: Bool, _ verbatims: Int, _ format: OutputFormat
  ) -> ReportOptions {
    var options = ReportOptions()
    options.style = format.style
    options.verbatims = verbatims
    options.language = Console.language(arguments, toTerminal: toTerminal)
    options.usesColor = Console.usesColor(arguments.value("color"), toTerminal: toTerminal)
    options.width = Console.width
    return options
  }
}

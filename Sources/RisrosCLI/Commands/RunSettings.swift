internal import Foundation
internal import Risros
internal import RisrosIngest
internal import RisrosModel
internal import RisrosPipeline

/// What `analyze` and `annotate` have in common: the input, and the analysis with its lexicons.
struct RunSettings {
  let analyzer: Analyzer
  let records: InputSettings
  /// The input's own mix of languages helps its short comments.
  private let learnsLanguages: Bool

  var input: OpenedInput { records.input }

  /// - Parameters:
  ///   - keepAll: whether all input columns travel along.
  ///   - streamsToTerminal: whether somebody watches the results come.
  init(
    _ arguments: ParsedArguments, command: Command, keepAll: Bool, streamsToTerminal: Bool = false
  ) throws(Diagnostic) {
    analyzer = try AnalyzerSettings(arguments).analyzer(traced: arguments.isSet("spans"))
    learnsLanguages = (arguments.value("prior") ?? command.usualPrior) == "auto"
    records = try InputSettings(
      arguments, command: command, keepAll: keepAll, streamsToTerminal: streamsToTerminal)
    if records.isVerbose {
      let layers =
        [try LexiconLocator.builtIn().path] + arguments.all("lexicons")
        + (arguments.value("taxonomy").map { [$0] } ?? [])
      Console.error(
        "risros: risros \(HelpText.version), words \(analyzer.library.fingerprint): "
          + layers.joined(separator: ", "))
    }
  }

  /// Runs the pipeline into a sink and prints what became of the records.
  ///
  /// - Returns: the sink, and the exit code.
  func run<Base: BatchSink>(
    into base: Base, _ signals: Signals
  ) throws(Diagnostic) -> (sink: Base, exitCode: Int32) {
    try records.run(through: analyzer.pipeline, into: base, signals) {
      reader throws(Diagnostic) in
      learnsLanguages ? try analyzer.expectingLanguages(of: reader) : reader
    }
  }
}

extension Command {
  /// The prior where none is asked for: scores are of an input as a whole, while a filter's answer
  /// to a comment does not depend on those before it.
  fileprivate var usualPrior: String { self == .analyze ? "auto" : "none" }
}

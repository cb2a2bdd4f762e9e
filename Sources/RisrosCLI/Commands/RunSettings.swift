internal import Foundation
internal import Risros
internal import RisrosIngest
internal import RisrosLexicon
internal import RisrosModel
internal import RisrosPipeline

/// What `analyze` and `annotate` have in common: the input, and the analysis with its lexicons.
struct RunSettings {
  let analyzer: Analyzer
  let records: InputSettings

  var input: OpenedInput { records.input }

  /// - Parameter keepAll: whether all input columns travel along.
  init(_ arguments: ParsedArguments, command: Command, keepAll: Bool) throws(Diagnostic) {
    let folders = arguments.all("lexicons").map { LexiconFolder(path: $0) }
    for folder in folders where !FileManager.default.fileExists(atPath: folder.path) {
      throw Diagnostic(
        "there is no such folder", category: .usage, at: SourceLocation(file: folder.path),
        remedy: "name a folder with da, nb or nn in it")
    }
    analyzer = try Analyzer(
      lexicons: folders,
      options: arguments.isSet("best-guess") ? ["detect-language": ["best-guess": "true"]] : [:])
    records = try InputSettings(arguments, command: command, keepAll: keepAll)
  }

  /// Runs the pipeline into a sink and prints what became of the records.
  ///
  /// - Returns: the sink, and the exit code.
  func run<Base: BatchSink>(
    into base: Base, _ signals: Signals
  ) throws(Diagnostic) -> (sink: Base, exitCode: Int32) {
    try records.run(through: analyzer.pipeline, into: base, signals)
  }
}

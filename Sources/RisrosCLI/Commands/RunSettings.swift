internal import Foundation
internal import Risros
internal import RisrosIngest
internal import RisrosLexicon
internal import RisrosModel
internal import RisrosPipeline

/// What `analyze` and `annotate` have in common: input, lexicons, lanes.
struct RunSettings {
  let arguments: ParsedArguments
  let analyzer: Analyzer
  let input: OpenedInput
  let executor: Executor
  let isQuiet: Bool

  /// - Parameter keepAll: whether all input columns travel along.
  init(_ arguments: ParsedArguments, command: Command, keepAll: Bool) throws(Diagnostic) {
    self.arguments = arguments
    isQuiet = arguments.isSet("quiet")
    if arguments.files.isEmpty, Console.inputIsTerminal {
      throw Diagnostic(
        "no file is named and standard input is a terminal", category: .usage,
        remedy: "write risros \(command.rawValue) FILE, or pipe comments in; see risros"
          + " \(command.rawValue) -h")
    }
    var limits = InputLimits()
    if let bytes = try arguments.count("max-field-bytes") { limits.fieldBytes = bytes }
    if let bytes = try arguments.count("max-record-bytes") {
      guard bytes < 1 << 30 else {
        throw Diagnostic(
          "--max-record-bytes is too large", category: .usage, remedy: "write less than 1 GiB")
      }
      limits.recordBytes = bytes
    }
    var options = InputOptions(
      paths: arguments.files, text: arguments.value("text"), id: arguments.value("id"),
      date: arguments.value("date"), rating: arguments.value("rating"),
      segments: arguments.all("segment"), keepAll: keepAll, limits: limits)
    if let name = arguments.value("input-format") { options.format = try InputFormat(named: name) }
    if let name = arguments.value("delimiter") {
      options.delimiter = try InputOptions.delimiter(named: name)
    }
    if let name = arguments.value("encoding") { options.encoding = try TextEncoding(named: name) }
    if let name = arguments.value("profile") {
      options.profile = try InputOptions.profile(named: name)
    }
    if let name = arguments.value("locale") { options.locale = try InputLocale(named: name) }
    if let scale = arguments.value("rating-scale") {
      options.ratingScale = try InputOptions.ratingScale(named: scale)
    }
    if arguments.isSet("no-header") { options.hasHeader = false }

    let folders = arguments.all("lexicons").map { LexiconFolder(path: $0) }
    for folder in folders where !FileManager.default.fileExists(atPath: folder.path) {
      throw Diagnostic(
        "there is no such folder", category: .usage, at: SourceLocation(file: folder.path),
        remedy: "name a folder with da, nb or nn in it")
    }
    var stageOptions: [String: [String: String]] = [:]
    if arguments.isSet("best-guess") { stageOptions["detect-language"] = ["best-guess": "true"] }
    if let parts = try RunSettings.cleanedParts(arguments) {
      stageOptions["clean-comments"] = ["cut": parts]
    }
    analyzer = try Analyzer(lexicons: folders, options: stageOptions)
    input = try openInput(options)
    executor = Executor(
      jobs: try arguments.count("jobs") ?? ProcessInfo.processInfo.activeProcessorCount,
      batchBytes: try arguments.count("batch-bytes") ?? Executor.defaultBatchBytes)
    if !isQuiet {
      for line in input.reports.flatMap(\.lines) + input.notes {
        Console.error("risros: " + line)
      }
    }
  }

  /// What `--clean` and `--no-clean` ask to be cut from comments; nil where nothing was said.
  private static func cleanedParts(_ arguments: ParsedArguments) throws(Diagnostic) -> String? {
    if arguments.isSet("no-clean"), arguments.isSet("clean") {
      throw Diagnostic(
        "--clean and --no-clean contradict each other", category: .usage, remedy: "give one")
    }
    return arguments.isSet("no-clean") ? "none" : arguments.value("clean")
  }

  /// Runs the pipeline into a sink and prints what became of the records.
  ///
  /// - Returns: the sink, and the exit code.
  func run<Base: BatchSink>(
    into base: Base, _ signals: Signals
  ) throws(Diagnostic) -> (sink: Base, exitCode: Int32) {
    let sink = TalliedSink(base, isQuiet: isQuiet)
    let reader: any RecordReader =
      arguments.isSet("strict") ? StrictReader(input.reader) : input.reader
    let done = try executor.run(
      reader, through: analyzer.pipeline, into: sink, stop: signals.stop)
    if !isQuiet {
      if let cuts = done.cuts { Console.error("risros: " + cuts) }
      Console.error("risros: " + done.summary)
    }
    if let code = signals.exitCode { return (done.base, code) }
    return (done.base, done.counts.rejected > 0 ? 1 : 0)
  }
}

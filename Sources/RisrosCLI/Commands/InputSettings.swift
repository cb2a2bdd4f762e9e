internal import Foundation
internal import Risros
internal import RisrosIngest
internal import RisrosModel
internal import RisrosPipeline

/// What all commands that read records have in common: the input as the flags say, and the lanes.
struct InputSettings {
  let arguments: ParsedArguments
  let input: OpenedInput
  let executor: Executor
  let isQuiet: Bool

  /// Opens the input and tells what was understood of it.
  ///
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
    var options = InputOptions(
      paths: arguments.files, text: arguments.value("text"), id: arguments.value("id"),
      date: arguments.value("date"), rating: arguments.value("rating"),
      segments: arguments.all("segment"), keepAll: keepAll,
      limits: try InputSettings.limits(arguments))
    if let name = arguments.value("input-format") { options.format = try InputFormat(named: name) }
    if let name = arguments.value("delimiter") {
      options.delimiter = try InputOptions.delimiter(named: name)
    }
    if let name = arguments.value("encoding") { options.encoding = try TextEncoding(named: name) }
    if arguments.isSet("no-header") { options.hasHeader = false }
    input = try openInput(options)
    executor = Executor(
      jobs: try arguments.count("jobs") ?? ProcessInfo.processInfo.activeProcessorCount,
      batchBytes: try arguments.count("batch-bytes") ?? Executor.defaultBatchBytes)
    if !isQuiet {
      for line in input.reports.flatMap(\.lines) { Console.error("risros: " + line) }
    }
  }

  private static func limits(_ arguments: ParsedArguments) throws(Diagnostic) -> InputLimits {
    var limits = InputLimits()
    if let bytes = try arguments.count("max-field-bytes") { limits.fieldBytes = bytes }
    if let bytes = try arguments.count("max-record-bytes") {
      guard bytes < 1 << 30 else {
        throw Diagnostic(
          "--max-record-bytes is too large", category: .usage, remedy: "write less than 1 GiB")
      }
      limits.recordBytes = bytes
    }
    return limits
  }

  /// Runs a pipeline over the input into a sink and prints what became of the records.
  ///
  /// - Returns: the sink, and the exit code.
  func run<Base: BatchSink>(
    through pipeline: Pipeline, into base: Base, _ signals: Signals
  ) throws(Diagnostic) -> (sink: Base, exitCode: Int32) {
    let sink = TalliedSink(base, isQuiet: isQuiet, isAnalysis: !pipeline.stages.isEmpty)
    let reader: any RecordReader =
      arguments.isSet("strict") ? StrictReader(input.reader) : input.reader
    let done = try executor.run(reader, through: pipeline, into: sink, stop: signals.stop)
    if !isQuiet { Console.error("risros: " + done.summary) }
    if let code = signals.exitCode { return (done.base, code) }
    return (done.base, done.counts.rejected > 0 ? 1 : 0)
  }
}

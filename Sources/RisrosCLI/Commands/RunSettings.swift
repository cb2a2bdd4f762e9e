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
  private let counter = ByteCounter()
  private let totalBytes: Int?
  private let writesToTerminal: Bool

  /// Bytes of a batch where every record is to come out soon.
  private static let flushedBatchBytes = 16 * 1024
  /// Milliseconds that the begin of a pipe may take then.
  private static let flushedSettling = 10

  /// - Parameters:
  ///   - keepAll: whether all input columns travel along.
  ///   - streamsToTerminal: whether somebody watches the results come.
  init(
    _ arguments: ParsedArguments, command: Command, keepAll: Bool, streamsToTerminal: Bool = false
  ) throws(Diagnostic) {
    self.arguments = arguments
    isQuiet = arguments.isSet("quiet")
    writesToTerminal = streamsToTerminal
    let flushes = arguments.isSet("flush") || streamsToTerminal
    if arguments.files.isEmpty, Console.inputIsTerminal {
      Console.error("Usage: " + HelpText.usage(of: command))
      throw Diagnostic(
        "no file is named and standard input is a terminal", category: .usage,
        remedy: "name a file, pipe comments in, or write - to type them; see risros"
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
    if flushes { limits.settleMilliseconds = RunSettings.flushedSettling }
    totalBytes = Progress.total(of: arguments.files)
    var options = InputOptions(
      paths: arguments.files, text: arguments.value("text"), id: arguments.value("id"),
      date: arguments.value("date"), rating: arguments.value("rating"),
      segments: arguments.all("segment"), keepAll: keepAll, limits: limits,
      counter: counter)
    if let name = arguments.value("input-format") { options.format = try InputFormat(named: name) }
    if arguments.isSet("tabs") {
      options.delimiter = 0x09
    } else if let name = arguments.value("delimiter") {
      options.delimiter = try InputOptions.delimiter(named: name)
    }
    if let name = arguments.value("encoding") { options.encoding = try TextEncoding(named: name) }
    if arguments.isSet("no-header") { options.hasHeader = false }

    let folders = arguments.all("lexicons").map { LexiconFolder(path: $0) }
    for folder in folders where !FileManager.default.fileExists(atPath: folder.path) {
      throw Diagnostic(
        "there is no such folder", category: .usage, at: SourceLocation(file: folder.path),
        remedy: "name a folder with da, nb or nn in it")
    }
    analyzer = try Analyzer(
      lexicons: folders,
      options: arguments.isSet("best-guess") ? ["detect-language": ["best-guess": "true"]] : [:])
    input = try openInput(options)
    executor = Executor(
      jobs: try arguments.count("jobs") ?? ProcessInfo.processInfo.activeProcessorCount,
      batchBytes: try arguments.count("batch-bytes")
        ?? (flushes ? RunSettings.flushedBatchBytes : Executor.defaultBatchBytes))
    if !isQuiet {
      for line in input.reports.flatMap(\.lines) { Console.error("risros: " + line) }
    }
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
    let display = Progress.display(
      arguments.value("progress"), isQuiet: isQuiet, writesToTerminal: writesToTerminal)
    let progress = Progress(
      gauge: signals.gauge, counter: counter, total: totalBytes, display: display)
    signals.whenAsked(progress.answer)
    signals.startRun()
    let done: TalliedSink<Base>
    do {
      defer { progress.stop() }
      done = try executor.run(
        reader, through: analyzer.pipeline, into: sink, stop: signals.stop, gauge: signals.gauge)
    }
    if !isQuiet { Console.error("risros: " + done.summary) }
    if let code = signals.exitCode { return (done.base, code) }
    return (done.base, done.counts.rejected > 0 ? 1 : 0)
  }
}

internal import Foundation
internal import Risros
internal import RisrosIngest
internal import RisrosModel
internal import RisrosPipeline
internal import RisrosReport
internal import RisrosText

/// What all commands that read records have in common: the input as the flags say, and the lanes.
struct InputSettings {
  let arguments: ParsedArguments
  let input: OpenedInput
  let executor: Executor
  let isQuiet: Bool
  /// Tells more than everybody wants to know.
  let isVerbose: Bool
  /// Shows what was understood, on standard output, and stops there.
  let isDryRun: Bool
  private let rejectionLimit: RejectionLimit?
  private let counter = ByteCounter()
  private let totalBytes: Int?
  private let writesToTerminal: Bool

  /// Bytes of a batch where every record is to come out soon.
  private static let flushedBatchBytes = 16 * 1024
  /// Milliseconds that the begin of a pipe may take then.
  private static let flushedSettling = 10

  /// Opens the input and tells what was understood of it.
  ///
  /// - Parameters:
  ///   - paths: the files to read, where they are not all operands of the command.
  ///   - keepAll: whether all input columns travel along.
  ///   - streamsToTerminal: whether somebody watches the results come.
  init(
    _ arguments: ParsedArguments, command: Command, paths: [String]? = nil, keepAll: Bool,
    streamsToTerminal: Bool = false
  ) throws(Diagnostic) {
    let paths = paths ?? arguments.files
    self.arguments = arguments
    isQuiet = arguments.isSet("quiet")
    isVerbose = arguments.isSet("verbose") && !isQuiet
    isDryRun = arguments.isSet("dry-run")
    writesToTerminal = streamsToTerminal
    let flushes = arguments.isSet("flush") || streamsToTerminal
    if paths.isEmpty, Console.inputIsTerminal {
      Console.error("Usage: " + HelpText.usage(of: command))
      throw Diagnostic(
        "no file is named and standard input is a terminal", category: .usage,
        remedy: "name a file, pipe comments in, or write - to type them; see risros"
          + " \(command.rawValue) -h")
    }
    var limits = try InputSettings.limits(arguments)
    if flushes { limits.settleMilliseconds = InputSettings.flushedSettling }
    totalBytes = Progress.total(of: paths)
    var options = InputOptions(
      paths: paths, text: arguments.value("text"), id: arguments.value("id"),
      date: arguments.value("date"), rating: arguments.value("rating"),
      segments: arguments.all("segment"), keepAll: keepAll || isDryRun,
      limits: limits, counter: counter)
    if let name = arguments.value("input-format") { options.format = try InputFormat(named: name) }
    if let name = arguments.value("encoding") { options.encoding = try TextEncoding(named: name) }
    try InputSettings.readDialect(arguments, &options.dialect)
    if let name = arguments.value("profile") {
      options.profile = try InputOptions.profile(named: name)
    }
    if let name = arguments.value("locale") { options.locale = try InputLocale(named: name) }
    if let scale = arguments.value("rating-scale") {
      options.ratingScale = try InputOptions.ratingScale(named: scale)
    }
    options.sheet = arguments.value("sheet")
    options.mends = arguments.isSet("repair")
    rejectionLimit = try InputSettings.rejectionLimit(arguments)
    var opened = try openInput(options)
    if let key = arguments.value("dedupe").flatMap({ DeduplicatingReader.Key(rawValue: $0) }) {
      opened.reader = try DeduplicatingReader(opened.reader, by: key)
    }
    input = opened
    executor = Executor(
      jobs: try arguments.count("jobs") ?? ProcessInfo.processInfo.activeProcessorCount,
      batchBytes: try arguments.count("batch-bytes")
        ?? (flushes ? InputSettings.flushedBatchBytes : Executor.defaultBatchBytes))
    if !isQuiet, !isDryRun {
      for line in input.reports.flatMap(\.lines) + input.notes {
        Console.error("risros: " + line)
      }
      if let sheet = options.sheet, !input.reports.contains(where: \.isWorkbook) {
        Console.error("risros: no file is a workbook, so that --sheet \(sheet) is not heeded")
      }
    }
    if isVerbose {
      for report in input.reports where !report.columns.isEmpty {
        let columns = report.columns.enumerated().map {
          "\(PrintableText.escaped($0.element)) (\($0.offset + 1))"
        }
        Console.error("risros: \(report.file): columns: \(columns.joined(separator: ", "))")
      }
      Console.error(
        "risros: \(executor.jobs) lane\(executor.jobs == 1 ? "" : "s"), batches of"
          + " \(executor.batchBytes) bytes")
    }
  }

  /// What the user says about a delimited file.
  private static func readDialect(
    _ arguments: ParsedArguments, _ dialect: inout DialectHints
  ) throws(Diagnostic) {
    if arguments.isSet("tabs") { dialect.delimiter = 0x09 }
    if let name = arguments.value("delimiter") { try dialect.setDelimiter(named: name) }
    if let name = arguments.value("quote") { try dialect.setQuote(named: name) }
    if let name = arguments.value("escape") { try dialect.setEscape(named: name) }
    if let text = arguments.value("skip-lines") {
      guard let lines = Int(text), lines >= 0 else {
        throw Diagnostic(
          "--skip-lines is '\(text)', which is no whole number", category: .usage,
          remedy: "write the number of lines before the table, or 0")
      }
      dialect.linesToSkip = lines
    }
    if let rows = try arguments.count("header-rows") { dialect.headerRows = rows }
    if arguments.isSet("no-header") { dialect.headerRows = 0 }
  }

  private static func limits(_ arguments: ParsedArguments) throws(Diagnostic) -> InputLimits {
    var limits = InputLimits()
    if let bytes = try arguments.count("max-field-bytes") { limits.fieldBytes = bytes }
    if let columns = try arguments.count("max-columns") { limits.columns = columns }
    if let bytes = try arguments.count("sniff-bytes") {
      guard (1024...1 << 26).contains(bytes) else {
        throw Diagnostic(
          "--sniff-bytes is \(bytes)", category: .usage,
          remedy: "write 1024 to 67108864; what is named with -d, --quote and -H is not sniffed")
      }
      limits.headBytes = bytes
    }
    if let ratio = try arguments.count("max-expansion") { limits.expansionRatio = ratio }
    if let bytes = try arguments.count("max-record-bytes") {
      guard bytes < 1 << 30 else {
        throw Diagnostic(
          "--max-record-bytes is too large", category: .usage, remedy: "write less than 1 GiB")
      }
      limits.recordBytes = bytes
    }
    if arguments.isSet("rejects") { limits.rejectedBytes = limits.recordBytes }
    return limits
  }

  private static func rejectionLimit(
    _ arguments: ParsedArguments
  ) throws(Diagnostic) -> RejectionLimit? {
    let most = try arguments.value("max-rejects").map { text throws(Diagnostic) in
      try RejectionLimit(text)
    }
    return arguments.isSet("strict") ? .count(0) : most
  }

  /// Shows what was understood of the input, and the languages a pipeline tells.
  func runDry(through pipeline: Pipeline) throws(Diagnostic) -> Int32 {
    try DryRun(input: input, pipeline: pipeline, print: Console.output).run()
    return 0
  }

  /// Runs a pipeline over the input into a sink and prints what became of the records.
  ///
  /// - Parameter wrap: what else the reader is to do.
  /// - Returns: the sink, and the exit code.
  func run<Base: BatchSink>(
    through pipeline: Pipeline, into base: Base, _ signals: Signals,
    reading wrap: (any RecordReader) throws(Diagnostic) -> any RecordReader = { $0 }
  ) throws(Diagnostic) -> (sink: Base, exitCode: Int32) {
    let rejects = try arguments.value("rejects").map { path throws(Diagnostic) in
      try RejectsFile(path: path, inputs: arguments.files)
    }
    if let rejects { signals.beforeEnd(rejects.discard) }
    let sink = TalliedSink(
      base, isQuiet: isQuiet, isAnalysis: !pipeline.stages.isEmpty, rejects: rejects)
    var reader = input.reader
    if case .count(let allowed) = rejectionLimit {
      reader = LimitedReader(reader, allowed: allowed)
    }
    reader = try wrap(reader)
    let display = Progress.display(
      arguments.value("progress"), isQuiet: isQuiet, writesToTerminal: writesToTerminal)
    let progress = Progress(
      gauge: signals.gauge, counter: counter, total: totalBytes, display: display)
    signals.whenAsked(progress.answer)
    signals.startRun()
    let begin = ContinuousClock.now
    let done: TalliedSink<Base>
    do {
      defer { progress.stop() }
      done = try executor.run(
        reader, through: pipeline, into: sink, stop: signals.stop, gauge: signals.gauge)
    } catch {
      // What was rejected so far tells why.
      try? rejects?.commit()
      throw error
    }
    try rejects?.commit()
    if !isQuiet {
      if let cuts = CleaningSummary.text(done.cleaning) { Console.error("risros: " + cuts) }
      Console.error("risros: " + done.summary)
    }
    if isVerbose {
      let seconds = (ContinuousClock.now - begin) / .seconds(1)
      let rate = Double(done.counts.read) / max(seconds, 1e-6)
      Console.error(
        String(format: "risros: took %.3f s, %.0f records a second", seconds, rate))
    }
    try rejectionLimit?.check(rejected: done.counts.rejected, read: done.counts.read)
    if let code = signals.exitCode { return (done.base, code) }
    return (done.base, done.counts.rejected > 0 ? 1 : 0)
  }
}

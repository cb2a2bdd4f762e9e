internal import Risros
internal import RisrosIngest
internal import RisrosModel
internal import RisrosReport

/// `risros annotate`: every comment with language, sentiment and drivers, in input order.
struct AnnotateCommand {
  private let arguments: ParsedArguments

  init(_ arguments: ParsedArguments) { self.arguments = arguments }

  func run() throws(Diagnostic) -> Int32 {
    let path = arguments.value("output")
    let format = try OutputFormat(arguments, known: AnnotationWriters.all.map { $0.name })
    let keep = arguments.value("keep") ?? "none"
    let keepAll = keep == "all" || keep == "row"
    let signals = Signals(opensInput: true)
    let settings = try RunSettings(
      arguments, command: .annotate, keepAll: keepAll,
      streamsToTerminal: path == nil && Console.outputIsTerminal)
    if settings.records.isDryRun {
      return try settings.records.runDry(through: settings.analyzer.pipeline)
    }
    let schema = settings.input.reader.schema
    let output = try OutputFile(path: path, inputs: arguments.files)
    return try output.complete(unlessStopped: signals) { () throws(Diagnostic) in
      let (type, style) = try writer(format, keep, settings.input)
      try refuseLayers(in: type)
      let options = AnnotationOptions(
        keep: keepAll ? Array(schema.columns.indices) : [], tokens: arguments.isSet("tokens"),
        evidence: arguments.isSet("spans"), keepsRoles: keep == "roles",
        marksDuplicates: arguments.isSet("dedupe"), keepsFirst: keep == "row", style: style)
      let writer = type.init(
        taxonomy: settings.analyzer.library.taxonomy, schema: schema, options: options)
      let sink = AnnotationSink(writer: writer, output: output.sink, stop: signals.stop)
      return try settings.run(into: sink, signals).1
    }
  }

  /// Refuses what has no place in a table.
  private func refuseLayers(in type: any AnnotationWriter.Type) throws(Diagnostic) {
    guard type.name != JSONLinesAnnotationWriter.name,
      let flag = ["spans", "tokens"].first(where: arguments.isSet)
    else { return }
    throw Diagnostic(
      "--\(flag) is for JSON Lines, and the format is \(type.name)", category: .usage,
      remedy: "write --format jsonl, or leave it out")
  }

  /// The format, and how delimited text is written in it.
  ///
  /// Rows that are passed on stay separated as they are where nothing else is asked for.
  private func writer(
    _ format: OutputFormat, _ keep: String, _ input: OpenedInput
  ) throws(Diagnostic) -> (any AnnotationWriter.Type, DelimitedStyle?) {
    if let name = format.name {
      return (try AnnotationWriters.writer(named: name), format.style)
    }
    guard keep == "row" else { return (JSONLinesAnnotationWriter.self, nil) }
    switch input.reports.lazy.compactMap(\.delimiter).first {
    case nil: return (CSVAnnotationWriter.self, nil)
    case 0x09?: return (TSVAnnotationWriter.self, nil)
    case let delimiter?: return (CSVAnnotationWriter.self, DelimitedStyle(delimiter: delimiter))
    }
  }
}

internal import Foundation
internal import Risros
internal import RisrosModel
internal import RisrosReport

/// `risros annotate`: every comment with language, sentiment and drivers, in input order.
struct AnnotateCommand {
  private let arguments: ParsedArguments

  init(_ arguments: ParsedArguments) { self.arguments = arguments }

  func run() throws(Diagnostic) -> Int32 {
    let path = arguments.value("output")
    let format = arguments.value("format") ?? format(of: path)
    let type = try AnnotationWriters.writer(named: format)
    let keepAll = arguments.value("keep") == "all"
    let settings = try RunSettings(arguments, command: .annotate, keepAll: keepAll)
    if settings.records.isDryRun {
      return try settings.records.runDry(through: settings.analyzer.pipeline)
    }
    let schema = settings.input.reader.schema
    let signals = Signals()
    let output = try OutputFile(path: path, inputs: arguments.files)
    signals.beforeEnd(output.discard)
    do throws(Diagnostic) {
      let options = AnnotationOptions(
        keep: keepAll ? Array(schema.columns.indices) : [], tokens: arguments.isSet("tokens"),
        evidence: arguments.isSet("spans"), keepsRoles: arguments.value("keep") == "roles")
      let writer = type.init(
        taxonomy: settings.analyzer.library.taxonomy, schema: schema, options: options)
      let sink = AnnotationSink(writer: writer, output: output.sink, stop: signals.stop)
      let (_, code) = try settings.run(into: sink, signals)
      // Standard output keeps what was written; a file is whole or not there.
      if let stopped = signals.exitCode, output.isAllOrNothing {
        output.discard()
        return stopped
      }
      try output.commit()
      return code
    } catch {
      output.discard()
      throw error
    }
  }

  private func format(of path: String?) -> String {
    switch path.map({ URL(fileURLWithPath: $0).pathExtension.lowercased() }) {
    case "csv": "csv"
    case "tsv": "tsv"
    default: "jsonl"
    }
  }
}

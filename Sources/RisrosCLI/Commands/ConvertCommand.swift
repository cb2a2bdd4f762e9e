internal import Foundation
internal import Risros
internal import RisrosIngest
internal import RisrosModel
internal import RisrosPipeline
internal import RisrosReport

/// `risros convert`: every record as a JSON object of its fields, as they were understood.
struct ConvertCommand {
  private let arguments: ParsedArguments

  init(_ arguments: ParsedArguments) { self.arguments = arguments }

  func run() throws(Diagnostic) -> Int32 {
    let signals = Signals(opensInput: true)
    let settings = try InputSettings(
      arguments, command: .convert, keepAll: true,
      streamsToTerminal: arguments.value("output") == nil && Console.outputIsTerminal)
    if settings.isDryRun { return try settings.runDry(through: try Analyzer().pipeline) }
    let output = try OutputFile(path: arguments.value("output"), inputs: arguments.files)
    return try output.complete(unlessStopped: signals) { () throws(Diagnostic) in
      let sink = RecordSink(
        schema: settings.input.reader.schema, output: output.sink, stop: signals.stop)
      return try settings.run(through: try Pipeline([]), into: sink, signals).1
    }
  }
}

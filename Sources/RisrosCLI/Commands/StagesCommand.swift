internal import Risros
internal import RisrosIngest
internal import RisrosModel
internal import RisrosPipeline
internal import RisrosReport

/// `risros stages`: what the pipeline is made of, from the registries.
struct StagesCommand {
  private let arguments: ParsedArguments

  init(_ arguments: ParsedArguments) { self.arguments = arguments }

  func run() throws(Diagnostic) -> Int32 {
    try arguments.refuseFiles(.stages)
    var text = "Record readers\n"
    for reader in ReaderRegistry.readers { text += row(reader.name, reader.summary) }
    text += "\nStages, in the order they run\n"
    for stage in StageRegistry.standard.stages {
      let descriptor = stage.descriptor
      text += row(descriptor.name, descriptor.summary)
      text += row("", "reads " + names(descriptor.reads) + "; writes " + names(descriptor.writes))
      for option in descriptor.options { text += row("", "\(option.name): \(option.summary)") }
    }
    text += "\nRules; --disable-rule leaves one out\n"
    for rule in Rule.allCases { text += row(rule.name, rule.summary, width: 22) }
    text += "\nReport writers\n"
    for writer in ReportWriters.all { text += row(writer.name, writer.summary) }
    text += "\nAnnotation writers\n"
    for writer in AnnotationWriters.all { text += row(writer.name, writer.summary) }
    Console.output(text)
    return 0
  }

  private let terminalWidth = Console.width

  private func row(_ name: String, _ summary: String, width: Int = 18) -> String {
    let blanks = String(repeating: " ", count: max(1, width - name.count))
    return "  " + name + blanks
      + HelpText.wrapped(summary, indent: width + 2, width: terminalWidth) + "\n"
  }

  private func names(_ layers: Set<Layer>) -> String {
    layers.isEmpty ? "text" : layers.sorted().map(\.rawValue).joined(separator: ", ")
  }
}

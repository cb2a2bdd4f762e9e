internal import Foundation
internal import Risros
internal import RisrosEvaluation
internal import RisrosLexicon
internal import RisrosModel
internal import RisrosReport

/// `risros evaluate`: how well labelled comments are read, and what would change it.
struct EvaluateCommand {
  private let arguments: ParsedArguments

  init(_ arguments: ParsedArguments) { self.arguments = arguments }

  func run() throws(Diagnostic) -> Int32 {
    guard !arguments.files.isEmpty else {
      throw Diagnostic(
        "no file of labelled comments is named", category: .usage,
        remedy: "write risros evaluate FILE…, such as Corpora/gold/da.jsonl")
    }
    let settings = try AnalyzerSettings(arguments)
    let analyzer = try settings.analyzer()
    let drivers = analyzer.library.taxonomy.drivers.map(\.id)
    var report = EvaluationReport(drivers: drivers, showsText: arguments.isSet("show-text"))
    let numbers = try self.numbers()
    let part = arguments.value("part")
    var sets: [(name: String, comments: [LabelledComment])] = []
    for path in arguments.files {
      let file = try LabelledFile(path: path, drivers: drivers)
      for rejection in file.rejected { Console.error(rejection.description) }
      report.rejected += file.rejected.count
      let comments = file.comments.filter {
        (numbers?.contains($0.number) ?? true) && (part == nil || $0.part == part)
      }
      report.leftOut += file.comments.count - comments.count
      sets.append((URL(fileURLWithPath: path).lastPathComponent, comments))
    }
    for (name, comments) in sets { try report.add(name, comments, analyzer) }
    let all = sets.flatMap(\.comments)
    guard !all.isEmpty else {
      throw Diagnostic(
        "there is no labelled comment in what was read", category: .input,
        at: SourceLocation(file: arguments.files[0]),
        remedy: "give objects with text, lang, sentiment and drivers, or a table with such columns")
    }
    if arguments.isSet("ablate") { report.ablation = try Ablation(all, with: analyzer) }
    if let path = arguments.value("against") {
      try report.compare(all, analyzer, with: try other(path, settings), named: path)
    }
    try report.explainWorst(try arguments.count("worst") ?? 10, all, analyzer)
    try write(report)
    return report.rejected > 0 ? 1 : 0
  }

  /// The analysis with the words of a folder: alone where it is a whole lexicon, else laid over the
  /// built-in words.
  private func other(_ path: String, _ settings: AnalyzerSettings) throws(Diagnostic) -> Analyzer {
    let folder = try AnalyzerSettings.folders([path])[0]
    return folder.isComplete
      ? try Analyzer(base: folder, taxonomy: settings.taxonomy, options: settings.options())
      : try Analyzer(
        lexicons: [folder], taxonomy: settings.taxonomy, options: settings.options())
  }

  private func numbers() throws(Diagnostic) -> ClosedRange<Int>? {
    guard let text = arguments.value("numbers") else { return nil }
    let ends = text.split(separator: "-").map { Int($0) }
    guard ends.count == 2, let from = ends[0], let to = ends[1], from <= to else {
      throw Diagnostic(
        "--numbers is '\(text)', which is no range", category: .usage,
        remedy: "write two numbers, such as 1-160")
    }
    return from...to
  }

  private func write(_ report: EvaluationReport) throws(Diagnostic) {
    let format = arguments.value("format") ?? "table"
    let text =
      format == "json"
      ? report.json.rendered() : report.rendered(asMarkdown: format == "markdown")
    let output = try OutputFile(path: arguments.value("output"), inputs: arguments.files)
    var sink = output.sink
    try sink.write(Array(text.utf8))
    try output.commit()
  }
}

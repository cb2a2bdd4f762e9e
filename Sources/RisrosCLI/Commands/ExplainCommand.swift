internal import Foundation
internal import Risros
internal import RisrosLexicon
internal import RisrosModel
internal import RisrosReport

/// `risros explain`: why a comment got its language, its verdict and its drivers.
struct ExplainCommand {
  private let arguments: ParsedArguments

  init(_ arguments: ParsedArguments) { self.arguments = arguments }

  func run() throws(Diagnostic) -> Int32 {
    let texts = try self.texts()
    let analyzer = try AnalyzerSettings(arguments).analyzer()
    let explanations = try analyzer.explain(texts)
    var sink = ByteSink.standardOutput()
    if arguments.value("format") == "json" {
      for explanation in explanations {
        try sink.write(Array(ExplanationJSON.value(explanation).rendered().utf8))
      }
      return 0
    }
    let language = Console.language(arguments)
    for (index, explanation) in explanations.enumerated() {
      let text = ExplanationText(explanation, analyzer.library.taxonomy, language).rendered()
      try sink.write(Array(((index > 0 ? "\n" : "") + text).utf8))
    }
    return 0
  }

  /// The operands, or the lines of standard input.
  private func texts() throws(Diagnostic) -> [String] {
    if !arguments.files.isEmpty, arguments.files != ["-"] { return arguments.files }
    if arguments.files.isEmpty, Console.inputIsTerminal {
      throw Diagnostic(
        "no comment is given and standard input is a terminal", category: .usage,
        remedy: "write risros explain \"TEXT\", or pipe comments in, one a line")
    }
    let data = FileHandle.standardInput.readDataToEndOfFile()
    return String(decoding: data, as: UTF8.self).split(whereSeparator: \.isNewline)
      .map(String.init)
  }
}

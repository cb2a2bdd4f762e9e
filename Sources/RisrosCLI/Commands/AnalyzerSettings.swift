internal import Foundation
internal import Risros
internal import RisrosLexicon
internal import RisrosModel
internal import RisrosPipeline

/// What all commands that analyse have in common: words, rules, the language detector's manner.
struct AnalyzerSettings {
  let lexicons: [LexiconFolder]
  let disabled: [Rule]
  let takesBestGuess: Bool
  /// The language that short comments are expected to be in, where one was named.
  let expected: String?
  /// What is cut from comments; nil where nothing was said.
  let cleaned: String?

  init(_ arguments: ParsedArguments) throws(Diagnostic) {
    lexicons = try AnalyzerSettings.folders(arguments.all("lexicons"))
    var disabled: [Rule] = []
    for names in arguments.all("disable-rule") {
      for name in names.split(separator: ",") { disabled.append(try Rule.named(name)) }
    }
    self.disabled = disabled
    takesBestGuess = arguments.isSet("best-guess")
    expected = arguments.value("prior").flatMap { ["auto", "none"].contains($0) ? nil : $0 }
    cleaned = arguments.value("clean")
  }

  static func folders(_ paths: [String]) throws(Diagnostic) -> [LexiconFolder] {
    let folders = paths.map { LexiconFolder(path: $0) }
    for folder in folders where !FileManager.default.fileExists(atPath: folder.path) {
      throw Diagnostic(
        "there is no such folder", category: .usage, at: SourceLocation(file: folder.path),
        remedy: "name a folder with da, nb or nn in it")
    }
    return folders
  }

  /// - Parameter traced: keeps what each rule did.
  func analyzer(traced: Bool = false) throws(Diagnostic) -> Analyzer {
    try Analyzer(lexicons: lexicons, options: options(traced: traced))
  }

  /// The settings of stages.
  func options(traced: Bool = false) -> [String: [String: String]] {
    var options = Analyzer.settings(disabling: disabled)
    if traced { options["score-sentiment", default: [:]]["trace"] = "true" }
    if takesBestGuess { options["detect-language", default: [:]]["best-guess"] = "true" }
    if let expected { options["detect-language", default: [:]]["prior"] = expected }
    if let cleaned { options["clean-comments"] = ["cut": cleaned] }
    return options
  }
}

internal import Foundation
internal import RisrosLanguage
internal import RisrosModel

/// `risros languages build`: makes the statistics of the language detector from running text and
/// word counts.
struct LanguagesCommand {
  private let arguments: ParsedArguments

  init(_ arguments: ParsedArguments) { self.arguments = arguments }

  func run() throws(Diagnostic) -> Int32 {
    guard arguments.files.first == "build", arguments.files.count > 1,
      let folder = arguments.value("output")
    else {
      throw Diagnostic(
        "nothing to make the statistics from", category: .usage,
        remedy:
          "write risros languages build --output DIR da=TEXT nb=TEXT nn=TEXT words:da=COUNTS …")
    }
    var trainer = LanguageModelTrainer()
    for argument in arguments.files.dropFirst() {
      let parts = argument.split(separator: "=", maxSplits: 1).map(String.init)
      let isWordList = argument.hasPrefix("words:")
      guard parts.count == 2,
        let language = Language(code: isWordList ? String(parts[0].dropFirst(6)) : parts[0]),
        language != .und
      else {
        throw Diagnostic(
          "'\(argument)' names no language and file", category: .usage,
          remedy: "write CODE=FILE for running text, words:CODE=FILE for counts; the codes are "
            + Language.allCases.dropFirst().map(\.code).joined(separator: ", "))
      }
      let bytes = try contents(of: parts[1])
      if isWordList {
        try trainer.addWords(bytes, for: language, file: parts[1])
      } else {
        trainer.addText(bytes, for: language)
      }
    }
    let isQuiet = arguments.isSet("quiet")
    let trained = trainer.train { step in
      if !isQuiet { Console.error("risros: \(step)") }
    }
    for (name, bytes) in trained.files(sources: arguments.all("source")) {
      let path = folder + "/" + name
      do {
        try Data(bytes).write(to: URL(fileURLWithPath: path), options: .atomic)
      } catch {
        throw Diagnostic(
          "cannot write the file", category: .output, at: SourceLocation(file: path),
          remedy: "name a folder that exists and that you may write to")
      }
    }
    return 0
  }

  private func contents(of path: String) throws(Diagnostic) -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Diagnostic(
        "cannot read the file", category: .input, at: SourceLocation(file: path),
        remedy: "check the name and that you may read it")
    }
    return [UInt8](data)
  }
}

internal import RisrosModel

/// `risros languages`: counts the statistics of the language detector from running text.
struct LanguagesCommand {
  private let arguments: ParsedArguments

  init(_ arguments: ParsedArguments) { self.arguments = arguments }

  func run() throws(Diagnostic) -> Int32 {
    throw Diagnostic("nothing to count", category: .usage, remedy: "name da=FILE, nb=FILE, nn=FILE")
  }
}

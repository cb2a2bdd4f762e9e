public import RisrosModel
public import RisrosPipeline

/// Tells in which language a comment is written.
public struct DetectLanguageStage: Stage {
  public static let descriptor = StageDescriptor(
    name: "detect-language",
    summary: "Tells Danish, Bokmål, Nynorsk, Swedish, English, German and others apart.",
    reads: [.tokens],
    writes: [.language],
    options: [
      ("best-guess", "true names the likeliest language where the text hardly tells"),
      ("prior", "the language that is expected where the text hardly tells"),
      ("languages", "the only languages to choose from, as in da,nb,en"),
    ],
    examples: [
      StageExample("Varerne kom aldrig, og ingen svarer på mine mails.", gives: "da"),
      StageExample("Varene kom aldri, og ingen svarer på e-postene mine.", gives: "nb"),
      StageExample("Varene kom aldri, og ingen svarar på e-postane mine.", gives: "nn"),
      StageExample("Varorna kom aldrig och ingen svarar på mina mejl.", gives: "sv"),
      StageExample("👍👍", gives: "und"),
    ])

  private let model: LanguageModel
  private let guessesAlways: Bool
  private let choice: LanguageSet
  private let expected: Language?

  public init(options: inout StageOptions, context: StageContext) throws(Diagnostic) {
    model = try context.require(LanguageModel.self)
    switch options.take("best-guess") {
    case nil, "false": guessesAlways = false
    case "true": guessesAlways = true
    case .some(let value):
      throw Diagnostic(
        "best-guess is true or false, not '\(value)'", category: .usage)
    }
    choice = try DetectLanguageStage.choice(options.take("languages"))
    expected = try options.take("prior").map { code throws(Diagnostic) in
      guard let language = Language(code: code), language != .und else {
        throw Diagnostic(
          "'\(code)' is no language to expect", category: .usage,
          remedy: "name one of " + WordLosses.languages.map(\.code).joined(separator: ", "))
      }
      return language
    }
  }

  private static func choice(_ codes: String?) throws(Diagnostic) -> LanguageSet {
    var choice: LanguageSet = []
    guard let codes else {
      for language in WordLosses.languages { choice.insert(LanguageSet(language)) }
      return choice
    }
    for code in codes.split(separator: ",", omittingEmptySubsequences: false) {
      guard let language = Language(code: code), language != .und else {
        throw Diagnostic(
          "'\(code)' is no language to choose from", category: .usage,
          remedy: "name some of " + WordLosses.languages.map(\.code).joined(separator: ", "))
      }
      choice.insert(LanguageSet(language))
    }
    guard !choice.isDisjoint(with: .scored) else {
      throw Diagnostic(
        "none of the languages to choose from is scored", category: .usage,
        remedy: "name da, nb or nn among them")
    }
    return choice
  }

  public func makeWorker() -> any StageWorker {
    DetectLanguageWorker(
      model: model, guessesAlways: guessesAlways, choice: choice, expected: expected)
  }
}

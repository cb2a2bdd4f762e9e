public import RisrosModel
public import RisrosPipeline

/// Gives every comment the same language, where a test needs the layer and no detection.
public struct AssignLanguageStage: Stage {
  public static let descriptor = StageDescriptor(
    name: "assign-language",
    summary: "Gives every comment the language of the option.",
    reads: [],
    writes: [.language],
    options: [("language", "da, nb, nn or another code; da where it is not given")],
    examples: [StageExample("Alt er fint", gives: "da")])

  private let language: Language

  public init(_ language: Language) { self.language = language }

  public init(options: inout StageOptions, context: StageContext) throws(Diagnostic) {
    let code = options.take("language") ?? "da"
    guard let language = Language(code: code) else {
      throw Diagnostic("there is no language '\(code)'", category: .usage)
    }
    self.init(language)
  }

  public func makeWorker() -> any StageWorker { AssignLanguageWorker(language: language) }
}

private struct AssignLanguageWorker: StageWorker {
  let language: Language

  mutating func process(_ batch: inout CommentBatch) throws(Diagnostic) {
    for _ in 0..<batch.count {
      batch.language.append(language)
      batch.lexiconLanguage.append(language)
      batch.confidence.append(10_000)
      batch.plausible.append(LanguageSet(language))
    }
  }
}

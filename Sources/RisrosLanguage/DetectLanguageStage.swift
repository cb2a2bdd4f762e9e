public import RisrosLexicon
public import RisrosModel
public import RisrosPipeline

public struct LanguageModel: Sendable {
  public static func load(from folder: LexiconFolder) throws(Diagnostic) -> LanguageModel {
    LanguageModel()
  }
}
public struct DetectLanguageStage: Stage {
  public static let descriptor = StageDescriptor(
    name: "detect-language", summary: "x", reads: [.tokens], writes: [.language])
  public init(options: inout StageOptions, context: StageContext) throws(Diagnostic) {
    _ = options.take("best-guess")
  }
  public func makeWorker() -> any StageWorker { W() }
}
struct W: StageWorker {
  mutating func process(_ batch: inout CommentBatch) throws(Diagnostic) {
    for _ in 0..<batch.count {
      batch.language.append(.da)
      batch.lexiconLanguage.append(.da)
      batch.confidence.append(9000)
      batch.plausible.append([])
    }
  }
}

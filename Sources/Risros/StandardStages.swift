internal import RisrosCleaning
internal import RisrosDrivers
internal import RisrosLanguage
public import RisrosPipeline
internal import RisrosSentiment
internal import RisrosTokens

extension StageRegistry {
  /// The stages that come with risros, in the order they run.
  public static let standard = StageRegistry([
    CleanCommentsStage.self,
    TokenizeStage.self,
    DetectLanguageStage.self,
    FindLexemesStage.self,
    ScoreSentimentStage.self,
    TagDriversStage.self,
  ])
}

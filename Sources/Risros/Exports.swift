// A library user imports Risros alone.
@_exported public import RisrosIngest
@_exported public import RisrosLexicon
@_exported public import RisrosModel
@_exported public import RisrosPipeline
@_exported public import RisrosReport
@_exported public import RisrosScores

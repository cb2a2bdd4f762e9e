public import RisrosModel
public import RisrosPipeline

/// Layers as short strings, as `StageDescriptor.examples` writes them.
///
/// The text that is left after cleaning is shown with ⏎ for a line break, tokens and lexemes are their texts joined by "|", sentiment is the label of its polarity, the
/// language its code, and drivers are their identifiers with + (positive), - (negative), = (neutral)
/// or ± (mixed): "price+ digital-".
public struct LayerText: Sendable {
  private let taxonomy: Taxonomy

  public init(taxonomy: Taxonomy) { self.taxonomy = taxonomy }

  /// The layer a stage is known by: the last it writes in the order of a comment's journey.
  public func text(of stage: StageDescriptor, _ batch: CommentBatch, comment: Int) -> String {
    let journey: [Layer] = [.mentions, .sentiment, .clauses, .lexemes, .tokens, .language, .edits]
    guard let layer = journey.first(where: { stage.writes.contains($0) }) else { return "" }
    return text(of: layer, batch, comment: comment)
  }

  public func text(of layer: Layer, _ batch: CommentBatch, comment: Int) -> String {
    switch layer {
    case .edits: batch.string(of: comment).replacing("\n", with: "⏎")
    case .tokens: tokens(batch, comment)
    case .language: batch.language[comment].code
    case .lexemes: lexemes(batch, batch.lexemeRange(of: comment)).joined(separator: "|")
    case .clauses: clauses(batch, comment)
    case .sentiment: batch.polarity[comment].label
    case .mentions: drivers(batch, comment)
    }
  }

  private func string(_ batch: CommentBatch, _ range: Range<Int>) -> String {
    String(decoding: batch.text[range], as: UTF8.self)
  }

  private func tokens(_ batch: CommentBatch, _ comment: Int) -> String {
    batch.tokenRange(of: comment).map { index in
      let token = batch.tokens[index]
      return string(batch, Int(token.start)..<Int(token.end))
    }.joined(separator: "|")
  }

  private func lexemes(_ batch: CommentBatch, _ range: Range<Int>) -> [String] {
    range.map { index in
      let lexeme = batch.lexemes[index]
      let first = batch.tokens[Int(lexeme.firstToken)]
      let last = batch.tokens[Int(lexeme.endToken) - 1]
      return string(batch, Int(first.start)..<Int(last.end))
    }
  }

  /// The lexemes of each clause joined by "|", clauses by " / ".
  private func clauses(_ batch: CommentBatch, _ comment: Int) -> String {
    batch.clauseRange(of: comment).map { index in
      let clause = batch.clauses[index]
      return lexemes(batch, Int(clause.firstLexeme)..<Int(clause.endLexeme)).joined(separator: "|")
    }.joined(separator: " / ")
  }

  private func drivers(_ batch: CommentBatch, _ comment: Int) -> String {
    batch.verdictRange(of: comment).map { index in
      let verdict = batch.verdicts[index]
      let sign =
        switch verdict.polarity {
        case .positive: "+"
        case .negative: "-"
        case .neutral: "="
        case .mixed: "±"
        }
      return taxonomy.id(of: verdict.driver) + sign
    }.joined(separator: " ")
  }
}

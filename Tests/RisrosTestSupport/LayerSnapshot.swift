internal import RisrosModel
internal import RisrosPipeline

/// What all layers say of each comment of a batch, counted from the comment's own start, so that
/// snapshots of one comment compare equal whatever batch it sits in.
struct LayerSnapshot {
  /// By layer, one description per comment.
  private(set) var layers: [Layer: [String]] = [:]

  init(_ batch: CommentBatch, layers wanted: Set<Layer>) {
    for layer in wanted {
      layers[layer] = (0..<batch.count).map { LayerSnapshot.describe(layer, batch, $0) }
    }
  }

  private static func describe(_ layer: Layer, _ batch: CommentBatch, _ comment: Int) -> String {
    switch layer {
    case .edits: edits(batch, comment)
    case .tokens: tokens(batch, comment)
    case .language:
      "\(batch.language[comment]) \(batch.lexiconLanguage[comment]) \(batch.confidence[comment])"
        + " \(batch.plausible[comment].rawValue)"
    case .lexemes: lexemes(batch, comment)
    case .clauses: clauses(batch, comment)
    case .sentiment: sentiment(batch, comment)
    case .mentions: mentions(batch, comment)
    }
  }

  /// The analysed text, with the place in the text as read of each byte.
  private static func edits(_ batch: CommentBatch, _ comment: Int) -> String {
    let range = batch.textRange(of: comment)
    let places = range.indices.map { offset in
      let read = batch.edits.readRange(
        of: offset - range.lowerBound..<offset - range.lowerBound + 1, in: comment)
      return "\(read.lowerBound)..<\(read.upperBound)"
    }
    return "\(batch.status[comment]) \(batch.string(of: comment)) \(places)"
  }

  private static func tokens(_ batch: CommentBatch, _ comment: Int) -> String {
    let base = batch.start[comment]
    var text = ""
    for index in batch.tokenRange(of: comment) {
      let token = batch.tokens[index]
      text += "\(token.start - base)+\(token.length) \(token.kind) \(token.hash), "
    }
    return text + "\(String(decoding: batch.folded[batch.textRange(of: comment)], as: UTF8.self))"
  }

  private static func lexemes(_ batch: CommentBatch, _ comment: Int) -> String {
    let base = batch.firstToken[comment]
    var text = "coverage \(batch.coverage[comment])"
    for index in batch.lexemeRange(of: comment) {
      let lexeme = batch.lexemes[index]
      let entry = lexeme.entry
      text +=
        ", \(lexeme.firstToken - base)+\(lexeme.tokenCount) \(entry.valence) \(entry.factor)"
        + " \(entry.roles.rawValue) \(entry.traits.rawValue) \(entry.aspect.rawValue)"
        + " \(entry.secondAspect.rawValue) \(entry.more) \(entry.source.rawValue)"
        + " \(entry.driverSource.rawValue)"
    }
    return text
  }

  private static func clauses(_ batch: CommentBatch, _ comment: Int) -> String {
    let base = batch.firstLexeme[comment]
    return batch.clauseRange(of: comment).map { index in
      let clause = batch.clauses[index]
      return "\(clause.firstLexeme - base)..<\(clause.endLexeme - base) \(clause.sentence)"
        + " \(clause.opening.rawValue)"
    }.joined(separator: ", ")
  }

  private static func sentiment(_ batch: CommentBatch, _ comment: Int) -> String {
    let base = batch.firstClause[comment]
    var text = "\(batch.sentiment[comment]) \(batch.polarity[comment])"
    for index in batch.lexemeRange(of: comment) where index < batch.readings.count {
      let reading = batch.readings[index]
      text += ", \(reading.clause &- base) \(reading.valence) \(reading.rules.rawValue)"
    }
    return text
  }

  private static func mentions(_ batch: CommentBatch, _ comment: Int) -> String {
    let lexemes = batch.firstLexeme[comment]
    var text = ""
    for index in batch.verdictRange(of: comment) {
      let verdict = batch.verdicts[index]
      text +=
        "\(verdict.driver.index) \(verdict.polarity) \(verdict.sentiment) \(verdict.aspects): "
      for place in Int(verdict.firstMention)..<Int(verdict.endMention) {
        let mention = batch.mentions[place]
        text +=
          "\(mention.aspect.rawValue) \(mention.polarity) \(mention.valence)"
          + " \(mention.lexeme - lexemes) \(mention.cue - lexemes), "
      }
    }
    return text
  }
}

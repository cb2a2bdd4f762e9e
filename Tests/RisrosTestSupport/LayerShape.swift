internal import RisrosModel
internal import RisrosPipeline

/// Checks that layers have an entry for every comment, and ranges that ascend and stay within it.
enum LayerShape {
  /// What is wrong with the layers of a batch; a sentence each.
  ///
  /// Later layers are only looked at where the ones they count in are sound.
  static func findings(_ batch: CommentBatch, layers: Set<Layer>) -> [String] {
    for layer in [Layer.edits, .language, .tokens, .lexemes, .clauses, .sentiment, .mentions]
    where layers.contains(layer) {
      let found = findings(batch, layer)
      if !found.isEmpty { return found }
    }
    return []
  }

  private static func findings(_ batch: CommentBatch, _ layer: Layer) -> [String] {
    let counts: [(String, Int, Int)]
    var starts: (Column<UInt32>, Int)?
    switch layer {
    case .edits: counts = []
    case .language:
      counts = [
        ("language", batch.language.count, batch.count),
        ("lexiconLanguage", batch.lexiconLanguage.count, batch.count),
        ("confidence", batch.confidence.count, batch.count),
        ("plausible", batch.plausible.count, batch.count),
      ]
    case .tokens:
      counts = [("firstToken", batch.firstToken.count, batch.count + 1)]
      starts = (batch.firstToken, batch.tokens.count)
    case .lexemes:
      counts = [
        ("firstLexeme", batch.firstLexeme.count, batch.count + 1),
        ("coverage", batch.coverage.count, batch.count),
      ]
      starts = (batch.firstLexeme, batch.lexemes.count)
    case .clauses:
      counts = [("firstClause", batch.firstClause.count, batch.count + 1)]
      starts = (batch.firstClause, batch.clauses.count)
    case .sentiment:
      counts = [
        ("sentiment", batch.sentiment.count, batch.count),
        ("polarity", batch.polarity.count, batch.count),
        ("readings", batch.readings.count, batch.lexemes.count),
      ]
    case .mentions:
      counts = [("firstVerdict", batch.firstVerdict.count, batch.count + 1)]
      starts = (batch.firstVerdict, batch.verdicts.count)
    }
    for (name, count, wanted) in counts where count != wanted {
      return ["\(name) has \(count) entries for \(batch.count) comments, not \(wanted)"]
    }
    if let (column, total) = starts {
      guard column[0] == 0, column[batch.count] == UInt32(total),
        (0..<batch.count).allSatisfy({ column[$0] <= column[$0 + 1] })
      else {
        return ["the starts of the layer '\(layer.rawValue)' do not ascend from 0 to \(total)"]
      }
    }
    return (0..<batch.count).flatMap { comment in
      ranges(batch, layer, comment).map { "comment \(comment): \($0)" }
    }
  }

  private static func ranges(_ batch: CommentBatch, _ layer: Layer, _ comment: Int) -> [String] {
    switch layer {
    case .edits: edits(batch, comment)
    case .tokens: tokens(batch, comment)
    case .lexemes: lexemes(batch, comment)
    case .clauses: clauses(batch, comment)
    case .mentions: mentions(batch, comment)
    case .sentiment:
      abs(Int(batch.sentiment[comment])) <= 10_000 ? [] : ["the sentiment is beyond ±10 000"]
    case .language:
      batch.confidence[comment] <= 10_000 ? [] : ["the confidence is above 10 000"]
    }
  }

  /// Bytes of the analysed text come from the comment as read, in its order.
  private static func edits(_ batch: CommentBatch, _ comment: Int) -> [String] {
    let read = batch.readText(of: comment).count
    var before = 0
    for offset in 0..<batch.textRange(of: comment).count {
      let place = batch.edits.readRange(of: offset..<offset + 1, in: comment)
      if place.isEmpty || place.upperBound > read { return ["a byte comes from nowhere"] }
      if place.lowerBound < before { return ["text is moved at byte \(offset)"] }
      before = place.lowerBound
    }
    return []
  }

  private static func tokens(_ batch: CommentBatch, _ comment: Int) -> [String] {
    let text = batch.textRange(of: comment)
    var before = text.lowerBound
    guard batch.folded.count >= text.upperBound else { return ["the text is not folded"] }
    for index in batch.tokenRange(of: comment) {
      let token = batch.tokens[index]
      let (start, end) = (Int(token.start), Int(token.end))
      if token.length == 0 { return ["a token is empty"] }
      if start < before { return ["tokens do not ascend at byte \(start - text.lowerBound)"] }
      if end > text.upperBound { return ["a token ends behind the comment"] }
      // Behind the comment stands a line feed, so `end` may always be looked at.
      if batch.text[start] & 0xC0 == 0x80 || batch.text[end] & 0xC0 == 0x80 {
        return ["a token is cut within a scalar at byte \(start - text.lowerBound)"]
      }
      before = end
    }
    return []
  }

  private static func lexemes(_ batch: CommentBatch, _ comment: Int) -> [String] {
    let tokens = batch.tokenRange(of: comment)
    var before = tokens.lowerBound
    for index in batch.lexemeRange(of: comment) {
      let lexeme = batch.lexemes[index]
      if lexeme.tokenCount == 0 { return ["a lexeme is empty"] }
      if Int(lexeme.firstToken) < before { return ["lexemes do not ascend"] }
      if Int(lexeme.endToken) > tokens.upperBound { return ["a lexeme ends behind the comment"] }
      before = Int(lexeme.endToken)
    }
    return batch.coverage[comment] <= 10_000 ? [] : ["the coverage is above 10 000"]
  }

  private static func clauses(_ batch: CommentBatch, _ comment: Int) -> [String] {
    let lexemes = batch.lexemeRange(of: comment)
    var before = lexemes.lowerBound
    var sentence: UInt32 = 0
    for index in batch.clauseRange(of: comment) {
      let clause = batch.clauses[index]
      if Int(clause.firstLexeme) != before { return ["clauses leave lexemes out or share them"] }
      if clause.endLexeme <= clause.firstLexeme { return ["a clause is empty"] }
      if clause.sentence < sentence { return ["sentences do not ascend"] }
      before = Int(clause.endLexeme)
      sentence = clause.sentence
    }
    return before == lexemes.upperBound ? [] : ["clauses do not end with the lexemes"]
  }

  private static func mentions(_ batch: CommentBatch, _ comment: Int) -> [String] {
    let lexemes = batch.lexemeRange(of: comment)
    var driver = -1
    for index in batch.verdictRange(of: comment) {
      let verdict = batch.verdicts[index]
      if Int(verdict.driver.index) <= driver { return ["verdicts are not one a driver, in order"] }
      driver = Int(verdict.driver.index)
      let mentions = Int(verdict.firstMention)..<Int(max(verdict.firstMention, verdict.endMention))
      if mentions.isEmpty || mentions.upperBound > batch.mentions.count {
        return ["a verdict has no mentions"]
      }
      var before = lexemes.lowerBound
      for place in mentions {
        let mention = batch.mentions[place]
        if mention.aspect.driver != verdict.driver { return ["a mention is of another driver"] }
        if Int(mention.lexeme) < before { return ["mentions do not ascend"] }
        if !lexemes.contains(Int(mention.lexeme)) || !lexemes.contains(Int(mention.cue)) {
          return ["a mention lies outside the comment"]
        }
        before = Int(mention.lexeme)
      }
    }
    return []
  }
}

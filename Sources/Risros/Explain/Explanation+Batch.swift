internal import RisrosLexicon
internal import RisrosModel
internal import RisrosPipeline
internal import RisrosSentiment

extension Analyzer {
  /// Explains what the analysis makes of a comment.
  public func explain(_ text: String) throws(Diagnostic) -> Explanation {
    try explain([text])[0]
  }

  /// Explains what the analysis makes of each of some comments; not for the hot path.
  public func explain(_ texts: [String]) throws(Diagnostic) -> [Explanation] {
    let traced = try setting(["score-sentiment": ["trace": "true"]])
    let batch = try traced.process(texts)
    return texts.indices.map { Explanation(of: $0, in: batch, library) }
  }
}

extension Explanation {
  /// - Parameter batch: one that a traced pipeline went over.
  init(of comment: Int, in batch: CommentBatch, _ library: LexiconLibrary) {
    let reading = BatchReading(comment: comment, batch: batch, library: library)
    text = String(decoding: batch.readText(of: comment), as: UTF8.self)
    language = batch.language[comment]
    confidence = Double(batch.confidence[comment]) / 10_000
    plausible = batch.plausible[comment].languages
    lexiconLanguage = batch.lexiconLanguage[comment]
    coverage = Double(batch.coverage[comment]) / 10_000
    tokens = reading.tokens
    cues = reading.cues
    scopes = reading.scopes
    clauses = reading.clauses
    drivers = reading.drivers
    sentiment = Double(batch.sentiment[comment]) / 10_000
    polarity = batch.polarity[comment]
    let sums = reading.sums
    praise = Double(sums.positive) / 100
    blame = Double(sums.negative) / 100
    reason =
      VerdictDecision(positive: sums.positive, negative: sums.negative, spoken: sums.spoken).reason
  }
}

/// Reads an explanation out of the layers of one comment.
private struct BatchReading {
  let comment: Int
  let batch: CommentBatch
  let library: LexiconLibrary

  private var lexicon: Lexicon { library.lexicon(for: batch.lexiconLanguage[comment]) }
  private var lexemes: Range<Int> { batch.lexemeRange(of: comment) }

  private func span(_ lexeme: Int) -> Range<Int> {
    batch.byteRange(of: batch.lexemes[lexeme], in: comment)
  }

  private func string(_ span: Range<Int>) -> String {
    let text = batch.readText(of: comment)
    let base = text.startIndex
    return String(
      decoding: text[base + span.lowerBound..<base + span.upperBound], as: UTF8.self)
  }

  private func source(_ source: LexiconSource) -> Explanation.Source? {
    source == .none ? nil : .init(file: lexicon.files[source.file], line: source.line)
  }

  private func effects(on lexeme: Int) -> [RuleEffect] {
    batch.effects(on: lexeme, in: comment)
  }

  private func contribution(_ lexeme: Int) -> Int { batch.contribution(of: lexeme, in: comment) }

  var tokens: [Explanation.Token] {
    batch.tokenRange(of: comment).map { index in
      let span = batch.byteRange(ofTokens: index..<index + 1, in: comment)
      return .init(text: string(span), span: span)
    }
  }

  var sums: (positive: Int, negative: Int, spoken: Int) {
    var sums = (positive: 0, negative: 0, spoken: 0)
    for lexeme in lexemes {
      let weighed = contribution(lexeme)
      if weighed > 0 { sums.positive += weighed } else { sums.negative -= weighed }
      if effects(on: lexeme).contains(where: { $0.rule == .finalVerdict }) {
        sums.spoken += weighed
      }
    }
    return sums
  }

  var cues: [Explanation.Cue] {
    let firstClause = batch.clauseRange(of: comment).lowerBound
    return lexemes.compactMap { index in
      let lexeme = batch.lexemes[index]
      let entry = lexeme.entry
      let roles = entry.roles.names
      if entry.valence == 0, roles.isEmpty, entry.aspect.isNone, batch.readings[index].valence == 0
      {
        return nil
      }
      let span = span(index)
      let aspects = [entry.aspect, entry.secondAspect].filter { !$0.isNone }
      return .init(
        text: string(span), span: span, valence: Double(entry.valence) / 100,
        reading: Double(batch.readings[index].valence) / 100,
        contribution: Double(contribution(index)) / 100,
        steps: effects(on: index).map { effect in
          let cue = self.span(Int(effect.cue))
          return .init(
            rule: effect.rule, cue: string(cue), cueSpan: cue,
            before: Double(effect.before) / 100, after: Double(effect.after) / 100)
        },
        source: source(entry.source), driverSource: source(entry.driverSource), roles: roles,
        aspects: aspects.map(library.taxonomy.name), isPhrase: entry.traits.contains(.phrase),
        isDerived: entry.traits.contains(.derived),
        clause: Int(batch.readings[index].clause) - firstClause)
    }
  }

  var scopes: [Explanation.Scope] {
    batch.scopes(of: comment).map { scope in
      let cue = span(scope.cue)
      return .init(
        rule: scope.rule, cue: string(cue), cueSpan: cue, span: scope.span,
        targets: scope.targets.map(span))
    }
  }

  var clauses: [Explanation.Clause] {
    batch.clauseRange(of: comment).map { index in
      let clause = batch.clauses[index]
      let members = Int(clause.firstLexeme)..<Int(clause.endLexeme)
      let span = clauseSpan(index)
      return .init(
        text: string(span), span: span, sentence: Int(clause.sentence),
        opening: clause.opening.names,
        colour: Double(members.map { Int(batch.readings[$0].valence) }.reduce(0, +)) / 100,
        weighed: Double(members.map(contribution).reduce(0, +)) / 100)
    }
  }

  /// A clause's bytes with the words the lexicon does not know: to the next clause's first word.
  private func clauseSpan(_ clause: Int) -> Range<Int> {
    let all = batch.clauseRange(of: comment)
    let tokens = batch.tokenRange(of: comment)
    let first =
      clause == all.lowerBound
      ? tokens.lowerBound : Int(batch.lexemes[Int(batch.clauses[clause].firstLexeme)].firstToken)
    var end = tokens.upperBound
    if clause + 1 < all.upperBound {
      end = Int(batch.lexemes[Int(batch.clauses[clause + 1].firstLexeme)].firstToken)
    }
    // After a mark the next clause begins with the next word, known or not.
    let last = Int(batch.lexemes[Int(batch.clauses[clause].endLexeme) - 1].endToken)
    if batch.clauses[clause].isClosed(by: batch.lexemes) { end = last }
    var start = first
    if clause > all.lowerBound, batch.clauses[clause - 1].isClosed(by: batch.lexemes) {
      start = Int(batch.lexemes[Int(batch.clauses[clause - 1].endLexeme) - 1].endToken)
    }
    if start >= end { return 0..<0 }
    return batch.byteRange(ofTokens: start..<end, in: comment)
  }

  var drivers: [Explanation.DriverVerdict] {
    batch.verdictRange(of: comment).map { index in
      let verdict = batch.verdicts[index]
      return .init(
        driver: verdict.driver, id: library.taxonomy.id(of: verdict.driver),
        polarity: verdict.polarity, sentiment: Double(verdict.sentiment) / 10_000,
        mentions: (Int(verdict.firstMention)..<Int(verdict.endMention)).map(mention))
    }
  }

  private func mention(_ index: Int) -> Explanation.Mention {
    let mention = batch.mentions[index]
    let (word, cue) = (Int(mention.lexeme), Int(mention.cue))
    let entry = batch.lexemes[word].entry
    let origin: Explanation.Origin =
      if mention.valence == 0, mention.polarity == .neutral {
        .bare
      } else if word == cue {
        batch.readings[word].valence == 0 ? .verdict : .own
      } else if batch.readings[word].clause == batch.readings[cue].clause {
        .clause
      } else {
        .neighbour
      }
    let judges = origin == .clause || origin == .neighbour
    let driverSource = entry.driverSource == .none ? entry.source : entry.driverSource
    return .init(
      text: string(span(word)), span: span(word), aspect: library.taxonomy.name(of: mention.aspect),
      polarity: mention.polarity, valence: Double(mention.valence) / 100, origin: origin,
      cue: judges ? string(span(cue)) : nil, cueSpan: judges ? span(cue) : nil,
      source: source(driverSource))
  }
}

extension Clause {
  /// Whether a mark ends it, so that what follows belongs to the next clause.
  fileprivate func isClosed(by lexemes: Column<Lexeme>) -> Bool {
    !lexemes[Int(endLexeme) - 1].entry.roles.isDisjoint(with: [.comma, .clauseBreak, .sentenceEnd])
  }
}

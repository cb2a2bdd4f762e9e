internal import RisrosModel
internal import RisrosPipeline

/// Finds what a stage changed in a batch without having declared it.
enum BatchChange {
  static func findings(
    from old: CommentBatch, to new: CommentBatch, allowed: Set<Layer>
  ) -> [String] {
    var findings: [String] = []
    if allowed.contains(.edits) {
      if !keepsReadText(old, new) { findings.append("the stage loses or moves text that was read") }
    } else if !hasSameText(old, new) {
      findings.append("the stage changes the text or its offsets")
    }
    if old.ordinal != new.ordinal || old.firstRecord != new.firstRecord
      || old.fieldBytes != new.fieldBytes || !equal(old.fieldEnd, new.fieldEnd, ==)
      || old.output != new.output || old.rejections.count != new.rejections.count
    {
      findings.append("the stage changes fields, output or the place of the batch")
    }
    for layer in Layer.allCases where !allowed.contains(layer) && !isSame(layer, old, new) {
      findings.append("the stage changes the layer '\(layer.rawValue)', which it does not declare")
    }
    return findings
  }

  private static func hasSameText(_ old: CommentBatch, _ new: CommentBatch) -> Bool {
    old.count == new.count && old.textEnd == new.textEnd
      && old.text[..<old.textEnd] == new.text[..<old.textEnd]
      && equal(old.start, new.start, ==) && equal(old.end, new.end, ==)
      && equal(old.status, new.status, ==)
  }

  /// Comments are where they were and no longer than they were, and what was read is at hand.
  private static func keepsReadText(_ old: CommentBatch, _ new: CommentBatch) -> Bool {
    old.count == new.count && old.textEnd == new.textEnd && equal(old.start, new.start, ==)
      && (0..<old.count).allSatisfy { comment in
        new.end[comment] <= old.end[comment] && new.text[Int(new.end[comment])] == 0x0A
          && old.text[old.textRange(of: comment)] == new.readText(of: comment)
          && (old.status[comment] == new.status[comment]
            || old.status[comment] == .comment && new.status[comment] == .empty)
      }
  }

  private static func isSame(_ layer: Layer, _ old: CommentBatch, _ new: CommentBatch) -> Bool {
    switch layer {
    case .edits: old.edits.comments == new.edits.comments && old.cleaning == new.cleaning
    case .tokens:
      equal(old.firstToken, new.firstToken, ==)
        && equal(old.tokens, new.tokens) {
          $0.hash == $1.hash && $0.start == $1.start && $0.length == $1.length
            && $0.kind == $1.kind
        }
        && (old.firstToken.isEmpty || old.folded == new.folded)
    case .language:
      equal(old.language, new.language, ==)
        && equal(old.lexiconLanguage, new.lexiconLanguage, ==)
        && equal(old.confidence, new.confidence, ==)
        && equal(old.plausible, new.plausible) { $0.rawValue == $1.rawValue }
    case .lexemes:
      equal(old.firstLexeme, new.firstLexeme, ==) && equal(old.coverage, new.coverage, ==)
        && equal(old.lexemes, new.lexemes) {
          $0.firstToken == $1.firstToken && $0.tokenCount == $1.tokenCount
            && $0.entry.valence == $1.entry.valence && $0.entry.roles == $1.entry.roles
            && $0.entry.traits == $1.entry.traits && $0.entry.aspect == $1.entry.aspect
            && $0.entry.factor == $1.entry.factor && $0.entry.source == $1.entry.source
        }
    case .clauses:
      equal(old.firstClause, new.firstClause, ==)
        && equal(old.clauses, new.clauses) {
          $0.firstLexeme == $1.firstLexeme && $0.endLexeme == $1.endLexeme
            && $0.sentence == $1.sentence && $0.opening == $1.opening
        }
    case .sentiment:
      equal(old.sentiment, new.sentiment, ==) && equal(old.polarity, new.polarity, ==)
        && equal(old.readings, new.readings) {
          $0.clause == $1.clause && $0.valence == $1.valence && $0.rules == $1.rules
        }
    case .mentions:
      equal(old.firstVerdict, new.firstVerdict, ==)
        && old.verdicts.count == new.verdicts.count
        && equal(old.mentions, new.mentions) {
          $0.aspect == $1.aspect && $0.polarity == $1.polarity && $0.valence == $1.valence
            && $0.lexeme == $1.lexeme && $0.cue == $1.cue
        }
    }
  }

  private static func equal<Element: BitwiseCopyable & Sendable>(
    _ old: Column<Element>, _ new: Column<Element>, _ same: (Element, Element) -> Bool
  ) -> Bool {
    old.count == new.count && (0..<old.count).allSatisfy { same(old[$0], new[$0]) }
  }
}

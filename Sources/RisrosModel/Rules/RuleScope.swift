/// The words a rule reaches from the word that sets it off: how far a negation goes, what "meget"
/// strengthens, what is conceded.
public struct RuleScope: Sendable, Equatable {
  public var rule: Rule
  /// Lexeme that set the rule off, as an index into the batch's lexemes.
  public var cue: Int
  /// Lexemes it changed, ascending.
  public var targets: [Int]
  /// From the first to the last of them all, in bytes of the comment, half open.
  public var span: Range<Int>
}

extension CommentBatch {
  /// What the rules did to a lexeme, in the order they did it; empty where nothing is traced.
  public func effects(on lexeme: Int, in comment: Int) -> [RuleEffect] {
    effectRange(of: comment).map { effects[$0] }.filter { $0.target == lexeme }
  }

  /// What a lexeme adds to the verdict, in hundredths of a point; needs a traced pipeline.
  public func contribution(of lexeme: Int, in comment: Int) -> Int {
    let weighed = effects(on: lexeme, in: comment).last { $0.rule.weighsClauses }
    return weighed.map { Int($0.after) } ?? Int(readings[lexeme].valence)
  }

  /// The scopes in a comment, in the order of their cues; empty where the pipeline is not traced.
  ///
  /// Rules that read a word by itself (capitals, a wish without a coloured word) have none.
  public func scopes(of comment: Int) -> [RuleScope] {
    var scopes: [RuleScope] = []
    for place in effectRange(of: comment) {
      let effect = effects[place]
      if effect.cue == effect.target { continue }
      let (cue, target) = (Int(effect.cue), Int(effect.target))
      if let known = scopes.firstIndex(where: { $0.rule == effect.rule && $0.cue == cue }) {
        if !scopes[known].targets.contains(target) { scopes[known].targets.append(target) }
      } else {
        scopes.append(RuleScope(rule: effect.rule, cue: cue, targets: [target], span: 0..<0))
      }
    }
    for place in scopes.indices {
      scopes[place].targets.sort()
      let ranges = ([scopes[place].cue] + scopes[place].targets)
        .map { byteRange(of: lexemes[$0], in: comment) }
      scopes[place].span =
        ranges.map(\.lowerBound).min()!..<ranges.map(\.upperBound).max()!
    }
    return scopes.sorted { ($0.cue, $0.rule.rawValue) < ($1.cue, $1.rule.rawValue) }
  }
}

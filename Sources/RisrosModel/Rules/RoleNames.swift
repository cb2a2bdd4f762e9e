extension LexicalRoles {
  /// Roles with the names of the lexicon files' kinds.
  static let named: [(role: LexicalRoles, name: String)] = [
    (.not, "not"), (.no, "no"), (.without, "without"), (.neither, "neither"), (.hardly, "hardly"),
    (.intensifier, "intensifier"), (.too, "too"), (.scaleUp, "more"), (.scaleDown, "less"),
    (.but, "but"), (.although, "although"), (.and, "and"), (.because, "because"),
    (.conditional, "if"), (.that, "that"), (.than, "than"), (.wish, "wish"),
    (.verdict, "verdict"), (.hedge, "hedge"), (.elsewhere, "elsewhere"), (.question, "question"),
    (.why, "why"), (.own, "own"), (.quote, "quote"),
    (.exclamation, "exclamation"), (.questionMark, "question mark"), (.emoji, "emoji"),
  ]

  /// The names of what a word does, without marks that only part clauses.
  public var names: [String] {
    LexicalRoles.named.filter { contains($0.role) }.map(\.name)
  }
}

extension LexicalTraits {
  static let named: [(trait: LexicalTraits, name: String)] = [
    (.verb, "verb"), (.adjective, "adjective"), (.noun, "noun"), (.phrase, "phrase"),
    (.amplifier, "amplifier"), (.solid, "solid"), (.weak, "weak"), (.event, "event"),
    (.final, "final"), (.whole, "whole"), (.ironic, "ironic"), (.derived, "derived"),
    (.setting, "setting"), (.pronoun, "pronoun"),
  ]

  public var names: [String] {
    LexicalTraits.named.filter { contains($0.trait) }.map(\.name)
  }
}

extension Rule {
  /// Whether the rule weighs clauses against one another, after words were read.
  public var weighsClauses: Bool {
    switch self {
    case .contrast, .concession, .finalVerdict, .lastWord: true
    default: false
    }
  }
}

extension Taxonomy {
  /// `price.fees`, or `price` for the driver as a whole.
  public func name(of aspect: Aspect) -> String {
    let driver = id(of: aspect.driver)
    return id(of: aspect).map { driver + "." + $0 } ?? driver
  }
}

internal import RisrosModel

/// A condition cut into numbers, names and signs.
struct ConditionWords {
  struct Token {
    enum Kind: Equatable {
      case number(Double)
      case name(String)
      case sign(String)
      case end
    }
    var kind: Kind
    /// Unicode scalars before it.
    var place: Int
  }

  /// What a message calls the place the condition stands in, `--fail-if`.
  private let source: String
  /// All figures there are; a name with a dash in it must begin one.
  private let figures: [String]
  /// The last one is `end`.
  private(set) var tokens: [Token] = []
  /// A word that is no token; it stands where the tokens end, and is told when they are used up.
  private(set) var failure: Diagnostic?

  init(_ text: String, figures: [String], source: String) {
    self.source = source
    self.figures = figures
    split(Array(text.unicodeScalars))
  }

  private mutating func split(_ text: [Unicode.Scalar]) {
    var at = 0
    func isDigit(_ place: Int) -> Bool {
      place < text.count && ("0"..."9").contains(text[place])
    }
    func isLetter(_ place: Int) -> Bool {
      place < text.count && (text[place].properties.isAlphabetic || text[place] == "_")
    }
    while at < text.count {
      let start = at
      if text[at].properties.isWhitespace {
        at += 1
        continue
      }
      if isDigit(at) || text[at] == "." && isDigit(at + 1) {
        while isDigit(at) || at < text.count && text[at] == "." { at += 1 }
        let word = String(String.UnicodeScalarView(text[start..<at]))
        if at < text.count, text[at] == ",", isDigit(at + 1), !isInCall {
          return fail("a comma is no decimal mark here", start, "write \(word).\(text[at + 1])")
        }
        guard let value = Double(word) else {
          return fail("'\(word)' is no number", start, "write it as 12 or 0.5")
        }
        if at < text.count, text[at] == "%" || isLetter(at) {
          return fail(
            "a number ends with '\(text[at])'", at,
            "net sentiment is in points and shares are in percent, so write \(word) alone")
        }
        tokens.append(Token(kind: .number(value), place: start))
      } else if isLetter(at) {
        while isLetter(at) || isDigit(at)
          || at < text.count && (text[at] == "." || text[at] == "-") && isLetter(at + 1)
            && !(text[at] == "-" && !isKnownWithDash(text, start, at))
        {
          at += 1
        }
        tokens.append(
          Token(kind: .name(String(String.UnicodeScalarView(text[start..<at]))), place: start))
      } else {
        let pair = at + 1 < text.count ? "\(text[at])\(text[at + 1])" : ""
        if ["<=", ">=", "==", "!=", "&&", "||", "<>"].contains(pair) {
          tokens.append(Token(kind: .sign(pair), place: start))
          at += 2
        } else if "<>=!&|()+-*/,".unicodeScalars.contains(text[at]) {
          tokens.append(Token(kind: .sign(String(text[at])), place: start))
          at += 1
        } else if text[at] == "−" {
          tokens.append(Token(kind: .sign("-"), place: start))
          at += 1
        } else {
          return fail("'\(text[at])' has no meaning here", at, Condition.example)
        }
      }
    }
    tokens.append(Token(kind: .end, place: text.count))
  }

  /// Whether a name with a dash in it is meant, as an identifier of a taxonomy may have one.
  private func isKnownWithDash(_ text: [Unicode.Scalar], _ start: Int, _ dash: Int) -> Bool {
    let head = String(String.UnicodeScalarView(text[start...dash]))
    return figures.contains { $0.hasPrefix(head) }
  }

  /// Whether the number in hand stands in `min(1,2)`.
  private var isInCall: Bool {
    tokens.contains {
      if case .name(let name) = $0.kind { Condition.Function(rawValue: name) != nil } else { false }
    }
  }

  private mutating func fail(_ message: String, _ place: Int, _ remedy: String) {
    failure = error(message, place, remedy)
    tokens.append(Token(kind: .end, place: place))
  }

  /// A usage diagnostic for what stands behind `place` scalars.
  func error(_ message: String, _ place: Int, _ remedy: String) -> Diagnostic {
    Diagnostic(
      message, category: .usage, at: SourceLocation(file: source, line: 1, column: place + 1),
      remedy: remedy)
  }
}

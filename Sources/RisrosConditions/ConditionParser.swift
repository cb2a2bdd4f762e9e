internal import RisrosModel

/// Reads a condition by recursive descent; the grammar stands at `Condition`.
struct ConditionParser {
  /// Parentheses and negations that may stand in one another.
  static let maximumDepth = 100

  private struct Token {
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

  private let source: String
  private let known: Set<String>
  private let list: [String]
  private var tokens: [Token] = []
  private var next = 0
  private var depth = 0
  /// A word that is no token, told when it is reached.
  private var failure: Diagnostic?
  private(set) var names: [String] = []

  init(_ text: String, known: Set<String>, list: [String], source: String) {
    self.source = source
    self.known = known
    self.list = list
    split(Array(text.unicodeScalars))
  }

  // MARK: Words

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
          return fail("'\(text[at])' has no meaning here", at, ConditionParser.example)
        }
      }
    }
    tokens.append(Token(kind: .end, place: text.count))
  }

  /// Whether a name with a dash in it is meant, as an identifier of a taxonomy may have one.
  private func isKnownWithDash(_ text: [Unicode.Scalar], _ start: Int, _ dash: Int) -> Bool {
    let head = String(String.UnicodeScalarView(text[start...dash]))
    return list.contains { $0.hasPrefix(head) }
  }

  /// Whether the number in hand stands in `min(1,2)`.
  private var isInCall: Bool {
    tokens.contains {
      if case .name(let name) = $0.kind { Condition.Function(rawValue: name) != nil } else { false }
    }
  }

  private static let example = "write it as net.price < -20 and n >= 50"

  private mutating func fail(_ message: String, _ place: Int, _ remedy: String) {
    failure = error(message, place, remedy)
    tokens.append(Token(kind: .end, place: place))
  }

  private func error(_ message: String, _ place: Int, _ remedy: String) -> Diagnostic {
    Diagnostic(
      message, category: .usage, at: SourceLocation(file: source, line: 1, column: place + 1),
      remedy: remedy)
  }

  // MARK: Grammar

  mutating func condition() throws(Diagnostic) -> Condition.Node {
    let node = try disjunction()
    if let failure { throw failure }
    guard tokens[next].kind == .end else {
      throw error(
        "the condition goes on with \(shown(tokens[next]))", tokens[next].place,
        "join two conditions by and, or")
    }
    guard node.isTruth else {
      throw error(
        "this is a number, not a condition", 0,
        "compare it with another: \(ConditionParser.example)")
    }
    return node
  }

  private func shown(_ token: Token) -> String {
    switch token.kind {
    case .number(let value): "'\(Condition.written(value))'"
    case .name(let name): "'\(name)'"
    case .sign(let sign): "'\(sign)'"
    case .end: "its end"
    }
  }

  /// Takes the next token if it is one of these words or signs.
  private mutating func take(_ words: String...) -> String? {
    switch tokens[next].kind {
    case .name(let word) where words.contains(word.lowercased()),
      .sign(let word) where words.contains(word):
      next += 1
      return word.lowercased()
    default: return nil
    }
  }

  private mutating func disjunction() throws(Diagnostic) -> Condition.Node {
    var node = try conjunction()
    while true {
      let place = tokens[next].place
      guard take("or", "|", "||") != nil else { return node }
      node = .any(try truth(node, place), try truth(try conjunction(), place))
    }
  }

  private mutating func conjunction() throws(Diagnostic) -> Condition.Node {
    var node = try negation()
    while true {
      let place = tokens[next].place
      guard take("and", "&", "&&") != nil else { return node }
      node = .all(try truth(node, place), try truth(try negation(), place))
    }
  }

  private mutating func negation() throws(Diagnostic) -> Condition.Node {
    let place = tokens[next].place
    guard take("not", "!") != nil else { return try comparison() }
    return try deeper(place) { (parser) throws(Diagnostic) in
      .not(try parser.truth(try parser.negation(), place))
    }
  }

  private mutating func comparison() throws(Diagnostic) -> Condition.Node {
    let left = try sum()
    let place = tokens[next].place
    guard let sign = take("<", "<=", ">", ">=", "=", "==", "!=", "<>") else { return left }
    let right = try sum()
    let comparison: Condition.Comparison =
      switch sign {
      case "==": .equal
      case "<>": .unequal
      default: Condition.Comparison(rawValue: sign)!
      }
    let node = Condition.Node.comparison(
      comparison, try number(left, place), try number(right, place))
    let behind = tokens[next].place
    if take("<", "<=", ">", ">=", "=", "==", "!=", "<>") != nil {
      throw error(
        "two comparisons in a row", behind, "write them apart: -20 < net and net < 20")
    }
    return node
  }

  private mutating func sum() throws(Diagnostic) -> Condition.Node {
    var node = try product()
    while true {
      let place = tokens[next].place
      guard let sign = take("+", "-") else { return node }
      node = .arithmetic(
        sign == "+" ? .plus : .minus, try number(node, place), try number(try product(), place))
    }
  }

  private mutating func product() throws(Diagnostic) -> Condition.Node {
    var node = try factor()
    while true {
      let place = tokens[next].place
      guard let sign = take("*", "/") else { return node }
      node = .arithmetic(
        sign == "*" ? .times : .by, try number(node, place), try number(try factor(), place))
    }
  }

  private mutating func factor() throws(Diagnostic) -> Condition.Node {
    let token = tokens[next]
    if take("-") != nil {
      return try deeper(token.place) { (parser) throws(Diagnostic) in
        .negative(try parser.number(try parser.factor(), token.place))
      }
    }
    if take("(") != nil {
      let node = try deeper(token.place) { (parser) throws(Diagnostic) in
        try parser.disjunction()
      }
      try close(token.place)
      return node
    }
    switch token.kind {
    case .number(let value):
      next += 1
      return .number(value)
    case .name(let name):
      if let function = Condition.Function(rawValue: name.lowercased()),
        next + 1 < tokens.count, tokens[next + 1].kind == .sign("(")
      {
        return try call(function, token.place)
      }
      next += 1
      return try figure(name, token.place)
    case .sign, .end:
      if let failure { throw failure }
      throw error(
        token.kind == .end
          ? "the condition ends where a figure or a number is missing"
          : "\(shown(token)) stands where a figure or a number is missing",
        token.place, ConditionParser.example)
    }
  }

  private mutating func call(
    _ function: Condition.Function, _ place: Int
  ) throws(Diagnostic) -> Condition.Node {
    next += 2
    var values: [Condition.Node] = []
    repeat {
      values.append(
        try deeper(place) { (parser) throws(Diagnostic) in
          try parser.number(try parser.sum(), place)
        })
    } while take(",") != nil
    try close(place)
    if function == .abs, values.count != 1 {
      throw error("abs takes one number", place, "write abs(net.price)")
    }
    return .function(function, values)
  }

  private mutating func close(_ opened: Int) throws(Diagnostic) {
    if let failure, tokens[next].kind == .end { throw failure }
    guard take(")") != nil else {
      throw error("this parenthesis is not closed", opened, "write ) where it ends")
    }
  }

  private mutating func figure(
    _ name: String, _ place: Int
  ) throws(Diagnostic) -> Condition.Node {
    guard known.contains(name) else {
      let near = NearestName.nearest(to: name, among: list)
      throw error(
        "there is no figure '\(name)'", place,
        near.map { "did you mean '\($0)'?" } ?? "the figures are \(NearestName.shown(list))")
    }
    if !names.contains(name) { names.append(name) }
    return .figure(name)
  }

  private func truth(
    _ node: Condition.Node, _ place: Int
  ) throws(Diagnostic) -> Condition.Node {
    if node.isTruth { return node }
    throw error(
      "a number stands where a comparison is needed", place,
      "compare it: n >= 50")
  }

  private func number(
    _ node: Condition.Node, _ place: Int
  ) throws(Diagnostic) -> Condition.Node {
    if !node.isTruth { return node }
    throw error(
      "a comparison stands where a number is needed", place, "join comparisons by and, or")
  }

  /// Guards the stack against a thousand parentheses.
  private mutating func deeper(
    _ place: Int, _ body: (inout ConditionParser) throws(Diagnostic) -> Condition.Node
  ) throws(Diagnostic) -> Condition.Node {
    depth += 1
    defer { depth -= 1 }
    guard depth <= ConditionParser.maximumDepth else {
      throw error("too many parentheses stand in one another", place, "write it simpler")
    }
    return try body(&self)
  }
}

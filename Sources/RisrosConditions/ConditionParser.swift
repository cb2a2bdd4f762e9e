internal import RisrosModel

/// Reads a condition by recursive descent; the grammar stands at `Condition`.
struct ConditionParser {
  /// Parentheses and negations that may stand in one another.
  static let maximumDepth = 100

  private let figures: [String]
  private let words: ConditionWords
  private var next = 0
  private var depth = 0
  /// The figures that were read, each once.
  private(set) var names: [String] = []

  /// - Parameters:
  ///   - figures: all there are.
  ///   - source: what messages call the place it stands in, `--fail-if`.
  init(_ text: String, figures: [String], source: String) {
    self.figures = figures
    words = ConditionWords(text, figures: figures, source: source)
  }

  private var tokens: [ConditionWords.Token] { words.tokens }

  mutating func condition() throws(Diagnostic) -> Condition.Node {
    let node = try disjunction()
    if let failure = words.failure { throw failure }
    guard tokens[next].kind == .end else {
      throw words.error(
        "the condition goes on with \(shown(tokens[next]))", tokens[next].place,
        "join two conditions by and, or")
    }
    guard node.isTruth else {
      throw words.error(
        "this is a number, not a condition", 0,
        "compare it with another: \(Condition.example)")
    }
    return node
  }

  private func shown(_ token: ConditionWords.Token) -> String {
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
      throw words.error(
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
      if let failure = words.failure { throw failure }
      throw words.error(
        token.kind == .end
          ? "the condition ends where a figure or a number is missing"
          : "\(shown(token)) stands where a figure or a number is missing",
        token.place, Condition.example)
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
      throw words.error("abs takes one number", place, "write abs(net.price)")
    }
    return .function(function, values)
  }

  private mutating func close(_ opened: Int) throws(Diagnostic) {
    if let failure = words.failure, tokens[next].kind == .end { throw failure }
    guard take(")") != nil else {
      throw words.error("this parenthesis is not closed", opened, "write ) where it ends")
    }
  }

  private mutating func figure(
    _ name: String, _ place: Int
  ) throws(Diagnostic) -> Condition.Node {
    guard figures.contains(name) else {
      let near = NearestName.nearest(to: name, among: figures)
      throw words.error(
        "there is no figure '\(name)'", place,
        near.map { "did you mean '\($0)'?" } ?? "the figures are \(NearestName.shown(figures))")
    }
    if !names.contains(name) { names.append(name) }
    return .figure(name)
  }

  private func truth(
    _ node: Condition.Node, _ place: Int
  ) throws(Diagnostic) -> Condition.Node {
    if node.isTruth { return node }
    throw words.error(
      "a number stands where a comparison is needed", place,
      "compare it: n >= 50")
  }

  private func number(
    _ node: Condition.Node, _ place: Int
  ) throws(Diagnostic) -> Condition.Node {
    if !node.isTruth { return node }
    throw words.error(
      "a comparison stands where a number is needed", place, "join comparisons by and, or")
  }

  /// Guards the stack against a thousand parentheses.
  private mutating func deeper(
    _ place: Int, _ body: (inout ConditionParser) throws(Diagnostic) -> Condition.Node
  ) throws(Diagnostic) -> Condition.Node {
    depth += 1
    defer { depth -= 1 }
    guard depth <= ConditionParser.maximumDepth else {
      throw words.error("too many parentheses stand in one another", place, "write it simpler")
    }
    return try body(&self)
  }
}

public import RisrosModel

/// A condition on the figures of an analysis: `net.price < -20 and n >= 50`.
///
///     condition   conjunction { ("or" | "|" | "||") conjunction }
///     conjunction negation { ("and" | "&" | "&&") negation }
///     negation    [ "not" | "!" ] comparison
///     comparison  sum [ ("<" | "<=" | ">" | ">=" | "=" | "==" | "!=") sum ]
///     sum         product { ("+" | "-") product }
///     product     factor { ("*" | "/") factor }
///     factor      [ "-" ] number | name { "." name } | "(" condition ")"
///                 | ("abs" | "min" | "max") "(" sum { "," sum } ")"
///
/// A figure that does not exist (no comment touches the driver, or too few to be shown) is unknown,
/// and so is what is computed from it; a comparison with it is neither true nor false. `unknown and
/// false` is false, `unknown or true` is true. A condition holds only when it is true.
public struct Condition: Sendable {
  /// As it was written.
  public let text: String
  let root: Node
  /// The figures it names, each once, in their order.
  public let names: [String]

  indirect enum Node: Sendable, Equatable {
    case number(Double)
    case figure(String)
    case negative(Node)
    case arithmetic(Arithmetic, Node, Node)
    case function(Function, [Node])
    case comparison(Comparison, Node, Node)
    case not(Node)
    case all(Node, Node)
    case any(Node, Node)

    var isTruth: Bool {
      switch self {
      case .number, .figure, .negative, .arithmetic, .function: false
      case .comparison, .not, .all, .any: true
      }
    }
  }

  /// Ends a remedy where nothing better is known.
  static let example = "write it as net.price < -20 and n >= 50"

  enum Arithmetic: Sendable { case plus, minus, times, by }
  enum Function: String, Sendable, CaseIterable { case abs, min, max }
  enum Comparison: String, Sendable {
    case less = "<"
    case lessOrEqual = "<="
    case more = ">"
    case moreOrEqual = ">="
    case equal = "="
    case unequal = "!="
  }

  /// Reads a condition.
  ///
  /// - Parameters:
  ///   - known: the figures there are; another one is an error that names the nearest.
  ///   - source: what messages call the place it stands in, `--fail-if`.
  /// - Throws: a usage diagnostic with the column at which it goes wrong.
  public init(
    _ text: String, known: [String], source: String = "--fail-if"
  ) throws(Diagnostic) {
    var parser = ConditionParser(text, figures: known, source: source)
    root = try parser.condition()
    names = parser.names
    self.text = text
  }

  /// Whether the condition is true; nil if the figures do not tell.
  ///
  /// - Parameter figure: gives a figure by its name, nil for one that does not exist.
  public func evaluate(_ figure: (String) -> Double?) -> Bool? { Condition.truth(root, figure) }

  public func holds(_ figure: (String) -> Double?) -> Bool { evaluate(figure) == true }

  /// The figures it names with their values: `net.price = -34.21, n = 812, net.digital unknown`.
  public func values(_ figure: (String) -> Double?) -> String {
    names.map { name in
      guard let value = figure(name) else { return "\(name) unknown" }
      return "\(name) = \(Condition.written(value))"
    }.joined(separator: ", ")
  }

  /// With at most two decimals.
  static func written(_ value: Double) -> String {
    guard value.magnitude < 1e15 else { return "\(value)" }
    let scaled = Int((value * 100).rounded(.toNearestOrAwayFromZero))
    let (whole, rest) = scaled.magnitude.quotientAndRemainder(dividingBy: 100)
    var text = (scaled < 0 ? "-" : "") + String(whole)
    if rest > 0 {
      text += rest % 10 == 0 ? ".\(rest / 10)" : rest < 10 ? ".0\(rest)" : ".\(rest)"
    }
    return text
  }

  // MARK: Evaluation

  private static func truth(_ node: Node, _ figure: (String) -> Double?) -> Bool? {
    switch node {
    case .comparison(let comparison, let left, let right):
      guard let left = number(left, figure), let right = number(right, figure) else { return nil }
      switch comparison {
      case .less: return left < right
      case .lessOrEqual: return left <= right
      case .more: return left > right
      case .moreOrEqual: return left >= right
      case .equal: return left == right
      case .unequal: return left != right
      }
    case .not(let node): return truth(node, figure).map { !$0 }
    case .all(let left, let right):
      let (left, right) = (truth(left, figure), truth(right, figure))
      if left == false || right == false { return false }
      return left == nil || right == nil ? nil : true
    case .any(let left, let right):
      let (left, right) = (truth(left, figure), truth(right, figure))
      if left == true || right == true { return true }
      return left == nil || right == nil ? nil : false
    case .number, .figure, .negative, .arithmetic, .function:
      preconditionFailure("the parser sees to it that numbers are not taken for truths")
    }
  }

  private static func number(_ node: Node, _ figure: (String) -> Double?) -> Double? {
    switch node {
    case .number(let value): return value
    case .figure(let name): return figure(name)
    case .negative(let node): return number(node, figure).map { -$0 }
    case .arithmetic(let kind, let left, let right):
      guard let left = number(left, figure), let right = number(right, figure) else { return nil }
      switch kind {
      case .plus: return left + right
      case .minus: return left - right
      case .times: return left * right
      case .by: return right == 0 ? nil : left / right
      }
    case .function(let function, let nodes):
      var values: [Double] = []
      for node in nodes {
        guard let value = number(node, figure) else { return nil }
        values.append(value)
      }
      switch function {
      case .abs: return values[0].magnitude
      case .min: return values.min()
      case .max: return values.max()
      }
    case .comparison, .not, .all, .any:
      preconditionFailure("the parser sees to it that truths are not taken for numbers")
    }
  }
}

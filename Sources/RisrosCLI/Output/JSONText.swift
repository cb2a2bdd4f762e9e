internal import RisrosText

/// A JSON value, to be written with its keys in the order given.
enum JSONText: Sendable {
  case string(String)
  case integer(Int)
  /// Written with up to four decimals.
  case number(Double)
  case boolean(Bool)
  case null
  case array([JSONText])
  case object([(String, JSONText)])

  static func text(_ value: String?) -> JSONText { value.map { .string($0) } ?? .null }
  static func strings(_ values: [String]) -> JSONText { .array(values.map { .string($0) }) }
  static func range(_ range: Range<Int>) -> JSONText {
    .array([.integer(range.lowerBound), .integer(range.upperBound)])
  }

  /// The text, with two blanks a level and short lists of numbers in one line.
  func rendered() -> String {
    var out = ByteWriter()
    write(into: &out, indent: 0)
    out.append("\n")
    return String(decoding: out.finish(), as: UTF8.self)
  }

  private func write(into out: inout ByteWriter, indent: Int) {
    switch self {
    case .string(let text): out.append(jsonString: text)
    case .integer(let number): out.append(integer: number)
    case .number(let number): out.append(tenThousandths: Int((number * 10_000).rounded()))
    case .boolean(let value): out.append(value ? "true" : "false")
    case .null: out.append("null")
    case .array(let items):
      if items.isEmpty { return out.append("[]") }
      if items.allSatisfy(\.isShort) { return writeInLine(items, &out) }
      out.append("[")
      for (index, item) in items.enumerated() {
        JSONText.newLine(index, indent + 1, &out)
        item.write(into: &out, indent: indent + 1)
      }
      JSONText.newLine(0, indent, &out)
      out.append("]")
    case .object(let members):
      if members.isEmpty { return out.append("{}") }
      out.append("{")
      for (index, (key, value)) in members.enumerated() {
        JSONText.newLine(index, indent + 1, &out)
        out.append(jsonString: key)
        out.append(": ")
        value.write(into: &out, indent: indent + 1)
      }
      JSONText.newLine(0, indent, &out)
      out.append("}")
    }
  }

  private func writeInLine(_ items: [JSONText], _ out: inout ByteWriter) {
    out.append("[")
    for (index, item) in items.enumerated() {
      if index > 0 { out.append(", ") }
      item.write(into: &out, indent: 0)
    }
    out.append("]")
  }

  private var isShort: Bool {
    switch self {
    case .string(let text): text.utf8.count < 24
    case .array, .object: false
    default: true
    }
  }

  private static func newLine(_ index: Int, _ indent: Int, _ out: inout ByteWriter) {
    out.append(index > 0 ? ",\n" : "\n")
    out.append(repeating: "  ", count: indent)
  }
}

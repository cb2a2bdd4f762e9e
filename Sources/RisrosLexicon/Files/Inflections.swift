internal import RisrosModel

/// The inflection classes of a language: how each makes all forms of a lemma.
///
/// An operation is `0` (the lemma), `+x` (append x), `-N+x` (cut N letters, then append x) or `=x`
/// (double the last letter, then append x).
struct Inflections {
  private struct Operation {
    var cut: Int
    var doubles: Bool
    var suffix: [UInt8]
  }

  private var classes: [[UInt8]: [Operation]] = [:]

  var names: [String] { classes.keys.map { String(decoding: $0, as: UTF8.self) }.sorted() }

  /// Adds the classes of a file; a class named again replaces the earlier one.
  mutating func add(_ file: TableFile) throws(Diagnostic) {
    try file.forEachRow { row throws(Diagnostic) in
      var operations: [Operation] = []
      for word in file.string(file.field(1, of: row)).split(separator: " ") {
        guard let operation = Inflections.operation(Array(word.utf8)) else {
          throw file.error(
            "'\(word)' is no inflection", row, field: 1,
            remedy: "write 0, +ending, -N+ending or =ending, separated by blanks")
        }
        operations.append(operation)
      }
      classes[Array(file.bytes[row.fields[0]])] = operations
    }
  }

  private static func operation(_ text: [UInt8]) -> Operation? {
    guard let first = text.first else { return nil }
    switch first {
    case UInt8(ascii: "0"):
      return text.count == 1 ? Operation(cut: 0, doubles: false, suffix: []) : nil
    case UInt8(ascii: "+"):
      return Operation(cut: 0, doubles: false, suffix: Array(text.dropFirst()))
    case UInt8(ascii: "="):
      return Operation(cut: 0, doubles: true, suffix: Array(text.dropFirst()))
    case UInt8(ascii: "-"):
      let digits = text.dropFirst().prefix { $0 >= 0x30 && $0 <= 0x39 }
      guard let cut = Int(String(decoding: digits, as: UTF8.self)), cut <= 20 else { return nil }
      let rest = text.dropFirst(1 + digits.count)
      guard rest.isEmpty || rest.first == UInt8(ascii: "+") else { return nil }
      return Operation(cut: cut, doubles: false, suffix: Array(rest.dropFirst()))
    default: return nil
    }
  }

  /// The part of speech that a class name begins with.
  static func traits(of name: some Collection<UInt8>) -> LexicalTraits {
    switch name.first {
    case UInt8(ascii: "v"): .verb
    case UInt8(ascii: "a"): .adjective
    case UInt8(ascii: "n"): .noun
    default: []
    }
  }

  func contains(_ name: ArraySlice<UInt8>) -> Bool { classes[Array(name)] != nil }

  /// Calls `body` with each form of a lemma; `scratch` is overwritten.
  func forEachForm(
    of lemma: ArraySlice<UInt8>, class name: ArraySlice<UInt8>, scratch: inout [UInt8],
    _ body: (inout [UInt8]) -> Void
  ) {
    guard let operations = classes[Array(name)] else { return }
    for operation in operations {
      scratch.removeAll(keepingCapacity: true)
      scratch.append(contentsOf: lemma)
      for _ in 0..<operation.cut {
        // Letters, not bytes: a continuation byte goes with its lead.
        while let last = scratch.popLast(), last & 0xC0 == 0x80 {}
      }
      if operation.doubles, let lead = scratch.lastIndex(where: { $0 & 0xC0 != 0x80 }) {
        for place in lead..<scratch.count { scratch.append(scratch[place]) }
      }
      scratch.append(contentsOf: operation.suffix)
      body(&scratch)
    }
  }
}

/// Expands `svar{er,ede,et} ikke` into its alternatives.
enum BraceExpansion {
  static let limit = 512

  /// The alternatives in order; nil where braces do not pair or there are more than `limit`.
  static func expand(_ text: ArraySlice<UInt8>) -> [[UInt8]]? {
    guard let open = text.firstIndex(of: UInt8(ascii: "{")) else {
      return text.contains(UInt8(ascii: "}")) ? nil : [Array(text)]
    }
    guard let close = text[open...].firstIndex(of: UInt8(ascii: "}")) else { return nil }
    guard let tails = expand(text[(close + 1)...]) else { return nil }
    var results: [[UInt8]] = []
    let inside = text[(open + 1)..<close]
    for alternative in inside.split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
    {
      for tail in tails { results.append(Array(text[..<open]) + alternative + tail) }
    }
    return results.count <= limit ? results : nil
  }
}

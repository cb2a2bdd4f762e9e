internal import RisrosModel

// What the fields of a row say.
extension LexiconBuilder {
  func valence(
    _ file: TableFile, _ row: borrowing TableFile.Row, field: Int
  ) throws(Diagnostic) -> Int16 {
    let range = file.field(field, of: row)
    guard let value = file.integer(range), (-5...5).contains(value) else {
      throw file.error(
        "valence '\(file.string(range))' is not a whole number from -5 to 5", row, field: field,
        remedy: "write -5 for the worst, 5 for the best, 0 for words without colour")
    }
    return Int16(value * 100)
  }

  func inflectionClass(
    _ file: TableFile, _ row: borrowing TableFile.Row, field: Int
  ) throws(Diagnostic) -> Range<Int> {
    let range = file.field(field, of: row)
    if file.isBlank(range) { return 0..<0 }
    guard inflections.contains(file.bytes[range]) else {
      throw file.error(
        "there is no inflection class '\(file.string(range))'", row, field: field,
        remedy: "write - for none, or one of " + inflections.names.joined(separator: ", "))
    }
    return range
  }

  private static let traitNames: [String: LexicalTraits] = [
    "amplifier": .amplifier, "solid": .solid, "weak": .weak, "event": .event, "final": .final,
    "whole": .whole, "ironic": .ironic,
  ]

  func traits(
    _ file: TableFile, _ row: borrowing TableFile.Row, field: Int
  ) throws(Diagnostic) -> LexicalTraits {
    let range = file.field(field, of: row)
    if range.isEmpty { return [] }
    var traits: LexicalTraits = []
    for name in file.string(range).split(separator: ",") {
      guard let trait = LexiconBuilder.traitNames[String(name)] else {
        throw file.error(
          "'\(name)' is no flag", row, field: field,
          remedy: "the flags are " + LexiconBuilder.traitNames.keys.sorted().joined(separator: ", ")
        )
      }
      traits.insert(trait)
    }
    return traits
  }

  func alternatives(
    _ file: TableFile, _ row: borrowing TableFile.Row
  ) throws(Diagnostic) -> [[UInt8]] {
    guard let all = BraceExpansion.expand(file.bytes[row.fields[0]]) else {
      throw file.error(
        "braces do not pair, or make more than \(BraceExpansion.limit) forms", row, field: 0,
        remedy: "write {one,two}, without nesting")
    }
    // An empty alternative leaves a blank behind: `{,alt }for` is fine, `radio {stille,}` too.
    let blank = UInt8(ascii: " ")
    return all.map { term in
      guard term.first == blank || term.last == blank else { return term }
      return Array(term.trimming { $0 == blank })
    }
  }
}

extension Array {
  /// The elements without those at either end that satisfy a condition.
  fileprivate func trimming(_ isTrimmed: (Element) -> Bool) -> ArraySlice<Element> {
    let head = drop(while: isTrimmed)
    guard let last = head.lastIndex(where: { !isTrimmed($0) }) else { return head.prefix(0) }
    return head[...last]
  }
}

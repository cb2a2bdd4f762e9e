internal import RisrosModel

// Rows on how words are put together.
extension LexiconBuilder {
  mutating func addCompound(
    _ file: TableFile, _ row: borrowing TableFile.Row, _ source: LexiconSource
  ) throws(Diagnostic) {
    let kind = file.string(row.fields[0])
    let value = Array(file.bytes[file.field(1, of: row)])
    switch kind {
    case "link":
      if !derivation.links.contains(WordPart(value)) {
        derivation.links.append(WordPart(value))
        derivation.links.sort { $0.count > $1.count }
      }
    case "keep": addForm(value, LexiconEntry(traits: .solid, source: source))
    case "negating-prefix":
      derivation.negatingPrefixes.append(WordPart(value))
      derivation.negatingPrefixLengths.insert(beginningOf: value)
    case "negating-suffix":
      derivation.negatingSuffixes.append(WordPart(value))
      derivation.negatingSuffixLengths.insert(endOf: value)
    case "prefix":
      derivation.amplifyingPrefixes.append(WordPart(value))
      derivation.amplifyingPrefixLengths.insert(beginningOf: value)
    default:
      throw file.error(
        "'\(kind)' is no kind of compound rule", row, field: 0,
        remedy: "the kinds are link, keep, negating-prefix, negating-suffix, prefix")
    }
  }
}

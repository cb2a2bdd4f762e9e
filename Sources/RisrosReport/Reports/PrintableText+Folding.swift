package import RisrosText

extension PrintableText {
  /// Breaks a line that is too long, between its parts where it has some (`a 1 · b 2`), else at a
  /// blank; what follows is indented by two.
  package static func folded(_ text: String, to columns: Int) -> [String] {
    var lines: [String] = []
    var rest = Substring(text)
    while width(String(rest)) > columns - (lines.isEmpty ? 0 : 2) {
      let room = columns - (lines.isEmpty ? 0 : 2)
      var used = 0
      var (atPart, atBlank): (Substring.Index?, Substring.Index?)
      for index in rest.indices {
        if rest[index] == " ", used > 0 {
          if rest[..<index].hasSuffix(" ·") { atPart = index } else { atBlank = index }
        }
        used += width(String(rest[index]))
        if used > room { break }
      }
      guard let end = atPart ?? atBlank else { break }
      var line = rest[..<end]
      while line.last == " " || line.last == "·" { line.removeLast() }
      lines.append((lines.isEmpty ? "" : "  ") + line)
      rest = rest[end...].drop { $0 == " " }
    }
    return lines + [(lines.isEmpty ? "" : "  ") + rest]
  }

  /// The entries that fit into so many columns, joined: `  + god 12 · billig 8`; nil for none.
  static func list(_ prefix: String, _ entries: [String], to columns: Int) -> String? {
    guard let first = entries.first else { return nil }
    var text = cut(prefix + first, to: columns)
    for entry in entries.dropFirst() {
      let longer = text + " · " + entry
      if width(longer) > columns { break }
      text = longer
    }
    return text
  }
}

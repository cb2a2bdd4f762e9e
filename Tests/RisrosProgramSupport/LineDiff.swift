/// What changed between two texts, line by line, for a person to read.
public enum LineDiff {
  /// Unchanged lines shown around a change.
  private static let context = 2

  /// Lines with `-` were expected, lines with `+` came; carriage returns and a missing line end at
  /// the end are shown. Empty where the texts are equal.
  public static func render(expected: String, actual: String) -> String {
    if expected == actual { return "" }
    let (old, new) = (lines(expected), lines(actual))
    let difference = new.difference(from: old)
    var removed: Set<Int> = []
    var inserted: Set<Int> = []
    for change in difference {
      switch change {
      case .remove(let offset, _, _): removed.insert(offset)
      case .insert(let offset, _, _): inserted.insert(offset)
      }
    }
    var rows: [(mark: Character, line: String)] = []
    var (i, j) = (0, 0)
    while i < old.count || j < new.count {
      if removed.contains(i) {
        rows.append(("-", old[i]))
        i += 1
      } else if inserted.contains(j) {
        rows.append(("+", new[j]))
        j += 1
      } else {
        rows.append((" ", old[i]))
        i += 1
        j += 1
      }
    }
    let changed = rows.indices.filter { rows[$0].mark != " " }
    var shown: Set<Int> = []
    for index in changed {
      shown.formUnion(max(0, index - context)...min(rows.count - 1, index + context))
    }
    var text = ""
    var last = -1
    for index in shown.sorted() {
      if index > last + 1 { text += "  …\n" }
      text += "\(rows[index].mark) \(rows[index].line)\n"
      last = index
    }
    if last < rows.count - 1 { text += "  …\n" }
    return text
  }

  private static func lines(_ text: String) -> [String] {
    // By scalars: a carriage return and a line feed are one Character.
    var lines = text.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { String($0).replacing("\r", with: "␍").replacing("\u{1B}", with: "␛") }
    if lines.last == "" {
      lines.removeLast()
    } else {
      lines[lines.count - 1] += "␄ (no line end)"
    }
    return lines
  }
}

/// Rows of aligned columns, as plain text or as a Markdown table.
public struct AlignedText: Sendable {
  private struct Column: Sendable {
    var title: String
    var alignsRight: Bool
  }

  private let columns: [Column]
  public private(set) var rows: [[String]] = []

  /// - Parameter titles: one that begins with a blank is aligned right; where all are empty there is no
  ///   row of titles.
  public init(_ titles: [String]) {
    columns = titles.map {
      Column(title: String($0.drop { $0 == " " }), alignsRight: $0.hasPrefix(" "))
    }
  }

  public mutating func add(_ fields: [String]) {
    precondition(fields.count == columns.count, "a field a column")
    rows.append(fields)
  }

  /// - Parameter indent: blanks before each row; Markdown has none.
  public func rendered(asMarkdown: Bool = false, indent: Int = 0) -> String {
    asMarkdown ? markdown : aligned(indent)
  }

  private func aligned(_ indent: Int) -> String {
    let all = [columns.map(\.title)] + rows
    let widths = columns.indices.map { column in
      all.map { PrintableText.width($0[column]) }.max() ?? 0
    }
    var text = ""
    for row in all {
      if row.allSatisfy(\.isEmpty) { continue }
      var line = String(repeating: " ", count: indent)
      for (index, field) in row.enumerated() {
        if index > 0 { line += "  " }
        line += PrintableText.padded(
          field, to: widths[index], alignRight: columns[index].alignsRight)
      }
      while line.last == " " { line.removeLast() }
      text += line + "\n"
    }
    return text
  }

  private var markdown: String {
    func line(_ fields: [String]) -> String {
      "| " + fields.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |\n"
    }
    return line(columns.map(\.title)) + line(columns.map { $0.alignsRight ? "--:" : "---" })
      + rows.map(line).joined()
  }
}

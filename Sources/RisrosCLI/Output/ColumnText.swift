internal import RisrosReport

/// Rows of aligned columns, as plain text or as a Markdown table.
struct ColumnText: Sendable {
  struct Column: Sendable {
    var title: String
    var alignsRight: Bool
  }

  let columns: [Column]
  private(set) var rows: [[String]] = []

  /// - Parameter columns: titles; one that begins with a blank is aligned right.
  init(_ titles: [String]) {
    columns = titles.map {
      Column(title: String($0.drop { $0 == " " }), alignsRight: $0.hasPrefix(" "))
    }
  }

  mutating func add(_ fields: [String]) {
    precondition(fields.count == columns.count, "a field a column")
    rows.append(fields)
  }

  /// - Parameter indent: blanks before each row; Markdown has none.
  func rendered(asMarkdown: Bool = false, indent: Int = 0) -> String {
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
        let blanks = String(
          repeating: " ", count: max(0, widths[index] - PrintableText.width(field)))
        line += columns[index].alignsRight ? blanks + field : field + blanks
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

  /// A share with three decimals, or a dash.
  static func share(_ value: Double?) -> String {
    guard let value else { return "–" }
    let thousandths = Int((abs(value) * 1000).rounded())
    let digits = String(thousandths % 1000)
    return (value < 0 && thousandths > 0 ? "−" : "") + "\(thousandths / 1000)."
      + String(repeating: "0", count: 3 - digits.count) + digits
  }

  /// A difference of shares with its sign.
  static func difference(_ value: Double?) -> String {
    guard let value else { return "–" }
    return (value >= 0.0005 ? "+" : "") + share(value)
  }
}

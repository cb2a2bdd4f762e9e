internal import RisrosText

/// Aligned columns for a terminal, with lines of detail between the rows.
struct TextTable {
  enum Style {
    case plain, bold, dim, good, bad

    /// The terminal's escape sequence; colours that are told apart without red and green too.
    var sequence: String {
      switch self {
      case .plain: ""
      case .bold: "\u{1B}[1m"
      case .dim: "\u{1B}[2m"
      case .good: "\u{1B}[36m"
      case .bad: "\u{1B}[35m"
      }
    }
  }

  struct Column {
    var title: String
    var alignsRight = true
  }

  struct Field {
    var text: String
    var style = Style.plain
  }

  private enum Line {
    case row([Field])
    case detail(String)
  }

  var columns: [Column]
  /// Blanks between columns.
  var gap = 2
  private var lines: [Line] = []

  init(_ columns: [Column]) { self.columns = columns }

  mutating func add(_ fields: [Field]) {
    precondition(fields.count == columns.count, "a field a column")
    lines.append(.row(fields))
  }

  /// Adds a line that heeds no columns.
  mutating func addDetail(_ text: String) { lines.append(.detail(text)) }

  func write(into out: inout ByteWriter, usesColor: Bool) {
    var widths = columns.map { PrintableText.width($0.title) }
    for case .row(let fields) in lines {
      for (index, field) in fields.enumerated() {
        widths[index] = max(widths[index], PrintableText.width(field.text))
      }
    }
    write(columns.map { Field(text: $0.title) }, widths, &out, usesColor)
    let total = widths.reduce(0, +) + gap * (widths.count - 1)
    out.append(repeating: "─", count: total)
    out.append("\n")
    for line in lines {
      switch line {
      case .row(let fields): write(fields, widths, &out, usesColor)
      case .detail(let text):
        TextTable.write(text, usesColor ? .dim : .plain, &out)
        out.append("\n")
      }
    }
  }

  private func write(
    _ fields: [Field], _ widths: [Int], _ out: inout ByteWriter, _ usesColor: Bool
  ) {
    // Blanks at the end of a line are left out, and so are empty last fields.
    let last = fields.lastIndex { !$0.text.isEmpty } ?? -1
    for (index, field) in fields.enumerated() where index <= last {
      if index > 0 { out.append(repeating: " ", count: gap) }
      let blanks = widths[index] - PrintableText.width(field.text)
      if columns[index].alignsRight { out.append(repeating: " ", count: blanks) }
      TextTable.write(field.text, usesColor ? field.style : .plain, &out)
      if !columns[index].alignsRight, index < last { out.append(repeating: " ", count: blanks) }
    }
    out.append("\n")
  }

  static func write(_ text: String, _ style: Style, _ out: inout ByteWriter) {
    out.append(style.sequence)
    out.append(text)
    if style != .plain { out.append("\u{1B}[0m") }
  }

  /// The entries that fit into `width` columns, joined: `  + god 12 · billig 8`.
  static func list(_ prefix: String, _ entries: [String], width: Int) -> String? {
    guard let first = entries.first else { return nil }
    var text = PrintableText.cut(prefix + first, to: width)
    for entry in entries.dropFirst() {
      let longer = text + " · " + entry
      if PrintableText.width(longer) > width { break }
      text = longer
    }
    return text
  }
}

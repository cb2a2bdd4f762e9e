package import RisrosText

/// Aligned columns for a terminal, with lines of detail between the rows.
package struct TextTable {
  package enum Style {
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

  package struct Column {
    var title: String
    var alignsRight: Bool
    /// Columns with the highest rank are left out first where the table is too wide; nil: never.
    var rank: Int?
    /// How narrow its fields may be cut; nil: not at all.
    var narrowest: Int?

    package init(
      title: String, alignsRight: Bool = true, rank: Int? = nil, narrowest: Int? = nil
    ) {
      self.title = title
      self.alignsRight = alignsRight
      self.rank = rank
      self.narrowest = narrowest
    }
  }

  package struct Field {
    var text: String
    var style: Style

    package init(text: String, style: Style = .plain) {
      self.text = text
      self.style = style
    }
  }

  private enum Line {
    case row([Field])
    case detail(String)
  }

  private let columns: [Column]
  /// Blanks between columns.
  private let gap = 2
  /// Blanks before every line. An indented table belongs to the line above it, and no rule is drawn
  /// below its titles.
  private let indent: Int
  private var lines: [Line] = []

  package init(_ columns: [Column], indent: Int = 0) {
    self.columns = columns
    self.indent = indent
  }

  package mutating func add(_ fields: [Field]) {
    precondition(fields.count == columns.count, "a field a column")
    lines.append(.row(fields))
  }

  /// Adds a line that heeds no columns.
  mutating func addDetail(_ text: String) { lines.append(.detail(text)) }

  /// Writes the table in at most `width` columns of the terminal, if it can be done.
  ///
  /// - Returns: how many columns were left out for it.
  @discardableResult
  package func write(into out: inout ByteWriter, usesColor: Bool, width: Int) -> Int {
    let (widths, leftOut) = fit(width - indent)
    write(columns.map { Field(text: $0.title) }, widths, &out, usesColor)
    if indent == 0 {
      let shown = widths.compactMap { $0 }
      out.append(repeating: "─", count: shown.reduce(0, +) + gap * (shown.count - 1))
      out.append("\n")
    }
    for line in lines {
      switch line {
      case .row(let fields): write(fields, widths, &out, usesColor)
      case .detail(let text):
        TextTable.write(text, usesColor ? .dim : .plain, &out)
        out.append("\n")
      }
    }
    return leftOut
  }

  /// How wide each column is; nil for those that are left out.
  private func fit(_ width: Int) -> (widths: [Int?], leftOut: Int) {
    var widths: [Int?] = columns.map { PrintableText.width($0.title) }
    for case .row(let fields) in lines {
      for (index, field) in fields.enumerated() {
        widths[index] = max(widths[index]!, PrintableText.width(field.text))
      }
    }
    var leftOut = 0
    while true {
      let shown = widths.compactMap { $0 }
      let excess = shown.reduce(0, +) + gap * (shown.count - 1) - width
      if excess <= 0 { break }
      // Cutting is tried before leaving out, but never done for nothing.
      let spare = columns.indices.map { index in
        columns[index].narrowest.map { max(0, (widths[index] ?? 0) - $0) } ?? 0
      }
      let rank = columns.indices.filter { widths[$0] != nil }.compactMap { columns[$0].rank }.max()
      if let rank, spare.reduce(0, +) < excess {
        for index in columns.indices where columns[index].rank == rank {
          widths[index] = nil
          leftOut += 1
        }
        continue
      }
      var left = excess
      for index in columns.indices where spare[index] > 0 {
        widths[index]! -= min(left, spare[index])
        left -= min(left, spare[index])
      }
      break
    }
    return (widths, leftOut)
  }

  private func write(
    _ fields: [Field], _ widths: [Int?], _ out: inout ByteWriter, _ usesColor: Bool
  ) {
    // Blanks at the end of a line are left out, and so are empty last fields.
    let last = fields.indices.last { !fields[$0].text.isEmpty && widths[$0] != nil } ?? -1
    if last >= 0 { out.append(repeating: " ", count: indent) }
    for (index, field) in fields.enumerated() where index <= last {
      guard let width = widths[index] else { continue }
      if index > 0 { out.append(repeating: " ", count: gap) }
      let text = PrintableText.cut(field.text, to: width)
      let blanks = width - PrintableText.width(text)
      if columns[index].alignsRight { out.append(repeating: " ", count: blanks) }
      TextTable.write(text, usesColor ? field.style : .plain, &out)
      if !columns[index].alignsRight, index < last { out.append(repeating: " ", count: blanks) }
    }
    out.append("\n")
  }

  package static func write(_ text: String, _ style: Style, _ out: inout ByteWriter) {
    out.append(style.sequence)
    out.append(text)
    if style != .plain { out.append("\u{1B}[0m") }
  }
}

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
    /// Columns with the highest rank are left out first where the table is too wide; nil: never.
    var rank: Int?
    /// How narrow its fields may be cut; nil: not at all.
    var narrowest: Int?
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

  /// Writes the table in at most `width` columns of the terminal, if it can be done.
  ///
  /// - Returns: how many columns were left out for it.
  @discardableResult
  func write(into out: inout ByteWriter, usesColor: Bool, width: Int) -> Int {
    let (widths, leftOut) = fit(width)
    write(columns.map { Field(text: $0.title) }, widths, &out, usesColor)
    let shown = widths.compactMap { $0 }
    out.append(repeating: "─", count: shown.reduce(0, +) + gap * (shown.count - 1))
    out.append("\n")
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

  static func write(_ text: String, _ style: Style, _ out: inout ByteWriter) {
    out.append(style.sequence)
    out.append(text)
    if style != .plain { out.append("\u{1B}[0m") }
  }

  /// Breaks a line that is too long, between its parts where it has some (`a 1 · b 2`), else at a
  /// blank; what follows is indented by two.
  static func fold(_ text: String, width: Int) -> [String] {
    var lines: [String] = []
    var rest = Substring(text)
    while PrintableText.width(String(rest)) > width - (lines.isEmpty ? 0 : 2) {
      let room = width - (lines.isEmpty ? 0 : 2)
      var used = 0
      var (atPart, atBlank): (Substring.Index?, Substring.Index?)
      for index in rest.indices {
        if rest[index] == " ", used > 0 {
          if rest[..<index].hasSuffix(" ·") { atPart = index } else { atBlank = index }
        }
        used += PrintableText.width(String(rest[index]))
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

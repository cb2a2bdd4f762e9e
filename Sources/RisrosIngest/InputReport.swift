/// What was understood of one input file, to be told to the user.
public struct InputReport: Sendable, Equatable {
  public struct ColumnUse: Sendable, Equatable {
    public var role: ColumnRole
    public var name: String
    /// From 1; 0 where the file lacks the column.
    public var number: Int
    /// The user said so; nothing was guessed.
    public var isGiven: Bool
  }

  /// As the user gave it, or "stdin".
  public var file: String
  /// Name of the record reader.
  public var format: String
  /// "semicolon-separated", "JSON Lines", "one comment a line".
  public var layout: String
  /// nil for workbooks, which are no text.
  public var encoding: TextEncoding?
  public var hasByteOrderMark: Bool
  /// nil where the format has no headers.
  public var hasHeader: Bool?
  /// All columns of the file, in its order.
  public var columns: [String]
  public var uses: [ColumnUse]
  /// Anything else worth telling, a line each.
  public var notes: [String]

  /// One line: "kommentarer.csv: semicolon-separated, UTF-8 with BOM, header; text = kommentar (5)".
  public var rendered: String {
    if format == DelimitedReader.name && columns.isEmpty || layout.hasPrefix("empty") {
      return "\(file): \(layout)"
    }
    var line = "\(file): \(layout)"
    if let encoding { line += ", \(encoding.title)" }
    if hasByteOrderMark { line += " with BOM" }
    if let hasHeader { line += hasHeader ? ", header" : ", no header" }
    let known = uses.filter { $0.number > 0 }.map { use in
      use.name == "column \(use.number)"
        ? "\(use.role.rawValue) = \(use.name)"
        : "\(use.role.rawValue) = \(use.name) (\(use.number))"
    }
    if !known.isEmpty { line += "; " + known.joined(separator: ", ") }
    return line
  }

  /// The line above and the notes, for standard error.
  public var lines: [String] { [rendered] + notes.map { "\(file): \($0)" } }
}

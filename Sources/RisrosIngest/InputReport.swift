/// What was understood of one input file, to be told to the user.
public struct InputReport: Sendable, Equatable {
  /// Why a column was taken for what it is.
  public enum Reason: String, Sendable, Equatable {
    case given = "as you said"
    case profile = "by the profile"
    case earlierFile = "as in the file before"
    case name = "by its name"
    case values = "by its values"
  }

  public struct ColumnUse: Sendable, Equatable {
    public var role: ColumnRole
    public var name: String
    /// From 1; 0 where the file lacks the column.
    public var number: Int
    public var reason: Reason
    /// How its values are read: "day first", "scale 0–10".
    public var form: String?

    /// The user said so; nothing was guessed.
    public var isGiven: Bool { reason == .given }
  }

  /// As the user gave it, or "stdin".
  public var file: String
  /// Name of the record reader.
  public var format: String
  /// "semicolon-separated", "JSON Lines", "one comment a line".
  public var layout: String
  /// What separates the fields of delimited text; nil for other formats.
  public var delimiter: UInt8?
  /// nil for workbooks, which are no text.
  public var encoding: TextEncoding?
  public var hasByteOrderMark: Bool
  /// nil where the format has no headers.
  public var hasHeader: Bool?
  /// The profile of an export that the columns were chosen by.
  public var profile: String?
  /// All columns of the file, in its order.
  public var columns: [String]
  public var uses: [ColumnUse]
  /// Anything else worth telling, a line each.
  public var notes: [String]

  public var isWorkbook: Bool { format == WorkbookReader.name }

  /// "semicolon-separated, UTF-8 with BOM, header"
  public var facts: String {
    if format == DelimitedReader.name && columns.isEmpty || layout.hasPrefix("empty") {
      return layout
    }
    var text = layout
    if let encoding { text += ", \(encoding.title)" }
    if hasByteOrderMark { text += " with BOM" }
    if let hasHeader { text += hasHeader ? ", header" : ", no header" }
    return text
  }

  /// One line: "kommentarer.csv: semicolon-separated, UTF-8 with BOM, header; text = kommentar (5)".
  public var rendered: String {
    var line = "\(file): \(facts)"
    if let profile { line += ", profile \(profile)" }
    let known = uses.filter { $0.number > 0 }.map { use in
      let number = use.name == "column \(use.number)" ? nil : "\(use.number)"
      let notes = [number, use.form].compactMap { $0 }.joined(separator: ", ")
      return "\(use.role.rawValue) = \(use.name)" + (notes.isEmpty ? "" : " (\(notes))")
    }
    if !known.isEmpty { line += "; " + known.joined(separator: ", ") }
    return line
  }

  /// The line above and the notes, for standard error.
  public var lines: [String] { [rendered] + notes.map { "\(file): \($0)" } }
}

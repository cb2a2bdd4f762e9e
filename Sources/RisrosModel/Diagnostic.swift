/// A place in a file, for a person: lines and columns start at 1, columns count Unicode scalars.
public struct SourceLocation: Hashable, Sendable {
  public var file: String
  public var line: Int?
  public var column: Int?

  public init(file: String, line: Int? = nil, column: Int? = nil) {
    self.file = file
    self.line = line
    self.column = column
  }
}

/// Why records are rejected, as metrics count it.
public enum RejectionReason: String, CaseIterable, Sendable {
  /// Too many fields, or too few.
  case fields
  /// A quote that is not closed, or stands where none may.
  case quotes
  /// Longer than a field or a record may be.
  case length
  /// Bytes that are no text in the file's encoding.
  case encoding
  /// Not JSON, or not an object.
  case json
  case other
}

/// Something to tell the user: where, what is wrong, and how to mend it.
///
/// Diagnostics never quote a comment's text: comments are personal data.
public struct Diagnostic: Error, Hashable, Sendable, CustomStringConvertible {
  public enum Severity: String, Sendable {
    case error, warning, note
  }

  /// What failed, which decides the exit code of the command.
  public enum Category: Sendable {
    /// Wrong flag, setting or lexicon: exit 2.
    case usage
    /// Input that cannot be read: exit 3.
    case input
    /// Output that cannot be written: exit 4.
    case output

    public var exitCode: Int32 {
      switch self {
      case .usage: 2
      case .input: 3
      case .output: 4
      }
    }
  }

  public var severity: Severity
  public var category: Category
  public var location: SourceLocation?
  public var message: String
  /// How to mend it, as a phrase that follows "help:".
  public var remedy: String?
  /// Where it tells why a record was rejected: the kind of reason, to count by.
  public var rejection: RejectionReason?

  public init(
    _ message: String, category: Category, at location: SourceLocation? = nil,
    remedy: String? = nil, rejection: RejectionReason? = nil, severity: Severity = .error
  ) {
    self.rejection = rejection
    self.severity = severity
    self.category = category
    self.location = location
    self.message = message
    self.remedy = remedy
  }

  /// `file:line:column: error: message`, then `help: remedy` on a line of its own.
  public var description: String {
    var text = ""
    if let location {
      text += location.file
      if let line = location.line { text += ":\(line)" }
      if let column = location.column { text += ":\(column)" }
      text += ": "
    } else {
      text += "risros: "
    }
    text += "\(severity.rawValue): \(message)"
    if let remedy { text += "\n  help: \(remedy)" }
    return text
  }
}

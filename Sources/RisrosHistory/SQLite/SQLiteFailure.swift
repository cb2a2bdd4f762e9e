public import RisrosModel

/// What SQLite could not do.
public struct SQLiteFailure: Error, Equatable, Sendable {
  public enum Kind: Sendable {
    /// The file is damaged, or no database at all.
    case corrupt
    /// There is no space left.
    case full
    /// The file or its folder may not be written to.
    case notAllowed
    /// Reading or writing failed.
    case inputOutput
    /// Another program holds the database.
    case busy
    /// The database belongs to another program, or to a newer risros.
    case foreign
    /// A statement failed that holds for every sound store.
    case statement
    case other
  }

  public var kind: Kind
  /// In SQLite's words.
  public var message: String
  public var path: String

  public init(_ kind: Kind, _ message: String, path: String) {
    self.kind = kind
    self.message = message
    self.path = path
  }

  /// Whether it is the file's fault: it is damaged, or not as it was written.
  public var isDamage: Bool { kind == .corrupt || kind == .statement }

  /// For the user: what went wrong with which file, and what helps.
  public var diagnostic: Diagnostic {
    let remedy: String
    switch kind {
    case .corrupt, .statement:
      remedy = "run risros nightly, which moves it aside and reads the inputs again"
    case .full: remedy = "free some space; nothing of this run was kept, the next one does it again"
    case .notAllowed: remedy = "see that the state folder and what is in it may be written to"
    case .inputOutput: remedy = "check the disk; nothing of this run was kept"
    case .busy: remedy = "close the program that holds the database, and run again"
    case .foreign: remedy = "name another state folder, or use the risros that made it"
    case .other: remedy = "check the state folder with risros state check"
    }
    return Diagnostic(
      message, category: kind == .foreign ? .usage : .output, at: SourceLocation(file: path),
      remedy: remedy)
  }
}

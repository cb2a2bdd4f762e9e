internal import RisrosModel

/// Words by which quoted mail and signatures are told inside a comment: `shared/mail.tsv`.
public struct MailPhrases: Sendable {
  public enum Kind: String, CaseIterable, Sendable {
    /// Ends a mail, a name follows: "med venlig hilsen".
    case closing
    /// Begins a line that a mail program adds: "sendt fra min iphone".
    case device
    /// Labels the first line of a quoted head: "fra".
    case from
    /// Labels its other lines: "sendt", "emne".
    case header
    /// Stands above a quoted mail: "oprindelig meddelelse".
    case original
    /// The verb in the line above a quoted reply: "skrev".
    case wrote
    /// Beside that verb, tells the writer's own story: "skrev jeg".
    case own
    /// Stands in lower case within a name: "von".
    case particle
  }

  /// By the order of `Kind`.
  private var lists = [[[UInt8]]](repeating: [], count: Kind.allCases.count)

  public init() {}

  /// In lower case, in the order they were read.
  public subscript(kind: Kind) -> [[UInt8]] {
    get { lists[Kind.allCases.firstIndex(of: kind)!] }
    set { lists[Kind.allCases.firstIndex(of: kind)!] = newValue }
  }
}

extension MailPhrases {
  /// Adds the rows of a file: words and kind.
  mutating func add(_ file: TableFile) throws(Diagnostic) {
    try file.forEachRow { row throws(Diagnostic) in
      let name = file.string(file.field(1, of: row))
      guard let kind = Kind(rawValue: name) else {
        throw file.error(
          "'\(name)' is no kind of mail words", row, field: 1,
          remedy: "it is one of " + Kind.allCases.map(\.rawValue).joined(separator: ", "))
      }
      let words = Array(file.bytes[row.fields[0]])
      guard words.count >= 2 || kind == .own || kind == .particle else {
        throw file.error("'\(file.string(row.fields[0]))' is too short", row, field: 0)
      }
      if !self[kind].contains(words) { self[kind].append(words) }
    }
  }

  func write(to writer: inout ImageWriter) {
    for list in lists { writer.write(list) }
  }

  init?(from reader: inout ImageReader) {
    for index in lists.indices {
      guard let list = reader.lists() else { return nil }
      lists[index] = list
    }
  }
}

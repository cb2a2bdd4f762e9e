internal import RisrosModel

/// A ZIP archive, as far as workbooks need one: stored and deflated entries, ZIP64, found through the
/// list at its end.
///
/// What no honest workbook has is refused before anything is inflated: names that leave the folder,
/// links, entries that lie over one another, too many of them. Sizes that lie show when an entry is
/// read to its end.
struct ZipArchive: Sendable {
  struct Entry: Sendable, Equatable {
    var name: String
    /// 0 stored, 8 deflated.
    var method: Int
    var isEncrypted: Bool
    var checkSum: UInt32
    var compressedSize: Int
    var size: Int
    /// Where its own header begins.
    var start: Int
    /// The least that its header takes up.
    var headerSize: Int
  }

  let file: String
  let bytes: ArchiveBytes
  let entries: [Entry]
  let expansionRatio: Int
  /// Entries by their names in lower case: writers disagree about the case.
  private let places: [String: Int]
  /// Names that come more than once, of which nobody knows which is meant.
  private let repeated: Set<String>

  /// Whether a file begins as ZIP archives do; the second form is one without entries.
  static func isMagic(_ head: [UInt8]) -> Bool {
    head.starts(with: [0x50, 0x4B, 0x03, 0x04]) || head.starts(with: [0x50, 0x4B, 0x05, 0x06])
  }

  init(_ bytes: ArchiveBytes, file: String, expansionRatio: Int) throws(Diagnostic) {
    self.bytes = bytes
    self.file = file
    self.expansionRatio = expansionRatio
    entries = try ZipDirectory(bytes, file: file).entries
    var places: [String: Int] = [:]
    var repeated: Set<String> = []
    for (index, entry) in entries.enumerated() {
      let key = ZipArchive.key(entry.name)
      if places.updateValue(index, forKey: key) != nil { repeated.insert(key) }
    }
    self.places = places
    self.repeated = repeated
  }

  private static func key(_ name: String) -> String {
    let path = name.hasPrefix("/") ? String(name.dropFirst()) : name
    return path.lowercased()
  }

  func holds(_ name: String) -> Bool { places[ZipArchive.key(name)] != nil }

  /// Begins to read an entry; nil where there is none of that name.
  func open(_ name: String) throws(Diagnostic) -> ZipEntryBytes? {
    let key = ZipArchive.key(name)
    guard let index = places[key] else { return nil }
    if repeated.contains(key) {
      throw ZipArchive.refusal("holds \(name) more than once", file)
    }
    let entry = entries[index]
    if entry.isEncrypted {
      throw ZipArchive.protected(file)
    }
    if entry.method != 0 && entry.method != 8 {
      throw ZipArchive.damage("\(name) is compressed by method \(entry.method)", file)
    }
    let header = try bytes.read(from: entry.start, 30)
    guard header.count == 30, header.starts(with: [0x50, 0x4B, 0x03, 0x04]) else {
      throw ZipArchive.damage("\(name) is not at byte \(entry.start), where the list says", file)
    }
    let start = entry.start + 30 + header.uint16(at: 26) + header.uint16(at: 28)
    guard start + entry.compressedSize <= bytes.count else {
      throw ZipArchive.damage("\(name) reaches beyond the end of the file", file)
    }
    return ZipEntryBytes(self, entry, start: start)
  }

  /// All of a small entry; nil where there is none of that name.
  func content(_ name: String, upTo limit: Int) throws(Diagnostic) -> [UInt8]? {
    guard var entry = try open(name) else { return nil }
    var content = [UInt8](repeating: 0, count: limit + 1)
    var count = 0
    while count <= limit {
      let got = try entry.read(into: &content, at: count, upTo: limit + 1 - count)
      if got == 0 { return Array(content[..<count]) }
      count += got
    }
    throw ZipArchive.refusal("holds a \(name) of more than \(limit) bytes", file)
  }

  static func protected(_ file: String) -> Diagnostic {
    Diagnostic(
      "is protected with a password", category: .input, at: SourceLocation(file: file),
      remedy: "open it, remove the password and save it again")
  }

  /// What is wrong with a file that was cut or changed on its way.
  static func damage(_ message: String, _ file: String) -> Diagnostic {
    Diagnostic(
      "the workbook is damaged: \(message)", category: .input, at: SourceLocation(file: file),
      remedy: "fetch the file again, or open it and save it anew")
  }

  /// What is wrong with a file that may have been made to do harm.
  static func refusal(_ message: String, _ file: String) -> Diagnostic {
    Diagnostic(
      "the archive is refused: it \(message)", category: .input, at: SourceLocation(file: file),
      remedy: "if you trust it, open it in a spreadsheet program and save it anew")
  }
}

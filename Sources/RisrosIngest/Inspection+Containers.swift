internal import RisrosModel

/// Where the bytes of a workbook are when its turn comes.
struct SheetSource: Sendable {
  private let bytes: InputBytes
  /// What can be read only once, all of it.
  private let held: ArchiveBytes?

  init(_ bytes: InputBytes) throws(Diagnostic) {
    self.bytes = bytes
    held = bytes.path == nil ? try bytes.archive() : nil
  }

  func workbook(_ name: String, _ limits: InputLimits) throws(Diagnostic) -> Workbook {
    let source = if let held { held } else { try bytes.archive() }
    let archive = try ZipArchive(source, file: name, expansionRatio: limits.expansionRatio)
    return try Workbook(archive, limits: limits)
  }
}

/// What is told by the first bytes of a file.
extension Inspection {
  /// Whether to read the file as a workbook.
  /// - Throws: an input diagnostic where that does not fit what the user says.
  static func holdsWorkbook(
    _ raw: [UInt8], _ name: String, _ options: InputOptions
  ) throws(Diagnostic) -> Bool {
    let isArchive = ZipArchive.isMagic(raw)
    switch options.format {
    case .auto: return isArchive
    case .xlsx:
      if !isArchive && !OldOfficeFile.isMagic(raw) {
        throw Diagnostic(
          "is no Excel workbook (.xlsx): it does not begin as ZIP archives do", category: .input,
          at: SourceLocation(file: name), remedy: "leave --input-format out, or name another file")
      }
      return isArchive
    default:
      if !isArchive { return false }
      throw Diagnostic(
        "is a workbook or another ZIP archive, not \(options.format.rawValue)", category: .input,
        at: SourceLocation(file: name), remedy: "leave --input-format out, or write xlsx for it")
    }
  }

  /// Refuses what is no text at all.
  static func refuseOthers(
    _ raw: [UInt8], _ name: String, _ bytes: InputBytes
  ) throws(Diagnostic) {
    var found: (message: String, remedy: String)?
    if OldOfficeFile.isMagic(raw) {
      let archive = bytes.path == nil ? nil : try bytes.archive()
      found = try OldOfficeFile.describe(raw) { (place, count) throws(Diagnostic) in
        try archive?.read(from: place, count) ?? []
      }
    } else if raw.starts(with: "%PDF-".utf8) {
      found = ("is a PDF document", "export the comments as CSV")
    }
    guard let found else { return }
    throw Diagnostic(
      found.message, category: .input, at: SourceLocation(file: name), remedy: found.remedy)
  }

  /// Refuses tables of web pages and of XML, which programs like to call .xls: as comments, a line each,
  /// they would be scored tags and all.
  static func refuseMarkup(_ head: [UInt8], _ name: String) throws(Diagnostic) {
    let begin = String(decoding: head.drop { $0 <= 0x20 }.prefix(2048), as: UTF8.self).lowercased()
    let found: String
    if begin.hasPrefix("<?xml") || begin.hasPrefix("<workbook") {
      found =
        begin.contains("excel.sheet") || begin.contains("office:spreadsheet")
        ? "is a workbook of Excel 2003 in XML" : "is an XML document"
    } else if ["<html", "<!doctype html", "<table", "<head", "<meta"].contains(
      where: begin.hasPrefix)
    {
      found = "is a web page"
    } else {
      return
    }
    let isWorkbook = name.lowercased().hasSuffix(".xls") || found.contains("workbook")
    throw Diagnostic(
      found + (isWorkbook && !found.contains("workbook") ? " with the name of a workbook" : ""),
      category: .input, at: SourceLocation(file: name),
      remedy: isWorkbook
        ? "open it in Excel or LibreOffice and save it as .xlsx"
        : "export the comments as CSV, or say what it is with --input-format")
  }

  /// What a file is that begins as JSON does; nil where it is something else after all.
  ///
  /// - Parameter name: in lower case, without `.gz`.
  static func jsonContent(_ head: [UInt8], isWhole: Bool, name: String) -> Content? {
    let isNamedLines = name.hasSuffix(".jsonl") || name.hasSuffix(".ndjson")
    let isNamedDocument = name.hasSuffix(".json")
    let blanks: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
    let begin = head.drop { blanks.contains($0) }
    let second = begin.dropFirst().first { !blanks.contains($0) }
    switch begin.first {
    case 0x7B:
      let isLines = JSONHead.looksLikeJSONLines(head, isWhole: isWhole)
      if isNamedLines && isLines { return .jsonLines }
      let outline = JSONOutline(head: head)
      // A document goes on where JSON Lines begin with another object.
      let nextLine = begin.drop { $0 != 0x0A }.drop { blanks.contains($0) }
      if !nextLine.isEmpty && outline.reached > nextLine.startIndex {
        return .json(outline.shape)
      }
      if isNamedLines { return nil }
      // One object that holds a list of others, and no comment of its own, is no record.
      let isCutOrAlone = outline.isComplete || !isWhole && !begin.contains(0x0A)
      if isLines && !(isCutOrAlone && outline.hasArray && !outline.hasTextKey) {
        return .jsonLines
      }
      if isLines || isNamedDocument || outline.isComplete || outline.members > 0 {
        return .json(outline.shape)
      }
      return nil
    case 0x5B:
      if isNamedLines || !isNamedDocument && second != 0x7B { return nil }
      return .json(JSONOutline(head: head).shape)
    default: return nil
    }
  }
}

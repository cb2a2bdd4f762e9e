internal import Foundation
internal import RisrosIngest
public import RisrosModel
internal import RisrosPipeline

/// A file of labelled comments: JSON Lines, or a table with a header.
///
/// Objects hold `text` and, where they apply, `id`, `lang` (a code or a list of them), `sentiment`,
/// `drivers` (an object of driver and polarity, `{}` for none) and `scored` (a list of the drivers
/// whose absence is known too). A table has columns of those names, in which `lang` and `scored` are
/// lists with blanks between and `drivers` is `price:negative service:positive`; or it has a column
/// a driver with its polarity, blank where the driver is not touched.
public struct LabelledFile: Sendable {
  public let path: String
  public private(set) var comments: [LabelledComment] = []
  /// Records that could not be read, with their reasons.
  public private(set) var rejected: [Diagnostic] = []

  /// - Parameter drivers: identifiers of the drivers labels may name.
  /// - Throws: an input diagnostic if the file cannot be read, or has no column of texts.
  public init(path: String, drivers: [String]) throws(Diagnostic) {
    self.path = path
    guard let data = FileManager.default.contents(atPath: path) else {
      throw Diagnostic(
        "cannot read the file", category: .input, at: SourceLocation(file: path),
        remedy: "check the name and that you may read it")
    }
    let first = data.first { ![0x20, 0x09, 0x0A, 0x0D, 0xEF, 0xBB, 0xBF].contains($0) }
    if first == UInt8(ascii: "{") {
      readObjects(data, drivers)
    } else {
      try readTable(drivers)
    }
  }

  private mutating func take(
    _ comment: LabelledComment, _ drivers: [String], at location: SourceLocation
  ) {
    var comment = comment
    if comment.id.isEmpty { comment.id = "\(comments.count + rejected.count + 1)" }
    if let complaint = comment.complaint(drivers: drivers) {
      reject(complaint.message, at: location, remedy: complaint.remedy)
    } else {
      comments.append(comment)
    }
  }

  private mutating func reject(_ message: String, at location: SourceLocation, remedy: String) {
    rejected.append(
      Diagnostic(message, category: .input, at: location, remedy: remedy, severity: .warning))
  }

  // MARK: JSON Lines

  private mutating func readObjects(_ data: Data, _ drivers: [String]) {
    let decoder = JSONDecoder()
    var number = 0
    for line in data.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      if line.allSatisfy({ $0 == 0x20 || $0 == 0x0D || $0 == 0x09 }) { continue }
      let location = SourceLocation(file: path, line: number)
      do {
        take(try decoder.decode(LabelledComment.self, from: line), drivers, at: location)
      } catch let error as DecodingError {
        reject(
          LabelledFile.message(of: error), at: location,
          remedy: "write an object with text, lang, sentiment and drivers")
      } catch {
        reject("is not JSON", at: location, remedy: "write one JSON object a line")
      }
    }
  }

  private static func message(of error: DecodingError) -> String {
    func name(_ path: [any CodingKey]) -> String { path.map(\.stringValue).joined(separator: ".") }
    return switch error {
    case .keyNotFound(let key, _): "the object has no '\(key.stringValue)'"
    case .typeMismatch(_, let context) where !context.codingPath.isEmpty,
      .valueNotFound(_, let context) where !context.codingPath.isEmpty:
      "'\(name(context.codingPath))' holds another kind of value"
    default: "is not a JSON object"
    }
  }

  // MARK: Tables

  private mutating func readTable(_ drivers: [String]) throws(Diagnostic) {
    let input = try openInput(
      InputOptions(paths: [path], format: .auto, hasHeader: true, text: "text", keepAll: true))
    var reader = input.reader
    let names = reader.schema.columns.map { $0.name.lowercased() }
    var batch = CommentBatch()
    batch.reset(ordinal: 0, firstRecord: 1)
    var record = 0
    while try reader.read(into: &batch, targetBytes: 1 << 16) {
      for place in 0..<batch.count {
        record += 1
        let location = SourceLocation(file: path)
        if let rejection = batch.rejections.first(where: { $0.record == place }) {
          rejected.append(rejection.diagnostic)
          continue
        }
        let fields = names.indices.map { column in
          let range = batch.fieldRange(record: place, column: column, columns: names.count)
          return String(decoding: batch.fieldBytes[range], as: UTF8.self)
            .trimmingCharacters(in: .whitespaces)
        }
        take(row: Dictionary(zip(names, fields)) { $1 }, record, drivers, at: location)
      }
      batch.reset(ordinal: batch.ordinal + 1, firstRecord: record + 1)
    }
  }

  private mutating func take(
    row: [String: String], _ record: Int, _ known: [String], at location: SourceLocation
  ) {
    func list(_ name: String) -> [String]? {
      row[name].map { $0.split { " ,;|".contains($0) }.map(String.init) }
    }
    var comment = LabelledComment(id: row["id"] ?? "\(record)", text: row["text"] ?? "")
    comment.lang = list("lang") ?? []
    comment.domain = row["domain"]
    if let sentiment = row["sentiment"], !sentiment.isEmpty { comment.sentiment = sentiment }
    if let scored = list("scored"), !scored.isEmpty { comment.scored = scored }
    if let pairs = list("drivers") {
      comment.drivers = [:]
      for pair in pairs {
        let parts = pair.split { ":=".contains($0) }.map(String.init)
        guard parts.count == 2 else {
          return reject(
            "record \(record): '\(pair)' is no driver and polarity", at: location,
            remedy: "write price:negative, with blanks between drivers")
        }
        comment.drivers?[parts[0]] = parts[1]
      }
    } else if known.contains(where: { row[$0] != nil }) {
      comment.drivers = [:]
      for driver in known {
        if let polarity = row[driver], !polarity.isEmpty { comment.drivers?[driver] = polarity }
      }
    }
    if let complaint = comment.complaint(drivers: known) {
      reject("record \(record): \(complaint.message)", at: location, remedy: complaint.remedy)
    } else {
      comments.append(comment)
    }
  }
}

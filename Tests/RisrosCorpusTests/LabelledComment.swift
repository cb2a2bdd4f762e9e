import Foundation

/// A comment with what people say about it, as in `Corpora/gold` and in evaluation sets.
struct LabelledComment: Decodable, Sendable {
  var id: String
  /// `tuned` or `measured`, in `Corpora/gold`.
  var part: String?
  var text: String
  /// Codes of all languages that the text counts as; `und` where it does not tell.
  var lang: [String]
  var domain: String?
  var sentiment: String?
  /// Drivers touched, with their polarity.
  var drivers: [String: String]?
  /// Drivers whose presence and absence are both known; nil for all.
  var scored: [String]?

  /// Reads a file with one JSON object a line.
  static func read(_ file: URL) throws -> [LabelledComment] {
    let decoder = JSONDecoder()
    return try Data(contentsOf: file).split(separator: UInt8(ascii: "\n"))
      .map { try decoder.decode(LabelledComment.self, from: $0) }
  }
}

/// Folders of the package and beside it.
enum Folders {
  static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  static let corpora = package.appendingPathComponent("Corpora")

  /// Evaluation sets that are no part of the project: `RISROS_EVAL_SETS`, else `../shared/corpora`.
  static let evaluationSets: URL? = {
    let named = ProcessInfo.processInfo.environment["RISROS_EVAL_SETS"] ?? ""
    let folder =
      named.isEmpty
      ? package.deletingLastPathComponent().appendingPathComponent("shared/corpora")
      : URL(fileURLWithPath: named)
    return FileManager.default.fileExists(atPath: folder.path) ? folder : nil
  }()
}

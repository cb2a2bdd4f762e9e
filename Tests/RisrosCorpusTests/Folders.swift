import Foundation

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

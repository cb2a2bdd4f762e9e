internal import Foundation
public import RisrosLexicon
internal import RisrosModel

/// A small lexicon in a folder of its own, removed with the value.
public final class TestLexicon: Sendable {
  public let path: String

  /// The files every lexicon needs, where a test gives none of its own.
  private static let standard: [String: String] = [
    "shared/taxonomy.tsv": """
    price\tPrice
    price.fees\tFees
    quality\tQuality
    digital\tDigital
    digital.app\tApp
    information\tInformation
    service\tService
    service.waiting\tWaiting
    """,
    "shared/marks.tsv": """
    \\n\tend
    !\texclamation
    ,\tcomma
    .\tend
    ;\tbreak
    –\tbreak
    ?\tquestion
    …\tend
    """,
    "shared/emoji.tsv": "👍\t3\n😡\t-4\n❤\t3\n",
    "shared/emoticons.tsv": ":)\t2\n:-)\t2\n:(\t-2\n<3\t3\n:d\t2\n",
  ]

  /// - Parameter files: contents by name, `da/sentiment.tsv`.
  public init(_ files: [String: String], isWhole: Bool = true) throws {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("risros-\(UUID().uuidString)")
    path = folder.path
    let all = isWhole ? TestLexicon.standard.merging(files) { $1 } : files
    for (name, content) in all {
      let file = folder.appendingPathComponent(name)
      try FileManager.default.createDirectory(
        at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(content.utf8).write(to: file)
    }
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  public var folder: LexiconFolder { LexiconFolder(path: path) }

  /// The library read from a whole lexicon of these files.
  public static func library(_ files: [String: String] = [:]) throws -> LexiconLibrary {
    let lexicon = try TestLexicon(files)
    return try LexiconLibrary.load(from: [lexicon.folder])
  }

  /// What reading the files complains of, with the folder's path taken out; nil where it is content.
  public static func complaint(about files: [String: String]) throws -> String? {
    let lexicon = try TestLexicon(files)
    do {
      _ = try LexiconLibrary.load(from: [lexicon.folder])
      return nil
    } catch {
      return error.description.replacingOccurrences(of: lexicon.path + "/", with: "")
    }
  }
}

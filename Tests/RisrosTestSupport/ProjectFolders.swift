internal import Foundation
public import RisrosLexicon
internal import RisrosModel

/// The folders of the project that tests read, found upwards from this file.
public enum ProjectFolders {
  public static let root: String = {
    var url = URL(fileURLWithPath: #filePath)
    for _ in 0..<3 { url.deleteLastPathComponent() }
    return url.path
  }()

  public static var lexicons: String { root + "/Lexicons" }
  public static var corpora: String { root + "/Corpora" }
}

/// The words that come with risros, read once for all tests.
public enum StandardLexicon {
  private static let loaded = Result {
    try LexiconLibrary.loadText(from: [LexiconFolder(path: ProjectFolders.lexicons)])
  }

  public static func library() throws -> LexiconLibrary { try loaded.get() }
}

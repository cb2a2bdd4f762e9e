internal import Foundation

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

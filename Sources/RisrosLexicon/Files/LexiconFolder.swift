internal import Foundation
public import RisrosModel
public import RisrosText

/// A folder of lexicon files: `da/`, `nb/`, `nn/`, `shared/`, `languages/`.
public struct LexiconFolder: Sendable, Hashable {
  /// Path without a slash at its end.
  public let path: String

  public init(path: String) {
    var path = path
    while path.count > 1, path.hasSuffix("/") { path.removeLast() }
    self.path = path
  }

  /// The bytes of a file in the folder, or nil where there is none.
  /// - Throws: a usage diagnostic if the file is there but cannot be read.
  public func bytes(of name: String) throws(Diagnostic) -> [UInt8]? {
    let file = path + "/" + name
    do {
      return [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
    } catch {
      if !FileManager.default.fileExists(atPath: file) { return nil }
      throw Diagnostic(
        "cannot read the lexicon file", category: .usage, at: SourceLocation(file: file),
        remedy: "check that it is a file you may read")
    }
  }

  /// A file in the folder, mapped, or nil where there is none that can be.
  public func memory(of name: String) -> FixedMemory? { FixedMemory(mapping: path + "/" + name) }

  /// The names of the files in a part of the folder, `da` or nothing for the folder itself, sorted.
  func names(in part: String) -> [String] {
    let folder = part.isEmpty ? path : path + "/" + part
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { !$0.hasPrefix(".") }.sorted()
  }

  /// Whether the folder has the parts of a whole lexicon.
  public var isComplete: Bool {
    FileManager.default.isReadableFile(atPath: path + "/shared/taxonomy.tsv")
  }
}

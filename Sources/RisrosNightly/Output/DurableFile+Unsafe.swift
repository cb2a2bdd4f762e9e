// Calls of the system on paths. Invariant: the paths are Swift strings, which end.

internal import Foundation
internal import RisrosModel
internal import RisrosText

/// Files that are there whole or not at all, even behind a power cut.
enum DurableFile {
  /// The name a file has while it is written: always the same, so that what a killed run left is
  /// overwritten by the next.
  static func partName(of path: String) -> String {
    let cut = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    return path[..<cut] + ".\(path[cut...]).risros-part"
  }

  /// Puts bytes in place of what the file held.
  ///
  /// - Returns: false where it held these bytes already and was left alone.
  /// - Throws: an output diagnostic; the old file is then as it was.
  @discardableResult
  static func write(_ bytes: [UInt8], to path: String) throws(Diagnostic) -> Bool {
    let part = partName(of: path)
    if let old = FileManager.default.contents(atPath: path), [UInt8](old) == bytes {
      unsafe unlink(part)
      return false
    }
    try makeFolders(above: path)
    let file = try ReplacementFile(of: path, as: part, .lasting)
    try file.write(bytes)
    try file.commit()
    return true
  }

  /// Gives a file another name; what has that name is replaced.
  static func move(_ path: String, to target: String) throws(Diagnostic) {
    if unsafe rename(path, target) != 0 {
      throw SystemFailure.diagnostic(errno, "cannot move the file aside", path)
    }
  }

  /// Makes the folders that a file is to lie in, those that are missing.
  private static func makeFolders(above path: String) throws(Diagnostic) {
    var missing: [String] = []
    var folder = path
    while let cut = folder.lastIndex(of: "/"), cut > folder.startIndex {
      folder = String(folder[..<cut])
      if unsafe access(folder, F_OK) == 0 { break }
      missing.append(folder)
    }
    for folder in missing.reversed() {
      if unsafe mkdir(folder, 0o755) != 0, errno != EEXIST {
        throw SystemFailure.diagnostic(errno, "cannot make the folder", folder)
      }
      try ReplacementFile.syncFolder(of: folder)
    }
  }

  /// Makes a folder that only this user may look into, unless it is there.
  static func makePrivateFolder(_ path: String) throws(Diagnostic) {
    if unsafe mkdir(path, 0o700) != 0, errno != EEXIST {
      throw SystemFailure.diagnostic(errno, "cannot make the folder", path)
    }
  }
}

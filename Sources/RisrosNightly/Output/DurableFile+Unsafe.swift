// Files that are there whole or not at all, even behind a power cut. Invariant: a descriptor is
// closed once, on every way out; writes stay within the array.

internal import Foundation
internal import RisrosModel

/// Writes files so that readers see the old one or the new one, and never half of it.
enum DurableFile {
  /// The name a file has while it is written: always the same, so that what a killed run left is
  /// overwritten by the next.
  static func partName(of path: String) -> String {
    let cut = path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex
    return path[..<cut] + ".\(path[cut...]).risros-part"
  }

  /// Puts bytes in place: written to a temporary file in the same folder, synced, renamed, and the
  /// folder synced, so that the new name survives as well.
  ///
  /// - Returns: false where the file held these bytes already and was left alone.
  /// - Throws: an output diagnostic; the old file is then as it was.
  @discardableResult
  static func write(_ bytes: [UInt8], to path: String) throws(Diagnostic) -> Bool {
    let part = partName(of: path)
    if let old = FileManager.default.contents(atPath: path), [UInt8](old) == bytes {
      unsafe unlink(part)
      return false
    }
    let flags = O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC
    var descriptor = unsafe open(part, flags, 0o644)
    if descriptor < 0, errno == ENOENT {
      try makeFolders(above: path)
      descriptor = unsafe open(part, flags, 0o644)
    }
    if descriptor < 0 { throw SystemFailure.diagnostic(errno, "cannot write here", path) }
    var code = writeAll(bytes, descriptor)
    if code == 0, fsync(descriptor) != 0 { code = errno }
    if close(descriptor) != 0, code == 0 { code = errno }
    if code == 0, unsafe rename(part, path) != 0 { code = errno }
    if code != 0 {
      unsafe unlink(part)
      throw SystemFailure.diagnostic(code, "the file could not be written", path)
    }
    try syncFolder(of: path)
    return true
  }

  private static func writeAll(_ bytes: [UInt8], _ descriptor: Int32) -> Int32 {
    unsafe bytes.withUnsafeBytes { buffer in
      var done = 0
      while done < buffer.count {
        let count = unsafe Foundation.write(
          descriptor, buffer.baseAddress! + done, buffer.count - done)
        if count < 0, errno != EINTR { return errno }
        done += max(0, count)
      }
      return 0
    }
  }

  /// Makes new names in a folder survive a power cut.
  static func syncFolder(of path: String) throws(Diagnostic) {
    let folder = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    let descriptor = unsafe open(folder.isEmpty ? "/" : folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    if descriptor < 0 { throw SystemFailure.diagnostic(errno, "cannot open the folder", folder) }
    let code = fsync(descriptor) == 0 ? 0 : errno
    close(descriptor)
    // Some file systems cannot sync folders, and say so.
    if code != 0, code != EINVAL {
      throw SystemFailure.diagnostic(code, "cannot sync the folder", folder)
    }
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
      try syncFolder(of: folder)
    }
  }

  /// Makes a folder that only this user may look into, unless it is there.
  static func makePrivateFolder(_ path: String) throws(Diagnostic) {
    if unsafe mkdir(path, 0o700) != 0, errno != EEXIST {
      throw SystemFailure.diagnostic(errno, "cannot make the folder", path)
    }
  }
}

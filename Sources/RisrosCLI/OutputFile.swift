internal import Foundation
internal import RisrosIngest
internal import RisrosModel
internal import RisrosReport

/// Where a result goes: standard output, or a file that appears whole or not at all.
///
/// A file whose name ends in `.gz` is compressed when it is whole.
///
/// A file is written under a temporary name in the same folder and renamed at the end. What is there
/// already and is no regular file (a named pipe, `/dev/null`) is written to as it stands: replacing
/// it would take it from whoever reads it.
struct OutputFile: Sendable {
  let sink: ByteSink
  /// As the user gave it, and behind all links.
  private let path: String?
  private let target: String?
  private let temporary: String?
  private let handle: FileHandle?

  /// - Parameter path: nil for standard output.
  /// - Throws: an output diagnostic if the file cannot be made.
  init(path: String?, inputs: [String]) throws(Diagnostic) {
    self.path = path
    guard let path, path != "-" else {
      sink = .standardOutput()
      target = nil
      temporary = nil
      handle = nil
      return
    }
    let resolved = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    if inputs.contains(where: {
      URL(fileURLWithPath: $0).resolvingSymlinksInPath().path == resolved.path
    }) {
      throw Diagnostic(
        "the output would replace an input", category: .usage, at: SourceLocation(file: path),
        remedy: "name another file")
    }
    // Of the path itself: resolving makes nonsense of /dev/stdout, a link to no path.
    var info = stat()
    let exists = unsafe stat(path, &info) == 0
    let kind = info.st_mode & S_IFMT
    if exists, kind == S_IFDIR {
      throw Diagnostic(
        "is a directory", category: .output, at: SourceLocation(file: path),
        remedy: "name a file in it")
    }
    try OutputFile.refuseStray(path, resolved)
    let handle: FileHandle?
    if exists, kind != S_IFREG {
      target = nil
      temporary = nil
      handle = FileHandle(forWritingAtPath: path)
    } else {
      let name = ".\(resolved.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier).part"
      let file = resolved.deletingLastPathComponent().appendingPathComponent(name).path
      target = resolved.path
      temporary = file
      handle =
        FileManager.default.createFile(atPath: file, contents: nil)
        ? FileHandle(forWritingAtPath: file) : nil
      // What only some may read stays so.
      if exists, let handle { _ = fchmod(handle.fileDescriptor, info.st_mode & 0o777) }
    }
    guard let handle else {
      throw Diagnostic(
        "cannot write here", category: .output, at: SourceLocation(file: path),
        remedy: "check that the folder exists and that you may write to it")
    }
    self.handle = handle
    sink = ByteSink(descriptor: handle.fileDescriptor, name: path)
  }

  /// Refuses a link that leads out of its folder: in a folder that others can write to, anybody could
  /// have laid it there to have a file of ours replaced.
  private static func refuseStray(_ path: String, _ resolved: URL) throws(Diagnostic) {
    var info = stat()
    guard unsafe lstat(path, &info) == 0, info.st_mode & S_IFMT == S_IFLNK else { return }
    // Devices and descriptors (/dev/stdout) are links too, and nothing of theirs is replaced.
    var target = stat()
    if unsafe stat(path, &target) == 0, target.st_mode & S_IFMT != S_IFREG { return }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent()
      .resolvingSymlinksInPath().path
    if resolved.path.hasPrefix(folder.hasSuffix("/") ? folder : folder + "/") { return }
    if path.hasPrefix("/dev/") || path.hasPrefix("/proc/") { return }
    throw Diagnostic(
      "is a link to a file outside its folder", category: .output, at: SourceLocation(file: path),
      remedy: "name the file itself: \(resolved.path)")
  }

  /// Whether stopping early would leave less than the whole behind, so that nothing must be left.
  var isAllOrNothing: Bool { temporary != nil }

  /// The ending of a name that says the format: `csv` of `a.CSV` and of `a.csv.gz`.
  static func ending(of path: String) -> String {
    var url = URL(fileURLWithPath: path)
    if url.pathExtension.lowercased() == "gz" { url.deletePathExtension() }
    return url.pathExtension.lowercased()
  }

  private var isCompressed: Bool { path?.lowercased().hasSuffix(".gz") == true }

  /// Makes the file appear under its name.
  func commit() throws(Diagnostic) {
    guard let path, let target, let temporary, let handle else { return }
    do {
      try handle.synchronize()
      try handle.close()
    } catch {
      discard()
      throw Diagnostic(
        "the file could not be written to its end", category: .output,
        at: SourceLocation(file: path), remedy: "check for space on the disk")
    }
    if isCompressed {
      let compressed = temporary + ".gz"
      if let failure = GzipFile.compress(temporary, to: compressed) {
        discard()
        throw Diagnostic(
          "the file could not be compressed: \(failure)", category: .output,
          at: SourceLocation(file: path), remedy: "check for space on the disk")
      }
      // With the permissions that the file would have had; then it takes its place.
      var info = stat()
      if unsafe stat(temporary, &info) == 0 { _ = unsafe chmod(compressed, info.st_mode & 0o777) }
      _ = unsafe rename(compressed, temporary)
    }
    if unsafe rename(temporary, target) != 0 {
      discard()
      throw Diagnostic(
        "cannot replace the file", category: .output, at: SourceLocation(file: path),
        remedy: "check that it is a file you may write to")
    }
  }

  /// Removes what was written.
  func discard() {
    for path in [temporary, temporary.map { $0 + ".gz" }] {
      if let path { try? FileManager.default.removeItem(atPath: path) }
    }
  }
}

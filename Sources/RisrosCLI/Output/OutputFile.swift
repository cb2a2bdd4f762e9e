internal import Foundation
internal import RisrosIngest
internal import RisrosModel
internal import RisrosReport
internal import RisrosText

/// Where a result goes: standard output, or a file that appears whole or not at all.
///
/// A file whose name ends in `.gz` is compressed when it is whole.
///
/// A file is written under a temporary name in the same folder and renamed at the end. What is there
/// already and is no regular file (a named pipe, `/dev/null`) is written to as it stands: replacing
/// it would take it from whoever reads it.
struct OutputFile: Sendable {
  let sink: ByteSink
  /// Nil where what is there is written to.
  private let replacement: ReplacementFile?
  private let isCompressed: Bool
  /// What is no regular file, held open.
  private let device: FileHandle?

  /// - Parameter path: nil for standard output.
  /// - Throws: an output diagnostic if the file cannot be made.
  init(path: String?, inputs: [String]) throws(Diagnostic) {
    isCompressed = path?.lowercased().hasSuffix(".gz") == true
    guard let path, path != "-" else {
      sink = .standardOutput()
      replacement = nil
      device = nil
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
    if exists, kind != S_IFREG {
      guard let device = FileHandle(forWritingAtPath: path) else {
        throw SystemFailure.diagnostic(errno, "cannot write here", path)
      }
      replacement = nil
      self.device = device
      sink = ByteSink(descriptor: device.fileDescriptor, name: path)
      return
    }
    let part = ".\(resolved.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier).part"
    let replacement = try ReplacementFile(
      of: resolved.path,
      as: resolved.deletingLastPathComponent().appendingPathComponent(part).path, .whole,
      shown: path)
    self.replacement = replacement
    device = nil
    sink = ByteSink(descriptor: replacement.descriptor, name: path)
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
  var isAllOrNothing: Bool { replacement != nil }

  /// The ending of a name that says the format: `csv` of `a.CSV` and of `a.csv.gz`.
  static func ending(of path: String) -> String {
    var url = URL(fileURLWithPath: path)
    if url.pathExtension.lowercased() == "gz" { url.deletePathExtension() }
    return url.pathExtension.lowercased()
  }

  /// Runs what writes to the sink, and makes the file appear if it neither fails nor is stopped by a
  /// signal. Standard output keeps what was written.
  ///
  /// - Returns: the exit code of `write`, or that of the signal.
  func complete(
    unlessStopped signals: Signals, _ write: () throws(Diagnostic) -> Int32
  ) throws(Diagnostic) -> Int32 {
    signals.beforeEnd(discard)
    do throws(Diagnostic) {
      let code = try write()
      if let stopped = signals.exitCode, isAllOrNothing {
        discard()
        return stopped
      }
      try commit()
      return code
    } catch {
      discard()
      throw error
    }
  }

  /// Makes the file appear under its name.
  func commit() throws(Diagnostic) {
    if isCompressed {
      try replacement?.commit { GzipFile.compress($0, to: $1) }
    } else {
      try replacement?.commit()
    }
  }

  /// Removes what was written.
  func discard() { replacement?.discard() }
}

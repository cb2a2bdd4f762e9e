internal import Foundation
internal import RisrosModel
internal import RisrosReport

/// Where a result goes: standard output, or a file that appears whole or not at all.
///
/// A file is written under a temporary name in the same folder and renamed at the end.
struct OutputFile: Sendable {
  let sink: ByteSink
  private let path: String?
  private let temporary: String?
  private let handle: FileHandle?

  /// - Parameter path: nil for standard output.
  /// - Throws: an output diagnostic if the file cannot be made.
  init(path: String?, inputs: [String]) throws(Diagnostic) {
    self.path = path
    guard let path, path != "-" else {
      sink = .standardOutput()
      temporary = nil
      handle = nil
      return
    }
    let target = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    if inputs.contains(where: {
      URL(fileURLWithPath: $0).resolvingSymlinksInPath().path == target.path
    }) {
      throw Diagnostic(
        "the output would replace an input", category: .usage, at: SourceLocation(file: path),
        remedy: "name another file")
    }
    let name = ".\(target.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier).part"
    let file = target.deletingLastPathComponent().appendingPathComponent(name).path
    guard FileManager.default.createFile(atPath: file, contents: nil),
      let handle = FileHandle(forWritingAtPath: file)
    else {
      throw Diagnostic(
        "cannot write here", category: .output, at: SourceLocation(file: path),
        remedy: "check that the folder exists and that you may write to it")
    }
    temporary = file
    self.handle = handle
    sink = ByteSink(descriptor: handle.fileDescriptor, name: path)
  }

  /// Makes the file appear under its name.
  func commit() throws(Diagnostic) {
    guard let path, let temporary, let handle else { return }
    do {
      try handle.synchronize()
      try handle.close()
    } catch {
      discard()
      throw Diagnostic(
        "the file could not be written to its end", category: .output,
        at: SourceLocation(file: path), remedy: "check for space on the disk")
    }
    if unsafe rename(temporary, path) != 0 {
      discard()
      throw Diagnostic(
        "cannot replace the file", category: .output, at: SourceLocation(file: path),
        remedy: "check that it is a file you may write to")
    }
  }

  /// Removes what was written.
  func discard() {
    if let temporary { try? FileManager.default.removeItem(atPath: temporary) }
  }
}

// Calls of the system on a descriptor and on paths. Invariant: the descriptor is open from `init` on
// and closed once, by whatever comes first of `commit`, `discard` and `deinit`.

public import RisrosModel
internal import Synchronization

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// A file that appears under its name, or takes the place of what has it, whole or not at all.
///
/// It is written under another name in the same folder and renamed by `commit`. What is neither
/// committed nor discarded is removed when nobody holds it any more.
public final class ReplacementFile: Sendable {
  /// What a power cut behind `commit` leaves.
  public enum Durability: Sendable {
    /// The old file or the new one, each whole.
    case whole
    /// The new file: the folder is synced as well.
    case lasting
  }

  /// Open for writing until the file is committed or discarded.
  public let descriptor: Int32
  private let path: String
  private let part: String
  private let shown: String
  private let durability: Durability
  private let isDone = Atomic(false)

  /// Makes the file under the name `part`, replacing what a run that was killed left there, with the
  /// permissions of the file whose place it will take.
  ///
  /// - Parameter shown: what messages call it; its path where nothing is given.
  /// - Throws: an output diagnostic.
  public init(
    of path: String, as part: String, _ durability: Durability, shown: String? = nil
  ) throws(Diagnostic) {
    let shown = shown ?? path
    // Not through a link: somebody may have laid it there to have another file of ours emptied.
    let flags = O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC
    let descriptor = unsafe open(part, flags, 0o666)
    if descriptor < 0 { throw SystemFailure.diagnostic(errno, "cannot write here", shown) }
    // What only some may read stays so.
    var old = stat()
    if unsafe stat(path, &old) == 0 { _ = fchmod(descriptor, old.st_mode & 0o777) }
    self.descriptor = descriptor
    self.path = path
    self.part = part
    self.shown = shown
    self.durability = durability
  }

  deinit { discard() }

  /// Writes all bytes behind those written before.
  ///
  /// - Throws: an output diagnostic; the file is then discarded.
  public func write(_ bytes: [UInt8]) throws(Diagnostic) {
    if case .failed(let code, _) = DescriptorWriter.write(bytes, to: descriptor) {
      discard()
      throw failure(code)
    }
  }

  /// Syncs the file and gives it its name.
  ///
  /// - Parameter compress: makes the file that gets the name, at its second path, of the one that was
  ///   written, at its first, and syncs it; returns what went wrong, or nil.
  /// - Throws: an output diagnostic; what had the name is then as it was, unless it is only the
  ///   folder that could not be synced.
  public func commit(
    compress: ((_ written: String, _ compressed: String) -> String?)? = nil
  ) throws(Diagnostic) {
    if isDone.load(ordering: .relaxed) { return }
    if let reason = compress?(part, compressed) {
      discard()
      throw Diagnostic(
        "the file could not be compressed: \(reason)", category: .output,
        at: SourceLocation(file: shown), remedy: "check for space on the disk")
    }
    if isDone.exchange(true, ordering: .relaxed) { return }
    var code = fsync(descriptor) == 0 ? 0 : errno
    if compress != nil {
      // With the permissions that the file would have had.
      var info = stat()
      if unsafe fstat(descriptor, &info) == 0 { _ = unsafe chmod(compressed, info.st_mode & 0o777) }
    }
    if close(descriptor) != 0, code == 0 { code = errno }
    if code == 0, unsafe rename(compress == nil ? part : compressed, path) != 0 { code = errno }
    if compress != nil || code != 0 { unsafe unlink(part) }
    if code != 0 {
      unsafe unlink(compressed)
      throw failure(code)
    }
    if durability == .lasting { try ReplacementFile.syncFolder(of: path) }
  }

  /// Removes what was written; nothing where it was committed.
  public func discard() {
    if isDone.exchange(true, ordering: .relaxed) { return }
    close(descriptor)
    unsafe unlink(part)
    unsafe unlink(compressed)
  }

  private var compressed: String { part + ".gz" }

  private func failure(_ code: Int32) -> Diagnostic {
    SystemFailure.diagnostic(code, "the file could not be written", shown)
  }

  /// Makes new names in the folder of a path survive a power cut.
  ///
  /// - Throws: an output diagnostic.
  public static func syncFolder(of path: String) throws(Diagnostic) {
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
}

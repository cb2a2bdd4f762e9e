// The system's words for an error number. Invariant: `strerror` gives a text that ends.

public import RisrosModel

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// What the system says when it refuses to open, write or move a file.
public enum SystemFailure {
  /// An output diagnostic: "cannot write here: No such file or directory", and what to do about it.
  ///
  /// - Parameter code: the system's error number, `errno`.
  public static func diagnostic(_ code: Int32, _ message: String, _ path: String) -> Diagnostic {
    let reason = unsafe String(cString: strerror(code))
    let remedy =
      switch code {
      case ENOSPC, EDQUOT: "free some space and run again"
      case EACCES, EPERM, EROFS: "see that this user may write there"
      case ENOENT, ENOTDIR: "make the folder first"
      default: "check the disk and run again"
      }
    return Diagnostic(
      "\(message): \(reason)", category: .output, at: SourceLocation(file: path), remedy: remedy)
  }
}

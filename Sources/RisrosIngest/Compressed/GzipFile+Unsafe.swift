// The calls of zlib's gzip files. Invariant: the handle is open from `gzdopen` to the one `gzclose`,
// which closes its descriptor too; lengths passed are those of the array.

internal import CZlib
internal import Foundation

/// Compresses a finished file into another: same bytes in, same bytes out, since the header carries
/// neither a name nor a time.
public enum GzipFile {
  private static let chunk = 1 << 18

  /// - Parameters:
  ///   - path: what to compress.
  ///   - target: made, or overwritten; synced to the disk.
  /// - Returns: what went wrong, in the system's words; nil for nothing.
  public static func compress(_ path: String, to target: String) -> String? {
    guard let source = FileHandle(forReadingAtPath: path) else { return "cannot be read again" }
    let descriptor = unsafe open(target, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o600)
    if descriptor < 0 { return reason() }
    guard let file = unsafe gzdopen(dup(descriptor), "wb6") else {
      close(descriptor)
      return "there is no memory"
    }
    var failure: String?
    do {
      while failure == nil, let data = try source.read(upToCount: chunk), !data.isEmpty {
        let count = unsafe data.withUnsafeBytes {
          unsafe gzwrite(file, $0.baseAddress, UInt32($0.count))
        }
        if Int(count) != data.count { failure = reason() }
      }
    } catch {
      failure = "cannot be read again"
    }
    if unsafe gzclose(file) != Z_OK, failure == nil { failure = reason() }
    if fsync(descriptor) != 0, failure == nil { failure = reason() }
    close(descriptor)
    return failure
  }

  private static func reason() -> String { unsafe String(cString: strerror(errno)) }
}

// What the system tells of files. Invariant: `stat` writes to a local value alone; reads stay within
// the buffer, and a descriptor is closed on every way out.

internal import Foundation
internal import RisrosModel
internal import RisrosText

/// By what a changed file is told from an unchanged one without reading it.
struct FileStatus: Equatable, Sendable {
  var device: Int
  var inode: Int
  var size: Int
  /// Nanoseconds since 1970 UTC.
  var modified: Int
  var isRegular: Bool
  var isFolder: Bool

  /// - Throws: an input diagnostic.
  init(of path: String) throws(Diagnostic) {
    var info = stat()
    if unsafe stat(path, &info) != 0 { throw FileStatus.failure(errno, path) }
    device = Int(truncatingIfNeeded: info.st_dev)
    inode = Int(truncatingIfNeeded: info.st_ino)
    size = Int(info.st_size)
    #if canImport(Darwin)
      let time = info.st_mtimespec
    #else
      let time = info.st_mtim
    #endif
    modified = Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
    isRegular = info.st_mode & S_IFMT == S_IFREG
    isFolder = info.st_mode & S_IFMT == S_IFDIR
  }

  static func failure(_ code: Int32, _ path: String) -> Diagnostic {
    let reason = unsafe String(cString: strerror(code))
    return Diagnostic(
      "cannot be read: \(reason)", category: .input, at: SourceLocation(file: path),
      remedy: code == ENOENT
        ? "check the name and the folder it is in" : "see that this user may read it")
  }
}

/// The hash of a file, and of those beginnings of it that have a length asked for.
struct FileDigest: Sendable {
  /// SHA-256 by length in bytes; the whole file is one of them.
  var hashes: [Int: [UInt8]] = [:]
  /// Whether the file ends with a line end, or has no lines (compressed, or a spreadsheet).
  var endsWithLine = true

  /// - Parameters:
  ///   - size: bytes to read; the file may grow meanwhile.
  ///   - lengths: beginnings to hash.
  /// - Throws: an input diagnostic, also when the file has become shorter.
  init(of path: String, size: Int, lengths: [Int]) throws(Diagnostic) {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    if descriptor < 0 { throw FileStatus.failure(errno, path) }
    defer { close(descriptor) }
    var hasher = SHA256()
    var buffer = [UInt8](repeating: 0, count: 1 << 20)
    var stops = Set(lengths.filter { $0 <= size } + [size]).sorted()[...]
    var done = 0
    var first: [UInt8] = []
    var last: [UInt8] = []
    while let stop = stops.first {
      if done == stop {
        hashes[stop] = hasher.finished()
        stops.removeFirst()
        continue
      }
      let wanted = min(buffer.count, stop - done)
      let count = unsafe buffer.withUnsafeMutableBytes {
        unsafe read(descriptor, $0.baseAddress!, wanted)
      }
      if count < 0, errno == EINTR { continue }
      if count < 0 { throw FileStatus.failure(errno, path) }
      if count == 0 {
        throw Diagnostic(
          "became shorter while it was read", category: .input, at: SourceLocation(file: path),
          remedy: "let it be written to its end; the next run reads it")
      }
      hasher.update(buffer[..<count])
      if done == 0 { first = Array(buffer[..<min(count, 4)]) }
      last = Array((last + buffer[max(0, count - 2)..<count]).suffix(2))
      done += count
    }
    let isPacked =
      [[0x1F, 0x8B], [0x50, 0x4B], [0x28, 0xB5], [0x42, 0x5A], [0xD0, 0xCF]]
      .contains(first.prefix(2).map { $0 })
    endsWithLine = size == 0 || isPacked || last.contains(0x0A) || last.contains(0x0D)
  }
}

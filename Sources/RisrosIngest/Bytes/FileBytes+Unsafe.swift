// The system calls that read files. Invariant: `read` is given only memory inside the array, as the
// precondition checks; a descriptor is closed once, by the last reference to it.

internal import RisrosModel

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#elseif canImport(Darwin)
  internal import Darwin
#endif

/// An open file descriptor; closes itself unless it is standard input.
final class FileDescriptor: Sendable {
  let raw: Int32

  init(raw: Int32) { self.raw = raw }

  deinit {
    if raw > 2 { _ = close(raw) }
  }
}

/// The bytes of a file, a pipe or standard input, by `read(2)`.
///
/// Mapping a file into memory is no faster and cannot do pipes.
struct FileBytes: ByteProducer {
  /// The name of standard input in messages.
  static let standardInputName = "stdin"

  /// As the user gave it, or "stdin".
  let name: String
  /// A regular file: never waits, and can be opened a second time.
  let isRegular: Bool
  /// Is told what is read.
  var counter: ByteCounter?
  /// Bytes of a regular file when it was opened.
  let size: Int
  private let descriptor: FileDescriptor

  /// Opens a file; `-` is standard input.
  /// - Throws: an input diagnostic: no such file, is a directory, permission denied …
  init(path: String) throws(Diagnostic) {
    if path == "-" {
      name = FileBytes.standardInputName
      descriptor = FileDescriptor(raw: 0)
    } else {
      name = path
      var raw: Int32
      repeat { raw = unsafe open(path, O_RDONLY | O_CLOEXEC) } while raw < 0 && errno == EINTR
      if raw < 0 { throw FileBytes.failure(errno, name: path, opening: true) }
      descriptor = FileDescriptor(raw: raw)
    }
    var info = stat()
    if unsafe fstat(descriptor.raw, &info) != 0 {
      throw FileBytes.failure(errno, name: name, opening: true)
    }
    let kind = info.st_mode & S_IFMT
    if kind == S_IFDIR { throw FileBytes.failure(EISDIR, name: name, opening: true) }
    isRegular = kind == S_IFREG
    size = Int(info.st_size)
  }

  var isReady: Bool { isRegular || waitUntilReady(milliseconds: 0) }

  func waitUntilReady(milliseconds: Int) -> Bool {
    if isRegular { return true }
    var request = pollfd(fd: descriptor.raw, events: Int16(POLLIN), revents: 0)
    while true {
      let answer = unsafe poll(&request, 1, Int32(clamping: milliseconds))
      if answer >= 0 { return answer > 0 }
      // What cannot be polled is read: an error shows there.
      if errno != EINTR { return true }
    }
  }

  mutating func read(
    into bytes: inout [UInt8], at offset: Int, upTo count: Int
  ) throws(Diagnostic) -> Int {
    try read(nil, into: &bytes, at: offset, upTo: count)
  }

  /// Reads bytes of a regular file from anywhere in it; 0 behind its end.
  func read(
    from place: Int, into bytes: inout [UInt8], at offset: Int, upTo count: Int
  ) throws(Diagnostic) -> Int {
    try read(place, into: &bytes, at: offset, upTo: count)
  }

  /// - Parameter place: nil for the bytes that come next.
  private func read(
    _ place: Int?, into bytes: inout [UInt8], at offset: Int, upTo count: Int
  ) throws(Diagnostic) -> Int {
    precondition(offset >= 0 && count > 0 && offset + count <= bytes.count)
    while true {
      let got = unsafe bytes.withUnsafeMutableBytes { buffer in
        let address = unsafe buffer.baseAddress! + offset
        guard let place else { return unsafe systemRead(descriptor.raw, address, count) }
        return unsafe pread(descriptor.raw, address, count, off_t(place))
      }
      if got >= 0 {
        counter?.add(got)
        return got
      }
      let error = errno
      switch error {
      case EINTR: continue
      case EAGAIN: _ = waitUntilReady(milliseconds: -1)
      default: throw FileBytes.failure(error, name: name, opening: false)
      }
    }
  }

  private static func failure(_ error: Int32, name: String, opening: Bool) -> Diagnostic {
    let message: String
    let remedy: String
    switch error {
    case ENOENT:
      message = "no such file"
      remedy = "check the name and the folder it is in"
    case ENOTDIR:
      message = "a part of this path is not a directory"
      remedy = "check the path"
    case EISDIR:
      message = "is a directory"
      remedy = "name the files in it, for example \(name.hasSuffix("/") ? name : name + "/")*.csv"
    case EACCES, EPERM:
      message = "permission denied"
      remedy = "ask for the right to read it, or copy it to where you may"
    case EBADF:
      message = "is not open for reading"
      remedy = "name a file, or connect standard input to one"
    case EMFILE, ENFILE:
      message = "too many files are open"
      remedy = "name fewer files at once, or raise ulimit -n"
    default:
      let reason = unsafe String(cString: strerror(error))
      message = "cannot be \(opening ? "opened" : "read any further"): \(reason)"
      remedy = "check the disk or the network drive it is on"
    }
    return Diagnostic(
      message, category: .input, at: SourceLocation(file: name), remedy: remedy)
  }
}

/// `read(2)`, under a name that no method hides.
private func systemRead(_ descriptor: Int32, _ address: UnsafeMutableRawPointer, _ count: Int)
  -> Int
{
  unsafe read(descriptor, address, count)
}

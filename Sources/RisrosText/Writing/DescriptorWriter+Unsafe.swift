// The one call of write(2). Invariant: the bytes handed to the system lie within the array.

#if canImport(Glibc)
  internal import Glibc
#elseif canImport(Musl)
  internal import Musl
#else
  internal import Darwin
#endif

/// Writing to a file descriptor: all of it, whatever the system takes at a time.
public enum DescriptorWriter {
  /// How a write ended.
  public enum Outcome: Equatable, Sendable {
    case complete
    /// Nobody reads any more (a pipe into `head`).
    case closed
    /// The system's error number, and its words for it.
    case failed(code: Int32, reason: String)
  }

  /// Writes `bytes`; goes on after a short write or a signal, and waits where the descriptor is not
  /// ready. The process must ignore `SIGPIPE`; see `ignoreBrokenPipes`.
  public static func write(_ bytes: [UInt8], to descriptor: Int32) -> Outcome {
    var written = 0
    while written < bytes.count {
      let result = unsafe bytes.withUnsafeBytes { source in
        unsafe systemWrite(descriptor, source.baseAddress! + written, source.count - written)
      }
      if result >= 0 {
        written += result
        continue
      }
      let code = errno
      switch code {
      case EINTR: continue
      case EAGAIN, EWOULDBLOCK:
        var wait = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        _ = unsafe poll(&wait, 1, -1)
      case EPIPE: return .closed
      default: return .failed(code: code, reason: unsafe String(cString: strerror(code)))
      }
    }
    return .complete
  }

  /// Makes a closed pipe an error of `write` instead of the end of the process.
  ///
  /// By a handler that does nothing: unlike an ignored signal it is not inherited by the programs
  /// this one starts, which would then never end where nobody reads them.
  public static func ignoreBrokenPipes() { _ = signal(SIGPIPE, { _ in }) }

  private static func systemWrite(
    _ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int
  ) -> Int {
    #if canImport(Glibc)
      unsafe Glibc.write(descriptor, bytes, count)
    #elseif canImport(Musl)
      unsafe Musl.write(descriptor, bytes, count)
    #else
      unsafe Darwin.write(descriptor, bytes, count)
    #endif
  }
}

extension DescriptorWriter {
  /// Whether an error number says that there is no room: disk full, or a quota or size limit met.
  public static func isFull(_ code: Int32) -> Bool {
    code == ENOSPC || code == EDQUOT || code == EFBIG
  }
}

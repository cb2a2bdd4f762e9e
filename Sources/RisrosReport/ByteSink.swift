public import RisrosModel
internal import RisrosText

/// Where output goes: a file descriptor, or a buffer that grows.
///
/// When nobody reads a pipe any more, the sink is closed and drops what follows: `… | head` is a
/// quiet end, no error.
public struct ByteSink: Sendable {
  private enum Target: Sendable {
    case descriptor(Int32, name: String)
    case buffer
  }

  private let target: Target
  /// What was written to a buffer.
  public private(set) var buffer: [UInt8] = []
  /// Whether the reader has gone, so that there is no point in going on.
  public private(set) var isClosed = false
  /// Bytes taken, of a closed sink those before it was closed.
  public private(set) var byteCount = 0

  /// A sink in memory; read `buffer`.
  public init() { target = .buffer }

  /// A sink that writes at once and never closes the descriptor.
  ///
  /// Makes the process ignore `SIGPIPE`, so that a pipe nobody reads is an error of `write`.
  ///
  /// - Parameters:
  ///   - descriptor: open for writing; regular file, pipe, terminal or socket.
  ///   - name: what messages call it, a file name or "standard output".
  public init(descriptor: Int32, name: String) {
    DescriptorWriter.ignoreBrokenPipes()
    target = .descriptor(descriptor, name: name)
  }

  public static func standardOutput() -> ByteSink {
    ByteSink(descriptor: 1, name: "standard output")
  }

  /// Writes all bytes, or none once the sink is closed.
  ///
  /// - Throws: an output diagnostic when the system cannot take them (disk full).
  public mutating func write(_ bytes: [UInt8]) throws(Diagnostic) {
    if isClosed || bytes.isEmpty { return }
    switch target {
    case .buffer:
      buffer.append(contentsOf: bytes)
    case .descriptor(let descriptor, let name):
      switch DescriptorWriter.write(bytes, to: descriptor) {
      case .complete: break
      case .closed:
        isClosed = true
        return
      case .failed(let code, let reason):
        throw ByteSink.failure(name, reason, isFull: DescriptorWriter.isFull(code))
      }
    }
    byteCount += bytes.count
  }

  private static func failure(_ name: String, _ reason: String, isFull: Bool) -> Diagnostic {
    Diagnostic(
      "cannot write to \(name): \(reason)", category: .output,
      remedy: isFull
        ? "free some space, or write to another place with -o"
        : "see that \(name) can be written, or write to another place with -o")
  }
}

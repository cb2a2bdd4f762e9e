internal import Synchronization

/// How many bytes of an input have been read, to be asked from any thread.
public final class ByteCounter: Sendable {
  private let bytes = Atomic<Int>(0)

  public init() {}

  /// Bytes read so far, of files as they lie on the disk; the begin that is looked at before a
  /// file is opened for reading does not count.
  public var count: Int { bytes.load(ordering: .relaxed) }

  func add(_ count: Int) { bytes.add(count, ordering: .relaxed) }
}

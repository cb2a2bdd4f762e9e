public import RisrosModel

/// Where the bytes of one input come from: a file, a pipe, memory, later a decompressor around
/// another producer.
///
/// A `TextWindow` owns it and calls it from one thread at a time.
public protocol ByteProducer: Sendable {
  /// Whether the next read returns at once, with bytes or with the end of the input.
  var isReady: Bool { mutating get }

  /// Waits until `isReady` holds or the time is over.
  mutating func waitUntilReady(milliseconds: Int) -> Bool

  /// Reads up to `count` bytes to `bytes[offset...]`, waiting for the first of them.
  ///
  /// - Returns: how many were read; 0 only at the end of the input.
  /// - Throws: an input diagnostic.
  mutating func read(
    into bytes: inout [UInt8], at offset: Int, upTo count: Int
  ) throws(Diagnostic) -> Int
}

/// The bytes of an array, for tests and for library users; can be handed out in small pieces.
public struct MemoryBytes: ByteProducer {
  private let content: [UInt8]
  private var position = 0
  private let pieceBytes: Int
  private let stallsAfterEachPiece: Bool

  /// - Parameters:
  ///   - pieceBytes: the most one read returns.
  ///   - stalls: whether every read but the first waits, as a slow pipe does.
  public init(_ content: [UInt8], pieceBytes: Int = .max, stalls: Bool = false) {
    precondition(pieceBytes >= 1)
    self.content = content
    self.pieceBytes = pieceBytes
    stallsAfterEachPiece = stalls
  }

  public var isReady: Bool { !(stallsAfterEachPiece && position > 0) }

  public func waitUntilReady(milliseconds: Int) -> Bool { isReady }

  public mutating func read(
    into bytes: inout [UInt8], at offset: Int, upTo count: Int
  ) throws(Diagnostic) -> Int {
    let length = min(count, pieceBytes, content.count - position)
    bytes.replaceSubrange(
      offset..<offset + length, with: content[position..<position + length])
    position += length
    return length
  }
}

internal import RisrosModel

/// The bytes of one input as they were found: whether gzip is around them, and how to read them again.
struct InputBytes: Sendable {
  let name: String
  /// Opens the file again; nil for what can be read only once.
  let path: String?
  let isCompressed: Bool
  /// What can be read only once, with what was taken from it.
  private let producer: (any ByteProducer)?
  private let peeked: [UInt8]
  private let expansionRatio: Int
  /// Is told what is read of a file that is opened again.
  private let counter: ByteCounter?

  /// The begin of the content, inflated.
  struct Head {
    var bytes: [UInt8]
    /// It is all of the content.
    var isWhole: Bool
  }

  /// Looks at the begin of an input, and through gzip.
  static func open(
    name: String, path: String?, producer: any ByteProducer, limits: InputLimits,
    counter: ByteCounter?
  ) throws(Diagnostic) -> (bytes: InputBytes, head: Head) {
    var producer = producer
    var head = try peek(&producer, limits)
    let isCompressed = GzipBytes.isMagic(head.bytes)
    if isCompressed {
      producer = GzipBytes(
        file: name, source: producer, peeked: head.bytes, ratio: limits.expansionRatio)
      head = try peek(&producer, limits)
      if GzipBytes.isMagic(head.bytes) {
        throw Diagnostic(
          "is compressed with gzip more than once", category: .input,
          at: SourceLocation(file: name), remedy: "decompress it first: gunzip -c \(name)")
      }
    }
    let bytes = InputBytes(
      name: name, path: path, isCompressed: isCompressed, producer: path == nil ? producer : nil,
      peeked: path == nil ? head.bytes : [], expansionRatio: limits.expansionRatio,
      counter: counter)
    return (bytes, head)
  }

  /// A producer of the content, and what was taken from it before.
  func reopen() throws(Diagnostic) -> (producer: any ByteProducer, peeked: [UInt8]) {
    guard let path else { return (producer!, peeked) }
    let file = try openAgain(path)
    if !isCompressed { return (file, []) }
    return (GzipBytes(file: name, source: file, peeked: [], ratio: expansionRatio), [])
  }

  /// The content as an archive, which is read from any place.
  func archive() throws(Diagnostic) -> ArchiveBytes {
    if let path, !isCompressed { return .file(try openAgain(path)) }
    var (producer, peeked) = try reopen()
    return try ArchiveBytes.collect(
      &producer, peeked: peeked, upTo: InputBytes.mostArchiveBytes, file: name)
  }

  private func openAgain(_ path: String) throws(Diagnostic) -> FileBytes {
    var file = try FileBytes(path: path)
    file.counter = counter
    return file
  }

  /// What is held of an archive that does not come from a file of its own.
  private static let mostArchiveBytes = 512 << 20

  /// Takes the begin of a file: as much as the limit says, or what has come when a pipe pauses
  /// behind a whole line.
  private static func peek(
    _ producer: inout any ByteProducer, _ limits: InputLimits
  ) throws(Diagnostic) -> Head {
    var bytes = [UInt8](repeating: 0, count: limits.headBytes)
    var count = 0
    var hasLine = false
    while count < limits.headBytes {
      if hasLine && !producer.isReady
        && !producer.waitUntilReady(milliseconds: limits.settleMilliseconds)
      {
        break
      }
      let got: Int
      do {
        got = try producer.read(into: &bytes, at: count, upTo: limits.headBytes - count)
      } catch {
        // What comes before a file breaks off is read; then the same is thrown again.
        if count == 0 { throw error }
        break
      }
      if got == 0 { return Head(bytes: Array(bytes[..<count]), isWhole: true) }
      hasLine = hasLine || bytes[count..<count + got].contains { $0 == 0x0A || $0 == 0x0D }
      count += got
    }
    return Head(bytes: Array(bytes[..<count]), isWhole: false)
  }
}

internal import RisrosModel

/// The bytes of an archive, which are read from any place: its list of contents is at its end.
enum ArchiveBytes: Sendable {
  case file(FileBytes)
  case memory([UInt8])

  var count: Int {
    switch self {
    case .file(let file): file.size
    case .memory(let bytes): bytes.count
    }
  }

  /// Reads up to `length` bytes from `place` on; fewer only at the end.
  func read(from place: Int, _ length: Int) throws(Diagnostic) -> [UInt8] {
    var bytes = [UInt8](repeating: 0, count: max(0, min(length, count - place)))
    var got = 0
    while got < bytes.count {
      let more = try read(from: place + got, into: &bytes, at: got, upTo: bytes.count - got)
      if more == 0 { return Array(bytes[..<got]) }
      got += more
    }
    return bytes
  }

  /// Reads up to `length` bytes to `bytes[offset...]`; 0 behind the end.
  func read(
    from place: Int, into bytes: inout [UInt8], at offset: Int, upTo length: Int
  ) throws(Diagnostic) -> Int {
    switch self {
    case .file(let file): return try file.read(from: place, into: &bytes, at: offset, upTo: length)
    case .memory(let content):
      let length = max(0, min(length, content.count - place))
      bytes.replaceSubrange(
        offset..<offset + length, with: content[place..<place + length])
      return length
    }
  }

  /// All that a producer gives, for archives that come through a pipe or out of a gzip file.
  static func collect(
    _ producer: inout any ByteProducer, peeked: [UInt8], upTo limit: Int, file: String
  ) throws(Diagnostic) -> ArchiveBytes {
    var bytes = peeked
    var piece = [UInt8](repeating: 0, count: 1 << 18)
    while true {
      if bytes.count > limit {
        throw Diagnostic(
          "is a workbook of more than \(limit) bytes that does not come from a file of its own",
          category: .input, at: SourceLocation(file: file),
          remedy: "save it uncompressed to a file and name that")
      }
      let got = try producer.read(into: &piece, at: 0, upTo: piece.count)
      if got == 0 { return .memory(bytes) }
      bytes.append(contentsOf: piece[..<got])
    }
  }
}

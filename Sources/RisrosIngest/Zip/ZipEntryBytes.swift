internal import RisrosModel

/// The bytes of one entry of a ZIP archive, inflated as they are read.
///
/// Size and check sum are held against what the archive says when the end is reached.
struct ZipEntryBytes: ByteProducer {
  private let archive: ZipArchive
  private let entry: ZipArchive.Entry
  private let limit: ExpansionLimit
  private let inflater: Inflater?
  /// Place in the archive of the next compressed byte.
  private var position: Int
  private let end: Int
  private var input: [UInt8] = []
  private var waiting = 0..<0
  private var consumed = 0
  private var produced = 0
  private var sum: UInt32 = 0
  private var isAtEnd = false

  private static let inputBytes = 64 << 10

  init(_ archive: ZipArchive, _ entry: ZipArchive.Entry, start: Int) {
    self.archive = archive
    self.entry = entry
    limit = ExpansionLimit(ratio: archive.expansionRatio)
    inflater = entry.method == 8 ? Inflater(.none) : nil
    position = start
    end = start + entry.compressedSize
  }

  var isReady: Bool { true }

  func waitUntilReady(milliseconds: Int) -> Bool { true }

  mutating func read(
    into bytes: inout [UInt8], at offset: Int, upTo count: Int
  ) throws(Diagnostic) -> Int {
    if isAtEnd { return 0 }
    var got = 0
    // Pieces of some size, so that what reads them seldom has to look at a begin twice.
    let wanted = min(count, ZipEntryBytes.inputBytes)
    while got < wanted && !isAtEnd {
      got += try readPiece(into: &bytes, at: offset + got, upTo: count - got)
    }
    sum = Inflater.checkSum(sum, bytes, offset..<offset + got)
    produced += got
    try check()
    return got
  }

  private mutating func readPiece(
    into bytes: inout [UInt8], at offset: Int, upTo count: Int
  ) throws(Diagnostic) -> Int {
    guard let inflater else {
      let length = min(count, end - position)
      if length == 0 {
        isAtEnd = true
        return 0
      }
      let got = try archive.bytes.read(from: position, into: &bytes, at: offset, upTo: length)
      if got == 0 { throw failure("ends too early") }
      position += got
      consumed += got
      return got
    }
    if waiting.isEmpty && position < end {
      if input.isEmpty { input = [UInt8](repeating: 0, count: ZipEntryBytes.inputBytes) }
      let got = try archive.bytes.read(
        from: position, into: &input, at: 0, upTo: min(input.count, end - position))
      position += got
      waiting = 0..<got
      if got == 0 { throw failure("ends too early") }
    }
    let step = inflater.inflate(input, waiting, into: &bytes, at: offset, upTo: count)
    waiting = waiting.lowerBound + step.consumed..<waiting.upperBound
    consumed += step.consumed
    switch step.state {
    case .ended: isAtEnd = true
    case .goesOn:
      if step.consumed == 0 && step.produced == 0 { throw failure("ends too early") }
    case .corrupt(let reason):
      throw failure("is corrupt at byte \(position - waiting.count) of the file: \(reason)")
    }
    return step.produced
  }

  private func check() throws(Diagnostic) {
    if !limit.allows(produced, from: consumed) {
      throw ZipArchive.refusal(
        "holds \(entry.name), which grows to more than \(limit.ratio) times its size",
        archive.file)
    }
    if produced > entry.size || isAtEnd && produced < entry.size {
      throw ZipArchive.refusal(
        "says that \(entry.name) has \(entry.size) bytes, and it has not", archive.file)
    }
    if isAtEnd && sum != entry.checkSum { throw failure("has changed: its check sum is wrong") }
  }

  private func failure(_ message: String) -> Diagnostic {
    ZipArchive.damage("\(entry.name) \(message)", archive.file)
  }
}

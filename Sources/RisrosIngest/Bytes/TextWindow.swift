internal import RisrosModel
internal import RisrosText

/// The part of one file that is in memory, as UTF-8 without a byte order mark.
///
///     bytes   ░░░░░░░▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓▓········ slack
///                    ^position           ^end
///             done   not yet consumed     free
///
/// A reader consumes records at `position` and calls `fill` when the rest holds no whole record. The
/// window grows only when one record is larger than it, up to the limit its reader keeps.
struct TextWindow: Sendable {
  /// Name of the file for messages.
  let file: String
  private(set) var bytes: [UInt8]
  /// First byte that is not yet consumed.
  var position = 0
  /// One past the last byte that was read.
  private(set) var end = 0
  /// No bytes will follow those before `end`.
  private(set) var isAtEnd = false

  private var source: RawBytes
  private let readBytes: Int
  private var decoder: TextDecoder?
  /// What `decoder` reads from.
  private var raw: [UInt8] = []

  /// Offset in the file of `bytes[0]`, exact for files in UTF-8 only.
  private(set) var fileOffset: Int
  /// Offset in the file of the byte at `measuredTo`, exact in every encoding but UTF-8.
  private var measuredOffset: Int
  private var measuredTo = 0
  /// Bytes before this one are known to be valid, or belong to a record that was judged.
  private var checked = 0
  /// Line breaks before this byte are in `lineNumber`.
  private var countedTo = 0
  private var lineNumber = 1
  /// Columns are counted too; costs a pass over long lines.
  var tracksColumns = false
  /// Characters before `countedTo` in its line.
  private var columnsCounted = 0
  /// What ends a line: a line feed, or a carriage return in old files.
  var lineEnd: UInt8 = 0x0A

  /// Bytes behind `end` that may be read.
  static let slack = 64

  /// - Parameter peeked: bytes taken from the producer before, with the byte order mark.
  init(
    file: String, producer: any ByteProducer, peeked: [UInt8] = [],
    encoding: DetectedEncoding, readBytes: Int
  ) {
    self.file = file
    self.readBytes = readBytes
    source = RawBytes(producer: producer, peeked: peeked, bytesToSkip: encoding.markLength)
    fileOffset = encoding.markLength
    measuredOffset = encoding.markLength
    decoder = encoding.encoding == .utf8 ? nil : TextDecoder(encoding.encoding)
    // Room for what is left of a record and one read more.
    bytes = [UInt8](repeating: 0, count: readBytes + min(readBytes, 64 << 10) + TextWindow.slack)
  }

  /// The file is meant to be UTF-8; of any other, valid text is made.
  var isUTF8: Bool { decoder == nil }

  /// Whether `fill` returns at once.
  var isReady: Bool {
    mutating get { source.isReady }
  }

  // MARK: Filling

  /// Reads more behind `end`, waiting for it; sets `isAtEnd` if there is no more.
  mutating func fill() throws(Diagnostic) {
    precondition(!isAtEnd)
    if decoder == nil {
      makeRoom(for: readBytes)
      let got = try source.read(into: &bytes, at: end, upTo: readBytes)
      if got == 0 { isAtEnd = true }
      end += got
    } else {
      // A quarter, so that the window's own part stays as large as for UTF-8.
      let piece = max(1, readBytes / 4)
      if raw.count < piece { raw = [UInt8](repeating: 0, count: piece) }
      makeRoom(for: TextDecoder.bound(piece))
      let got = try source.read(into: &raw, at: 0, upTo: piece)
      if got == 0 {
        isAtEnd = true
        end += decoder!.finish(into: &bytes, at: end)
      } else {
        end += decoder!.decode(raw, 0..<got, into: &bytes, at: end)
      }
    }
  }

  /// Moves what is not consumed to the begin of `bytes`, and grows it if that is not enough.
  private mutating func makeRoom(for count: Int) {
    if end + count + TextWindow.slack <= bytes.count { return }
    countLines(to: position)
    if position > 0 {
      fileOffset += position
      if decoder != nil {
        measure(to: position)
        measuredTo -= position
      }
      moveToFront(position..<end)
      checked = max(0, checked - position)
      countedTo -= position
      end -= position
      position = 0
    }
    let needed = end + count + TextWindow.slack
    if needed > bytes.count {
      let size = max(needed, bytes.count + bytes.count / 2)
      bytes.append(contentsOf: repeatElement(0, count: size - bytes.count))
    }
  }

  private mutating func moveToFront(_ range: Range<Int>) {
    if range.isEmpty { return }
    var all = bytes.mutableSpan
    for index in range { all[index - range.lowerBound] = all[index] }
  }

  // MARK: Places

  private mutating func countLines(to offset: Int) {
    if offset <= countedTo { return }
    lineNumber += ByteSearch.count(of: lineEnd, in: bytes, countedTo..<offset)
    if tracksColumns { countColumns(to: offset) }
    countedTo = offset
  }

  private mutating func countColumns(to offset: Int) {
    var start = offset
    while start > countedTo && bytes[start - 1] != lineEnd { start -= 1 }
    if start > countedTo { columnsCounted = 0 }
    for index in start..<offset where bytes[index] & 0xC0 != 0x80 { columnsCounted += 1 }
  }

  /// The line and the column of a place, however far away its line begins; for windows that track
  /// columns.
  mutating func exactLocation(at offset: Int) -> SourceLocation {
    precondition(tracksColumns)
    let line = line(at: offset)
    return SourceLocation(file: file, line: line, column: columnsCounted + 1)
  }

  /// Number of the line in the file that holds the byte at `offset`, which is not before `position`
  /// or an offset asked for earlier. Costs a pass over the bytes since then, once for each.
  mutating func line(at offset: Int) -> Int {
    precondition(offset >= countedTo)
    countLines(to: offset)
    return lineNumber
  }

  /// Where a record that begins at `offset` is, for messages.
  mutating func location(at offset: Int, column: Int? = nil) -> SourceLocation {
    SourceLocation(file: file, line: line(at: offset), column: column)
  }

  /// Finds the first byte before `recordEnd` that is not UTF-8, for files that are meant to be.
  ///
  /// Checks ahead in large steps, so that records cost next to nothing each.
  @inline(__always)
  mutating func firstInvalid(before recordEnd: Int) -> Int? {
    if recordEnd <= checked || decoder != nil { return nil }
    return findInvalid(before: recordEnd)
  }

  private mutating func findInvalid(before recordEnd: Int) -> Int? {
    let start = max(checked, position)
    let stop = min(end, max(recordEnd, start + TextWindow.checkStep))
    let validEnd = UTF8Check.validEnd(bytes, start..<stop)
    checked = validEnd
    if validEnd >= recordEnd { return nil }
    // The record is judged: the check goes on behind it.
    checked = recordEnd
    return validEnd
  }

  /// Small enough that the bytes are still in the nearest cache when the record is cut.
  private static let checkStep = 32 << 10

  /// Says that the record at `position` is not UTF-8.
  mutating func invalidTextDiagnostic(at invalid: Int) -> Diagnostic {
    let offset = fileOffset + invalid
    return Diagnostic(
      "the record holds bytes that are not UTF-8, the first at byte offset \(offset)",
      category: .input, at: location(at: position),
      remedy: "name the encoding of the file with --encoding, for example windows-1252",
      rejection: .encoding)
  }

  /// Finds how many bytes of the file the text before `offset` was made of; only for text that was
  /// in another encoding. `offset` is not before one measured earlier.
  private mutating func measure(to offset: Int) {
    precondition(offset >= measuredTo)
    // Every character was one byte, or one unit of two bytes, or a pair of them.
    var characters = 0
    var pairs = 0
    let range = measuredTo..<offset
    do {
      let text = bytes.span
      for index in range {
        characters &+= text[index] & 0xC0 == 0x80 ? 0 : 1
        pairs &+= text[index] >= 0xF0 ? 1 : 0
      }
    }
    let isUTF16 = decoder?.encoding.isUTF16 == true
    measuredOffset += isUTF16 ? 2 * (characters + pairs) : characters
    measuredTo = offset
  }

  /// A record that is to be rejected, as it stands in the file; nil where none is to be kept.
  ///
  /// Records are asked for in the order of the file.
  ///
  /// - Parameters:
  ///   - range: the record, its line end with it or not.
  ///   - limits: say how much is kept.
  ///   - isCut: the record goes on behind the range.
  mutating func source(
    of range: Range<Int>, _ limits: InputLimits, isCut: Bool = false
  ) -> RejectedSource? {
    if limits.rejectedBytes == 0 { return nil }
    if decoder != nil { measure(to: range.lowerBound) }
    var stop = range.upperBound
    while !isCut, stop > range.lowerBound, bytes[stop - 1] == 0x0A || bytes[stop - 1] == 0x0D {
      stop -= 1
    }
    let kept = min(stop, range.lowerBound + limits.rejectedBytes)
    return RejectedSource(
      row: 0, byteOffset: decoder == nil ? fileOffset + range.lowerBound : measuredOffset,
      bytes: Array(bytes[range.lowerBound..<kept]), isCut: isCut || kept < stop)
  }

  // MARK: Lines

  enum LineOutcome {
    /// The line without what ends it, and the begin of the next one.
    case line(Range<Int>, next: Int)
    case needsMore
    case end
  }

  /// The line at `position`.
  ///
  /// - Parameter scanned: bytes from `position` on that are known to hold no line end; kept by the
  ///   caller between calls so that a long line is searched once.
  mutating func nextLine(scanned: inout Int) -> LineOutcome {
    let start = position
    if start == end && isAtEnd { return .end }
    let found = ByteSearch.first(of: lineEnd, in: bytes, start + scanned..<end)
    if found == end && !isAtEnd {
      scanned = end - start
      return .needsMore
    }
    scanned = 0
    var stop = found
    if lineEnd == 0x0A && stop > start && bytes[stop - 1] == 0x0D { stop -= 1 }
    return .line(start..<stop, next: min(found + 1, end))
  }
}

/// What a window reads: the bytes that were taken to look at them, then those of the producer.
struct RawBytes: Sendable {
  var producer: any ByteProducer
  private var peeked: [UInt8]
  private var peekedPosition = 0
  /// Bytes of the byte order mark that are still to be dropped.
  private var bytesToSkip: Int

  init(producer: any ByteProducer, peeked: [UInt8], bytesToSkip: Int) {
    self.producer = producer
    self.peeked = peeked
    self.bytesToSkip = bytesToSkip
  }

  var isReady: Bool {
    mutating get { peekedPosition < peeked.count || producer.isReady }
  }

  /// Reads up to `count` bytes to `target[offset...]`; 0 at the end.
  mutating func read(
    into target: inout [UInt8], at offset: Int, upTo count: Int
  ) throws(Diagnostic) -> Int {
    while bytesToSkip > 0 {
      let got = try readAny(into: &target, at: offset, upTo: min(count, bytesToSkip))
      if got == 0 { return 0 }
      bytesToSkip -= got
    }
    return try readAny(into: &target, at: offset, upTo: count)
  }

  private mutating func readAny(
    into target: inout [UInt8], at offset: Int, upTo count: Int
  ) throws(Diagnostic) -> Int {
    if peekedPosition == peeked.count {
      return try producer.read(into: &target, at: offset, upTo: count)
    }
    let length = min(count, peeked.count - peekedPosition)
    target.replaceSubrange(
      offset..<offset + length, with: peeked[peekedPosition..<peekedPosition + length])
    peekedPosition += length
    if peekedPosition == peeked.count {
      peeked = []
      peekedPosition = 0
    }
    return length
  }
}

// Bytes and masks by position without bounds checks and without retaining an array a byte: the
// tokenizer takes 2.0 ns a byte with this handle and 2.9 with arrays. Invariant: positions lie
// within the scanned text or up to one `CommentBatch.slack` behind it, as `assert` checks in debug
// builds; behind each comment stands a line feed, at which every walk ends; the handle lives no
// longer than the closure it is lent to.
internal import RisrosModel
internal import RisrosText

/// The text of a batch with its scan, read by position in the arena.
@safe struct ScannedText {
  private let text: UnsafePointer<UInt8>
  private let folded: UnsafePointer<UInt8>
  private let word: UnsafePointer<UInt64>
  private let space: UnsafePointer<UInt64>
  private let special: UnsafePointer<UInt64>
  private let shortWords: UnsafePointer<WordHash.ShortWord>
  /// One past the last scanned byte.
  private let end: Int

  /// Lends the scanned text to `body`.
  static func with<Result>(
    _ text: [UInt8], folded: [UInt8], end: Int, _ scan: TextScan,
    _ body: (ScannedText) -> Result
  ) -> Result {
    precondition(end + CommentBatch.slack <= text.count && text.count <= folded.count)
    // A window may reach into the block behind the last one.
    let blocks = (end - CommentBatch.slack + 63) / 64
    precondition(blocks < scan.word.count && blocks < scan.space.count)
    precondition(blocks < scan.special.count)
    return unsafe text.withUnsafeBufferPointer { text in
      unsafe folded.withUnsafeBufferPointer { folded in
        unsafe scan.word.withUnsafeBufferPointer { word in
          unsafe scan.space.withUnsafeBufferPointer { space in
            unsafe scan.special.withUnsafeBufferPointer { special in
              unsafe WordHash.shortWords.withUnsafeBufferPointer { shortWords in
                unsafe body(
                  ScannedText(
                    text: text.baseAddress!, folded: folded.baseAddress!, word: word.baseAddress!,
                    space: space.baseAddress!, special: special.baseAddress!,
                    shortWords: shortWords.baseAddress!, end: end))
              }
            }
          }
        }
      }
    }
  }

  @inline(__always) private func check(_ position: Int) {
    assert(position >= 0 && position < end + CommentBatch.slack)
  }

  @inline(__always) func byte(_ position: Int) -> UInt8 {
    check(position)
    return unsafe text[position]
  }

  @inline(__always) func foldedByte(_ position: Int) -> UInt8 {
    check(position)
    return unsafe folded[position]
  }

  /// Whether the byte belongs to a word: a letter, a digit, a combining mark.
  @inline(__always) func isWord(_ position: Int) -> Bool {
    assert(position >= CommentBatch.slack && position <= end)
    let bit = position &- CommentBatch.slack
    return unsafe word[bit &>> 6] &>> UInt64(truncatingIfNeeded: bit & 63) & 1 != 0
  }

  @inline(__always) func isSpace(_ position: Int) -> Bool {
    assert(position >= CommentBatch.slack && position <= end)
    let bit = position &- CommentBatch.slack
    return unsafe space[bit &>> 6] &>> UInt64(truncatingIfNeeded: bit & 63) & 1 != 0
  }

  @inline(__always) func isDigit(_ position: Int) -> Bool { byte(position) &- 0x30 < 10 }

  /// What the 64 bytes from `position` on hold; behind the scanned text they are of no kind.
  @inline(__always) func window(at position: Int) -> TokenWindow {
    assert(position >= CommentBatch.slack && position < end)
    let bit = position &- CommentBatch.slack
    let block = bit &>> 6
    let shift = UInt64(truncatingIfNeeded: bit & 63)
    func bits(_ mask: UnsafePointer<UInt64>) -> UInt64 {
      // In two steps, since a shift by 64 would be one by 0.
      unsafe mask[block] &>> shift | (mask[block &+ 1] &<< 1) &<< (63 &- shift)
    }
    return unsafe TokenWindow(word: bits(word), space: bits(space), special: bits(special))
  }

  /// The first position at or after `position` that belongs to no word.
  @inline(__always) func wordEnd(from position: Int) -> Int {
    assert(position >= CommentBatch.slack && position <= end)
    var bit = position &- CommentBatch.slack
    var block = unsafe ~word[bit &>> 6] &>> UInt64(truncatingIfNeeded: bit & 63)
    while block == 0 {
      bit = (bit | 63) &+ 1
      block = unsafe ~word[bit &>> 6]
    }
    return CommentBatch.slack &+ bit &+ block.trailingZeroBitCount
  }

  /// The `WordHash` of case-folded bytes.
  @inline(__always) func hash(_ start: Int, _ stop: Int) -> UInt64 {
    check(start)
    check(stop)
    let count = stop &- start
    assert(count >= 0)
    if _fastPath(count <= 16) {
      return unsafe shortWords[count].hash(UnsafeRawPointer(folded + start))
    }
    return longHash(start, count)
  }

  @inline(never) private func longHash(_ start: Int, _ count: Int) -> UInt64 {
    unsafe WordHash.hash(UnsafeRawPointer(folded + start), count: count)
  }
}

/// Where tokens are written, without a check of bounds a token: a column checks who else holds its
/// storage at every append, a fifth of the tokenizer's time. Invariant: as many tokens as `room` says
/// may be written, which `assert` checks in debug builds.
@safe struct TokenWriter {
  private let tokens: UnsafeMutablePointer<Token>
  private let capacity: Int
  private(set) var count = 0

  /// How many more tokens there is room for.
  @inline(__always) var room: Int { capacity &- count }

  @inline(__always) mutating func append(_ token: Token) {
    assert(count < capacity)
    unsafe tokens[count] = token
    count &+= 1
  }

  /// Appends words and marks that are told by bits, the lowest for the byte at `position`: as many
  /// tokens as there are `ends`, from the lowest of `starts` to the lowest of `ends` and so on.
  ///
  /// - Parameter marks: the starts of those that are marks.
  @inline(__always) mutating func append(
    _ text: ScannedText, at position: Int, starts: UInt64, ends: UInt64, marks: UInt64
  ) {
    assert(ends.nonzeroBitCount <= room)
    var (starts, ends) = (starts, ends)
    // In a local, which is kept in a register; `self` is not.
    var next = unsafe tokens + count
    while ends != 0 {
      let first = starts.trailingZeroBitCount
      let last = ends.trailingZeroBitCount
      let start = position &+ first
      let isMark = marks &>> UInt64(truncatingIfNeeded: first) & 1 != 0
      unsafe next.pointee = Token(
        hash: text.hash(start, position &+ last), start: UInt32(truncatingIfNeeded: start),
        length: UInt16(truncatingIfNeeded: last &- first), kind: isMark ? .punctuation : .word)
      unsafe next += 1
      starts &= starts &- 1
      ends &= ends &- 1
    }
    unsafe count = next - tokens
  }

  /// Lends the unused storage of a column to `body` and takes what it writes into the column.
  static func append<Result>(
    to column: inout Column<Token>, _ body: (inout TokenWriter) -> Result
  ) -> Result {
    let used = column.count
    let (result, count) = unsafe column.storage.withUnsafeMutableBufferPointer { storage in
      precondition(used < storage.count)
      var writer = unsafe TokenWriter(
        tokens: storage.baseAddress! + used, capacity: storage.count - used)
      let result = body(&writer)
      return (result, writer.count)
    }
    column.extend(to: used + count)
    return result
  }
}

// Cuts the records that most are in a few instructions a field, and leaves all others to the scanner.
// Invariant: as for the scanner; a byte behind a mark is read only where it lies before `to`.

internal import RisrosText

/// A whole record of lines that end in LF or CRLF, with fields quoted as they should be.
@unsafe struct RegularRecord {
  let bytes: UnsafeRawPointer
  let ends: UnsafePointer<UInt64>
  let quotes: UnsafePointer<UInt64>
  let fields: UnsafeMutableBufferPointer<DelimitedScanner.Field>
  let delimiter: UInt8
  let quote: UInt8
  let fieldLimit: Int

  /// Cuts the record at `from`.
  ///
  /// - Parameter to: bytes before it are marked.
  /// - Returns: how many fields it has, and where the next record begins; no fields where the record
  ///   is not regular, or not all of it lies before `to`.
  @inline(__always)
  func cut(from: Int, to: Int) -> (count: Int, next: Int) {
    var count = 0
    var start = from
    var word = from &>> 6
    if from >= to { return (0, 0) }
    // Ends of fields in the word that are not behind us.
    var rest = unsafe ends[word] & (~0 &<< UInt64(truncatingIfNeeded: from & 63))
    while true {
      var field = DelimitedScanner.Field()
      var at: Int
      if start < to, unsafe byte(start) == quote {
        var doubled: UInt32 = 0
        at = start &+ 1
        while true {
          at = unsafe FieldMarks.first(in: quotes, from: at, to: to)
          if at &+ 2 >= to { return (0, 0) }
          if unsafe byte(at &+ 1) != quote { break }
          doubled &+= 1
          at &+= 2
        }
        if unsafe at &- start > fieldLimit { return (0, 0) }
        field = DelimitedScanner.Field(
          start: UInt32(truncatingIfNeeded: start &+ 1 &- from),
          end: UInt32(truncatingIfNeeded: at &- from), doubledQuotes: doubled, isQuoted: true)
        at &+= 1
        let isPair = unsafe byte(at) == 0x0D && byte(at &+ 1) == 0x0A && delimiter != 0x0D
        if isPair { at &+= 1 }
        word = at &>> 6
        rest = unsafe ends[word] &>> UInt64(truncatingIfNeeded: at & 63)
        // Nothing but what ends a field follows the quote.
        if rest & 1 == 0 { return (0, 0) }
        rest = (rest &- 1) &<< UInt64(truncatingIfNeeded: at & 63)
      } else {
        while rest == 0 {
          word &+= 1
          if word &<< 6 >= to { return (0, 0) }
          rest = unsafe ends[word]
        }
        at = word &<< 6 &+ rest.trailingZeroBitCount
        rest &= rest &- 1
        if at >= to { return (0, 0) }
        var end = at
        if unsafe byte(at) != delimiter && at > start && byte(at &- 1) == 0x0D { end &-= 1 }
        field = DelimitedScanner.Field(
          start: UInt32(truncatingIfNeeded: start &- from),
          end: UInt32(truncatingIfNeeded: end &- from))
      }
      if unsafe count < fields.count { unsafe fields[count] = field }
      count &+= 1
      start = at &+ 1
      if unsafe byte(at) != delimiter { return (count, start) }
    }
  }

  @inline(__always)
  private func byte(_ at: Int) -> UInt8 { unsafe bytes.load(fromByteOffset: at, as: UInt8.self) }
}

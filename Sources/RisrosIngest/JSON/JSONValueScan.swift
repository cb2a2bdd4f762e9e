internal import RisrosText

/// Finds where a JSON value ends, over any number of reads, without judging what is in it.
struct JSONValueScan: Sendable {
  private var depth = 0
  private var isInString = false
  private var isEscaped = false
  private var hasBegun = false
  /// A number or a word, which ends before what follows it.
  private var isBare = false
  /// Bytes behind the begin of the value that were looked at.
  private(set) var scanned = 0

  /// A bracket or a quote of what was looked at is not closed.
  var isOpen: Bool { depth > 0 || isInString }

  /// Looks at the value that begins at `start`, on from where the last call has stopped.
  ///
  /// - Parameter isEnd: no bytes follow `end`.
  /// - Returns: one past its last byte; nil where it goes on behind `end`.
  mutating func end(_ bytes: [UInt8], from start: Int, to end: Int, isEnd: Bool) -> Int? {
    var at = start + scanned
    defer { scanned = at - start }
    while at < end {
      if isInString {
        if isEscaped {
          isEscaped = false
          at += 1
          continue
        }
        at = ByteSearch.firstJSONSpecial(in: bytes, at..<end)
        if at == end { break }
        let byte = bytes[at]
        at += 1
        if byte == 0x5C { isEscaped = true }
        if byte == 0x22 {
          isInString = false
          if depth == 0 { return at }
        }
        continue
      }
      switch bytes[at] {
      case 0x22 where !isBare: isInString = true
      case 0x7B, 0x5B:
        if isBare { return at }
        depth += 1
      case 0x7D, 0x5D:
        if depth == 0 { return at }
        depth -= 1
        if depth == 0 {
          at += 1
          return at
        }
      case 0x2C, 0x09, 0x0A, 0x0D, 0x20: if depth == 0 && hasBegun { return at }
      default: if depth == 0 { isBare = true }
      }
      hasBegun = true
      at += 1
    }
    return isEnd ? end : nil
  }

  /// The bytes looked at are dropped, and the value goes on at the begin of what comes.
  mutating func drop() { scanned = 0 }
}

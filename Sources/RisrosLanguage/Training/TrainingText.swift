internal import RisrosText

/// Running text of one language as word numbers, a line at a time.
struct TrainingText {
  private(set) var words: [UInt32] = []
  /// One past the last word of each line, with a nought before the first.
  private(set) var lineEnds: [Int] = [0]

  var lineCount: Int { lineEnds.count - 1 }
  func range(of line: Int) -> Range<Int> { lineEnds[line]..<lineEnds[line + 1] }

  /// Adds lines of text; lines without a word are left out.
  mutating func add(_ text: [UInt8], to pool: inout WordPool) {
    let slack = 128
    let padding = [UInt8](repeating: 0, count: slack)
    let padded = padding + text + padding
    let all = slack..<slack + text.count
    var folded: [UInt8] = []
    var scan = TextScan()
    scan.scan(padded, all, folded: &folded)
    var at = all.lowerBound
    while at < all.upperBound {
      var end = at
      while end < all.upperBound, folded[end] != 0x0A { end += 1 }
      addLine(folded, at..<end, scan, slack, &pool)
      at = end + 1
    }
  }

  private mutating func addLine(
    _ folded: [UInt8], _ line: Range<Int>, _ scan: TextScan, _ slack: Int, _ pool: inout WordPool
  ) {
    var at = line.lowerBound
    while at < line.upperBound {
      var end = at
      while end < line.upperBound, !scan.space[(end - slack) >> 6].bit(end - slack) { end += 1 }
      if !TrainingText.isAddress(folded[at..<end]) {
        LetterRuns.forEach(folded, at..<end) { run in
          if scan.word[(run.lowerBound - slack) >> 6].bit(run.lowerBound - slack) {
            words.append(UInt32(pool.intern(folded, run)))
          }
        }
      }
      at = end + 1
    }
    if words.count > lineEnds[lineCount] { lineEnds.append(words.count) }
  }

  /// Whether a run without blanks is an address or a handle rather than words.
  private static func isAddress(_ bytes: ArraySlice<UInt8>) -> Bool {
    bytes.contains(UInt8(ascii: "@")) || bytes.starts(with: "www.".utf8)
      || zip(bytes, bytes.dropFirst(2)).contains { $0 == UInt8(ascii: ":") && $1 == 0x2F }
  }
}

extension UInt64 {
  fileprivate func bit(_ place: Int) -> Bool { self >> UInt64(place & 63) & 1 != 0 }
}

internal import RisrosModel

/// A tab-separated file of the lexicon, read by bytes.
///
/// Lines that start with `#` and blank ones are skipped, CRLF is taken as LF.
struct TableFile {
  let path: String
  let bytes: [UInt8]

  /// One row: its line and where its fields lie.
  struct Row {
    /// Counts from 1.
    var line: Int
    /// First byte of the line.
    var start = 0
    var fields: [Range<Int>]
  }

  /// Calls `body` with every row in turn; the row is reused.
  func forEachRow(_ body: (borrowing Row) throws(Diagnostic) -> Void) throws(Diagnostic) {
    var row = Row(line: 0, fields: [])
    var position = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
    while position < bytes.count {
      row.line += 1
      row.start = position
      row.fields.removeAll(keepingCapacity: true)
      let isComment = bytes[position] == UInt8(ascii: "#") && !startsNumberSign(position)
      var fieldStart = position
      while position < bytes.count, bytes[position] != 0x0A {
        if bytes[position] == 0x09 {
          row.fields.append(fieldStart..<position)
          fieldStart = position + 1
        }
        position += 1
      }
      var end = position
      if end > fieldStart, bytes[end - 1] == 0x0D { end -= 1 }
      row.fields.append(fieldStart..<end)
      position += 1
      if isComment || row.fields.count == 1 && row.fields[0].isEmpty { continue }
      try body(row)
    }
  }

  /// "# timer i kø" is an entry: a number sign followed by words and a tab. A comment has no tab.
  private func startsNumberSign(_ start: Int) -> Bool {
    var i = start
    while i < bytes.count, bytes[i] != 0x0A {
      if bytes[i] == 0x09 { return true }
      i += 1
    }
    return false
  }

  func string(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// The field of that number, or an empty range where the row is shorter.
  func field(_ index: Int, of row: borrowing Row) -> Range<Int> {
    index < row.fields.count ? row.fields[index] : 0..<0
  }

  func isBlank(_ range: Range<Int>) -> Bool {
    range.isEmpty || range.count == 1 && bytes[range.lowerBound] == UInt8(ascii: "-")
  }

  /// A whole number, or nil.
  func integer(_ range: Range<Int>) -> Int? {
    var i = range.lowerBound
    guard i < range.upperBound else { return nil }
    let negative = bytes[i] == UInt8(ascii: "-")
    if negative || bytes[i] == UInt8(ascii: "+") { i += 1 }
    guard i < range.upperBound, range.upperBound - i <= 6 else { return nil }
    var value = 0
    while i < range.upperBound {
      let digit = bytes[i] &- 0x30
      guard digit < 10 else { return nil }
      value = value * 10 + Int(digit)
      i += 1
    }
    return negative ? -value : value
  }

  /// An error at a field, with its column counted in scalars.
  func error(
    _ message: String, _ row: borrowing Row, field index: Int, remedy: String? = nil
  ) -> Diagnostic {
    let at = index < row.fields.count ? row.fields[index].lowerBound : row.fields.last!.upperBound
    let column = String(decoding: bytes[row.start..<at], as: UTF8.self).unicodeScalars.count + 1
    return Diagnostic(
      message, category: .usage,
      at: SourceLocation(file: path, line: row.line, column: column), remedy: remedy)
  }
}

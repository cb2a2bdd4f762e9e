internal import RisrosModel

/// The names of the columns again, in the middle of a file that was put together from several.
struct RepeatedHeader: Sendable {
  /// The header as it stands in the file, without what ends it; empty where there is none.
  private var header: ArraySlice<UInt8> = []
  private(set) var count = 0
  private var first: SourceLocation?

  private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  /// Takes the header, a record of several fields.
  mutating func learn(_ bytes: [UInt8], _ range: Range<Int>) {
    header = ArraySlice(Array(RepeatedHeader.plain(bytes, range)))
  }

  /// Whether a record is the header again, with a byte order mark before it or not.
  @inline(__always)
  func holds(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    // With a mark, and two bytes that end the line.
    let more = range.count - header.count
    return more >= 0 && more <= 5 && !header.isEmpty && isHeader(bytes, range)
  }

  private func isHeader(_ bytes: [UInt8], _ range: Range<Int>) -> Bool {
    RepeatedHeader.plain(bytes, range) == header
  }

  /// - Parameter location: of the first one.
  mutating func leaveOut(_ location: SourceLocation?) {
    if count == 0 { first = location }
    count += 1
  }

  /// What to tell at the end of a file; nil where there is nothing.
  var note: Diagnostic? {
    count == 0
      ? nil
      : Diagnostic(
        "\(count) row\(count == 1 ? " has" : "s have") the names of the columns again"
          + " and \(count == 1 ? "is" : "are") left out, this one first", category: .input,
        at: first, severity: .note)
  }

  private static func plain(_ bytes: [UInt8], _ range: Range<Int>) -> ArraySlice<UInt8> {
    var record = bytes[range]
    if record.starts(with: byteOrderMark) { record.removeFirst(3) }
    while record.last == 0x0A || record.last == 0x0D { record.removeLast() }
    return record
  }
}

import RisrosModel

@testable import RisrosIngest
@testable import RisrosText

/// The functions that go many bytes a step, against their twins that go one: wherever the text lies,
/// and whatever is before and behind it.
extension FuzzTarget {
  static func compareText(_ input: [UInt8]) {
    // The first bytes say where the text lies and what is searched for.
    let control = input.prefix(4) + [UInt8](repeating: 0x3B, count: max(0, 4 - input.count))
    let content = Array(input.dropFirst(4))
    compareSearches(content, Array(control))
    compareWriters(content)
    for encoding in TextEncoding.allCases where encoding != .utf8 && encoding != .utf16 {
      compareDecoder(content, encoding, piece: 1 + Int(control[0] & 31))
    }
    compareScanners(content)
    // The scan is for text, and so are hashes.
    let text = Array(String(decoding: content, as: UTF8.self).utf8)
    compareScan(text, before: 64 + Int(control[0] & 63), behind: control[1])
  }

  private static func compareSearches(_ content: [UInt8], _ control: [UInt8]) {
    let before = Int(control[0] & 31)
    let bytes =
      [UInt8](repeating: control[1], count: before) + content
      + [UInt8](repeating: control[1], count: ByteSearch.slack)
    let range = before..<before + content.count
    let (a, b, c) = (control[1], control[2], control[3])
    precondition(
      ByteSearch.first(of: a, in: bytes, range)
        == ByteSearch.firstBytewise(of: a, a, a, in: bytes, range))
    precondition(
      ByteSearch.first(of: a, b, c, in: bytes, range)
        == ByteSearch.firstBytewise(of: a, b, c, in: bytes, range))
    precondition(
      ByteSearch.count(of: a, in: bytes, range)
        == ByteSearch.countBytewise(of: a, in: bytes, range))
    precondition(
      ByteSearch.firstJSONSpecial(in: bytes, range)
        == ByteSearch.firstJSONSpecialBytewise(in: bytes, range))
    precondition(
      UTF8Check.validEnd(bytes, range) == UTF8Check.validEndBytewise(bytes, range))
    precondition(
      MarkupSearch.search(bytes, range) == MarkupSearch.searchBytewise(bytes, range))
    precondition(
      ByteWriter.plainPrefix(bytes, range, delimiter: a)
        == bytes[range].prefix { ![a, 0x22, 0x0A, 0x0D].contains($0) }.count)
    precondition(WordHash.hash(bytes, range) == WordHash.hashBytewise(bytes, range))
  }

  private static func compareWriters(_ content: [UInt8]) {
    for start in [0, min(3, content.count)] {
      var fast = ByteWriter()
      var plain = ByteWriter()
      fast.appendJSON(content, start..<content.count)
      plain.appendJSONBytewise(content, start..<content.count)
      precondition(fast.finish() == plain.finish())
      var copy = ByteWriter()
      copy.append(content, start..<content.count)
      precondition(copy.finish().elementsEqual(content[start...]))
    }
    let padded = content + [UInt8](repeating: 0, count: KeptFields.slack)
    var batch = CommentBatch()
    batch.appendText(padded, 0..<content.count, withoutDoubled: 0x22)
    batch.endComment(status: .comment)
    precondition(batch.text[batch.textRange(of: 0)].elementsEqual(withoutDoubled(content)))
    var kept = KeptFields()
    kept.append(padded, 0..<content.count, withoutDoubled: 0x22)
    let plain = DelimitedScanner.Field(start: 0, end: UInt32(content.count))
    if kept.append([0], from: 0, of: [plain], count: 1, padded, 0) == 0 { kept.append(content) }
    kept.flush(into: &batch)
    precondition(batch.fieldBytes.elementsEqual(withoutDoubled(content) + content))
  }

  /// Bytes with every pair of quotes as one.
  private static func withoutDoubled(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var at = 0
    while at < bytes.count {
      result.append(bytes[at])
      // The scan has seen to it that the second of them is a quote too.
      at += bytes[at] == 0x22 ? 2 : 1
    }
    return result
  }

  private static func compareDecoder(_ content: [UInt8], _ encoding: TextEncoding, piece: Int) {
    var decoder = TextDecoder(encoding)
    var text: [UInt8] = []
    for start in stride(from: 0, to: content.count, by: piece) {
      let range = start..<min(start + piece, content.count)
      var target = [UInt8](repeating: 0, count: TextDecoder.bound(range.count) + 3)
      let count = decoder.decode(content, range, into: &target, at: 3)
      text += target[3..<3 + count]
    }
    var rest = [UInt8](repeating: 0, count: 16)
    text += rest[..<decoder.finish(into: &rest, at: 0)]
    precondition(text == TextDecoder.decodeBytewise(content, encoding))
  }

  private static func compareScanners(_ content: [UInt8]) {
    let padded = content + [UInt8](repeating: 0x3B, count: ByteSearch.slack)
    for lineEnd in [Dialect.LineEnd.lineFeed, .carriageReturn, .any] {
      var dialect = Dialect(delimiter: 0x3B)
      dialect.lineEnd = lineEnd
      var fast = DelimitedScanner(dialect: dialect, capacity: 8, fieldLimit: 100)
      var plain = fast
      var at = 0
      while at < content.count {
        let outcome = fast.scan(padded, from: at, to: content.count, isEnd: true)
        let expected = plain.scanCarefully(padded, from: at, to: content.count, isEnd: true)
        precondition(outcome == expected)
        guard case .record(let next) = outcome else { break }
        precondition(fast.fieldCount == plain.fieldCount)
        precondition(
          fast.fields.prefix(fast.fieldCount).elementsEqual(plain.fields.prefix(fast.fieldCount)))
        at = next
      }
    }
  }

  private static func compareScan(_ text: [UInt8], before: Int, behind: UInt8) {
    // What stands before is never half a character: the slack of a batch, or a line feed.
    let all = [UInt8](repeating: 0, count: before) + text + [UInt8](repeating: behind, count: 64)
    let range = before..<before + text.count
    var scan = TextScan()
    var folded: [UInt8] = []
    scan.scan(all, range, folded: &folded)
    let plain = TextScan.scanBytewise(all, range)
    for index in 0..<text.count {
      let bit = UInt64(1) << UInt64(index & 63)
      precondition(folded[before + index] == plain.folded[index])
      precondition((scan.word[index >> 6] & bit != 0) == plain.word[index])
      precondition((scan.space[index >> 6] & bit != 0) == plain.space[index])
      precondition((scan.special[index >> 6] & bit != 0) == plain.special[index])
    }
  }
}

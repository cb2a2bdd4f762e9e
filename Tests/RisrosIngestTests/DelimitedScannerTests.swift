import RisrosText
import Testing

@testable import RisrosIngest

@Suite struct DelimitedScannerTests {
  /// Cuts all records with the scanner, giving it more bytes only when it asks for them.
  private func scan(
    _ bytes: [UInt8], _ dialect: Dialect, step: Int, fieldLimit: Int
  ) -> [(DelimitedScanner.Outcome, [[UInt8]])] {
    let padded = bytes + [UInt8](repeating: 0x3B, count: ByteSearch.slack)
    var scanner = DelimitedScanner(dialect: dialect, capacity: 100, fieldLimit: fieldLimit)
    var result: [(DelimitedScanner.Outcome, [[UInt8]])] = []
    var at = 0
    var known = min(step, bytes.count)
    while at < bytes.count {
      if at >= known { known = min(known + step, bytes.count) }
      let isEnd = known == bytes.count
      let outcome = scanner.scan(padded, from: at, to: known, isEnd: isEnd)
      if outcome == .needsMore {
        known = min(known + step, bytes.count)
        continue
      }
      guard case .record(let next) = outcome else {
        result.append((outcome, []))
        break
      }
      let fields = scanner.fields.prefix(scanner.fieldCount).map {
        scanner.bytes(of: $0, in: padded, at)
      }
      result.append((outcome, fields))
      at = next
    }
    return result
  }

  private func scanBytewise(
    _ bytes: [UInt8], _ dialect: Dialect, fieldLimit: Int
  ) -> [(DelimitedScanner.Outcome, [[UInt8]])] {
    var result: [(DelimitedScanner.Outcome, [[UInt8]])] = []
    var at = 0
    while at < bytes.count {
      let (outcome, fields) = DelimitedScanner.scanBytewise(
        bytes, from: at, to: bytes.count, dialect: dialect, fieldLimit: fieldLimit)
      guard case .record(let next) = outcome else {
        result.append((outcome, []))
        break
      }
      result.append((outcome, fields))
      at = next
    }
    return result
  }

  @Test(arguments: 0..<400)
  func `wide scanning cuts as a plain loop does, in pieces of any size`(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let pieces = [
      ";", ";", "\n", "\r\n", "\r", "\"", "\"\"", "\"a\"", ";\"", "\";", "\"\n", "a", "bc", "æ",
      " ",
      "en lang kommentar uden noget særligt i sig, som fylder mere end treogtredive byte",
    ]
    var text = ""
    for _ in 0..<Int.random(in: 1...30, using: &random) {
      text += pieces.randomElement(using: &random)!
    }
    let bytes = Array(text.utf8)
    for lineEnd in [Dialect.LineEnd.lineFeed, .carriageReturn, .any] {
      let dialect = Dialect(delimiter: 0x3B, lineEnd: lineEnd)
      let expected = scanBytewise(bytes, dialect, fieldLimit: 40)
      for step in [1, 2, 3, 7, 64, 1000] {
        let found = scan(bytes, dialect, step: step, fieldLimit: 40)
        // An open quote over the limit is noticed before the end comes in sight.
        #expect(
          found.map(\.0) == expected.map(\.0), "\(text.debugDescription) \(lineEnd) \(step)")
        #expect(
          found.map(\.1) == expected.map(\.1), "\(text.debugDescription) \(lineEnd) \(step)")
      }
    }
  }
}

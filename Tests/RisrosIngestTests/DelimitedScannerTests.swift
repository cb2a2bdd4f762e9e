import RisrosTestSupport
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

  private func scanCarefully(
    _ bytes: [UInt8], _ dialect: Dialect, fieldLimit: Int, mending: Mending = .none
  ) -> [(DelimitedScanner.Outcome, [[UInt8]])] {
    var scanner = DelimitedScanner(dialect: dialect, capacity: 100, fieldLimit: fieldLimit)
    var result: [(DelimitedScanner.Outcome, [[UInt8]])] = []
    var at = 0
    while at < bytes.count {
      let outcome = scanner.scanCarefully(
        bytes, from: at, to: bytes.count, isEnd: true, mending: mending)
      guard case .record(let next) = outcome else {
        result.append((outcome, []))
        break
      }
      let fields = scanner.fields.prefix(scanner.fieldCount).map {
        scanner.bytes(of: $0, in: bytes, at)
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
      let expected = scanCarefully(bytes, dialect, fieldLimit: 40)
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

  @Test(arguments: 0..<100)
  func `the careful scan cuts the same records in pieces of any size`(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let pieces = [",", ", ", ", \"", "\n", "\r\n", "\"", "\\\"", "\\", "\\,", "a", " ", "\"\""]
    var text = ""
    for _ in 0..<Int.random(in: 1...30, using: &random) {
      text += pieces.randomElement(using: &random)!
    }
    let bytes = Array(text.utf8)
    for escape in [nil, 0x5C as UInt8] {
      for skipsBlanks in [false, true] where escape != nil || skipsBlanks {
        let dialect = Dialect(delimiter: 0x2C, escape: escape, skipsBlanks: skipsBlanks)
        let expected = scanCarefully(bytes, dialect, fieldLimit: 40)
        for step in [1, 2, 5, 1000] {
          let found = scan(bytes, dialect, step: step, fieldLimit: 40)
          #expect(found.map(\.0) == expected.map(\.0), "\(text.debugDescription) \(dialect)")
          #expect(found.map(\.1) == expected.map(\.1), "\(text.debugDescription) \(dialect)")
        }
      }
    }
  }

  struct Cut: Sendable, CustomTestStringConvertible {
    var text: String
    var fields: [String]
    var dialect = Dialect(delimiter: 0x2C)
    var mending = Mending.none
    var testDescription: String { text.debugDescription }
  }

  static let cuts: [Cut] = [
    Cut(
      text: #"1,"5\" skruer",x"#, fields: ["1", "5\" skruer", "x"],
      dialect: Dialect(delimiter: 0x2C, escape: 0x5C)),
    // A backslash before anything else is one.
    Cut(
      text: #""C:\ny\mappe","a\\",b"#, fields: [#"C:\ny\mappe"#, #"a\"#, "b"],
      dialect: Dialect(delimiter: 0x2C, escape: 0x5C)),
    Cut(
      text: #"a\,b,c"#, fields: ["a,b", "c"], dialect: Dialect(delimiter: 0x2C, escape: 0x5C)),
    Cut(
      text: #"1, "god, men dyr",  x "#, fields: ["1", "god, men dyr", "x "],
      dialect: Dialect(delimiter: 0x2C, skipsBlanks: true)),
    Cut(
      text: #"'a,b','it''s'"#, fields: ["a,b", "it's"],
      dialect: Dialect(delimiter: 0x2C, quote: 0x27)),
    Cut(
      text: #""a,b"#, fields: ["\"a", "b"],
      dialect: Dialect(delimiter: 0x2C, quote: Dialect.noQuote)),
    Cut(
      text: #"1,"sagde "hej" og ""farvel""","x""#, fields: ["1", #"sagde "hej" og "farvel""#, "x"],
      mending: .looseQuotesAreText),
    Cut(
      text: #"1,"2,"a, b",x"#, fields: ["1", "\"2", "a, b", "x"], mending: .brokenQuotesAreText),
    Cut(
      text: "1,\"to\nlinjer", fields: ["1", "to\nlinjer"], mending: .endClosesQuotes),
  ]

  @Test(arguments: cuts)
  func `unusual and broken quoting is cut as its dialect says`(_ cut: Cut) {
    let found = scanCarefully(
      Array(cut.text.utf8), cut.dialect, fieldLimit: 100, mending: cut.mending)
    #expect(found.map(\.1) == [cut.fields.map { Array($0.utf8) }])
  }
}

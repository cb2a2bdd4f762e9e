import RisrosModel
import RisrosTestSupport
import Testing

@testable import RisrosIngest

/// Bytes that no program would write on purpose, read with any dialect that can be asked for.
@Suite struct HostileDelimitedTests {
  private static let pieces: [[UInt8]] =
    [
      ";", ";", ",", "\t", "\n", "\n", "\r\n", "\r", "\"", "\"\"", ";\"", "\";", "\"\n", "'", "\\",
      "\\\"", " ", ", ", "a", "bc", "12", "2026-01-02", "æ", "😀", "\u{0}", "sep=;", "\n\n",
      "kommentar",
      "id;kommentar\n", "en lang kommentar; med mere i end de fleste",
    ].map { Array($0.utf8) } + [[0xFF], [0xC3], [0xEF, 0xBB, 0xBF], [0xE6, 0x00]]

  private static func options(_ random: inout SeededGenerator) -> InputOptions {
    var options = InputOptions(format: .csv, keepAll: true)
    func maybe<T>(_ values: [T]) -> T? {
      Bool.random(using: &random) ? nil : values.randomElement(using: &random)
    }
    options.mends = Bool.random(using: &random)
    options.encoding = maybe([.utf8, .windows1252, .utf16LittleEndian, .macRoman])
    options.dialect.delimiter = maybe([0x3B, 0x2C, 0x20])
    options.dialect.quote = maybe([.unquoted, .byte(0x22), .byte(0x27)])
    options.dialect.escape = maybe([.doubled, .byte(0x5C), .byte(0x22)])
    options.dialect.skipsBlanks = maybe([true, false])
    options.dialect.linesToSkip = maybe([0, 1, 3])
    options.dialect.headerRows = maybe([0, 1, 2])
    options.limits.fieldBytes = maybe([20, 100]) ?? 1 << 20
    options.limits.recordBytes = maybe([50, 200]) ?? 1 << 20
    options.limits.rejectedBytes = maybe([10, 1000]) ?? 0
    return options
  }

  @Test(arguments: 0..<300)
  func `any bytes are read to their end, the same in pieces of any size`(seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    var bytes: [UInt8] = []
    for _ in 0..<Int.random(in: 0...60, using: &random) {
      bytes += Self.pieces.randomElement(using: &random)!
    }
    let options = Self.options(&random)
    let whole = try ReadInput(bytes, options)
    #expect(whole.rejections.count == whole.statuses.count { $0 == .rejected })
    for source in whole.rejections.compactMap(\.source) {
      #expect(source.row >= 1 && source.byteOffset <= bytes.count)
    }
    for piece in [1, 2, 7] {
      for target in [1, 1 << 18] {
        let pieces = try ReadInput(bytes, options, pieceBytes: piece, targetBytes: target)
        #expect(pieces.records == whole.records, "\(seed)")
        #expect(pieces.diagnostics == whole.diagnostics, "\(seed)")
        #expect(pieces.rejections.map(\.source) == whole.rejections.map(\.source), "\(seed)")
        #expect(pieces.notes == whole.notes, "\(seed)")
      }
    }
  }
}

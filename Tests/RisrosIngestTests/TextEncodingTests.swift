import RisrosModel
import RisrosTestSupport
import Testing

@testable import RisrosIngest

@Suite struct TextEncodingTests {
  static func utf16(_ text: String, isBig: Bool) -> [UInt8] {
    text.utf16.flatMap { unit in
      let high = UInt8(unit >> 8)
      let low = UInt8(unit & 0xFF)
      return isBig ? [high, low] : [low, high]
    }
  }

  static let cases: [(bytes: [UInt8], encoding: TextEncoding, markLength: Int)] = [
    (Array("rødgrød".utf8), .utf8, 0),
    (Array("plain".utf8), .utf8, 0),
    ([], .utf8, 0),
    ([0xEF, 0xBB, 0xBF] + Array("rødgrød".utf8), .utf8, 3),
    ([0xFF, 0xFE] + utf16("rødgrød", isBig: false), .utf16LittleEndian, 2),
    ([0xFE, 0xFF] + utf16("rødgrød", isBig: true), .utf16BigEndian, 2),
    (utf16("id\tkommentar\r\n1\tGodt råd", isBig: false), .utf16LittleEndian, 0),
    (utf16("id\tkommentar\r\n1\tGodt råd", isBig: true), .utf16BigEndian, 0),
    ([0x72, 0xF8, 0x64], .windows1252, 0),
    // "5 €", and "5 €" as Windows-1252 has it.
    ([0x72, 0xF8, 0x64, 0x35, 0x20, 0xA4], .latin9, 0),
    ([0x72, 0xF8, 0x64, 0x35, 0x20, 0x80], .windows1252, 0),
    ([0x72, 0xF8, 0x64, 0xA4, 0x61], .windows1252, 0),
    // One damaged byte among many right ones is no reason to read everything else wrong.
    (Array("rødgrød med fløde på én ø".utf8) + [0x0A, 0xE6, 0x0A], .utf8, 0),
  ]

  @Test(arguments: cases)
  func `the encoding is told by the first bytes`(
    bytes: [UInt8], encoding: TextEncoding, markLength: Int
  ) {
    let detected = DetectedEncoding(head: bytes, isWhole: true, forced: nil)
    #expect(detected.encoding == encoding)
    #expect(detected.markLength == markLength)
  }

  @Test func `a character that the head has cut is no error`() {
    let head = Array(Array("smørrebrød 😀".utf8).dropLast(2))
    #expect(DetectedEncoding(head: head, isWhole: false, forced: nil).encoding == .utf8)
  }

  @Test func `an encoding that is given is not guessed`() {
    let bytes = Array("rød".utf8)
    let detected = DetectedEncoding(head: bytes, isWhole: true, forced: .windows1252)
    #expect(detected.encoding == .windows1252)
    let swapped = [0xFE, 0xFF] + TextEncodingTests.utf16("rød", isBig: true)
    #expect(
      DetectedEncoding(head: swapped, isWhole: true, forced: .utf16).encoding == .utf16BigEndian)
  }

  @Test(arguments: [
    ("UTF-8", TextEncoding.utf8), ("utf8", .utf8), ("CP1252", .windows1252), ("ansi", .windows1252),
    ("latin1", .latin1), ("ISO-8859-15", .latin9), ("utf-16", .utf16),
    ("UTF16LE", .utf16LittleEndian), ("IBM865", .dosNordic), ("850", .dosLatin1),
    ("Macintosh", .macRoman),
  ])
  func `encodings have the names people write`(name: String, encoding: TextEncoding) throws {
    #expect(try TextEncoding(named: name) == encoding)
  }

  @Test func `an unknown encoding gets the list`() {
    let error = #expect(throws: Diagnostic.self) { try TextEncoding(named: "utf-9") }
    #expect(error?.category == .usage)
    #expect(error?.remedy?.hasPrefix("did you mean 'utf-8'? the encodings are utf-8, ") == true)
  }

  @Test(
    arguments: [
      (TextEncoding.dosNordic, [0x91, 0x9B, 0x86, 0x92, 0x9D, 0x8F, 0x82]),
      (.dosLatin1, [0x91, 0x9B, 0x86, 0x92, 0x9D, 0x8F, 0x82]),
      (.macRoman, [0xBE, 0xBF, 0x8C, 0xAE, 0xAF, 0x81, 0x8E]),
    ] as [(TextEncoding, [UInt8])])
  func `old programs are read where their code page is named`(
    encoding: TextEncoding, letters: [UInt8]
  ) throws {
    let bytes = Array("id;kommentar\r\n1;".utf8) + letters + [0x0D, 0x0A]
    let input = try ReadInput(bytes, InputOptions(encoding: encoding))
    #expect(input.texts == ["æøåÆØÅé"])
    #expect(input.reports[0].encoding == encoding)
  }

  @Test(
    arguments: [1, 2, 3, 5, 16, 17, 64],
    [
      TextEncoding.windows1252, .latin1, .latin9, .utf16LittleEndian, .utf16BigEndian, .dosNordic,
      .dosLatin1, .macRoman,
    ])
  func `text comes out the same however it is cut`(piece: Int, encoding: TextEncoding) {
    var random = SeededGenerator(seed: 7)
    var bytes = (0..<999).map { _ in
      Bool.random(using: &random) ? 0x61 : UInt8.random(in: 0...255, using: &random)
    }
    bytes += [UInt8](repeating: 0x62, count: 40) + [0xD8, 0x3D, 0xDE]
    var decoder = TextDecoder(encoding)
    var text: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: piece) {
      let range = start..<min(start + piece, bytes.count)
      var target = [UInt8](repeating: 0, count: TextDecoder.bound(range.count) + 3)
      let count = decoder.decode(bytes, range, into: &target, at: 3)
      text += target[3..<3 + count]
    }
    var rest = [UInt8](repeating: 0, count: 16)
    let count = decoder.finish(into: &rest, at: 0)
    text += rest[..<count]
    #expect(text == TextDecoder.decodeBytewise(bytes, encoding))
  }

  @Test(arguments: [
    (TextEncoding.windows1252, "dato;kommentar\r\n1;Prisen på 5 € – “fin” æøå\r\n"),
    (.utf16LittleEndian, "dato;kommentar\r\n1;Smørrebrød 😀 – æøå\r\n"),
    (.utf16BigEndian, "dato;kommentar\r\n1;Smørrebrød 😀 – æøå\r\n"),
  ])
  func `files of other encodings are read as what they say`(
    encoding: TextEncoding, text: String
  ) throws {
    let bytes: [UInt8] =
      switch encoding {
      case .utf16LittleEndian: TextEncodingTests.utf16(text, isBig: false)
      case .utf16BigEndian: TextEncodingTests.utf16(text, isBig: true)
      default:
        text.unicodeScalars.map { scalar in
          switch scalar {
          case "€": 0x80
          case "–": 0x96
          case "“": 0x93
          case "”": 0x94
          default: UInt8(scalar.value)
          }
        }
      }
    for piece in [1, 2, 3, 7, 64, .max] {
      let input = try ReadInput(bytes, pieceBytes: piece)
      #expect(input.reports[0].encoding == encoding)
      #expect(input.texts == [String(text.split(separator: "\r\n")[1].dropFirst(2))])
    }
  }
}

import RisrosModel
import RisrosTestSupport
import RisrosText
import Testing

@testable import RisrosIngest

@Suite struct FieldMarksTests {
  private func marks(_ otherLineEnd: UInt8 = 0x0A, checksText: Bool = true) -> FieldMarks {
    FieldMarks(
      delimiter: 0x3B, quote: 0x22, lineEnd: 0x0A, otherLineEnd: otherLineEnd,
      checksText: checksText)
  }

  /// Where marks say that fields may end, and where quotes are.
  private func places(_ marks: FieldMarks, to end: Int) -> (ends: [Int], quotes: [Int]) {
    unsafe marks.withMarks { ends, quotes in
      func all(_ words: UnsafePointer<UInt64>) -> [Int] {
        var found: [Int] = []
        var at = unsafe FieldMarks.first(in: words, from: 0, to: end)
        while at < end {
          found.append(at)
          at = unsafe FieldMarks.first(in: words, from: at + 1, to: end)
        }
        return found
      }
      return unsafe (all(ends), all(quotes))
    }
  }

  @Test(arguments: 0..<60)
  func `marks are where a plain loop finds them, in pieces of any size`(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let alphabet: [UInt8] = [0x3B, 0x0A, 0x0D, 0x22]
    let bytes = (0..<Int.random(in: 1...400, using: &random)).map { _ in
      Int.random(in: 0..<9, using: &random) == 0
        ? alphabet.randomElement(using: &random)! : UInt8.random(in: 0...255, using: &random)
    }
    for otherLineEnd in [0x0A, 0x0D] as [UInt8] {
      for step in [1, 5, 63, 64, 65, 1000] {
        var marks = marks(otherLineEnd)
        var known = 0
        while known < bytes.count {
          known = min(known + step, bytes.count)
          marks.extend(over: bytes, from: 0, to: known)
          #expect(marks.end == known)
        }
        let found = places(marks, to: bytes.count)
        let isEnd = { (byte: UInt8) in byte == 0x3B || byte == 0x0A || byte == otherLineEnd }
        #expect(found.ends == bytes.indices.filter { isEnd(bytes[$0]) })
        #expect(found.quotes == bytes.indices.filter { bytes[$0] == 0x22 })
      }
    }
  }

  @Test func `what begins behind the marks is marked from there on`() {
    var bytes = [UInt8](repeating: 0x61, count: 500)
    bytes[10] = 0xFF
    bytes[300] = 0x3B
    var marks = marks()
    marks.extend(over: bytes, from: 0, to: 100)
    #expect(marks.validEnd == 0)
    marks.extend(over: bytes, from: 250, to: 500)
    #expect(marks.end == 500)
    #expect(marks.validEnd == 448)
    let found = unsafe marks.withMarks { ends, _ in
      unsafe FieldMarks.first(in: ends, from: 250, to: 500)
    }
    #expect(found == 300)
  }

  @Test(arguments: 0..<300)
  func `what is said to be UTF-8 is`(seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let characters: [[UInt8]] = ["a", "ø", "–", "😀", "e", "n"].map { Array($0.utf8) }
    var bytes: [UInt8] = []
    for _ in 0..<300 { bytes += characters.randomElement(using: &random)! }
    for _ in 0..<Int.random(in: 0...2, using: &random) {
      bytes[Int.random(in: 0..<bytes.count, using: &random)] = UInt8.random(
        in: 0...255, using: &random)
    }
    var marks = marks()
    var known = 0
    while known < bytes.count {
      known = min(known + Int.random(in: 1...200, using: &random), bytes.count)
      marks.extend(over: bytes, from: 0, to: known)
      let valid = UTF8Check.validEndBytewise(bytes, 0..<bytes.count)
      #expect(marks.validEnd <= valid + 3 && marks.validEnd <= known)
      if valid == bytes.count {
        #expect(marks.validEnd == known & ~63)
      } else if marks.validEnd > valid {
        // The character that is wrong is cut off by the end of the step.
        #expect(bytes[valid] >= 0xC2)
      }
    }
    var unchecked = self.marks(checksText: false)
    unchecked.extend(over: bytes, from: 0, to: bytes.count)
    #expect(unchecked.validEnd == 0)
  }

  @Test(arguments: [0x80, 0xC3, 0xE2, 0xFF] as [UInt8])
  func `a byte that is not UTF-8 costs its own record wherever it lies`(wrong: UInt8) throws {
    let line = "12;Kø på 1 time – 😀 og \"det\" er dyrt\n"
    let head = Array("id;kommentar\n".utf8)
    let table = Array(String(repeating: line, count: 12).utf8)
    for place in table.indices where ![0x3B, 0x0A].contains(table[place]) {
      var bytes = head + table
      bytes[head.count + place] = wrong
      let isValid = UTF8Check.isValid(bytes)
      let row = place / line.utf8.count
      for piece in [Int.max, 50] {
        var options = InputOptions()
        options.encoding = .utf8
        options.limits.readBytes = piece == 50 ? 100 : 4096
        let input = try ReadInput(bytes, options, pieceBytes: piece)
        let rejected = input.statuses.indices.filter { input.statuses[$0] == .rejected }
        #expect(rejected == (isValid ? [] : [row]), "\(place) \(piece)")
      }
    }
  }
}

internal import RisrosModel

/// The bytes in a gzip file, of all its members one after the other, whatever produces the file.
///
/// Nothing is held but one piece of the compressed bytes, so memory is flat. The check sum and the
/// length of each member are checked.
struct GzipBytes: ByteProducer {
  /// Whether a file begins as gzip files do.
  static func isMagic(_ head: [UInt8]) -> Bool { head.starts(with: [0x1F, 0x8B]) }

  private let file: String
  private let limit: ExpansionLimit
  private let inflater = Inflater(.gzip)
  private var source: any ByteProducer
  private var input: [UInt8]
  /// Bytes of `input` that are not inflated yet.
  private var waiting: Range<Int>
  private var place = Place.atMember
  /// The member at hand, from 1.
  private var member = 1
  private var consumed = 0
  private var produced = 0
  /// The last call filled all the room it had: more may follow without new input.
  private var isFull = false
  /// What is wrong behind the bytes that were handed out.
  private var failure: Diagnostic?

  private enum Place {
    case atMember, inMember
    /// Zeros behind the last member, as tapes and some tools leave them.
    case inPadding
  }

  private static let inputBytes = 64 << 10

  /// - Parameters:
  ///   - peeked: bytes taken from the source before.
  ///   - ratio: bytes that may come of each compressed one.
  init(file: String, source: any ByteProducer, peeked: [UInt8], ratio: Int) {
    self.file = file
    self.source = source
    limit = ExpansionLimit(ratio: ratio)
    input = peeked
    waiting = 0..<peeked.count
  }

  var isReady: Bool { mutating get { isFull || !waiting.isEmpty || source.isReady } }

  mutating func waitUntilReady(milliseconds: Int) -> Bool {
    isReady || source.waitUntilReady(milliseconds: milliseconds)
  }

  mutating func read(
    into bytes: inout [UInt8], at offset: Int, upTo count: Int
  ) throws(Diagnostic) -> Int {
    if let failure { throw failure }
    while true {
      if waiting.isEmpty && !isFull {
        let got = try refill()
        if got == 0 {
          if place != .inMember { return 0 }
          throw diagnostic(
            "the gzip data ends too early, at byte \(consumed)\(inMember)",
            remedy: "fetch or export the file again: its end is missing")
        }
      }
      if place != .inMember, try !beginMember() { continue }
      let step = inflater.inflate(input, waiting, into: &bytes, at: offset, upTo: count)
      waiting = waiting.lowerBound + step.consumed..<waiting.upperBound
      consumed += step.consumed
      produced += step.produced
      isFull = step.produced == count && step.state == .goesOn
      switch step.state {
      case .goesOn: break
      case .ended:
        place = .atMember
        member += 1
      case .corrupt(let reason):
        failure = diagnostic(
          "the gzip data is corrupt at byte \(consumed)\(inMember): \(reason)",
          remedy: "fetch or export the file again")
      }
      if !limit.allows(produced, from: consumed) {
        failure = diagnostic(
          "the gzip data grows to more than \(limit.ratio) times its size, as files made to fill"
            + " a disk do",
          remedy: "if you trust the file, raise --max-expansion or decompress it first")
      }
      if step.produced > 0 { return step.produced }
      if let failure { throw failure }
    }
  }

  /// Reads more compressed bytes; 0 at the end of the source.
  private mutating func refill() throws(Diagnostic) -> Int {
    if input.count != GzipBytes.inputBytes {
      input = [UInt8](repeating: 0, count: GzipBytes.inputBytes)
    }
    let got = try source.read(into: &input, at: 0, upTo: input.count)
    waiting = 0..<got
    return got
  }

  /// Steps into the next member, or over padding; false if more input is needed for it.
  private mutating func beginMember() throws(Diagnostic) -> Bool {
    let first = input[waiting.lowerBound]
    if first == 0 && member > 1 {
      place = .inPadding
      let end = waiting.first { input[$0] != 0 } ?? waiting.upperBound
      consumed += end - waiting.lowerBound
      waiting = end..<waiting.upperBound
      return false
    }
    if place == .inPadding || first != 0x1F {
      throw diagnostic(
        "bytes that are no gzip data follow the last member, from byte \(consumed) on",
        remedy: "cut them off, or fetch the file again")
    }
    inflater.reset()
    place = .inMember
    return true
  }

  private var inMember: String { member > 1 ? " in member \(member)" : "" }

  private func diagnostic(_ message: String, remedy: String) -> Diagnostic {
    Diagnostic(message, category: .input, at: SourceLocation(file: file), remedy: remedy)
  }
}

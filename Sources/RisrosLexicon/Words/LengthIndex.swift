/// The lengths that words of a set have, by the letters they begin or end with.
///
/// Asked once what lengths the words have that begin as an unknown word does, it dismisses nearly
/// all of its parts before any is hashed: deriving a word took 4,000 instructions, takes 1,200.
/// What it names may still be no word; what it does not name is none.
struct LengthIndex: Sendable {
  /// Bit n stands for a length of n bytes.
  private var masks: [UInt64]
  /// The lengths of words too short to tell apart: any word may begin or end with them.
  private var short: UInt64 = 0

  /// How many bytes of a word are looked at, at its beginning or end.
  private let keyLength: Int
  /// The longest words that count.
  static let maximumLength = 63

  /// - Parameter groups: a power of two; best some times the number of beginnings that occur.
  init(keyLength: Int, groups: Int) {
    self.keyLength = keyLength
    masks = [UInt64](repeating: 0, count: groups)
  }

  /// The lengths of words with a beginning or end, its bytes packed in a number, the first lowest.
  @inline(__always)
  func lengths(_ key: UInt32) -> UInt64 { masks[group(key)] | short }

  @inline(__always)
  private func group(_ key: UInt32) -> Int {
    Int(truncatingIfNeeded: (key &* 0x9E37_79B1) >> 13) & (masks.count &- 1)
  }

  /// The lengths of words that begin as a word does; for building.
  func lengths(beginningOf word: [UInt8]) -> UInt64 {
    word.count < keyLength ? short : lengths(LengthIndex.key(word.prefix(keyLength)))
  }

  /// The lengths of words that end as a word does; for building.
  func lengths(endOf word: [UInt8]) -> UInt64 {
    word.count < keyLength ? short : lengths(LengthIndex.key(word.suffix(keyLength)))
  }

  mutating func insert(beginningOf word: some BidirectionalCollection<UInt8>) {
    insert(word.prefix(keyLength), length: word.count)
  }

  mutating func insert(endOf word: some BidirectionalCollection<UInt8>) {
    insert(word.suffix(keyLength), length: word.count)
  }

  private mutating func insert(_ bytes: some Collection<UInt8>, length: Int) {
    if length > LengthIndex.maximumLength { return }
    let bit: UInt64 = 1 << UInt64(length)
    if length < keyLength {
      short |= bit
      return
    }
    masks[group(LengthIndex.key(bytes))] |= bit
  }

  private static func key(_ bytes: some Collection<UInt8>) -> UInt32 {
    var key: UInt32 = 0
    var shift: UInt32 = 0
    for byte in bytes {
      key |= UInt32(byte) << shift
      shift += 8
    }
    return key
  }
}

extension LengthIndex {
  func write(to writer: inout ImageWriter) {
    writer.write(UInt64(keyLength))
    writer.write(short)
    writer.write(masks)
  }

  init?(from reader: inout ImageReader) {
    guard let length = reader.number(), length <= 4, let short = reader.number(),
      let masks = reader.array(of: UInt64.self),
      masks.count.nonzeroBitCount == 1
    else { return nil }
    keyLength = Int(length)
    self.short = short
    self.masks = masks
  }
}

internal import RisrosModel
internal import RisrosText

/// The keys that have been met, each stored once and compared byte by byte: no two different keys are
/// ever taken for one.
///
/// Memory: the bytes of the distinct keys, and 24 to 32 bytes for each. The arrays grow by doubling.
struct SeenKeys: Sendable {
  /// The number of a key plus one by slot, 0 where a slot is free; a power of two of them, at least
  /// half of them free.
  private var slots = [UInt32](repeating: 0, count: 1024)
  private var hashes: [UInt64] = []
  /// The keys end to end, and where each ends.
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  var count: Int { hashes.count }

  /// Adds the key that is all of `source[range]`.
  ///
  /// - Returns: false where it was there already.
  /// - Throws: an input diagnostic behind 4 billion keys.
  mutating func insert(_ source: [UInt8], _ range: Range<Int>) throws(Diagnostic) -> Bool {
    let hash =
      range.upperBound + 16 <= source.count
      ? WordHash.hash(source, range) : WordHash.hash(of: source[range])
    var slot = place(of: hash)
    while slots[slot] != 0 {
      let number = Int(slots[slot]) - 1
      if hashes[number] == hash, isKey(number, source, range) { return false }
      slot = (slot + 1) & (slots.count - 1)
    }
    guard count < Int(UInt32.max) - 1 else {
      throw Diagnostic(
        "there are too many different records to look for duplicates", category: .input,
        remedy: "leave --dedupe out, or split the input")
    }
    hashes.append(hash)
    bytes.append(contentsOf: source[range])
    ends.append(bytes.count)
    slots[slot] = UInt32(count)
    if 2 * count > slots.count { grow() }
    return true
  }

  private func place(of hash: UInt64) -> Int {
    Int(truncatingIfNeeded: hash &* 0x9E37_79B9_7F4A_7C15 >> 24) & (slots.count - 1)
  }

  private func isKey(_ number: Int, _ source: [UInt8], _ range: Range<Int>) -> Bool {
    let start = number == 0 ? 0 : ends[number - 1]
    return ends[number] - start == range.count
      && bytes[start..<ends[number]].elementsEqual(source[range])
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: 2 * slots.count)
    for (number, hash) in hashes.enumerated() {
      var slot = place(of: hash)
      while slots[slot] != 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = UInt32(number + 1)
    }
  }
}

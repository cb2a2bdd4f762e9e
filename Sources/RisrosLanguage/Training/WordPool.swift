internal import RisrosText

/// All distinct words of the training text, numbered in the order of their coming.
struct WordPool {
  /// The words end to end, in lower case, and 16 bytes that hashing may read over.
  private(set) var bytes: [UInt8] = [UInt8](repeating: 0, count: 16)
  private var ends: [Int] = [0]
  private(set) var hashes: [UInt64] = []
  /// Word numbers plus one, by hash; 0 is free.
  private var slots = [UInt32](repeating: 0, count: 1 << 16)

  var count: Int { hashes.count }

  func range(of word: Int) -> Range<Int> { ends[word]..<ends[word + 1] }

  /// The number of the word in `text[range]`, which has 16 readable bytes behind it.
  mutating func intern(_ text: [UInt8], _ range: Range<Int>) -> Int {
    let hash = WordHash.hash(text, range)
    if let known = find(hash) { return known }
    bytes.removeLast(16)
    bytes.append(contentsOf: text[range])
    ends.append(bytes.count)
    bytes.append(contentsOf: repeatElement(0, count: 16))
    hashes.append(hash)
    if count * 2 > slots.count { grow() }
    place(UInt32(count), hash)
    return count - 1
  }

  func find(_ hash: UInt64) -> Int? {
    let mask = slots.count - 1
    var index = Int(truncatingIfNeeded: hash) & mask
    while slots[index] != 0 {
      if hashes[Int(slots[index]) - 1] == hash { return Int(slots[index]) - 1 }
      index = (index + 1) & mask
    }
    return nil
  }

  private mutating func place(_ entry: UInt32, _ hash: UInt64) {
    let mask = slots.count - 1
    var index = Int(truncatingIfNeeded: hash) & mask
    while slots[index] != 0 { index = (index + 1) & mask }
    slots[index] = entry
  }

  private mutating func grow() {
    slots = [UInt32](repeating: 0, count: slots.count * 2)
    for word in 0..<count - 1 { place(UInt32(word + 1), hashes[word]) }
  }
}

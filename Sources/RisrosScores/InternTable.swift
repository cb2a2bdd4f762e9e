/// Texts with a number each, in the order they were first met; each text is stored once.
///
/// Looked up by a 64-bit hash alone: two different texts of a million share a hash with a
/// probability of about 3·10⁻⁸. A look-up of a known text allocates nothing.
struct InternTable: Sendable {
  /// Number plus one by slot, 0 where a slot is free; the slot count is a power of two.
  private var slots = [UInt32](repeating: 0, count: 64)
  private(set) var keys: [UInt64] = []
  /// The texts end to end.
  private var bytes: [UInt8] = []
  private var ends: [Int] = []

  var count: Int { keys.count }

  /// The number of the text with this hash, or nil.
  @inline(__always)
  func find(_ key: UInt64) -> Int? {
    let mask = slots.count &- 1
    var slot = Int(truncatingIfNeeded: key &* 0x9E37_79B9_7F4A_7C15 >> 20) & mask
    while true {
      let entry = slots[slot]
      if entry == 0 { return nil }
      let number = Int(entry) &- 1
      if keys[number] == key { return number }
      slot = (slot &+ 1) & mask
    }
  }

  /// Adds a text that is not in the table yet.
  @inline(never)
  mutating func insert(_ key: UInt64, _ text: some Collection<UInt8>) -> Int {
    if 2 * (keys.count + 1) > slots.count { rehash(2 * slots.count) }
    keys.append(key)
    bytes.append(contentsOf: text)
    ends.append(bytes.count)
    place(key, keys.count)
    return keys.count - 1
  }

  private mutating func rehash(_ size: Int) {
    slots = [UInt32](repeating: 0, count: size)
    for (number, key) in keys.enumerated() { place(key, number + 1) }
  }

  private mutating func place(_ key: UInt64, _ entry: Int) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: key &* 0x9E37_79B9_7F4A_7C15 >> 20) & mask
    while slots[slot] != 0 { slot = (slot + 1) & mask }
    slots[slot] = UInt32(entry)
  }

  func text(_ number: Int) -> [UInt8] {
    Array(bytes[(number == 0 ? 0 : ends[number - 1])..<ends[number]])
  }
}

public import RisrosText

/// A map from `WordHash` to a number above nought: a displaced perfect hash, made once, in which
/// every look-up reads exactly one slot.
///
/// Hashes fall into buckets of about two; each bucket has a displacement under which all its hashes
/// land in slots of their own (Belazzougui, Botelho and Dietzfelbinger, "Hash, displace, and
/// compress", ESA 2009). A table that probes until it finds a free slot costs about 18 ns a word,
/// most of it mispredicted branches; this one about 7.
public struct FormTable: Sendable {
  /// Pairs of tag (upper half of the hash) and value, packed; 0 is free.
  @usableFromInline private(set) var slots: FlatTable<UInt64>
  /// One per bucket.
  @usableFromInline private(set) var displacements: FlatTable<UInt8>
  public private(set) var count = 0

  public init() {
    slots = FlatTable([UInt64](repeating: 0, count: 16))
    displacements = FlatTable([UInt8](repeating: 0, count: 4))
  }

  /// The bucket of a hash among a power of two of them.
  @inlinable static func bucket(of hash: UInt64, mask: Int) -> Int {
    Int(truncatingIfNeeded: hash >> 16) & mask
  }

  /// The slot of a hash among a power of two of them, under its bucket's displacement.
  @inlinable static func slot(of hash: UInt64, displacement: UInt8, mask: Int) -> Int {
    // An odd step reaches every slot.
    Int(truncatingIfNeeded: hash &+ UInt64(displacement) &* (hash >> 32 | 1)) & mask
  }

  /// What a slot says of a hash: its value, or 0 where the slot holds another's.
  @inlinable static func value(in slot: UInt64, of hash: UInt64) -> UInt32 {
    // All ones where the tags agree. Arithmetic, since the compiler makes a branch of a comparison,
    // and a branch that waits for memory keeps the next look-ups from waiting along.
    let agrees = ((slot ^ hash) >> 32 &- 1) >> 32
    return UInt32(truncatingIfNeeded: slot & agrees)
  }

  /// The value of a hash, or 0.
  @inlinable public func find(_ hash: UInt64) -> UInt32 {
    let displacement = displacements[FormTable.bucket(of: hash, mask: displacements.count &- 1)]
    let slot = FormTable.slot(of: hash, displacement: displacement, mask: slots.count &- 1)
    return FormTable.value(in: slots[slot], of: hash)
  }
}

// MARK: - Making

extension FormTable {
  /// Makes the table of an index.
  public init(_ index: FormIndex) {
    self.init()
    count = index.count
    var size = 16
    while size < count + count / 4 { size *= 2 }
    // One size more where the hashes of some bucket find no room of their own.
    while !fill(index, size: size) { size *= 2 }
  }

  /// Places all of an index in `size` slots; false where that fails.
  private mutating func fill(_ index: FormIndex, size: Int) -> Bool {
    var slots = [UInt64](repeating: 0, count: size)
    var displacements = [UInt8](repeating: 0, count: max(4, size / 4))
    // The hashes sorted by bucket, by counting.
    let mask = displacements.count - 1
    var ends = [Int](repeating: 0, count: displacements.count + 1)
    index.forEachForm { hash, _ in ends[FormTable.bucket(of: hash, mask: mask) + 1] += 1 }
    for bucket in displacements.indices { ends[bucket + 1] += ends[bucket] }
    let starts = ends
    var items = [(hash: UInt64, value: UInt32)](repeating: (0, 0), count: index.count)
    index.forEachForm { hash, value in
      let bucket = FormTable.bucket(of: hash, mask: mask)
      items[ends[bucket]] = (hash, value)
      ends[bucket] += 1
    }
    // Full buckets first, while there is most room.
    var order = displacements.indices.filter { starts[$0] < ends[$0] }
    order.sort { (ends[$0] - starts[$0], $1) > (ends[$1] - starts[$1], $0) }
    for bucket in order {
      let items = items[starts[bucket]..<ends[bucket]]
      guard let displacement = FormTable.place(items, in: &slots) else { return false }
      displacements[bucket] = displacement
    }
    self.slots = FlatTable(slots)
    self.displacements = FlatTable(displacements)
    return true
  }

  /// Finds the displacement that gives each hash of a bucket a free slot of its own, and fills those.
  private static func place(
    _ items: ArraySlice<(hash: UInt64, value: UInt32)>, in slots: inout [UInt64]
  ) -> UInt8? {
    let mask = slots.count - 1
    for displacement in UInt8.min...UInt8.max {
      var placed = items.startIndex
      while placed < items.endIndex {
        let (hash, value) = items[placed]
        let slot = FormTable.slot(of: hash, displacement: displacement, mask: mask)
        if slots[slot] != 0 { break }
        slots[slot] = hash & ~0xFFFF_FFFF | UInt64(value)
        placed += 1
      }
      if placed == items.endIndex { return displacement }
      for item in items[..<placed] {
        slots[FormTable.slot(of: item.hash, displacement: displacement, mask: mask)] = 0
      }
    }
    return nil
  }

  func write(to writer: inout ImageWriter) {
    writer.write(slots)
    writer.write(displacements)
    writer.write(UInt64(count))
  }

  init?(from reader: inout ImageReader) {
    guard let slots = reader.table(of: UInt64.self), let steps = reader.table(of: UInt8.self),
      let count = reader.number(), slots.count.nonzeroBitCount == 1,
      steps.count.nonzeroBitCount == 1, count <= UInt64(slots.count)
    else { return nil }
    self.slots = slots
    self.displacements = steps
    self.count = Int(count)
  }
}

// Look-up of hashes: a one-bit filter that most words fail, without a branch, then an open table.
// A probing table alone costs about 18 ns a word, most of it mispredicted branches. Invariant: both
// counts are powers of two and every index is masked to them; the table always has a free slot.
public import RisrosModel

/// A map from `WordHash` to a number above nought.
public struct FormTable: Sendable {
  /// Pairs of tag (upper half of the hash) and value, packed; 0 is free.
  @usableFromInline var slots: [UInt64]
  @usableFromInline var filter: [UInt64]
  public private(set) var count = 0

  public init(minimumCapacity: Int = 16) {
    var size = 16
    while size < minimumCapacity * 2 { size *= 2 }
    slots = [UInt64](repeating: 0, count: size)
    filter = [UInt64](repeating: 0, count: max(size / 16, 1))
  }

  @inlinable static func filterBit(_ hash: UInt64) -> UInt64 { hash >> 24 }

  /// Whether the hash may be in the table: no means no.
  @inlinable public func mayContain(_ hash: UInt64) -> Bool {
    let bit = FormTable.filterBit(hash)
    let word = filter[Int(truncatingIfNeeded: (bit >> 6) & UInt64(filter.count &- 1))]
    return word >> (bit & 63) & 1 != 0
  }

  /// The value of a hash, or 0.
  @inlinable public func find(_ hash: UInt64) -> UInt32 {
    let mask = slots.count &- 1
    var index = Int(truncatingIfNeeded: hash) & mask
    while true {
      let slot = slots[index]
      if slot == 0 { return 0 }
      if slot >> 32 == hash >> 32 { return UInt32(truncatingIfNeeded: slot) }
      index = (index &+ 1) & mask
    }
  }

  /// Makes the table of an index, at most half full.
  public init(_ index: FormIndex) {
    self.init(minimumCapacity: index.count)
    index.forEachForm { hash, value in set(hash, value) }
  }

  private mutating func set(_ hash: UInt64, _ value: UInt32) {
    let mask = slots.count - 1
    var index = Int(truncatingIfNeeded: hash) & mask
    while slots[index] != 0 {
      index = (index + 1) & mask
    }
    slots[index] = (hash & ~0xFFFF_FFFF) | UInt64(value)
    let bit = FormTable.filterBit(hash)
    filter[Int(truncatingIfNeeded: (bit >> 6) & UInt64(filter.count - 1))] |= 1 << (bit & 63)
    count += 1
  }

  /// A token that is worth a closer look.
  public struct Candidate: BitwiseCopyable, Sendable {
    /// Index of the token.
    public var token: UInt32
    /// The value of its hash, or 0.
    public var value: UInt32

    public init(token: UInt32, value: UInt32) {
      self.token = token
      self.value = value
    }
  }

  /// Writes those of `range`'s tokens that have a value, and some that have none: the words of at
  /// least `longWord` bytes among them. `candidates` has room for all tokens.
  ///
  /// Two loops: the first passes the filter without a branch, the second reads the table, so that
  /// its cache misses overlap instead of each waiting for what is done with the one before.
  ///
  /// - Returns: how many candidates there are, and how many of the tokens are words.
  public func selectCandidates(
    _ tokens: [Token], _ range: Range<Int>, longWord: Int, into candidates: inout [Candidate]
  ) -> (candidates: Int, words: Int) {
    precondition(range.lowerBound >= 0 && range.upperBound <= tokens.count)
    precondition(candidates.count >= range.count)
    return unsafe tokens.withUnsafeBufferPointer { tokens in
      unsafe filter.withUnsafeBufferPointer { filter in
        unsafe candidates.withUnsafeMutableBufferPointer { candidates in
          let mask = UInt64(filter.count &- 1)
          var found = 0
          var words = 0
          for index in range {
            let token = unsafe tokens[index]
            let bit = FormTable.filterBit(token.hash)
            let block = unsafe filter[Int(truncatingIfNeeded: (bit >> 6) & mask)]
            let known = Int(truncatingIfNeeded: block >> (bit & 63)) & 1
            let isWord = token.kind == .word ? 1 : 0
            let isLong = Int(token.length) >= longWord ? isWord : 0
            unsafe candidates[found].token = UInt32(truncatingIfNeeded: index)
            found &+= known | isLong
            words &+= isWord
          }
          unsafe slots.withUnsafeBufferPointer { slots in
            let last = slots.count &- 1
            for place in 0..<found {
              let hash = unsafe tokens[Int(candidates[place].token)].hash
              var index = Int(truncatingIfNeeded: hash) & last
              var slot = unsafe slots[index]
              while slot != 0, slot >> 32 != hash >> 32 {
                index = (index &+ 1) & last
                slot = unsafe slots[index]
              }
              unsafe candidates[place].value = UInt32(truncatingIfNeeded: slot)
            }
          }
          return (found, words)
        }
      }
    }
  }
}

extension FormTable {
  func write(to writer: inout ImageWriter) {
    writer.write(slots)
    writer.write(filter)
    writer.write(UInt64(count))
  }

  init?(from reader: inout ImageReader) {
    guard let slots = reader.array(of: UInt64.self), let filter = reader.array(of: UInt64.self),
      let count = reader.number(), slots.count.nonzeroBitCount == 1,
      filter.count.nonzeroBitCount == 1, count < UInt64(slots.count)
    else { return nil }
    self.slots = slots
    self.filter = filter
    self.count = Int(count)
  }
}

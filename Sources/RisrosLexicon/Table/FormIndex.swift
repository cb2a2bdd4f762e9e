/// A growing map from `WordHash` to a number above nought, for building a `FormTable`.
public struct FormIndex {
  private var keys: [UInt64]
  private var values: [UInt32]
  public private(set) var count = 0

  public init(minimumCapacity: Int = 1024) {
    var size = 16
    while size < minimumCapacity * 2 { size *= 2 }
    keys = [UInt64](repeating: 0, count: size)
    values = [UInt32](repeating: 0, count: size)
  }

  /// The value of a hash, 0 where it has none.
  public subscript(hash: UInt64) -> UInt32 {
    get { values[slot(of: hash)] }
    set {
      if (count + 1) * 2 > keys.count { grow() }
      let slot = slot(of: hash)
      if values[slot] == 0 { count += 1 }
      keys[slot] = hash
      values[slot] = newValue
    }
  }

  public func forEachForm(_ body: (UInt64, UInt32) -> Void) {
    for slot in keys.indices where values[slot] != 0 { body(keys[slot], values[slot]) }
  }

  /// Gives every hash the value that `body` makes of it and the one it has.
  public mutating func update(_ body: (UInt64, UInt32) -> UInt32) {
    for slot in keys.indices where values[slot] != 0 {
      values[slot] = body(keys[slot], values[slot])
    }
  }

  private func slot(of hash: UInt64) -> Int {
    let mask = keys.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while values[slot] != 0, keys[slot] != hash { slot = (slot + 1) & mask }
    return slot
  }

  private mutating func grow() {
    var larger = FormIndex(minimumCapacity: keys.count)
    forEachForm { larger[$0] = $1 }
    self = larger
  }
}

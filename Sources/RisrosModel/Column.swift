/// A recycled flat array: emptying it keeps its storage, so that a batch allocates only while it
/// grows to the largest comment seen.
///
/// All of it can be inlined: a generic type that another module cannot see into looks up its own
/// metadata at every call, which cost a quarter of the whole analysis.
public struct Column<Element: BitwiseCopyable & Sendable>: Sendable {
  /// The elements, followed by storage that is reserved but not in use; for loops over `.span`.
  public var storage: [Element]
  @usableFromInline var used = 0
  /// What unused storage holds; never read.
  public let filler: Element

  @inlinable public init(filler: Element) {
    self.filler = filler
    storage = []
  }

  @inlinable public var count: Int { used }
  @inlinable public var isEmpty: Bool { used == 0 }

  @inlinable public subscript(index: Int) -> Element {
    get { storage[index] }
    set { storage[index] = newValue }
  }

  @inlinable public mutating func removeAll() { used = 0 }

  /// Makes room for `extra` elements beyond `count`.
  @inlinable public mutating func reserve(_ extra: Int) {
    if used + extra > storage.count { grow(extra) }
  }

  @inline(never) @inlinable mutating func grow(_ extra: Int) {
    let size = max(used + extra, storage.count + storage.count / 2, 64)
    storage.append(contentsOf: repeatElement(filler, count: size - storage.count))
  }

  @inlinable public mutating func append(_ element: Element) {
    if used == storage.count { grow(1) }
    storage[used] = element
    used &+= 1
  }

  /// Takes elements written to `storage` behind the last one into the column.
  @inlinable public mutating func extend(to newCount: Int) {
    precondition(newCount >= used && newCount <= storage.count, "only what has room is taken")
    used = newCount
  }

  /// Takes elements out of the middle and closes the gap.
  @inlinable public mutating func remove(_ range: Range<Int>) {
    precondition(range.lowerBound >= 0 && range.upperBound <= used, "only what is there is removed")
    for index in range.upperBound..<used { storage[index &- range.count] = storage[index] }
    used &-= range.count
  }

  /// Shortens the column to its first `newCount` elements.
  @inlinable public mutating func truncate(to newCount: Int) {
    precondition(newCount <= used && newCount >= 0, "a column is only ever shortened")
    used = newCount
  }
}

/// A recycled flat array: emptying it keeps its storage, so that a batch allocates only while it
/// grows to the largest comment seen.
public struct Column<Element: BitwiseCopyable & Sendable>: Sendable {
  /// The elements, followed by storage that is reserved but not in use; for loops over `.span`.
  public var storage: [Element]
  public private(set) var count: Int
  public let filler: Element

  /// - Parameter filler: what unused storage holds; never read.
  public init(filler: Element) {
    self.filler = filler
    storage = []
    count = 0
  }

  public var isEmpty: Bool { count == 0 }

  @inlinable public subscript(index: Int) -> Element {
    get { storage[index] }
    set { storage[index] = newValue }
  }

  public mutating func removeAll() { count = 0 }

  /// Makes room for `extra` elements beyond `count`.
  public mutating func reserve(_ extra: Int) {
    let needed = count + extra
    if needed > storage.count {
      let grown = max(needed, storage.count + storage.count / 2, 64)
      storage.append(contentsOf: repeatElement(filler, count: grown - storage.count))
    }
  }

  public mutating func append(_ element: Element) {
    if count == storage.count { reserve(1) }
    storage[count] = element
    count += 1
  }

  /// Shortens the column to its first `newCount` elements.
  public mutating func truncate(to newCount: Int) {
    precondition(newCount <= count && newCount >= 0, "a column is only ever shortened")
    count = newCount
  }

  /// Lets `body` write up to `extra` elements after the present ones; it returns how many it wrote.
  @inlinable
  public mutating func append<E: Error>(
    upTo extra: Int, _ body: (inout MutableSpan<Element>) throws(E) -> Int
  ) throws(E) {
    reserve(extra)
    let start = count
    var all = storage.mutableSpan
    var free = all._mutatingExtracting(start..<all.count)
    let written = try body(&free)
    precondition(written >= 0 && written <= extra, "a writer stays within what it asked for")
    setCount(start + written)
  }

  @usableFromInline mutating func setCount(_ newCount: Int) { count = newCount }
}

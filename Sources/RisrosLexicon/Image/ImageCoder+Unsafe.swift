// Flat arrays to bytes and back by block copies: reading the words one by one takes a hundred times
// as long. Invariant: an image is only read by the layout version that wrote it (the header holds
// version and sizes), every count is checked against the bytes that are left, and elements are
// plain bits (`BitwiseCopyable`) without references, at most 8-aligned like all that stands there.

internal import RisrosText

/// Writes arrays of plain elements one behind the other.
struct ImageWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write<Element: BitwiseCopyable>(_ elements: [Element]) {
    write(UInt64(elements.count))
    unsafe elements.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
    while bytes.count % 8 != 0 { bytes.append(0) }
  }

  mutating func write<Element>(_ table: FlatTable<Element>) { write(Array(table)) }

  mutating func write(_ number: UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  mutating func write(_ text: String) { write(Array(text.utf8)) }
}

/// Reads what an `ImageWriter` wrote; everything is nil once the bytes do not fit.
struct ImageReader {
  private let memory: FixedMemory
  private var position = 0

  init(_ memory: FixedMemory) { self.memory = memory }

  mutating func number() -> UInt64? {
    guard let number = FlatTable<UInt64>(memory, at: position, count: 1) else { return nil }
    position += 8
    return number[0]
  }

  /// A table that stays where it is.
  mutating func table<Element: BitwiseCopyable & Sendable>(
    of type: Element.Type
  ) -> FlatTable<Element>? {
    guard let count = number(), count <= UInt64(memory.count),
      let table = FlatTable<Element>(memory, at: position, count: Int(count))
    else { return nil }
    position += (Int(count) * MemoryLayout<Element>.stride + 7) / 8 * 8
    return table
  }

  mutating func array<Element: BitwiseCopyable & Sendable>(of type: Element.Type) -> [Element]? {
    table(of: type).map { Array($0) }
  }

  mutating func text() -> String? {
    table(of: UInt8.self).map { String(decoding: $0, as: UTF8.self) }
  }
}

// Flat arrays to bytes and back by block copies: reading the words one by one takes a hundred times
// as long. Invariant: an image is only read by the layout version that wrote it (the header holds
// version and sizes), every count is checked against the bytes that are left, and elements are
// plain bits (`BitwiseCopyable`) without references.

/// Writes arrays of plain elements one behind the other.
struct ImageWriter {
  private(set) var bytes: [UInt8] = []

  mutating func write<Element: BitwiseCopyable>(_ elements: [Element]) {
    write(UInt64(elements.count))
    unsafe elements.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
  }

  mutating func write(_ number: UInt64) {
    for shift in stride(from: UInt64(0), to: 64, by: 8) {
      bytes.append(UInt8(truncatingIfNeeded: number >> shift))
    }
  }

  mutating func write(_ text: String) { write(Array(text.utf8)) }
}

/// Reads what an `ImageWriter` wrote; everything is nil once the bytes do not fit.
struct ImageReader {
  private let bytes: [UInt8]
  private var position = 0

  init(_ bytes: [UInt8]) { self.bytes = bytes }

  mutating func number() -> UInt64? {
    guard bytes.count - position >= 8 else { return nil }
    var number: UInt64 = 0
    for place in 0..<8 { number |= UInt64(bytes[position + place]) << UInt64(8 * place) }
    position += 8
    return number
  }

  mutating func array<Element: BitwiseCopyable>(of type: Element.Type) -> [Element]? {
    let stride = MemoryLayout<Element>.stride
    guard let count = number(), count <= UInt64((bytes.count - position) / stride) else {
      return nil
    }
    let size = Int(count) * stride
    let start = position
    position += size
    return unsafe [Element](unsafeUninitializedCapacity: Int(count)) { buffer, initialized in
      unsafe bytes.withUnsafeBytes { source in
        unsafe UnsafeMutableRawBufferPointer(buffer).copyMemory(
          from: UnsafeRawBufferPointer(rebasing: source[start..<start + size]))
      }
      initialized = Int(count)
    }
  }

  mutating func text() -> String? {
    array(of: UInt8.self).map { String(decoding: $0, as: UTF8.self) }
  }
}

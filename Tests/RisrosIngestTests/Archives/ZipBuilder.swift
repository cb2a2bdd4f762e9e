@testable import RisrosIngest

/// Puts ZIP archives together, right ones and wrong ones.
struct ZipBuilder {
  struct Entry {
    var name: String
    var content: [UInt8]
    var isDeflated = true
    /// What the archive says of the entry, where that is a lie.
    var size: Int?
    var checkSum: UInt32?
    var start: Int?
    var flags = 0
    var attributes = 0
    /// Takes up no bytes of its own: it is said to be where another entry is.
    var isOnlyListed = false

    init(_ name: String, _ text: String) { self.init(name, Array(text.utf8)) }

    init(_ name: String, _ content: [UInt8]) {
      self.name = name
      self.content = content
    }
  }

  var entries: [Entry] = []
  /// Bytes in front of the archive.
  var preamble: [UInt8] = []

  func bytes() -> [UInt8] {
    var bytes = preamble
    var list: [UInt8] = []
    for entry in entries {
      let packed = entry.isDeflated ? Deflated.bare(entry.content) : entry.content
      let sum =
        entry.checkSum ?? Inflater.checkSum(0, entry.content, 0..<entry.content.count)
      let size = entry.size ?? entry.content.count
      let name = Array(entry.name.utf8)
      let common =
        two(entry.flags) + two(entry.isDeflated ? 8 : 0) + four(0) + four(Int(sum))
        + four(packed.count) + four(size) + two(name.count) + two(0)
      let start = entry.start ?? bytes.count - preamble.count
      if !entry.isOnlyListed {
        bytes += [0x50, 0x4B, 0x03, 0x04] + two(20) + common + name + packed
      }
      list += [0x50, 0x4B, 0x01, 0x02] + two(0x0314) + two(20) + common
      list += two(0) + two(0) + two(0) + four(entry.attributes) + four(start) + name
    }
    let listStart = bytes.count - preamble.count
    bytes += list + [0x50, 0x4B, 0x05, 0x06] + two(0) + two(0)
    bytes += two(entries.count) + two(entries.count) + four(list.count) + four(listStart)
    return bytes + two(0)
  }

  private func two(_ number: Int) -> [UInt8] {
    [UInt8(number & 0xFF), UInt8(number >> 8 & 0xFF)]
  }

  private func four(_ number: Int) -> [UInt8] { two(number) + two(number >> 16) }
}

/// Numbers of several bytes, the lowest first, as ZIP archives and old Office files write them.
extension RandomAccessCollection<UInt8> where Index == Int {
  func uint16(at offset: Int) -> Int {
    let at = startIndex + offset
    return Int(self[at]) | Int(self[at + 1]) << 8
  }

  func uint32(at offset: Int) -> Int { uint16(at: offset) | uint16(at: offset + 2) << 16 }

  /// nil for numbers too large for an `Int`.
  func uint64(at offset: Int) -> Int? {
    let high = uint32(at: offset + 4)
    return high < 1 << 31 ? high << 32 | uint32(at: offset) : nil
  }
}

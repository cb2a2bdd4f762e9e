/// The hash function SHA-256 (FIPS 180-4), fed piece by piece.
///
/// A copy can be finished while the original goes on, so that the hashes of several prefixes of a
/// file come from one reading. The hash of "abc" begins with `ba7816bf`.
public struct SHA256: Sendable {
  private var state: [UInt32] = [
    0x6a09_e667, 0xbb67_ae85, 0x3c6e_f372, 0xa54f_f53a, 0x510e_527f, 0x9b05_688c, 0x1f83_d9ab,
    0x5be0_cd19,
  ]
  /// Bytes that do not fill a block yet.
  private var pending: [UInt8] = []
  private var byteCount: UInt64 = 0
  private var schedule = [UInt32](repeating: 0, count: 64)

  public init() { pending.reserveCapacity(64) }

  /// The hash of some bytes, 32 bytes long.
  public static func hash(_ bytes: [UInt8]) -> [UInt8] {
    var hasher = SHA256()
    hasher.update(bytes[...])
    return hasher.finished()
  }

  public mutating func update(_ bytes: [UInt8]) { update(bytes[...]) }

  public mutating func update(_ bytes: ArraySlice<UInt8>) {
    byteCount += UInt64(bytes.count)
    var at = bytes.startIndex
    if !pending.isEmpty {
      let taken = min(64 - pending.count, bytes.count)
      pending.append(contentsOf: bytes[at..<at + taken])
      at += taken
      if pending.count < 64 { return }
      let block = pending
      compress(block.span, 0)
      pending.removeAll(keepingCapacity: true)
    }
    let span = bytes.span
    while bytes.endIndex - at >= 64 {
      compress(span, at - bytes.startIndex)
      at += 64
    }
    pending.append(contentsOf: bytes[at...])
  }

  /// The hash of all bytes so far.
  public func finished() -> [UInt8] {
    var last = self
    let bits = byteCount &* 8
    var padding: [UInt8] = [0x80]
    while (last.pending.count + padding.count) % 64 != 56 { padding.append(0) }
    for shift in stride(from: 56, through: 0, by: -8) {
      padding.append(UInt8(truncatingIfNeeded: bits >> UInt64(shift)))
    }
    last.update(padding[...])
    return last.state.flatMap { word in
      stride(from: 24, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> UInt32($0)) }
    }
  }

  private static let constants: [UInt32] = [
    0x428a_2f98, 0x7137_4491, 0xb5c0_fbcf, 0xe9b5_dba5, 0x3956_c25b, 0x59f1_11f1, 0x923f_82a4,
    0xab1c_5ed5, 0xd807_aa98, 0x1283_5b01, 0x2431_85be, 0x550c_7dc3, 0x72be_5d74, 0x80de_b1fe,
    0x9bdc_06a7, 0xc19b_f174, 0xe49b_69c1, 0xefbe_4786, 0x0fc1_9dc6, 0x240c_a1cc, 0x2de9_2c6f,
    0x4a74_84aa, 0x5cb0_a9dc, 0x76f9_88da, 0x983e_5152, 0xa831_c66d, 0xb003_27c8, 0xbf59_7fc7,
    0xc6e0_0bf3, 0xd5a7_9147, 0x06ca_6351, 0x1429_2967, 0x27b7_0a85, 0x2e1b_2138, 0x4d2c_6dfc,
    0x5338_0d13, 0x650a_7354, 0x766a_0abb, 0x81c2_c92e, 0x9272_2c85, 0xa2bf_e8a1, 0xa81a_664b,
    0xc24b_8b70, 0xc76c_51a3, 0xd192_e819, 0xd699_0624, 0xf40e_3585, 0x106a_a070, 0x19a4_c116,
    0x1e37_6c08, 0x2748_774c, 0x34b0_bcb5, 0x391c_0cb3, 0x4ed8_aa4a, 0x5b9c_ca4f, 0x682e_6ff3,
    0x748f_82ee, 0x78a5_636f, 0x84c8_7814, 0x8cc7_0208, 0x90be_fffa, 0xa450_6ceb, 0xbef9_a3f7,
    0xc671_78f2,
  ]

  private mutating func compress(_ bytes: Span<UInt8>, _ offset: Int) {
    SHA256.compress(bytes, offset, &state, &schedule)
  }

  private static func compress(
    _ bytes: Span<UInt8>, _ offset: Int, _ state: inout [UInt32], _ schedule: inout [UInt32]
  ) {
    func turned(_ x: UInt32, _ n: UInt32) -> UInt32 { x >> n | x << (32 &- n) }
    var words = schedule.mutableSpan
    for index in 0..<16 {
      let at = offset &+ 4 &* index
      words[index] =
        UInt32(bytes[at]) << 24 | UInt32(bytes[at &+ 1]) << 16 | UInt32(bytes[at &+ 2]) << 8
        | UInt32(bytes[at &+ 3])
    }
    for index in 16..<64 {
      let (near, far) = (words[index &- 15], words[index &- 2])
      let small = turned(near, 7) ^ turned(near, 18) ^ near >> 3
      let large = turned(far, 17) ^ turned(far, 19) ^ far >> 10
      words[index] = words[index &- 16] &+ small &+ words[index &- 7] &+ large
    }
    var (a, b, c, d) = (state[0], state[1], state[2], state[3])
    var (e, f, g, h) = (state[4], state[5], state[6], state[7])
    let constants = SHA256.constants.span
    for index in 0..<64 {
      let large = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)
      let first = h &+ large &+ (e & f ^ ~e & g) &+ constants[index] &+ words[index]
      let small = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)
      let second = small &+ (a & b ^ a & c ^ b & c)
      (h, g, f, e, d, c, b, a) = (g, f, e, d &+ first, c, b, a, first &+ second)
    }
    for (index, word) in [a, b, c, d, e, f, g, h].enumerated() { state[index] &+= word }
  }
}

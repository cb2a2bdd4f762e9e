// One bit for each of 16 bytes: one instruction of every x86-64 (`pmovmskb`), which Swift has no
// operation for but the compiler's own headers do; elsewhere two multiplications. Invariant: the cast
// is between vectors of sixteen bytes, and every pattern of bits is a value of both.

#if arch(x86_64) && canImport(_Builtin_intrinsics)
  internal import _Builtin_intrinsics.intel.sse2
#endif

/// The highest bits of lanes, as a number.
enum LaneBits {
  /// A bit a lane, the first lane lowest: whether the lane is 0x80 or above, as those of a mask that
  /// are set.
  @inline(__always)
  static func high(_ lanes: SIMD16<UInt8>) -> UInt64 {
    #if arch(x86_64) && canImport(_Builtin_intrinsics)
      let bits = unsafe _mm_movemask_epi8(unsafeBitCast(lanes, to: SIMD2<Int64>.self))
      return UInt64(truncatingIfNeeded: UInt32(bitPattern: bits))
    #else
      let powers = SIMD16<UInt8>(1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128)
      let high = lanes .>= SIMD16<UInt8>(repeating: 0x80)
      let halves = unsafe unsafeBitCast(
        powers.replacing(with: SIMD16(repeating: 0), where: .!high), to: SIMD2<UInt64>.self)
      let ones: UInt64 = 0x0101_0101_0101_0101
      return ((halves[0] &* ones) >> 56) | (((halves[1] &* ones) >> 56) << 8)
    #endif
  }

  /// The same of 64 lanes.
  @inline(__always)
  static func high(
    _ v0: SIMD16<UInt8>, _ v1: SIMD16<UInt8>, _ v2: SIMD16<UInt8>, _ v3: SIMD16<UInt8>
  ) -> UInt64 {
    high(v0) | high(v1) << 16 | high(v2) << 32 | high(v3) << 48
  }
}

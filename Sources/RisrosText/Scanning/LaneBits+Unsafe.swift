// One bit for each of 16 bytes: a single instruction of every x86-64 (`pmovmskb`), which Swift has no
// operation for but the compiler's own headers do; elsewhere two multiplications, twice the time of a
// whole scan. Invariant: vectors of 16 bytes are read as two 64-bit numbers, of which any bits are
// valid. `TextScan.scanBytewise` is what both are held against.
#if arch(x86_64) && canImport(_Builtin_intrinsics.intel.sse2)
  internal import _Builtin_intrinsics.intel.sse2
#endif

/// The highest bits of 16 bytes as one number, that of the first byte lowest.
@inline(__always)
func laneBits(_ lanes: SIMD16<UInt8>) -> UInt64 {
  #if arch(x86_64) && canImport(_Builtin_intrinsics.intel.sse2)
    UInt64(
      truncatingIfNeeded: unsafe _mm_movemask_epi8(unsafeBitCast(lanes, to: SIMD2<Int64>.self)))
  #else
    let powers = SIMD16<UInt8>(1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128)
    let set = unsafe unsafeBitCast(
      unsafeBitCast(lanes, to: SIMD16<Int8>.self) .< SIMD16<Int8>(repeating: 0),
      to: SIMD16<UInt8>.self)
    let halves = unsafe unsafeBitCast(set & powers, to: SIMD2<UInt64>.self)
    let ones: UInt64 = 0x0101_0101_0101_0101
    return ((halves[0] &* ones) >> 56) | (((halves[1] &* ones) >> 56) << 8)
  #endif
}

// The calls of zlib. Invariants: the stream stays at one address from `init` to `deinit`, which zlib
// relies on, and is used under the mutex alone; zlib is given only memory inside the two arrays, as
// the preconditions check, and keeps none of it behind the call.

internal import CZlib
internal import Synchronization

/// Takes deflated bytes apart, piece by piece.
///
/// The mutex is there for the compiler: an inflater belongs to one reader, which calls it from one
/// thread at a time.
final class Inflater: Sendable {
  /// What stands around the deflated bytes.
  enum Wrapping: Sendable {
    /// Nothing, as in ZIP archives.
    case none
    /// Header and check sum of gzip, which zlib reads and checks.
    case gzip
  }

  enum State: Sendable, Equatable {
    case goesOn
    /// The last byte has come; what follows belongs to something else.
    case ended
    /// What is wrong, in zlib's words.
    case corrupt(String)
  }

  /// What one call has done.
  struct Step: Sendable {
    var consumed: Int
    var produced: Int
    var state: State
  }

  @safe private struct Stream: ~Copyable {
    let address: UnsafeMutablePointer<z_stream>

    init(windowBits: Int32) {
      unsafe address = .allocate(capacity: 1)
      unsafe address.initialize(to: z_stream())
      let code = unsafe inflateInit2_(
        address, windowBits, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
      precondition(code == Z_OK, "zlib cannot be used: code \(code)")
    }

    deinit {
      _ = unsafe inflateEnd(address)
      unsafe address.deinitialize(count: 1)
      unsafe address.deallocate()
    }
  }

  private let stream: Mutex<Stream>

  init(_ wrapping: Wrapping) {
    // Windows of the largest size; 16 more asks for gzip, a negative number for nothing around it.
    stream = Mutex(Stream(windowBits: wrapping == .gzip ? 31 : -15))
  }

  /// Begins anew, for the next member.
  func reset() {
    stream.withLock { stream in _ = unsafe inflateReset(stream.address) }
  }

  /// Inflates bytes of `source[range]` to at most `count` bytes at `target[offset...]`.
  func inflate(
    _ source: [UInt8], _ range: Range<Int>, into target: inout [UInt8], at offset: Int,
    upTo count: Int
  ) -> Step {
    precondition(range.lowerBound >= 0 && range.upperBound <= source.count)
    precondition(offset >= 0 && count > 0 && offset + count <= target.count)
    let given = min(range.count, 1 << 30)
    let room = min(count, 1 << 30)
    return stream.withLock { stream in
      unsafe source.withUnsafeBufferPointer { from in
        unsafe target.withUnsafeMutableBufferPointer { to in
          let address = unsafe stream.address
          unsafe address.pointee.next_in = UnsafeMutablePointer(
            mutating: from.baseAddress.map { unsafe $0 + range.lowerBound })
          unsafe address.pointee.avail_in = UInt32(given)
          unsafe address.pointee.next_out = to.baseAddress.map { unsafe $0 + offset }
          unsafe address.pointee.avail_out = UInt32(room)
          let code = unsafe CZlib.inflate(address, Z_NO_FLUSH)
          let state: State
          switch code {
          case Z_OK, Z_BUF_ERROR: state = .goesOn
          case Z_STREAM_END: state = .ended
          case Z_NEED_DICT: state = .corrupt("a dictionary is needed")
          default:
            let words = unsafe address.pointee.msg.map { unsafe String(cString: $0) }
            state = .corrupt(words ?? "code \(code)")
          }
          let step = unsafe Step(
            consumed: given - Int(address.pointee.avail_in),
            produced: room - Int(address.pointee.avail_out), state: state)
          unsafe address.pointee.next_in = nil
          unsafe address.pointee.next_out = nil
          return step
        }
      }
    }
  }

  /// The check sum of ZIP archives over one more piece; 0 before the first.
  static func checkSum(_ sum: UInt32, _ bytes: [UInt8], _ range: Range<Int>) -> UInt32 {
    precondition(range.lowerBound >= 0 && range.upperBound <= bytes.count)
    if range.isEmpty { return sum }
    return unsafe bytes.withUnsafeBufferPointer { buffer in
      unsafe UInt32(
        truncatingIfNeeded: crc32_z(
          UInt(sum), buffer.baseAddress! + range.lowerBound, range.count))
    }
  }
}

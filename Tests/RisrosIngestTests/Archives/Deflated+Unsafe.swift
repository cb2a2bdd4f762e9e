// Compresses for tests. Invariant: zlib is given only memory inside the two arrays, the second of
// which has room for the worst case, as zlib itself reckons it.

import CZlib

/// Compresses bytes as the files of tests need them.
enum Deflated {
  static func gzip(_ content: [UInt8]) -> [UInt8] { deflate(content, windowBits: 31) }

  static func gzip(_ text: String) -> [UInt8] { gzip(Array(text.utf8)) }

  /// Without anything around it, as in ZIP archives.
  static func bare(_ content: [UInt8]) -> [UInt8] { deflate(content, windowBits: -15) }

  private static func deflate(_ content: [UInt8], windowBits: Int32) -> [UInt8] {
    var stream = unsafe z_stream()
    let begun = unsafe deflateInit2_(
      &stream, 9, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
      Int32(MemoryLayout<z_stream>.size))
    precondition(begun == Z_OK)
    defer { _ = unsafe deflateEnd(&stream) }
    var source = content + [0]
    let bound = unsafe Int(deflateBound(&stream, UInt(content.count)))
    var target = [UInt8](repeating: 0, count: bound)
    unsafe source.withUnsafeMutableBufferPointer { from in
      unsafe target.withUnsafeMutableBufferPointer { to in
        unsafe stream.next_in = from.baseAddress
        unsafe stream.avail_in = UInt32(content.count)
        unsafe stream.next_out = to.baseAddress
        unsafe stream.avail_out = UInt32(bound)
        let code = unsafe CZlib.deflate(&stream, Z_FINISH)
        precondition(code == Z_STREAM_END)
      }
    }
    return unsafe Array(target[..<Int(stream.total_out)])
  }
}

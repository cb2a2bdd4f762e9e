// Filling a batch by block copies instead of byte by byte. Invariant: `reserveText` has made room for
// every byte written, so that no write leaves `text`.

extension CommentBatch {
  /// Appends bytes to the comment being built; the comment ends with `endComment`.
  public mutating func appendText(_ bytes: Span<UInt8>) {
    reserveText(bytes.count)
    let offset = textEnd
    unsafe bytes.withUnsafeBytes { source in
      unsafe text.withUnsafeMutableBytes { target in
        unsafe UnsafeMutableRawBufferPointer(rebasing: target[offset..<offset + source.count])
          .copyMemory(from: source)
      }
    }
    textEnd += bytes.count
  }

  /// Makes room for `count` bytes of text and lets `body` write them; it returns how many it wrote.
  public mutating func appendText(
    upTo count: Int, _ body: (UnsafeMutableRawBufferPointer) -> Int
  ) {
    reserveText(count)
    let offset = textEnd
    let written = unsafe text.withUnsafeMutableBytes { target in
      unsafe body(UnsafeMutableRawBufferPointer(rebasing: target[offset..<offset + count]))
    }
    precondition(written >= 0 && written <= count, "a writer stays within what it asked for")
    textEnd += written
  }

  /// Appends one kept field of the record being built.
  public mutating func appendField(_ bytes: Span<UInt8>) {
    unsafe bytes.withUnsafeBytes { source in
      unsafe fieldBytes.append(contentsOf: source)
    }
    fieldEnd.append(UInt32(fieldBytes.count))
  }
}

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

  /// Appends a record with its whole comment; no text was appended since the last one.
  public mutating func appendComment(_ bytes: Span<UInt8>, status newStatus: RecordStatus) {
    let count = bytes.count
    let first = textEnd
    reserveText(count)
    unsafe bytes.withUnsafeBytes { source in
      unsafe text.withUnsafeMutableBytes { target in
        unsafe UnsafeMutableRawBufferPointer(rebasing: target[first..<first + count])
          .copyMemory(from: source)
        unsafe target[first + count] = 0x0A
      }
    }
    textEnd = first + count + 1
    start.append(UInt32(first))
    end.append(UInt32(first + count))
    status.append(newStatus)
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

internal import RisrosText

/// The emoticons that the tokenizer takes for one token: ":-)", "<3".
public struct EmoticonSet: Sendable {
  @usableFromInline var table = FormTable()
  /// A bit for each ASCII byte that one begins with.
  @usableFromInline var firstBytes: (UInt64, UInt64) = (0, 0)
  /// Length in bytes of the longest one.
  public internal(set) var maximumLength = 0

  /// - Parameter emoticons: each with letters in lower case.
  public init(_ emoticons: [[UInt8]]) {
    var index = FormIndex()
    for emoticon in emoticons where !emoticon.isEmpty {
      index[WordHash.hash(of: emoticon)] = 1
      if emoticon[0] < 64 {
        firstBytes.0 |= 1 << UInt64(emoticon[0])
      } else if emoticon[0] < 128 {
        firstBytes.1 |= 1 << UInt64(emoticon[0] - 64)
      }
      maximumLength = max(maximumLength, emoticon.count)
    }
    table = FormTable(index)
  }

  /// Whether some emoticon begins with this byte.
  @inlinable public func mayBegin(_ byte: UInt8) -> Bool {
    let bits = byte < 64 ? firstBytes.0 : byte < 128 ? firstBytes.1 : 0
    return bits >> UInt64(byte & 63) & 1 != 0
  }

  /// Whether the case-folded bytes of this hash are an emoticon.
  @inlinable public func contains(_ hash: UInt64) -> Bool { table.find(hash) != 0 }
}

extension EmoticonSet {
  func write(to writer: inout ImageWriter) {
    table.write(to: &writer)
    writer.write([firstBytes.0, firstBytes.1, UInt64(maximumLength)])
  }

  init?(from reader: inout ImageReader) {
    guard let table = FormTable(from: &reader), let numbers = reader.array(of: UInt64.self),
      numbers.count == 3, numbers[2] <= 64
    else { return nil }
    self.table = table
    firstBytes = (numbers[0], numbers[1])
    maximumLength = Int(numbers[2])
  }
}

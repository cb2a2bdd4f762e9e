internal import RisrosText

/// The emoticons that the tokenizer takes for one token: ":-)", "<3".
public struct EmoticonSet: Sendable {
  private var hashes: Set<UInt64> = []
  private var firstBytes = [Bool](repeating: false, count: 256)
  private var maximumLength = 0

  public init(_ emoticons: [[UInt8]]) {
    for emoticon in emoticons where !emoticon.isEmpty {
      hashes.insert(WordHash.hash(of: emoticon))
      firstBytes[Int(emoticon[0])] = true
      maximumLength = max(maximumLength, emoticon.count)
    }
  }

  /// Length in bytes of the longest emoticon at a place of case-folded text, or 0.
  public func length(in folded: [UInt8], at start: Int, limit end: Int) -> Int {
    guard firstBytes[Int(folded[start])] else { return 0 }
    var length = min(maximumLength, end - start)
    while length >= 2 {
      if hashes.contains(WordHash.hash(folded, start..<start + length)) { return length }
      length -= 1
    }
    return 0
  }
}

extension EmoticonSet {
  func write(to writer: inout ImageWriter) {
    writer.write(hashes.sorted())
    writer.write(firstBytes.indices.filter { firstBytes[$0] }.map { UInt8($0) })
    writer.write(UInt64(maximumLength))
  }

  init?(from reader: inout ImageReader) {
    guard let hashes = reader.array(of: UInt64.self), let first = reader.array(of: UInt8.self),
      let length = reader.number(), length <= 16
    else { return nil }
    self.hashes = Set(hashes)
    for byte in first { firstBytes[Int(byte)] = true }
    maximumLength = Int(length)
  }
}

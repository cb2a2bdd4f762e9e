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

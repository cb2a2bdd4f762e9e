import Testing

@testable import RisrosText

@Suite struct SHA256Tests {
  private func hex(_ bytes: [UInt8]) -> String {
    bytes.map { String(UInt16($0) + 256, radix: 16).dropFirst() }.joined()
  }

  /// The examples of FIPS 180-4 and NIST's test vectors.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
    ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
    ),
    (
      String(repeating: "a", count: 10_000),
      "27dd1f61b867b6a0f6e9d8a41c43231de52107e53ae424de8f847b821db4b711"
    ),
  ])
  func `known hashes`(_ text: String, _ hash: String) {
    #expect(hex(SHA256.hash(Array(text.utf8))) == hash)
  }

  @Test func `pieces of any length give the hash of the whole`() {
    let bytes = (0..<400).map { UInt8(truncatingIfNeeded: $0 * 31) }
    for length in [1, 7, 63, 64, 65, 128, 399] {
      var hasher = SHA256()
      var prefix: [UInt8] = []
      for start in stride(from: 0, to: bytes.count, by: length) {
        let piece = bytes[start..<min(start + length, bytes.count)]
        hasher.update(piece)
        prefix += piece
        // Asking for the hash in between changes nothing.
        #expect(hasher.finished() == SHA256.hash(prefix))
      }
      #expect(hasher.finished() == SHA256.hash(bytes))
    }
  }
}

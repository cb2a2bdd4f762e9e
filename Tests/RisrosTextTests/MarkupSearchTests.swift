import RisrosText
import Testing

@Suite struct MarkupSearchTests {
  @Test func `finds what the search byte by byte finds, wherever it stands`() {
    let slack = [UInt8](repeating: 0x0A, count: ByteSearch.slack)
    for count in 0...70 {
      for wanted in [0x3C, 0x26, 0x0A, 0x3D, 0x27] as [UInt8] {
        for place in 0..<max(count, 1) {
          var bytes = slack + [UInt8](repeating: 0x61, count: count) + slack
          if count > 0 { bytes[slack.count + place] = wanted }
          let range = slack.count..<slack.count + count
          #expect(
            MarkupSearch.search(bytes, range) == MarkupSearch.searchBytewise(bytes, range),
            "\(wanted) at \(place) of \(count)")
        }
      }
    }
  }
}

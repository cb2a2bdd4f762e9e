import RisrosProgramSupport
import Testing

/// The command from outside. `RISROS_RECORD=1 swift test --filter Golden` records anew; read the
/// diff then.
@Suite struct GoldenTests {
  @Test(arguments: GoldenCase.all)
  func `a command gives what was recorded`(_ golden: GoldenCase) throws {
    let actual = try golden.run()
    for file in GoldenCase.expectations {
      if GoldenCase.isRecording {
        try golden.record(file, actual[file]!)
        continue
      }
      let expected = try golden.read(file)
      let difference = LineDiff.render(expected: expected, actual: actual[file]!)
      if difference.isEmpty { continue }
      Issue.record(
        """
        \(golden.name): \(file) is not what was recorded (- recorded, + now)
        $ \(try golden.read("cmd"))\(difference)
        """)
    }
  }

  @Test func `cases are named by area and number`() {
    for golden in GoldenCase.all {
      #expect(
        GoldenCase.areas.contains(String(golden.area)) && golden.number != nil, "\(golden.name)")
    }
    for area in GoldenCase.areas {
      let numbers = GoldenCase.all.filter { $0.area == area }.compactMap(\.number)
      #expect(numbers == Array(1...max(1, numbers.count)), "\(area) has a gap or a number twice")
    }
  }
}

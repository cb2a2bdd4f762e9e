import RisrosScores
import Testing

@testable import RisrosHistory

@Suite struct NetChangeTests {
  static func cell(_ positive: Int, _ negative: Int, _ neutral: Int) -> ScoreCell {
    var cell = ScoreCell()
    cell.positive = positive
    cell.negative = negative
    cell.neutral = neutral
    return cell
  }

  @Test func `the difference of two net scores has an interval`() throws {
    let change = try #require(
      NetChange(from: NetChangeTests.cell(40, 40, 20), to: NetChangeTests.cell(60, 20, 20)))
    #expect(change.difference == 40)
    #expect((change.interval.low - 15.65).magnitude < 0.1)
    #expect((change.interval.high - 62.02).magnitude < 0.1)
    #expect(change.p > 0.0001 && change.p < 0.002)
  }

  @Test func `nothing is compared with nothing`() {
    #expect(NetChange(from: NetChangeTests.cell(0, 0, 0), to: NetChangeTests.cell(9, 0, 0)) == nil)
    #expect(NetChange(from: NetChangeTests.cell(9, 0, 0), to: NetChangeTests.cell(0, 0, 0)) == nil)
  }

  @Test func `a handful that all agree is no certainty`() throws {
    let change = try #require(
      NetChange(from: NetChangeTests.cell(3, 0, 0), to: NetChangeTests.cell(0, 0, 3)))
    #expect(change.interval.high - change.interval.low > 100)
  }

  @Test func `few comments are never marked, and do not make it harder for others`() {
    let few = (before: NetChangeTests.cell(20, 0, 0), after: NetChangeTests.cell(0, 20, 0))
    // Reliable at 5 %, but not among two.
    let middling = (before: NetChangeTests.cell(50, 30, 20), after: NetChangeTests.cell(40, 47, 13))
    let alone = NetChange.marked([middling])
    #expect(alone[0]!.p > 0.025 && alone[0]!.p < 0.05 && alone[0]!.isReliable)
    let both = NetChange.marked([few, middling])
    #expect(!both[0]!.isReliable && both[1]!.isReliable)
    #expect(NetChange.marked([middling, (few.before, few.before), middling]).count == 3)
    let same = (before: NetChangeTests.cell(50, 30, 20), after: NetChangeTests.cell(50, 30, 20))
    #expect(NetChange.marked([middling, same])[0]!.isReliable == false, "Holm: 0.05 / 2")
  }

  /// Five drivers, nothing changes, 2 000 nights: in at most 5 % of them any is marked (with room
  /// for chance: three standard deviations are 1.5 points).
  @Test(arguments: [(30, 0.5, 0.3), (100, 0.5, 0.3), (400, 0.2, 0.1), (40, 0.9, 0.05)])
  func `where nothing changes, one night in twenty is marked at most`(
    _ n: Int, _ positive: Double, _ negative: Double
  ) {
    var state: UInt64 = 7
    func random() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 11) / Double(1 << 53)
    }
    func sample() -> ScoreCell {
      var cell = ScoreCell()
      for _ in 0..<n {
        let draw = random()
        if draw < positive {
          cell.positive += 1
        } else if draw < positive + negative {
          cell.negative += 1
        } else {
          cell.neutral += 1
        }
      }
      return cell
    }
    let nights = n > 200 ? 500 : 2000
    var marked = 0
    for _ in 0..<nights {
      let pairs = (0..<5).map { _ in (before: sample(), after: sample()) }
      if NetChange.marked(pairs).contains(where: { $0!.isReliable }) { marked += 1 }
    }
    #expect(Double(marked) / Double(nights) < 0.065, "\(marked) of \(nights)")
  }
}

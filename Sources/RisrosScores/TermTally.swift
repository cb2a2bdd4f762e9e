internal import RisrosModel
internal import RisrosText

/// How often which words gave drivers their polarity.
struct TermTally: Sendable {
  private var texts = InternTable()
  /// By term, in the order they were first met.
  private var drivers: [UInt8] = []
  private var isNegated: [Bool] = []
  /// Positive and negative mentions by term, alternating.
  private var counts: [Int] = []

  /// Counts the words behind a verdict.
  @inline(__always)
  mutating func count(_ verdict: DriverVerdict, _ batch: CommentBatch) {
    batch.forEachTerm(of: verdict) { range, isNegated, isPositive in
      let kind = UInt64(verdict.driver.index) &* 2 &+ (isNegated ? 1 : 0)
      let key = WordHash.hash(batch.folded, range) &+ kind &* 0xD6E8_FEB8_6659_FD93
      let number = texts.find(key) ?? add(key, batch, range, verdict.driver, isNegated)
      counts[2 &* number &+ (isPositive ? 0 : 1)] &+= 1
    }
  }

  @inline(never)
  private mutating func add(
    _ key: UInt64, _ batch: CommentBatch, _ range: Range<Int>, _ driver: Driver, _ isNegated: Bool
  ) -> Int {
    drivers.append(driver.index)
    self.isNegated.append(isNegated)
    counts.append(0)
    counts.append(0)
    return texts.insert(key, batch.folded[range])
  }

  /// All terms, by key.
  var terms: [ScoreTerm] {
    (0..<texts.count).map { number in
      ScoreTerm(
        key: .init(
          driver: Driver(index: drivers[number]), text: ByteText(texts.text(number)),
          isNegated: isNegated[number]),
        positive: counts[2 * number], negative: counts[2 * number + 1])
    }.sorted { $0.key < $1.key }
  }
}

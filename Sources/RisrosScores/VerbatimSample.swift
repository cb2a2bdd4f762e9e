internal import RisrosModel
internal import RisrosText

/// The few comments that are kept as examples of each driver and polarity: those of the smallest
/// rank, whatever the order in which comments come.
struct VerbatimSample: Sendable {
  /// By driver and polarity, index `4 × driver + Polarity.rawValue`; each by rank.
  private(set) var lists: [[Verbatim]]
  /// The largest rank still taken, by list.
  private var rankLimits: [UInt64]
  private let limit: Int
  private let columnCount: Int
  private let idColumn: Int?

  /// - Parameters:
  ///   - limit: examples a driver and polarity.
  ///   - schema: says where the identifier of a record is.
  init(drivers: Int, limit: Int, schema: RecordSchema) {
    self.limit = limit
    columnCount = schema.columns.count
    idColumn = schema.id
    lists = Array(repeating: [], count: 4 * drivers)
    rankLimits = Array(repeating: limit == 0 ? 0 : .max, count: 4 * drivers)
  }

  /// Keeps a comment, if its rank is among the smallest, as an example of a verdict.
  @inline(never)
  mutating func offer(_ record: Int, of batch: CommentBatch, for verdict: DriverVerdict) {
    let list = 4 * Int(verdict.driver.index) + Int(verdict.polarity.rawValue)
    let rank = VerbatimSample.rank(of: record, in: batch)
    if rank <= rankLimits[list] { keep(record, of: batch, rank, list) }
  }

  /// A hash of a comment's length, beginning and end, with the top bit set where its length makes
  /// it a poor example; equal texts have equal ranks.
  private static func rank(of record: Int, in batch: CommentBatch) -> UInt64 {
    let range = batch.textRange(of: record)
    let length = range.count
    let head = WordHash.hash(
      batch.text, range.lowerBound..<range.lowerBound &+ min(length, 16))
    let tail = WordHash.hash(
      batch.text, range.upperBound &- min(length, 16)..<range.upperBound)
    let mixed = (head ^ (tail &* 0x9E37_79B9_7F4A_7C15) &+ UInt64(length)) >> 1
    return length >= 24 && length <= 320 ? mixed : mixed | 1 << 63
  }

  private mutating func keep(
    _ record: Int, of batch: CommentBatch, _ rank: UInt64, _ list: Int
  ) {
    let text = batch.text[batch.textRange(of: record)]
    if let column = idColumn {
      let range = batch.fieldRange(record: record, column: column, columns: columnCount)
      if !range.isEmpty {
        return keep(text, batch.fieldBytes[range], batch.language[record], rank, list)
      }
    }
    // A short string, which is no allocation.
    let number = String(batch.firstRecord + record)
    keep(text, number.utf8, batch.language[record], rank, list)
  }

  private mutating func keep(
    _ text: ArraySlice<UInt8>, _ id: some Collection<UInt8>, _ language: Language, _ rank: UInt64,
    _ list: Int
  ) {
    // A text that is there already, as "God service" soon is, is passed over without a copy.
    if Verbatim.isKept(text, rank: rank, id: id, language: language, in: lists[list]) { return }
    Verbatim.insert(
      Verbatim(
        rank: rank, text: ByteText(Array(text)), id: ByteText(Array(id)), language: language),
      into: &lists[list], limit: limit)
    if lists[list].count == limit { rankLimits[list] = lists[list][limit - 1].rank }
  }
}

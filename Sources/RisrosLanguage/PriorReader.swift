public import RisrosModel
public import RisrosPipeline

/// Tells the detector what languages an input holds, for comments too short to tell by themselves:
/// "Fin service" is Danish in a Danish export.
///
/// The first records are detected here, one after the other, before any lane sees them; what is
/// expected of record n rests on records before it alone. So the answer is the same whatever the
/// number of jobs and the size of batches.
public struct PriorReader: RecordReader {
  public static let name = "prior"
  public static let summary = "Notes with each batch which languages came before."

  private var base: any RecordReader
  private let pipeline: Pipeline
  private var lane: Lane?
  private var counts = [Int](repeating: 0, count: WordLosses.count)
  /// Records counted so far.
  private var seen = 0
  private var priors: [LanguagePrior] = []

  /// After so many records it is looked at anew, the last time at the last of them.
  static let checkpoints = [50, 100, 200, 400, 800, 1600, 3200]
  /// The most that speaks against a language, in points: three nats, which a few words outweigh.
  static let mostPoints = 24

  public var schema: RecordSchema { base.schema }

  /// - Parameter pipeline: cuts into tokens and detects languages, without a prior.
  public init(_ base: any RecordReader, detecting pipeline: Pipeline) {
    self.base = base
    self.pipeline = pipeline
    lane = pipeline.makeLane()
  }

  public mutating func read(
    into batch: inout CommentBatch, targetBytes: Int
  ) throws(Diagnostic) -> Bool {
    let isMore = try base.read(into: &batch, targetBytes: targetBytes)
    if lane != nil, batch.count > 0 { try count(&batch) }
    batch.languagePriors = priors
    // Batches to come need the latest one alone.
    priors = priors.suffix(1)
    return isMore
  }

  private mutating func count(_ batch: inout CommentBatch) throws(Diagnostic) {
    try lane!.process(&batch)
    for record in 0..<batch.count {
      if PriorReader.checkpoints.contains(seen) {
        priors.append(LanguagePrior(firstRecord: seen + 1, points: PriorReader.points(counts)))
        if seen == PriorReader.checkpoints.last {
          lane = nil
          break
        }
      }
      let language = batch.language[record]
      if batch.status[record] == .comment, language != .und {
        counts[Int(language.rawValue) - 1] += 1
      }
      seen += 1
    }
    batch.removeLayers()
  }

  /// Points by how often each language was met; half a comment more for each, so that none is ruled
  /// out.
  static func points(_ counts: [Int]) -> SIMD8<Int32> {
    let most = 2 * (counts.max() ?? 0) + 1
    var points = SIMD8<Int32>(repeating: 0)
    for (place, count) in counts.enumerated() {
      let ratio = 1000 * most / (2 * count + 1)
      points[place] = Int32(ratios.prefix { $0 <= ratio }.count)
    }
    return points
  }

  /// e^(k/8) in thousandths, for k from 1 to `mostPoints`.
  private static let ratios = [
    1133, 1284, 1455, 1649, 1868, 2117, 2399, 2718, 3080, 3490, 3955, 4482, 5078, 5755, 6521, 7389,
    8373, 9488, 10751, 12182, 13805, 15643, 17725, 20086,
  ]
}

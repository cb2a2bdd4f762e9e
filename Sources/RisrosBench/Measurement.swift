/// What alternating runs of two commands gave.
struct Comparison {
  let name: String
  /// Ratio of wall times, subject to reference, pair by pair.
  let ratios: [Double]
  let subject: [ProcessCost]
  let reference: [ProcessCost]

  var median: Double { Comparison.median(ratios) }
  var subjectSeconds: Double { Comparison.median(subject.map(\.wall)) }
  var referenceSeconds: Double { Comparison.median(reference.map(\.wall)) }

  static func median(_ values: [Double]) -> Double {
    let sorted = values.sorted()
    guard !sorted.isEmpty else { return .nan }
    let middle = sorted.count / 2
    return sorted.count % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
  }

  /// Runs one after the other in turn, so that what disturbs the machine disturbs both; the first
  /// pair warms the file cache and is not counted.
  static func run(
    _ name: String, pairs: Int, _ subject: () throws -> ProcessCost,
    against reference: () throws -> ProcessCost
  ) rethrows -> Comparison {
    _ = try reference()
    _ = try subject()
    var ours: [ProcessCost] = []
    var theirs: [ProcessCost] = []
    for _ in 0..<pairs {
      theirs.append(try reference())
      ours.append(try subject())
    }
    let ratios = zip(ours, theirs).map { $0.wall / $1.wall }
    return Comparison(name: name, ratios: ratios, subject: ours, reference: theirs)
  }
}

/// A line of the result.
struct Figure {
  let group: String
  let name: String
  let median: Double
  let least: Double
  let most: Double
  let unit: String
  let note: String

  init(
    _ group: String, _ name: String, _ values: [Double], unit: String = "×", note: String = ""
  ) {
    self.group = group
    self.name = name
    median = Comparison.median(values)
    least = values.min() ?? .nan
    most = values.max() ?? .nan
    self.unit = unit
    self.note = note
  }
}

public import RisrosModel
public import RisrosPipeline

/// The sink of `analyze`: every lane sums what it sees, and the sums are merged at the end.
public struct DriverScoresSink: BatchSink {
  public let layout: ScoreLayout
  public let schema: RecordSchema
  /// The result, once `finish` has been called.
  public private(set) var scores: DriverScores

  public init(layout: ScoreLayout, schema: RecordSchema) {
    self.layout = layout
    self.schema = schema
    scores = DriverScores(layout: layout)
  }

  public func makeLaneSink() -> any LaneSink {
    DriverScoresLaneSink(accumulator: DriverScoreAccumulator(layout: layout, schema: schema))
  }

  public mutating func emit(_ batch: inout CommentBatch) throws(Diagnostic) {}

  /// - Throws: a usage diagnostic when a segment column has too many values to be one, however they
  ///   were spread over the lanes.
  public mutating func finish(_ laneSinks: [any LaneSink]) throws(Diagnostic) {
    for lane in laneSinks {
      guard let lane = lane as? DriverScoresLaneSink else {
        preconditionFailure("a sink takes back the lane sinks it made")
      }
      try scores.merge(lane.accumulator.scores())
    }
    for (axis, column) in zip(scores.segments, layout.segments)
    where axis.entries.count > DriverScoreAccumulator.maximumSegmentValues {
      throw DriverScoreAccumulator.tooManyValues(column)
    }
  }
}

private struct DriverScoresLaneSink: LaneSink {
  var accumulator: DriverScoreAccumulator

  mutating func process(_ batch: inout CommentBatch) throws(Diagnostic) {
    try accumulator.add(batch)
  }
}

internal import Foundation
internal import Risros
internal import RisrosIngest
internal import RisrosModel
internal import RisrosPipeline

/// How long each stage takes, in one thread, batch by batch as a lane runs them.
enum StageTimes {
  /// Nanoseconds a byte of input, by stage, with reading first.
  static func measure(_ input: BenchInput) throws -> [(name: String, nanoseconds: Double)] {
    let analyzer = try Analyzer()
    var reader = try openInput(InputOptions(paths: [input.path])).reader
    var workers = analyzer.pipeline.stages.map { $0.makeWorker() }
    let names = analyzer.pipeline.stages.map { type(of: $0).descriptor.name }
    var times = [Duration](repeating: .zero, count: workers.count + 1)
    let clock = ContinuousClock()
    var batch = CommentBatch()
    var ordinal = 0
    var first = 1
    while true {
      batch.reset(ordinal: ordinal, firstRecord: first)
      var before = clock.now
      guard try reader.read(into: &batch, targetBytes: Executor.defaultBatchBytes) else { break }
      var after = clock.now
      times[0] += before.duration(to: after)
      for place in workers.indices {
        before = after
        try workers[place].process(&batch)
        after = clock.now
        times[place + 1] += before.duration(to: after)
      }
      ordinal += 1
      first += batch.count
    }
    return zip(["read"] + names, times).map {
      ($0, $1 / .nanoseconds(1) / Double(input.bytes))
    }
  }
}

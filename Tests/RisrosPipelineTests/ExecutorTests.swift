import RisrosModel
import RisrosPipeline
import RisrosTestSupport
import Testing

@Suite struct ExecutorTests {
  private let comments = (0..<200).map { "Kommentar nummer \($0) er skrevet på dansk" }

  private func pipeline(_ stage: UnevenStage) throws -> Pipeline { try Pipeline([stage]) }

  @Test(arguments: [1, 2, 8])
  func `batches come out in the order they went in`(jobs: Int) throws {
    let sink = try Executor(jobs: jobs, batchBytes: 100).run(
      StringReader(comments), through: pipeline(UnevenStage(slow: [0, 3, 4, 9])),
      into: CollectingSink())
    #expect(sink.comments == comments)
    #expect(sink.ordinals == Array(0..<sink.ordinals.count))
    #expect(sink.laneTotal == comments.count && sink.isFinished)
  }

  @Test(arguments: [1, 2, 8], [1, 64, 1000, 1 << 20])
  func `results are the same for any lanes and batch size`(jobs: Int, bytes: Int) throws {
    let sink = try Executor(jobs: jobs, batchBytes: bytes).run(
      StringReader(comments), through: pipeline(UnevenStage()), into: CollectingSink())
    #expect(sink.comments == comments && sink.laneTotal == comments.count)
    var expected = 1
    var start = 0
    for (place, first) in sink.firstRecords.enumerated() {
      #expect(first == expected)
      let end = place + 1 < sink.firstRecords.count ? sink.firstRecords[place + 1] - 1 : 200
      expected += end - start
      start = end
    }
  }

  @Test(arguments: [1, 2, 8])
  func `an empty input gives an empty output`(jobs: Int) throws {
    let sink = try Executor(jobs: jobs).run(
      StringReader([]), through: pipeline(UnevenStage()), into: CollectingSink())
    #expect(sink.comments == [] && sink.isFinished)
  }

  @Test(arguments: [2, 3, 8])
  func `batches in flight are bounded while the first one is slow`(jobs: Int) throws {
    let flight = HighWater()
    var sink = CollectingSink()
    sink.onEmit = { _ in flight.down() }
    let done = try Executor(jobs: jobs, batchBytes: 1).run(
      CountingReader(count: 300) { _ in flight.up() },
      through: pipeline(UnevenStage(slow: [0, 100])), into: sink)
    #expect(done.ordinals.count == 300)
    #expect(flight.most <= 2 * jobs + 2)
  }

  @Test(arguments: [1, 2, 8])
  func `the first error in input order wins, and what came before it is emitted`(jobs: Int) throws {
    let emitted = Mutexed<[Int]>([])
    var sink = CollectingSink()
    sink.onEmit = { ordinal in emitted.change { $0.append(ordinal) } }
    // The earlier failure takes longer to show.
    let stage = UnevenStage(slow: [20], failing: [20, 21, 22, 40])
    let error = #expect(throws: Diagnostic.self) {
      try Executor(jobs: jobs, batchBytes: 1).run(
        StringReader(comments), through: pipeline(stage), into: sink)
    }
    #expect(error?.message == "batch 20 failed")
    #expect(emitted.value == Array(0..<20))
  }

  @Test(arguments: [1, 2, 8])
  func `an error of the reader comes after all it has read`(jobs: Int) throws {
    let emitted = Mutexed(0)
    var sink = CollectingSink()
    sink.onEmit = { _ in emitted.change { $0 += 1 } }
    let failure = Diagnostic("the file ends in the middle of a quote", category: .input)
    let error = #expect(throws: Diagnostic.self) {
      try Executor(jobs: jobs, batchBytes: 1).run(
        StringReader(comments, failingWith: failure), through: pipeline(UnevenStage(slow: [150])),
        into: sink)
    }
    #expect(error == failure)
    #expect(emitted.value == 200)
  }

  @Test(arguments: [1, 2, 8])
  func `an error of the sink stops the run`(jobs: Int) throws {
    var sink = CollectingSink()
    sink.failingOrdinal = 5
    let emitted = Mutexed(0)
    sink.onEmit = { _ in emitted.change { $0 += 1 } }
    let error = #expect(throws: Diagnostic.self) {
      try Executor(jobs: jobs, batchBytes: 1).run(
        CountingReader(count: 100_000), through: pipeline(UnevenStage()), into: sink)
    }
    #expect(error?.message == "disk full at batch 5")
    #expect(emitted.value == 6)
  }

  @Test(arguments: [1, 2, 8])
  func `an error at the end does not hide the one before`(jobs: Int) throws {
    var sink = CollectingSink()
    sink.failsToFinish = true
    let error = #expect(throws: Diagnostic.self) {
      try Executor(jobs: jobs, batchBytes: 1).run(
        StringReader(comments), through: pipeline(UnevenStage(failing: [7])), into: sink)
    }
    #expect(error?.message == "batch 7 failed")
    let alone = #expect(throws: Diagnostic.self) {
      try Executor(jobs: jobs).run(
        StringReader(comments), through: pipeline(UnevenStage()), into: sink)
    }
    #expect(alone?.message == "cannot finish")
  }

  @Test(arguments: [1, 2, 8])
  func `a stop ends the reading and finishes what is in hand`(jobs: Int) throws {
    let stop = Executor.StopFlag()
    var sink = CollectingSink()
    sink.onEmit = { ordinal in if ordinal == 10 { stop.stop() } }
    let done = try Executor(jobs: jobs, batchBytes: 1).run(
      CountingReader(count: 1_000_000), through: pipeline(UnevenStage()), into: sink, stop: stop)
    #expect(done.isFinished)
    #expect((11...11 + 2 * jobs + 2).contains(done.ordinals.count))
    #expect(done.ordinals == Array(0..<done.ordinals.count))
  }

  @Test func `a stop before the start reads nothing`() throws {
    let stop = Executor.StopFlag()
    stop.stop()
    for jobs in [1, 4] {
      let done = try Executor(jobs: jobs).run(
        StringReader(comments), through: pipeline(UnevenStage()), into: CollectingSink(),
        stop: stop)
      #expect(done.ordinals == [] && done.isFinished)
    }
  }
}

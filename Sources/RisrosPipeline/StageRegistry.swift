public import RisrosModel

/// The stages that can be named in a pipeline, in the order `risros stages` lists them.
public struct StageRegistry: Sendable {
  public let stages: [any Stage.Type]

  public init(_ stages: [any Stage.Type]) {
    let names = stages.map { $0.descriptor.name }
    precondition(Set(names).count == names.count, "stage names are unique")
    self.stages = stages
  }

  /// The stage of that name.
  /// - Throws: a usage diagnostic that lists the known names.
  public func stage(named name: String) throws(Diagnostic) -> any Stage.Type {
    if let found = stages.first(where: { $0.descriptor.name == name }) { return found }
    let known = stages.map { $0.descriptor.name }.joined(separator: ", ")
    throw Diagnostic(
      "there is no stage '\(name)'", category: .usage, remedy: "the stages are \(known)")
  }
}

/// A checked chain of stages.
public struct Pipeline: Sendable {
  public let stages: [any Stage]

  /// Checks that every layer read was written by an earlier stage and that none is written twice.
  /// - Throws: a usage diagnostic that names the stage and the layer.
  public init(_ stages: [any Stage]) throws(Diagnostic) {
    var written: Set<Layer> = []
    for stage in stages {
      let descriptor = type(of: stage).descriptor
      if let missing = descriptor.reads.subtracting(written).min() {
        throw Diagnostic(
          "stage \(descriptor.name) reads the layer '\(missing.rawValue)', which no stage before it"
            + " writes", category: .usage,
          remedy: "put a stage that writes '\(missing.rawValue)' before it; see risros stages")
      }
      if let again = descriptor.writes.intersection(written).min() {
        throw Diagnostic(
          "stage \(descriptor.name) writes the layer '\(again.rawValue)' a second time",
          category: .usage, remedy: "name each stage once")
      }
      written.formUnion(descriptor.writes)
    }
    self.stages = stages
  }

  /// Makes the stages of a registry, all with default options but those given.
  ///
  /// - Parameter options: by stage name.
  /// - Throws: a usage diagnostic for unknown stages or options.
  public init(
    registry: StageRegistry, context: StageContext, options: [String: [String: String]] = [:]
  ) throws(Diagnostic) {
    for name in options.keys.sorted() { _ = try registry.stage(named: name) }
    var made: [any Stage] = []
    for stage in registry.stages {
      var settings = StageOptions(options[stage.descriptor.name] ?? [:])
      made.append(try stage.init(options: &settings, context: context))
      try settings.finish(stage: stage.descriptor.name)
    }
    try self.init(made)
  }

  public func makeLane() -> Lane { Lane(workers: stages.map { $0.makeWorker() }) }
}

/// One parallel track: its own worker of each stage.
public struct Lane: Sendable {
  private var workers: [any StageWorker]

  init(workers: [any StageWorker]) { self.workers = workers }

  /// Runs the whole chain over a batch.
  public mutating func process(_ batch: inout CommentBatch) throws(Diagnostic) {
    for index in workers.indices { try workers[index].process(&batch) }
  }
}

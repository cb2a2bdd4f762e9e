public import RisrosModel
public import RisrosPipeline

extension CommentBatch {
  /// A batch of one comment that stages have gone over, each with a worker of its own.
  public init(_ comment: String, through stages: [any Stage]) throws {
    self.init([comment])
    for stage in stages {
      var worker = stage.makeWorker()
      try worker.process(&self)
    }
  }
}

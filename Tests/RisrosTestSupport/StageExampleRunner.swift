public import RisrosModel
public import RisrosPipeline

/// Runs the examples of stages' data sheets.
public struct StageExampleRunner: Sendable {
  private let rendering: LayerText

  public init(taxonomy: Taxonomy) { rendering = LayerText(taxonomy: taxonomy) }

  /// What the examples of every stage of a chain give that their data sheets do not say.
  public func findings(of chain: [any Stage]) throws(Diagnostic) -> [String] {
    var findings: [String] = []
    for end in chain.indices {
      let descriptor = type(of: chain[end]).descriptor
      for example in descriptor.examples {
        var batch = CommentBatch([example.text])
        for stage in chain[...end] {
          var worker = stage.makeWorker()
          try worker.process(&batch)
        }
        let result = rendering.text(of: descriptor, batch, comment: 0)
        if result != example.result {
          findings.append(
            "\(descriptor.name): '\(example.text)' gives '\(result)', not '\(example.result)'")
        }
      }
    }
    return findings
  }
}

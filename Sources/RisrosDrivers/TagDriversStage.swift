public import RisrosModel
public import RisrosPipeline

/// Tags the drivers a comment touches, and how it judges each.
public struct TagDriversStage: Stage {
  public static let descriptor = StageDescriptor(
    name: "tag-drivers",
    summary: "Finds the drivers a comment touches and how each is judged.",
    reads: [.tokens, .lexemes, .clauses, .sentiment],
    writes: [.mentions],
    options: [("disable-rules", "names of rules to leave out, separated by commas")],
    examples: [
      StageExample("Prisen er fin, men appen er elendig", gives: "price+ digital-"),
      StageExample("Jeg brugte appen", gives: "digital="),
    ])

  private let rules: RuleSet

  public init(options: inout StageOptions, context: StageContext) throws(Diagnostic) {
    rules = try RuleSet(
      without: options.take("disable-rules") ?? "", stage: TagDriversStage.descriptor.name)
  }

  public func makeWorker() -> any StageWorker { TagDriversWorker(rules: rules) }
}

struct TagDriversWorker: StageWorker {
  private var attribution: Attribution
  private var grouping = DriverGrouping()

  init(rules: RuleSet) { attribution = Attribution(rules: rules) }

  mutating func process(_ batch: inout CommentBatch) throws(Diagnostic) {
    // Columns are taken out of the batch, so that nothing is counted or copied in the loops.
    let clauses = batch.clauses
    let lexemes = batch.lexemes
    let readings = batch.readings
    batch.firstVerdict.append(0)
    for comment in 0..<batch.count {
      let range = batch.lexemeRange(of: comment)
      if !range.isEmpty {
        attribution.attribute(
          clauses: batch.clauseRange(of: comment), clauses.storage.span, range,
          lexemes.storage.span, readings.storage.span)
        attribution.inherit(batch.polarity[comment])
        if !attribution.drivers.isEmpty {
          grouping.group(
            attribution.drivers, lexemes.storage.span, into: &batch.mentions, &batch.verdicts)
        }
      }
      batch.firstVerdict.append(UInt32(batch.verdicts.count))
    }
  }
}

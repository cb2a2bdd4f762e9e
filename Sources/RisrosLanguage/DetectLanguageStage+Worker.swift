internal import RisrosModel
internal import RisrosPipeline

/// One lane's detector.
///
/// The losses of a comment's words are added up; the language with the smallest sum is the answer.
struct DetectLanguageWorker: StageWorker {
  private let model: LanguageModel
  private let rules: LanguageDecision
  /// Points of the prior asked for, if any.
  private let expected: SIMD8<Int32>
  private var waiting = [UInt64](repeating: 0, count: WordAdder.scratchSize)
  private var answers: [LanguageDecision.Answer] = []

  init(
    model: LanguageModel, guessesAlways: Bool, choice: LanguageSet, expected: Language? = nil
  ) {
    self.model = model
    rules = LanguageDecision(
      calibration: model.calibration, choice: choice, guessesAlways: guessesAlways)
    var points = SIMD8<Int32>(repeating: 0)
    if let expected {
      points = SIMD8(repeating: Int32(PriorReader.mostPoints))
      points[Int(expected.rawValue) - 1] = 0
    }
    self.expected = points
  }

  mutating func process(_ batch: inout CommentBatch) throws(Diagnostic) {
    answers.removeAll(keepingCapacity: true)
    answers.reserveCapacity(batch.count)
    decide(
      firstTokens: batch.firstToken.storage, tokens: batch.tokens.storage, folded: batch.folded,
      priors: batch.languagePriors, firstRecord: batch.firstRecord, count: batch.count)
    // All at once, since each addition to a column asks whether it is shared.
    append(to: &batch.language) { $0.language }
    append(to: &batch.lexiconLanguage) { $0.lexicon }
    append(to: &batch.confidence) { $0.confidence }
    append(to: &batch.plausible) { $0.plausible }
  }

  /// Answers for each comment; the arrays are a batch's, of which it holds no copy.
  private mutating func decide(
    firstTokens: [UInt32], tokens: [Token], folded: [UInt8], priors: [LanguagePrior],
    firstRecord: Int, count: Int
  ) {
    let adder = WordAdder(model: model, start: rules.start)
    // Taken out while it is written, since no two parts of a worker can be lent at once.
    var waiting: [UInt64] = []
    swap(&waiting, &self.waiting)
    defer { swap(&waiting, &self.waiting) }
    var waitingSpan = waiting.mutableSpan
    var prior = expected
    var nextPrior = 0
    for comment in 0..<count {
      while nextPrior < priors.count, priors[nextPrior].firstRecord <= firstRecord &+ comment {
        prior = priors[nextPrior].points
        nextPrior += 1
      }
      let range = Int(firstTokens[comment])..<Int(firstTokens[comment &+ 1])
      var sum = adder.sum(of: range, tokens.span, folded, &waitingSpan)
      answers.append(rules.answer(&sum, prior))
    }
  }

  @inline(__always)
  private func append<Element>(
    to column: inout Column<Element>, _ element: (LanguageDecision.Answer) -> Element
  ) {
    let first = column.count
    column.reserve(answers.count)
    var storage = column.storage.mutableSpan
    for index in answers.indices { storage[first &+ index] = element(answers[index]) }
    column.extend(to: first + answers.count)
  }
}

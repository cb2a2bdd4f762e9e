internal import RisrosLexicon
public import RisrosModel
public import RisrosPipeline

/// Finds the words and phrases that the lexicon of a comment's language knows.
public struct FindLexemesStage: Stage {
  public static let descriptor = StageDescriptor(
    name: "find-lexemes",
    summary: "Finds the words, phrases, compounds and stems the lexicon knows.",
    reads: [.tokens, .language],
    writes: [.lexemes],
    examples: [
      StageExample("Kundeserviceoplevelsen var elendig", gives: "Kundeserviceoplevelsen|elendig")
    ])

  private let library: LexiconLibrary

  public init(options: inout StageOptions, context: StageContext) throws(Diagnostic) {
    library = try context.require(LexiconLibrary.self)
  }

  public func makeWorker() -> any StageWorker { FindLexemesWorker(library: library) }
}

/// One lane's look-up.
struct FindLexemesWorker: StageWorker {
  private let library: LexiconLibrary
  private var danish = LexemeFinder()
  private var bokmaal = LexemeFinder()
  private var nynorsk = LexemeFinder()

  init(library: LexiconLibrary) { self.library = library }

  mutating func process(_ batch: inout CommentBatch) throws(Diagnostic) {
    var lexemes = batch.lexemes
    var coverages = batch.coverage
    batch.lexemes = Column(filler: lexemes.filler)
    batch.coverage = Column(filler: coverages.filler)
    let text = AnalysedText(tokens: batch.tokens.storage, written: batch.text, folded: batch.folded)
    batch.firstLexeme.append(0)
    for comment in 0..<batch.count {
      let range = batch.tokenRange(of: comment)
      // Each finder is lent its lexicon; a lexicon is a score of arrays, dear to copy.
      let coverage: UInt16 =
        switch batch.lexiconLanguage[comment] {
        case .da: danish.find(range, text, library.danish, into: &lexemes)
        case .nb: bokmaal.find(range, text, library.bokmaal, into: &lexemes)
        case .nn: nynorsk.find(range, text, library.nynorsk, into: &lexemes)
        default: 0
        }
      coverages.append(coverage)
      batch.firstLexeme.append(UInt32(truncatingIfNeeded: lexemes.count))
    }
    batch.coverage = coverages
    batch.lexemes = lexemes
  }
}

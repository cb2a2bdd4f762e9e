internal import RisrosLexicon
public import RisrosModel
public import RisrosPipeline
internal import RisrosText

/// Cuts comments into tokens: words, numbers, marks, emoji, addresses.
public struct TokenizeStage: Stage {
  public static let descriptor = StageDescriptor(
    name: "tokenize",
    summary: "Cuts comments into words, numbers, marks, emoji and addresses.",
    reads: [],
    writes: [.tokens],
    examples: [
      StageExample("Prisen er 299,-!", gives: "Prisen|er|299,-|!"),
      StageExample("Jeg fik bl.a. 1.299 kr. retur 👍🏽", gives: "Jeg|fik|bl.a.|1.299|kr.|retur|👍🏽"),
      StageExample("Skriv til hjelp@firma.no :-)", gives: "Skriv|til|hjelp@firma.no|:-)"),
    ])

  private let abbreviations: AbbreviationSet
  private let emoticons: EmoticonSet

  public init(options: inout StageOptions, context: StageContext) throws(Diagnostic) {
    let library = try context.require(LexiconLibrary.self)
    abbreviations = library.abbreviations
    emoticons = library.emoticons
  }

  public func makeWorker() -> any StageWorker {
    TokenizeWorker(abbreviations: abbreviations, emoticons: emoticons)
  }
}

/// One lane's tokenizer, with the scan it reuses.
struct TokenizeWorker: StageWorker {
  let abbreviations: AbbreviationSet
  let emoticons: EmoticonSet
  /// Whether plain tokens go the long way too, as tests and fuzzing want it.
  private let isCareful: Bool
  private var scan = TextScan()

  /// Tokens that room is made for at a time.
  private static let room = 1024

  init(abbreviations: AbbreviationSet, emoticons: EmoticonSet, isCareful: Bool = false) {
    self.abbreviations = abbreviations
    self.emoticons = emoticons
    self.isCareful = isCareful
  }

  mutating func process(_ batch: inout CommentBatch) throws(Diagnostic) {
    scan.scan(batch.text, CommentBatch.slack..<batch.textEnd, folded: &batch.folded)
    // Taken out of the batch, so that there is one reference to the storage that is appended to.
    var tokens = Column(filler: batch.tokens.filler)
    var firstToken = Column(filler: batch.firstToken.filler)
    swap(&tokens, &batch.tokens)
    swap(&firstToken, &batch.firstToken)
    ScannedText.with(batch.text, folded: batch.folded, end: batch.textEnd, scan) { text in
      var tokenizer = Tokenizer(text, abbreviations: abbreviations, emoticons: emoticons)
      firstToken.append(0)
      var comment = 0
      var position = batch.count == 0 ? 0 : batch.textRange(of: 0).lowerBound
      while comment < batch.count {
        tokens.reserve(TokenizeWorker.room)
        let before = tokens.count
        TokenWriter.append(to: &tokens) { writer in
          while writer.room >= Tokenizer.stepRoom {
            let range = batch.textRange(of: comment)
            position =
              isCareful
              ? tokenizer.tokenizeCarefully(range, from: position, into: &writer)
              : tokenizer.tokenize(range, from: position, into: &writer)
            if position < range.upperBound { continue }
            firstToken.append(UInt32(before + writer.count))
            comment += 1
            if comment == batch.count { break }
            position = batch.textRange(of: comment).lowerBound
            tokenizer.beginComment()
          }
        }
      }
    }
    swap(&tokens, &batch.tokens)
    swap(&firstToken, &batch.firstToken)
  }
}

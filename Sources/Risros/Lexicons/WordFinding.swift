public import RisrosLexicon
public import RisrosModel
internal import RisrosPipeline
internal import RisrosTokens

/// Reads words as the analysis does, in a language given beforehand.
public struct WordFinder: Sendable {
  /// A word or phrase that the lexicon knows.
  public struct Found: Sendable {
    public var text: String
    public var entry: LexiconEntry
    /// Range of its tokens.
    public var tokens: Range<Int>
  }

  /// What a text holds.
  public struct Reading: Sendable {
    public var tokens: [String]
    public var kinds: [TokenKind]
    public var found: [Found]
    /// For each token, whether nothing is known of it: no entry, no parts, no phrase around it.
    public var isUnknown: [Bool]
  }

  private let library: LexiconLibrary
  private let tokenize: any Stage
  private let findLexemes: any Stage

  /// - Throws: nothing but what making a stage may throw.
  public init(_ library: LexiconLibrary) throws(Diagnostic) {
    self.library = library
    var context = StageContext()
    context.provide(library)
    var options = StageOptions()
    tokenize = try TokenizeStage(options: &options, context: context)
    findLexemes = try FindLexemesStage(options: &options, context: context)
  }

  /// Reads texts in a language; one reading a text, in order.
  public func read(_ texts: [String], in language: Language) throws(Diagnostic) -> [Reading] {
    var batch = CommentBatch(comments: texts)
    var worker = tokenize.makeWorker()
    try worker.process(&batch)
    for _ in texts {
      batch.language.append(language)
      batch.lexiconLanguage.append(language)
      batch.confidence.append(10_000)
      batch.plausible.append(LanguageSet(language))
    }
    var finder = findLexemes.makeWorker()
    try finder.process(&batch)
    return texts.indices.map { WordFinder.reading(of: $0, in: batch, library) }
  }

  /// What the analysis of a batch knows of a comment's words.
  public static func reading(
    of comment: Int, in batch: CommentBatch, _ library: LexiconLibrary
  ) -> Reading {
    let range = batch.tokenRange(of: comment)
    let lexicon = library.lexicon(for: batch.lexiconLanguage[comment])
    func text(_ token: Token) -> String {
      String(decoding: batch.text[Int(token.start)..<Int(token.end)], as: UTF8.self)
    }
    let tokens = range.map { batch.tokens[$0] }
    var isUnknown = tokens.map { token in
      token.kind == .word && lexicon.isListed(token.hash) == false
    }
    let base = Int(batch.start[comment])
    let found = batch.lexemeRange(of: comment).map { index in
      let lexeme = batch.lexemes[index]
      let first = Int(lexeme.firstToken) - range.lowerBound
      let end = Int(lexeme.endToken) - range.lowerBound
      for token in first..<end { isUnknown[token] = false }
      let span = batch.byteRange(of: lexeme, in: comment)
      return Found(
        text: String(
          decoding: batch.text[base + span.lowerBound..<base + span.upperBound], as: UTF8.self),
        entry: lexeme.entry, tokens: first..<end)
    }
    return Reading(
      tokens: tokens.map(text), kinds: tokens.map(\.kind), found: found, isUnknown: isUnknown)
  }
}

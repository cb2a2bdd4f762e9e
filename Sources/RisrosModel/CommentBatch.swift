/// Comments that travel together through the stages, with the layers the stages add.
///
/// A struct of arrays over one arena:
///
///     text   ········Prisen er fin.⏎Appen hakker!⏎········
///            slack   ^0            ^14            slack
///     comments: start, end per comment      tokens, lexemes, clauses, mentions: flat columns
///     with `first…` per comment saying where its own begin
///
/// The text arena holds each comment's bytes (UTF-8, line breaks and all) followed by one line feed
/// that belongs to no comment, with `slack` bytes around, so that wide loads never leave it. Stages
/// never change text or the offsets of a layer written before them. Batches are recycled: `reset`
/// keeps all storage.
public struct CommentBatch: Sendable {
  /// Unused bytes before and after the text.
  @inlinable public static var slack: Int { 128 }

  /// Place of the batch in the input, from 0.
  public var ordinal = 0
  /// Number of the first record, counted from 1 over all input files.
  public var firstRecord = 1
  /// What is expected of the languages of its records, the earliest first; see `LanguagePrior`.
  public var languagePriors: [LanguagePrior] = []

  // MARK: Text

  /// The arena: slack, comments each followed by a line feed, slack.
  public var text: [UInt8] = []
  /// One past the last text byte in `text`.
  public internal(set) var textEnd = CommentBatch.slack
  /// `text` with letters in lower case, at the same offsets; written with the tokens.
  public var folded: [UInt8] = []
  /// First byte of each comment, in `text`.
  public var start = Column<UInt32>(filler: 0)
  /// One past the last byte of each comment, in `text`.
  public var end = Column<UInt32>(filler: 0)
  public var status = Column<RecordStatus>(filler: .comment)
  public var rejections: [Rejection] = []
  /// What is to be told of the input besides: lines left out, records mended.
  public var notes: [Diagnostic] = []

  // MARK: Fields

  /// The kept fields of all records, end to end; see `RecordSchema` for which they are.
  public var fieldBytes: [UInt8] = []
  /// One past the last byte of each field; `schema.columns.count` entries a record.
  public var fieldEnd = Column<UInt32>(filler: 0)

  // MARK: Layers

  /// Where the text analysed is not the text read; `replaceText` writes it.
  public private(set) var edits = TextEdits()
  /// What was taken out of the comments of this batch.
  public var cleaning = CleaningCounts()

  /// The language reported, one per comment.
  public var language = Column<Language>(filler: .und)
  /// The language whose lexicon scores the comment: `language`, or the best guess for `und`.
  public var lexiconLanguage = Column<Language>(filler: .und)
  /// Confidence in `language`, in ten-thousandths.
  public var confidence = Column<UInt16>(filler: 0)
  /// The languages in which the text is plausible.
  public var plausible = Column<LanguageSet>(filler: [])

  public var tokens = Column<Token>(
    filler: Token(hash: 0, start: 0, length: 0, kind: .word))
  /// First token of each comment, with one entry more than comments.
  public var firstToken = Column<UInt32>(filler: 0)

  public var lexemes = Column<Lexeme>(
    filler: Lexeme(entry: LexiconEntry(), firstToken: 0, tokenCount: 0))
  public var firstLexeme = Column<UInt32>(filler: 0)
  /// Share of the words that the lexicon knows, in ten-thousandths, one per comment.
  public var coverage = Column<UInt16>(filler: 0)

  public var clauses = Column<Clause>(
    filler: Clause(firstLexeme: 0, endLexeme: 0, sentence: 0, opening: []))
  public var firstClause = Column<UInt32>(filler: 0)

  /// How each lexeme is read where it stands, one per lexeme.
  public var readings = Column<Reading>(filler: Reading(clause: 0, valence: 0))
  /// What each rule did, in the order it was done; only where the pipeline is traced.
  public var effects = Column<RuleEffect>(
    filler: RuleEffect(rule: .negation, cue: 0, target: 0, before: 0, after: 0))
  /// First effect of each comment, with one entry more than comments; empty where nothing is traced.
  public var firstEffect = Column<UInt32>(filler: 0)
  /// Sentiment of each comment in ten-thousandths, -10000…10000.
  public var sentiment = Column<Int16>(filler: 0)
  public var polarity = Column<Polarity>(filler: .neutral)

  public var mentions = Column<Mention>(
    filler: Mention(aspect: .none, polarity: .neutral, valence: 0, lexeme: 0, cue: 0))
  /// One entry per driver a comment touches, by driver; mentions are grouped likewise.
  public var verdicts = Column<DriverVerdict>(
    filler: DriverVerdict(
      driver: Driver(index: 0), polarity: .neutral, sentiment: 0, aspects: 0, firstMention: 0,
      endMention: 0))
  /// First verdict of each comment, with one entry more than comments.
  public var firstVerdict = Column<UInt32>(filler: 0)

  /// What a writer made of the batch, to be written in input order.
  public var output: [UInt8] = []

  public init() {
    text = [UInt8](repeating: 0, count: 2 * CommentBatch.slack)
  }

  /// The number of records, whatever their status.
  public var count: Int { status.count }
  public var textByteCount: Int { textEnd - CommentBatch.slack }

  /// Empties the batch and keeps its storage.
  public mutating func reset(ordinal: Int, firstRecord: Int) {
    self.ordinal = ordinal
    self.firstRecord = firstRecord
    languagePriors.removeAll(keepingCapacity: true)
    textEnd = CommentBatch.slack
    edits.removeAll()
    start.removeAll()
    end.removeAll()
    status.removeAll()
    rejections.removeAll(keepingCapacity: true)
    notes.removeAll()
    fieldBytes.removeAll(keepingCapacity: true)
    fieldEnd.removeAll()
    removeLayers()
    output.removeAll(keepingCapacity: true)
  }

  /// Empties what stages wrote and keeps text and fields.
  public mutating func removeLayers() {
    restoreText()
    cleaning = CleaningCounts()
    language.removeAll()
    lexiconLanguage.removeAll()
    confidence.removeAll()
    plausible.removeAll()
    tokens.removeAll()
    firstToken.removeAll()
    lexemes.removeAll()
    firstLexeme.removeAll()
    coverage.removeAll()
    clauses.removeAll()
    firstClause.removeAll()
    readings.removeAll()
    effects.removeAll()
    firstEffect.removeAll()
    sentiment.removeAll()
    polarity.removeAll()
    mentions.removeAll()
    verdicts.removeAll()
    firstVerdict.removeAll()
  }

  // MARK: Cleaning, before any layer that counts in the text

  /// Has another text analysed in place of the one that was read, which is kept in `edits`.
  ///
  /// The comment stays where it is; what it no longer fills is line feeds that belong to none.
  ///
  /// - Parameters:
  ///   - bytes: at most as many as the comment has.
  ///   - pieces: what each stretch of `bytes` stands for.
  public mutating func replaceText(
    of comment: Int, with bytes: [UInt8], pieces: [TextEdits.Piece]
  ) {
    let range = textRange(of: comment)
    precondition(bytes.count <= range.count, "cleaning never makes a comment longer")
    edits.append(comment: comment, count: bytes.count, pieces: pieces, read: text[range])
    text.replaceSubrange(
      range, with: bytes + repeatElement(0x0A, count: range.count - bytes.count))
    end[comment] = start[comment] + UInt32(bytes.count)
  }

  /// Puts the comments back as they were read.
  private mutating func restoreText() {
    for comment in edits.comments {
      let read = edits.readBytes[edits.readRange(ofComment: comment)!]
      let first = Int(start[comment])
      text.replaceSubrange(first..<first + read.count, with: read)
      end[comment] = UInt32(first + read.count)
      status[comment] = .comment
    }
    edits.removeAll()
  }

  // MARK: Reading

  /// Byte range of a comment in `text`.
  @inlinable public func textRange(of comment: Int) -> Range<Int> {
    Int(start[comment])..<Int(end[comment])
  }

  /// A comment's text; for tests, `explain` and messages, not for the hot path.
  public func string(of comment: Int) -> String {
    String(decoding: text[textRange(of: comment)], as: UTF8.self)
  }

  /// The comment as it was read, whatever was cut from it before the analysis.
  public func readText(of comment: Int) -> ArraySlice<UInt8> {
    if let range = edits.readRange(ofComment: comment) { return edits.readBytes[range] }
    return text[textRange(of: comment)]
  }

  /// Byte range of a kept field in `fieldBytes`.
  @inlinable public func fieldRange(record: Int, column: Int, columns: Int) -> Range<Int> {
    let index = record * columns + column
    return Int(index == 0 ? 0 : fieldEnd[index - 1])..<Int(fieldEnd[index])
  }

  @inlinable public func tokenRange(of comment: Int) -> Range<Int> {
    Int(firstToken[comment])..<Int(firstToken[comment + 1])
  }
  @inlinable public func lexemeRange(of comment: Int) -> Range<Int> {
    Int(firstLexeme[comment])..<Int(firstLexeme[comment + 1])
  }
  @inlinable public func clauseRange(of comment: Int) -> Range<Int> {
    Int(firstClause[comment])..<Int(firstClause[comment + 1])
  }
  /// The effects of rules in a comment; empty where the pipeline is not traced.
  public func effectRange(of comment: Int) -> Range<Int> {
    if firstEffect.isEmpty { return 0..<0 }
    return Int(firstEffect[comment])..<Int(firstEffect[comment + 1])
  }
  @inlinable public func verdictRange(of comment: Int) -> Range<Int> {
    Int(firstVerdict[comment])..<Int(firstVerdict[comment + 1])
  }

  /// Byte range of a lexeme in its comment as read, half open, on scalar boundaries.
  public func byteRange(of lexeme: Lexeme, in comment: Int) -> Range<Int> {
    byteRange(ofTokens: Int(lexeme.firstToken)..<Int(lexeme.endToken), in: comment)
  }

  /// Byte range of a row of tokens, at least one, in their comment as read.
  public func byteRange(ofTokens range: Range<Int>, in comment: Int) -> Range<Int> {
    let base = Int(start[comment])
    let first = Int(tokens[range.lowerBound].start)
    let end = Int(tokens[range.upperBound - 1].end)
    return edits.readRange(of: first - base..<end - base, in: comment)
  }
}

public import RisrosModel
internal import RisrosText

/// A record from which tests build batches by hand, as ingest and the stages would.
public struct TestRecord {
  public struct Mention {
    /// `price.fees`.
    public var aspect: String
    public var polarity: Polarity
    /// Hundredths of a point.
    public var valence: Int16
    /// Words of the text, a phrase with blanks.
    public var word: String
    public var cue: String?
    public var isNegated = false

    public init(
      aspect: String, polarity: Polarity, valence: Int16, word: String, cue: String? = nil,
      isNegated: Bool = false
    ) {
      self.aspect = aspect
      self.polarity = polarity
      self.valence = valence
      self.word = word
      self.cue = cue
      self.isNegated = isNegated
    }
  }

  public var text = ""
  public var status = RecordStatus.comment
  public var language = Language.da
  /// nil: `language`.
  public var lexiconLanguage: Language?
  public var polarity = Polarity.neutral
  /// Ten-thousandths.
  public var sentiment: Int16 = 0
  /// In the order of the drivers.
  public var mentions: [Mention] = []
  public var fields: [String] = []
  public var confidence: UInt16 = 9800
  public var coverage: UInt16 = 3100

  public init(
    text: String = "", status: RecordStatus = .comment, language: Language = .da,
    lexiconLanguage: Language? = nil, polarity: Polarity = .neutral, sentiment: Int16 = 0,
    mentions: [Mention] = [], fields: [String] = [], confidence: UInt16 = 9800,
    coverage: UInt16 = 3100
  ) {
    self.text = text
    self.status = status
    self.language = language
    self.lexiconLanguage = lexiconLanguage
    self.polarity = polarity
    self.sentiment = sentiment
    self.mentions = mentions
    self.fields = fields
    self.confidence = confidence
    self.coverage = coverage
  }
}

public let testTaxonomy = Taxonomy(drivers: [
  .init(
    id: "price", labels: ["en": "Price", "da": "Pris", "nb": "Pris", "nn": "Pris"],
    aspects: [
      ("level", ["en": "level", "da": "niveau", "nb": "nivå", "nn": "nivå"]),
      ("fees", ["en": "fees", "da": "gebyrer", "nb": "gebyrer", "nn": "gebyr"]),
    ]),
  .init(
    id: "service", labels: ["en": "Service", "da": "Service", "nb": "Service", "nn": "Service"],
    aspects: [
      ("friendliness", ["en": "friendliness", "da": "venlighed"]),
      ("waiting", ["en": "waiting", "da": "ventetid"]),
    ]),
])

public func makeBatch(
  _ records: [TestRecord], firstRecord: Int = 1, ordinal: Int = 0
) -> CommentBatch {
  var batch = CommentBatch()
  batch.reset(ordinal: ordinal, firstRecord: firstRecord)
  for record in records {
    batch.appendText(Array(record.text.utf8).span)
    batch.endComment(status: record.status)
    for field in record.fields { batch.appendField(Array(field.utf8).span) }
  }
  batch.folded = batch.text.map { $0 >= 0x41 && $0 <= 0x5A ? $0 + 0x20 : $0 }
  for (index, record) in records.enumerated() {
    batch.language.append(record.language)
    batch.lexiconLanguage.append(record.lexiconLanguage ?? record.language)
    batch.confidence.append(record.confidence)
    batch.coverage.append(record.coverage)
    batch.polarity.append(record.polarity)
    batch.sentiment.append(record.sentiment)
    batch.firstToken.append(UInt32(batch.tokens.count))
    batch.firstLexeme.append(UInt32(batch.lexemes.count))
    batch.firstVerdict.append(UInt32(batch.verdicts.count))
    appendTokens(&batch, index)
    appendVerdicts(&batch, index, record.mentions)
  }
  batch.firstToken.append(UInt32(batch.tokens.count))
  batch.firstLexeme.append(UInt32(batch.lexemes.count))
  batch.firstVerdict.append(UInt32(batch.verdicts.count))
  return batch
}

private func appendTokens(_ batch: inout CommentBatch, _ comment: Int) {
  let range = batch.textRange(of: comment)
  var at = range.lowerBound
  while at < range.upperBound {
    let end = batch.text[at..<range.upperBound].firstIndex { $0 == 0x20 } ?? range.upperBound
    if end > at {
      batch.tokens.append(
        Token(
          hash: WordHash.hash(batch.folded, at..<end), start: UInt32(at),
          length: UInt16(end - at), kind: .word))
    }
    at = end + 1
  }
}

private func appendVerdicts(
  _ batch: inout CommentBatch, _ comment: Int, _ mentions: [TestRecord.Mention]
) {
  var driver: Driver?
  for mention in mentions {
    let aspect = testTaxonomy.aspect(named: mention.aspect)!
    if aspect.driver != driver {
      driver = aspect.driver
      batch.verdicts.append(
        DriverVerdict(
          driver: aspect.driver, polarity: mention.polarity, sentiment: 0, aspects: 0,
          firstMention: UInt32(batch.mentions.count), endMention: UInt32(batch.mentions.count)))
    }
    let reading = Reading(
      clause: 0, valence: mention.valence, rules: mention.isNegated ? .negated : [])
    let word = appendLexeme(&batch, comment, mention.word, reading)
    let cue = mention.cue.map { appendLexeme(&batch, comment, $0, reading) } ?? word
    batch.mentions.append(
      Mention(
        aspect: aspect, polarity: mention.polarity, valence: mention.valence, lexeme: word,
        cue: cue))
    let last = batch.verdicts.count - 1
    var verdict = batch.verdicts[last]
    verdict.endMention = UInt32(batch.mentions.count)
    verdict.aspects |= 1 << aspect.number
    if verdict.polarity != mention.polarity { verdict.polarity = .mixed }
    verdict.sentiment += mention.valence * 20
    batch.verdicts[last] = verdict
  }
}

private func appendLexeme(
  _ batch: inout CommentBatch, _ comment: Int, _ words: String, _ reading: Reading
) -> UInt32 {
  let count = words.split(separator: " ").count
  let wanted = Array(words.utf8)
  let first = Int(batch.firstToken[comment])
  for token in first..<batch.tokens.count where token + count <= batch.tokens.count {
    let range = Int(batch.tokens[token].start)..<Int(batch.tokens[token + count - 1].end)
    guard Array(batch.folded[range]) == wanted else { continue }
    batch.lexemes.append(
      Lexeme(entry: LexiconEntry(), firstToken: UInt32(token), tokenCount: UInt16(count)))
    batch.readings.append(reading)
    return UInt32(batch.lexemes.count - 1)
  }
  preconditionFailure("the text has no '\(words)'")
}

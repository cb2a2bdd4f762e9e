import RisrosModel
import RisrosText

/// A record from which tests build batches by hand, as ingest and the stages would.
struct TestRecord {
  struct Mention {
    /// `price.fees`.
    var aspect: String
    var polarity: Polarity
    /// Hundredths of a point.
    var valence: Int16
    /// Words of the text, a phrase with blanks.
    var word: String
    var cue: String?
    var isNegated = false
  }

  var text = ""
  var status = RecordStatus.comment
  var language = Language.da
  /// nil: `language`.
  var lexiconLanguage: Language?
  var polarity = Polarity.neutral
  /// Ten-thousandths.
  var sentiment: Int16 = 0
  /// In the order of the drivers.
  var mentions: [Mention] = []
  var fields: [String] = []
  var confidence: UInt16 = 9800
  var coverage: UInt16 = 3100
}

let testTaxonomy = Taxonomy(drivers: [
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

func makeBatch(
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

/// A small generator with a seed, so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var value = state
    value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
    value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
    return value ^ (value >> 31)
  }
}

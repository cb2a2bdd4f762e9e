internal import RisrosModel
internal import RisrosText

/// Writes what a comment's verdict rests on, as `explain` tells it:
///
///     "evidence":{"cues":[{"span":[11,14],"valence":2,"reading":-1.6,"contribution":-1.6,
///                          "rules":["negation"]}],
///                 "scopes":[{"rule":"negation","cue":[5,9],"span":[5,14],"targets":[[11,14]]}]}
///
/// Cues are the words that colour: what the lexicon says, what is left of it in its clause, what it
/// adds to the verdict, all in points. Scopes are the words each rule reaches.
enum EvidenceWriter {
  static func write(_ batch: CommentBatch, _ record: Int, into out: inout ByteWriter) {
    out.append(",\"evidence\":{\"cues\":[")
    var isFirst = true
    for lexeme in batch.lexemeRange(of: record) {
      let entry = batch.lexemes[lexeme].entry
      let reading = batch.readings[lexeme]
      if entry.valence == 0, reading.valence == 0 { continue }
      if !isFirst { out.append(0x2C) }
      isFirst = false
      out.append("{\"span\":")
      append(batch.byteRange(of: batch.lexemes[lexeme], in: record), &out)
      out.append(",\"valence\":")
      out.append(tenThousandths: Int(entry.valence) * 100)
      out.append(",\"reading\":")
      out.append(tenThousandths: Int(reading.valence) * 100)
      out.append(",\"contribution\":")
      out.append(tenThousandths: batch.contribution(of: lexeme, in: record) * 100)
      out.append(",\"rules\":[")
      for (index, effect) in batch.effects(on: lexeme, in: record).enumerated() {
        if index > 0 { out.append(0x2C) }
        out.append(jsonString: effect.rule.name)
      }
      out.append("]}")
    }
    out.append("],\"scopes\":[")
    for (index, scope) in batch.scopes(of: record).enumerated() {
      if index > 0 { out.append(0x2C) }
      out.append("{\"rule\":")
      out.append(jsonString: scope.rule.name)
      out.append(",\"cue\":")
      append(batch.byteRange(of: batch.lexemes[scope.cue], in: record), &out)
      out.append(",\"span\":")
      append(scope.span, &out)
      out.append(",\"targets\":[")
      for (place, target) in scope.targets.enumerated() {
        if place > 0 { out.append(0x2C) }
        append(batch.byteRange(of: batch.lexemes[target], in: record), &out)
      }
      out.append("]}")
    }
    out.append("]}")
  }

  private static func append(_ span: Range<Int>, _ out: inout ByteWriter) {
    out.append(pair: span.lowerBound, span.upperBound)
  }
}

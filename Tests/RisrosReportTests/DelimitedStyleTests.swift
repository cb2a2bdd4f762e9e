import RisrosModel
import RisrosText
import Testing

@testable import RisrosReport

@Suite struct DelimitedStyleTests {
  @Test(arguments: [
    ("", ""), ("Prisen er fin", "Prisen er fin"), ("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"),
    ("-2+3+cmd|' /C calc'!A0", "'-2+3+cmd|' /C calc'!A0"), ("+45 12 34 56 78", "'+45 12 34 56 78"),
    ("\t=1", "'\t=1"), ("\r=1", "\"'\r=1\""), ("-", "'-"), ("--5", "'--5"), ("-5-", "'-5-"),
    ("- dyrt; men godt", "\"'- dyrt; men godt\""), ("=\"a\"", "\"'=\"\"a\"\"\""),
    // Numbers stay numbers.
    ("-5", "-5"), ("+4512345678", "+4512345678"), ("-0,5", "-0,5"), ("-1.234,50", "-1.234,50"),
    ("+3,5 %", "+3,5 %"), ("-12%", "-12%"), ("007", "007"), ("-5,", "'-5,"), ("-,5", "'-,5"),
    ("-5 ", "\"'-5 \""), ("-5 % ", "\"'-5 % \""), ("a=1", "a=1"), ("'=1", "'=1"),
  ])
  func `what a spreadsheet would calculate is guarded, numbers are not`(
    _ field: String, _ written: String
  ) {
    var out = ByteWriter()
    out.appendField(field, .excel)
    #expect(String(decoding: out.finish(), as: UTF8.self) == written)
  }

  @Test func `other styles guard nothing`() {
    for style in [DelimitedStyle.csv, .tsv, .semicolons] {
      var out = ByteWriter()
      out.appendField("=1+1", style)
      #expect(String(decoding: out.finish(), as: UTF8.self) == "=1+1")
    }
  }

  @Test func `rows carry input columns first, and ours make way for their names`() throws {
    let schema = RecordSchema(
      columns: [.init(name: "Label"), .init(name: "=nr")], id: 1, keepsAll: true)
    var batch = CommentBatch()
    batch.reset(ordinal: 0, firstRecord: 1)
    for field in ["=a", "-7"] {
      batch.fieldBytes += Array(field.utf8)
      batch.fieldEnd.append(UInt32(batch.fieldBytes.count))
    }
    batch.endComment(status: .empty)
    let writer = CSVAnnotationWriter(
      taxonomy: Taxonomy(drivers: []), schema: schema,
      options: AnnotationOptions(keep: [0, 1], keepsFirst: true, style: .excel))
    var out = ByteWriter()
    out.append(writer.header)
    var lane = writer
    lane.write(batch, into: &out)
    let text = String(decoding: out.finish(), as: UTF8.self)
    #expect(
      text == "\u{FEFF}Label;'=nr;id;language;confidence;sentiment;risros_label;rejected\r\n"
        + "'=a;-7;-7;und;0,0000;0,0000;neutral;\r\n")
  }
}

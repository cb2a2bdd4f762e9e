import RisrosModel
import RisrosReport
import RisrosScores
import RisrosTestSupport

/// A report of 100 comments in three stores and two months, with hostile text in it.
///
/// - Parameter hostile: its comments are markup as well.
func makeReport(
  segments: Bool = true, verbatims: Int = 2, hostile: Bool = false
) throws -> Report {
  let schema = RecordSchema(
    columns: [.init(name: "id"), .init(name: "store|\u{1B}[2J"), .init(name: "date")], id: 0,
    date: 2, segments: segments ? [1] : [])
  let layout = ScoreLayout(
    taxonomy: testTaxonomy, segments: segments ? ["store|\u{1B}[2J"] : [],
    period: segments ? .month : nil, verbatims: verbatims)
  var accumulator = DriverScoreAccumulator(layout: layout, schema: schema)
  var records: [TestRecord] = []
  for index in 0..<100 {
    var record = TestRecord()
    record.language = index % 10 == 0 ? .nb : .da
    let store = index < 60 ? "Århus" : index < 97 ? "Oslo|\u{1B}[31m, \"x\"" : "Vinje"
    record.fields = ["r\(index)", store, index < 50 ? "05-03-2024" : "2024-04-01"]
    record.text = "prisen er for høj men personalet er venlig og sødt nummer \(index)"
    if hostile { record.text += " <script>alert('x')</script> & \"y\"" }
    record.polarity = index % 5 == 0 ? .positive : index % 5 == 1 ? .mixed : .negative
    record.sentiment = index % 5 == 0 ? 5000 : -2500
    if index < 40 {
      record.mentions.append(
        .init(
          aspect: index < 3 ? "price.fees" : "price.level", polarity: .negative, valence: -300,
          word: "prisen", cue: "for høj"))
    }
    if index >= 30, index < 42 {
      record.mentions.append(
        .init(
          aspect: "service.friendliness", polarity: .positive, valence: 250, word: "personalet",
          cue: "venlig", isNegated: index == 41))
    }
    records.append(record)
  }
  records.append(TestRecord(status: .empty, language: .und, fields: ["", "", ""]))
  records.append(TestRecord(text: "bra", language: .sv, fields: ["", "", ""]))
  records.append(TestRecord(status: .rejected, language: .und, fields: ["", "", ""]))
  records.append(TestRecord(status: .duplicate, language: .da, fields: ["", "", ""]))
  try accumulator.add(makeBatch(records))
  return makeReport(of: accumulator.scores())
}

func makeReport(of scores: DriverScores, _ taxonomy: Taxonomy = testTaxonomy) -> Report {
  Report(scores: scores, taxonomy: taxonomy, lexicon: "0123abcd", configuration: "ef")
}

func text(_ writer: any ReportWriter, _ report: Report, _ options: ReportOptions = .init())
  -> String
{
  String(decoding: writer.bytes(report, options: options), as: UTF8.self)
}

import RisrosModel
import Testing

@testable import RisrosIngest

@Suite struct ProfileTests {
  private func sample(_ names: String, _ rows: [[String]] = []) -> HeadSample {
    HeadSample(
      names: HeadSample.names(header: names.split(separator: ",").map(String.init)), isNamed: true,
      rows: rows, isWhole: true)
  }

  @Test(arguments: [
    ("Review Id,Review Created (UTC),Review Title,Review Content,Review Stars", "trustpilot"),
    ("reviewId,reviewer.displayName,starRating,comment,createTime", "google-reviews"),
    ("id,attributes.rating,attributes.title,attributes.body", "app-store"),
    ("Package Name,Device,Star Rating,Review Title,Review Text", "google-play"),
    ("Summation column,Id,Requester,Requester id,Subject,Created at", "zendesk"),
    ("Respondent ID,Collector ID,Start Date,End Date,IP Address", "surveymonkey"),
    ("StartDate,EndDate,Status,RecordedDate,ResponseId,Q1", "qualtrics"),
    ("lfdn,external_lfdn,tester,dispcode,v_1", "questback"),
    ("id,dato,kommentar", nil), ("Rating,Comment,Date", nil),
  ])
  func `a profile is chosen by the header`(names: String, profile: String?) {
    #expect(ExportProfile.choose(sample(names), wanted: nil)?.name == profile)
  }

  @Test func `a named profile is taken whatever the header, and none is none`() {
    let sample = sample("Review Id,Review Content,Review Stars")
    #expect(ExportProfile.choose(sample, wanted: "zendesk")?.name == "zendesk")
    #expect(ExportProfile.choose(sample, wanted: "none") == nil)
  }

  private static let ownNames: [(names: String, row: [String], profile: String?)] = [
    ("Netigate ID,Answered,Hvorfor?", ["1", "2026-05-03", "Dyrt"], "netigate"),
    (
      "Svar,Link,Hvorfor?", ["1", "https://surveys.enalyzer.com/?pid=x1", "Dyrt"],
      "enalyzer"
    ),
    ("Svar,Link,Hvorfor?", ["1", "https://www.netigate.se/a/s.aspx?s=1", ""], "netigate"),
    ("Svar,Link,Hvorfor?", ["1", "https://enalyzer.example/", "Dyrt"], "enalyzer"),
    ("Svar,Link,Hvorfor?", ["1", "https://butik.example/enalyzer", "Dyrt"], nil),
    ("Svar,Link,Hvorfor?", ["1", "", "Vi fik https://www.netigate.se/a"], nil),
    ("lfdn,dispcode,netigate", ["1", "31", "nej"], "questback"),
  ]

  @Test(arguments: ProfileTests.ownNames)
  func `products without a known header are chosen where they name themselves`(
    names: String, row: [String], profile: String?
  ) {
    #expect(ExportProfile.choose(sample(names, [row]), wanted: nil)?.name == profile)
    let other = row.map { _ in "andet" }
    let isByHeader = names.lowercased().contains("netigate")
    #expect(
      (ExportProfile.choose(sample(names, [row, other]), wanted: nil) != nil) == isByHeader)
  }

  @Test func `names and marks are in plain form and names are told apart`() {
    for profile in ExportProfile.all {
      let names =
        profile.marks.flatMap(\.self) + profile.text + profile.id + profile.date + profile.rating
        + profile.others
      for name in names { #expect(ColumnNames.plain(name) == name, "\(profile.name): \(name)") }
    }
    #expect(Set(ExportProfile.all.map(\.name)).count == ExportProfile.all.count)
  }

  private static let qualtrics = """
    StartDate,EndDate,RecordedDate,ResponseId,UserLanguage,Q1_NPS_GROUP,Q1,Q2
    Start Date,End Date,Recorded Date,Response ID,User Language,Group,Anbefale?,Hvorfor?
    "{""ImportId"":""startDate""}","{""ImportId"":""endDate""}",x,x,x,x,x,x
    2026-05-03,2026-05-03,2026-05-03,R_1,NO,Promoter,9,"Rask levering, hyggelige folk"
    2026-05-04,2026-05-04,2026-05-04,R_2,NO,Detractor,3,Appen er treg

    """

  @Test(arguments: [1, 20, 1 << 18])
  func `rows of a header are no records, whatever the batches`(targetBytes: Int) throws {
    let read = try ReadInput(
      Array(ProfileTests.qualtrics.utf8), pieceBytes: 7, targetBytes: targetBytes)
    #expect(read.texts == ["Rask levering, hyggelige folk", "Appen er treg"])
    #expect(
      read.records.map(\.fields) == [["R_1", "2026-05-03", "9"], ["R_2", "2026-05-04", "3"]])
    #expect(read.reports[0].profile == "qualtrics")
    #expect(read.reports[0].notes == ["the header has 3 rows"])
  }

  @Test func `each file drops its own header rows`() throws {
    let bytes = Array(ProfileTests.qualtrics.utf8)
    let read = try ReadInput([
      ("a.csv", MemoryBytes(bytes)), ("b.csv", MemoryBytes(bytes)),
    ])
    #expect(read.texts.count == 4)
    #expect(read.records[2].fields == ["R_1", "2026-05-03", "9"])
  }

  @Test func `an export without the further header rows loses nothing`() throws {
    let lines = ProfileTests.qualtrics.split(separator: "\n")
    let text = ([lines[0]] + lines[3...]).joined(separator: "\n")
    #expect(try ReadInput(text).texts.count == 2)
    let monkey = "Respondent ID,Collector ID,Hvorfor?\n1,2,Fordi det er godt\n3,4,Fordi ja\n"
    #expect(try ReadInput(monkey).texts.count == 2)
  }

  @Test func `a second row of names completes the first`() throws {
    let text = """
      Respondent ID,Collector ID,Hvor tilfreds er du?,,Hvad kan vi gøre bedre?
      ,,Butikken,Netbutikken,Open-Ended Response
      1,2,4,3,Kortere ventetid i telefonen
      """
    let read = try ReadInput(text)
    #expect(
      read.reports[0].columns == [
        "Respondent ID", "Collector ID", "Hvor tilfreds er du?: Butikken",
        "Hvor tilfreds er du?: Netbutikken", "Hvad kan vi gøre bedre?",
      ])
    #expect(read.texts == ["Kortere ventetid i telefonen"])
  }

  @Test func `reasons say how a column was chosen`() throws {
    let text = "Review Id,Review Content,Review Stars,dato\n1,Fin butik,4,2026-05-03\n"
    var options = InputOptions()
    options.id = "Review Id"
    let uses = try ReadInput(text, options).reports[0].uses
    #expect(uses.map(\.reason) == [.profile, .given, .name, .profile])
  }
}

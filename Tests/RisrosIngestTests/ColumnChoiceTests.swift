import RisrosModel
import Testing

@testable import RisrosIngest

@Suite struct ColumnChoiceTests {
  /// The header, a row, and the column of text, id, date and rating.
  static let headers: [(header: String, row: String, columns: [String?])] = [
    (
      "Id;Oprettet;NPS;Kommentar", "1;2024-01-01;9;God mad", ["Kommentar", "Id", "Oprettet", "NPS"]
    ),
    (
      "ordrenr;dato;stjerner;bemærkning", "1;2024-01-01;4;ok",
      ["bemærkning", "ordrenr", "dato", "stjerner"]
    ),
    (
      "Dato;Terningkast;Tilbakemelding", "1.2.2024;5;Bra",
      ["Tilbakemelding", nil, "Dato", "Terningkast"]
    ),
    (
      "tidspunkt;karakter;utdjup svaret", "1.2.2024;5;Bra",
      ["utdjup svaret", nil, "tidspunkt", "karakter"]
    ),
    (
      "Response ID;Created_At;Review_Text;Rating", "7;2024-01-01;Good;5",
      ["Review_Text", "Response ID", "Created_At", "Rating"]
    ),
    (
      "reviewId;createdAt;starRating;body", "7;2024-01-01;5;Good",
      ["body", "reviewId", "createdAt", "starRating"]
    ),
    (
      "comment_id;comment_date;comment", "7;2024-01-01;Good",
      ["comment", "comment_id", "comment_date", nil]
    ),
    ("BEMAERKNING;DATO", "God;2024-01-01", ["BEMAERKNING", nil, "DATO", nil]),
    // "Vurdering" holds stars here and words there.
    ("vurdering;omtale", "5;God mad", ["omtale", nil, nil, "vurdering"]),
    (
      "Hvorfor gav du den karakter?;Butik", "Fordi maden er god;Oslo",
      ["Hvorfor gav du den karakter?", nil, nil, nil]
    ),
    // No name fits: the longest prose.
    ("Q1;Q2;Q3", "5;Maden var rigtig god;Oslo", ["Q2", nil, nil, nil]),
    (
      "Titel;Anmeldelse;Svar", "God;Maden var god;Tak for din lange og venlige omtale",
      ["Anmeldelse", nil, nil, nil]
    ),
    // A column of numbers is no comment, whatever its name.
    ("feedback;Q2", "5;Maden var rigtig god", ["Q2", nil, nil, nil]),
  ]

  @Test(arguments: headers)
  func `columns are found by their names`(
    header: String, row: String, columns: [String?]
  ) throws {
    let input = try ReadInput("\(header)\n\(row)\n", InputOptions(hasHeader: true))
    let uses = input.reports[0].uses
    let found = [ColumnRole.text, .id, .date, .rating].map { role in
      uses.first { $0.role == role }?.name
    }
    #expect(found == columns)
  }

  @Test(arguments: [
    ("Review_Text", "review text"), ("reviewText", "review text"), ("NPS", "nps"),
    ("  Bemærkning: ", "bemaerkning"), ("BEMÆRKNING", "bemaerkning"),
    ("Uddyb gerne!", "uddyb gerne"),
    ("på", "paa"),
  ])
  func `names are compared in plain form`(name: String, plain: String) {
    #expect(ColumnNames.plain(name) == plain)
  }

  @Test(arguments: ["Kommentar", "KOMMENTAR", "3"])
  func `columns are named in any case or by number`(name: String) throws {
    let options = InputOptions(text: name, id: "1", segments: ["BUTIK"])
    let input = try ReadInput("nr;butik;kommentar\n1;Oslo;god\n", options)
    #expect(input.records == [ReadRecord(status: .comment, text: "god", fields: ["1", "Oslo"])])
    #expect(input.schema.id == 0)
    #expect(input.schema.segments == [1])
  }

  @Test(arguments: [
    (
      InputOptions(text: "komentar"),
      """
      kommentarer.csv: error: there is no column 'komentar'
        help: did you mean 'kommentar'? the columns are id, dato, kommentar
      """
    ),
    (
      InputOptions(segments: ["region"]),
      """
      kommentarer.csv: error: there is no column 'region'
        help: the columns are id, dato, kommentar
      """
    ),
    (
      InputOptions(hasHeader: false, text: "kommentar"),
      """
      kommentarer.csv: error: there is no column 'kommentar'
        help: the file has no header; use a number from 1 to 3
      """
    ),
  ])
  func `an unknown column is an error that names the nearest and all`(
    options: InputOptions, message: String
  ) {
    let error = #expect(throws: Diagnostic.self) {
      try ReadInput("id;dato;kommentar\n1;2024-01-01;god\n", options)
    }
    #expect(error?.category == .usage)
    #expect(error?.description == message)
  }

  @Test func `empty and repeated names stay apart`() throws {
    let input = try ReadInput(
      "id;navn;navn;;kommentar\n1;a;b;c;god mad\n", InputOptions(keepAll: true))
    #expect(input.reports[0].columns == ["id", "navn", "navn (2)", "column 4", "kommentar"])
    #expect(input.schema.columns.map(\.name) == input.reports[0].columns)
    #expect(input.records[0].fields == ["1", "a", "b", "c", "god mad"])
    #expect(input.schema.id == 0)
    #expect(input.schema.keepsAll)
  }

  @Test(arguments: [
    ("3,5", true), ("1.299 kr", true), ("80 %", true), ("-12", true), ("god", false), ("", false),
    ("2024-01-01", false), ("A17", false),
  ])
  func `numbers are told from words`(value: String, isNumber: Bool) {
    #expect(ValueStatistics.isNumber(value) == isNumber)
  }

  @Test(arguments: [
    ("2024-01-01", true), ("01-02-2024", true), ("1.2.2024", true), ("1/2/24 10:15", true),
    ("2024-01-01T10:15:00Z", true), ("24. dec. 2023 kl. 10.15", true), ("3. mars 2024", true),
    ("12", false), ("12,5", false), ("Uge 34 var god", false), ("1.299", false),
  ])
  func `dates are told from numbers and words`(value: String, isDate: Bool) {
    #expect(ValueStatistics.isDate(value) == isDate)
  }
}

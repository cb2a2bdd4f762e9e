import Testing

@testable import RisrosIngest

@Suite struct HeaderNotesTests {
  @Test(arguments: [
    (["id", "tekst"], []),
    (["id", "", "tekst"], ["a column has no name and is called 'column 2'"]),
    // A delimiter at the end of the line.
    (["id", "tekst", ""], []),
    (
      ["id", "Tekst", "tekst "],
      ["a name comes twice in the header; the second column is called 'tekst (2)'"]
    ),
    (
      ["", "id", " ", "id", "id"],
      [
        "2 columns have no name and are called 'column 1', 'column 3'",
        "names come more than once in the header; the later columns are called 'id (2)',"
          + " 'id (3)'",
      ]
    ),
  ])
  func `columns without a name of their own are told`(_ header: [String], _ expected: [String]) {
    let notes = HeaderNotes.notes(header: header, names: HeadSample.names(header: header))
    #expect(notes == expected)
  }

  @Test func `names are told with the report of the file`() throws {
    let input = try ReadInput("id;kommentar;id\n1;Fint;2\n")
    #expect(input.reports[0].columns == ["id", "kommentar", "id (2)"])
    #expect(input.reports[0].notes.count == 1)
  }
}

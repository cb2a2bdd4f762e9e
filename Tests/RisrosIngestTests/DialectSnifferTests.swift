import RisrosModel
import Testing

@testable import RisrosIngest

@Suite struct DialectSnifferTests {
  /// Files and what the user is told of them.
  @Test(arguments: [
    (
      "dato;butik;kanal;nps;kommentar\n01-02-2024;Aarhus;web;9;Hurtig levering, fin pris\n",
      "semicolon-separated, UTF-8, header; text = kommentar (5), date = dato (1, day first),"
        + " rating = nps (4, scale 0–10)"
    ),
    (
      "id,date,comment\n1,2024-02-01,\"Great, thanks; will return\"\n2,2024-02-02,\"Bad, slow; no\"\n",
      "comma-separated, UTF-8, header; text = comment (3), id = id (1), date = date (2)"
    ),
    (
      "id\ttilbakemelding\n1\tVeldig bra, takk\n2\tIkke bra; dyrt, tregt\n",
      "tab-separated, UTF-8, header; text = tilbakemelding (2), id = id (1)"
    ),
    (
      "nr|merknad\n1|Kjempebra, bra, bra\n2|Dårleg\n",
      "pipe-separated, UTF-8, header; text = merknad (2), id = nr (1)"
    ),
    // Decimal commas are as regular as the semicolons, but the header has none.
    (
      "butik;score;kommentar\nOslo;3,5;fint\nBergen;4,5;dyrt\n",
      "semicolon-separated, UTF-8, header; text = kommentar (3), rating = score (2, scale 1–5)"
    ),
    (
      "kommentar\nDejligt sted, god mad\nDyrt; meget dyrt\n",
      "a single column, UTF-8, header; text = kommentar (1)"
    ),
    (
      "1;Rigtig god service hos jer\n2;Alt for dyrt i forhold til andre\n",
      "semicolon-separated, UTF-8, no header; text = column 2"
    ),
    (
      "sep=;\r\nid;tekst\r\n1;ok\r\n",
      "semicolon-separated, UTF-8, header; text = tekst (2), id = id (1)"
    ),
  ])
  func `delimiter, header and columns are found and told`(text: String, report: String) throws {
    let input = try ReadInput(text, name: "export.csv")
    #expect(input.reports.map(\.rendered) == ["export.csv: " + report])
    #expect(input.diagnostics == [])
  }

  @Test(arguments: [
    ("Fint, men dyrt\nIkke godt\nHurtigt, billigt, nemt\n", "lines"),
    ("Fint, tak\nGodt, tak\nSkidt, nej\nAldrig, aldrig\n", "lines"),
    ("Maden var god\n", "lines"),
    ("Pris: 300;-\nok\n", "lines"),
    ("dato;kommentar\n01-01-2024;god\n", "csv"),
    ("1;2024-01-01;god mad\n2;2024-01-02;dårlig mad\n3;2024-01-03;dyr mad\n", "csv"),
    ("id;kommentar\n", "csv"),
    ("{\"text\":\"god\"}\n{\"text\":\"dyr\"}\n", "jsonl"),
    ("\n  {\"text\": \"god\"}\n", "jsonl"),
    ("{smiley} er ikke JSON\n", "lines"),
    ("kommentar\ngod\ndyr, meget dyr\n", "csv"),
  ])
  func `the format is told by the content`(text: String, format: String) throws {
    #expect(try ReadInput(text, name: "stdin").reports[0].format == format)
  }

  @Test(arguments: [
    ("a.csv", "Fint, men dyrt\nok\n", "csv"), ("a.tsv", "x\ty\n", "csv"),
    ("a.jsonl", "\n", "jsonl"),
    ("a.NDJSON", "\n", "jsonl"), ("a.txt", "Fint\nok\n", "lines"),
  ])
  func `what the content leaves open the name decides`(
    name: String, text: String, format: String
  ) throws {
    #expect(try ReadInput(text, name: name).reports[0].format == format)
  }

  @Test func `a delimiter that is given is not guessed`() throws {
    var options = InputOptions(delimiter: 0x2C, keepAll: true)
    options.hasHeader = false
    let input = try ReadInput("a;b,c\n1;2,3\n", name: "stdin", options)
    #expect(input.records.map(\.fields) == [["a;b", "c"], ["1;2", "3"]])
  }

  @Test(
    arguments: [
      ([["id", "tekst"], ["1", "god"]], true),
      ([["1", "god"], ["2", "dyr"]], false),
      ([["Butik", "Alder"], ["Oslo", "34"], ["Bergen", "51"]], true),
      (
        [["Oslo", "Alt var godt her"], ["Oslo", "Det hele var meget, meget dyrt og langsomt"]],
        false
      ),
      (
        [
          ["Hvad synes du om os?", "Hvor?"], ["Alt var godt", "Oslo"],
          ["Intet var godt", "Bergen"],
        ], true
      ),
      ([["2024-01-01", "Svar"], ["2024-01-02", "Intet"]], false),
    ] as [([[String]], Bool)])
  func `a header is told from data`(rows: [[String]], hasHeader: Bool) {
    #expect(HeaderGuess.hasHeader(rows) == hasHeader)
  }
}

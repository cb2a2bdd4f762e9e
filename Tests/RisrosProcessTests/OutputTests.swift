import Foundation
import RisrosProgramSupport
import Testing

/// Compressed results, what `-v` tells, languages of the locale, and the keys of annotations.
@Suite struct OutputTests {
  private let csv = "id;dato;kommentar\n1;02-01-2026;God pris\n2;03-01-2026;Elendig app\n"

  @Test(arguments: [
    ("analyze", "a.json.gz"), ("analyze", "a.html.gz"), ("annotate", "a.csv.gz"),
    ("convert", "a.jsonl.gz"),
  ])
  func `a result whose name ends in gz is compressed, and the same bytes`(
    _ command: String, _ name: String
  ) throws {
    let scratch = try Scratch()
    try scratch.write("in.csv", csv)
    let plain = String(name.dropLast(3))
    let result = try Program.shell(
      """
      "$RISROS" \(command) -q -o \(plain) in.csv && "$RISROS" \(command) -q -o \(name) in.csv &&
      "$RISROS" \(command) -q -o again.\(name) in.csv &&
      gzip -dc \(name) | cmp - \(plain) && cmp \(name) again.\(name)
      """, in: scratch.folder)
    #expect(result.exit == 0, "\(result.output)\(result.errors)")
    let names = try scratch.names()
    #expect(names.sorted() == ["again.\(name)", name, plain, "in.csv"].sorted())
  }

  @Test func `compressed rejects and results are read again`() throws {
    let scratch = try Scratch()
    try scratch.write("in.csv", csv + "3;a;b;c\n")
    let result = try Program.shell(
      """
      "$RISROS" convert -q --rejects bad.jsonl.gz -o out.jsonl.gz in.csv
      gzip -dc bad.jsonl.gz | grep -c '"row":3' && "$RISROS" analyze out.jsonl.gz
      """, in: scratch.folder)
    #expect(result.exit == 0, "\(result.errors)")
    #expect(result.output.hasPrefix("1\n") && result.output.contains("\"read\":2"))
  }

  @Test func `-v tells columns, words, lanes and time, and no comment`() throws {
    let scratch = try Scratch()
    try scratch.write("in.csv", csv)
    let usual = try Program.run(["annotate", "in.csv"], in: scratch.folder)
    let result = try Program.run(["annotate", "-v", "--jobs", "2", "in.csv"], in: scratch.folder)
    #expect(result.exit == 0 && result.stdout == usual.stdout)
    #expect(result.errors.contains("risros: in.csv: columns: id (1), dato (2), kommentar (3)\n"))
    #expect(result.errors.contains(#/risros: risros \S+, words [0-9a-f]+: \S/#))
    #expect(result.errors.contains(#/risros: 2 lanes, batches of \d+ bytes\n/#))
    #expect(result.errors.contains(#/risros: took [0-9.]+ s, \d+ records a second\n/#))
    #expect(!result.errors.contains("God pris"))
    let quiet = try Program.run(["annotate", "-v", "-q", "in.csv"], in: scratch.folder)
    #expect(quiet.errors == "")
  }

  @Test func `a sheet of what has none is told to be of no use`() throws {
    let scratch = try Scratch()
    try scratch.write("in.csv", csv)
    let result = try Program.run(["analyze", "--sheet", "Svar", "in.csv"], in: scratch.folder)
    #expect(result.exit == 0)
    #expect(
      result.errors.contains("risros: no file is a workbook, so that --sheet Svar is not heeded\n"))
  }

  @Test(arguments: [
    ("LC_ALL=da_DK.UTF-8", "Læst"), ("LC_MESSAGES=nb_NO", "Lest"), ("LANG=nn_NO.UTF-8", "Lesne"),
    ("LANG=no", "Lest"), ("LC_ALL=C LANG=da_DK", "Read"),
    ("LC_ALL= LC_MESSAGES=da LANG=nn", "Læst"),
    ("LANG=tr_TR.UTF-8", "Read"),
  ])
  func `the locale chooses the language on a terminal, and there alone`(
    _ setting: String, _ word: String
  ) throws {
    let scratch = try Scratch()
    try scratch.write("in.csv", csv)
    let line = "unset LC_ALL LC_MESSAGES LANG; export \(setting);"
    let piped = try Program.shell(
      "\(line) \"$RISROS\" analyze -q --format table in.csv | cat", in: scratch.folder)
    #expect(piped.output.hasPrefix("Read 2"))
    let shown = try Program.shell(
      """
      command -v script > /dev/null || exit 9
      \(line) script -qec '"$RISROS" analyze -q in.csv' /dev/null
      """, in: scratch.folder)
    if shown.exit == 9 { return }
    #expect(shown.output.contains("\(word) 2"), "\(shown.output)")
  }

  @Test func `annotations have the keys that the manual names`() throws {
    let manual = try String(
      contentsOf: Program.package.appendingPathComponent("Sources/Risros/Risros.docc/Filter.md"),
      encoding: .utf8)
    let table = try #require(manual.split(separator: "## The objects\n").last)
    let named = table.prefix { $0 != "#" }.matches(of: #/\n\| `(\w+)`/#).map { String($0.1) }
    let scratch = try Scratch()
    try scratch.write("in.csv", csv + "3;1;2;3\n1;02-01-2026;God pris\n")
    let result = try Program.shell(
      """
      "$RISROS" annotate -q --keep all --tokens --spans --dedupe id in.csv
      "$RISROS" annotate -q --keep roles --rating id --rating-scale 1-5 in.csv
      """, in: scratch.folder)
    var found: Set<String> = []
    for line in result.output.split(separator: "\n") {
      let object = try JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any]
      found.formUnion(try #require(object).keys)
    }
    #expect(found.sorted() == named.sorted())
    let version = try Program.run(["--version", "--json"], in: scratch.folder).output
    #expect(version.contains("\"annotation\":\"risros.annotation/1\""))
    #expect(manual.contains("risros.annotation/1"))
  }

  @Test func `a dialect is found out from as many bytes as are asked for`() throws {
    let scratch = try Scratch()
    try scratch.write("in.csv", csv)
    let usual = try Program.run(["convert", "in.csv"], in: scratch.folder)
    let result = try Program.run(["convert", "-y", "2048", "in.csv"], in: scratch.folder)
    #expect(result.exit == 0 && result.stdout == usual.stdout)
    let few = try Program.run(["convert", "-y", "5", "in.csv"], in: scratch.folder)
    #expect(few.exit == 2 && few.errors.contains("--sniff-bytes is 5"))
  }
}

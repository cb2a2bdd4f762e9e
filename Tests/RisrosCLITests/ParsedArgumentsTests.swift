import RisrosModel
import Testing

@testable import RisrosCLI

@Suite struct ParsedArgumentsTests {
  struct Line: Sendable, CustomTestStringConvertible {
    var words: [String]
    var flag: String
    var values: [String]
    var files: [String] = []
    var testDescription: String { words.joined(separator: " ") }
  }

  @Test(arguments: [
    Line(words: ["--format", "csv", "a.csv"], flag: "format", values: ["csv"], files: ["a.csv"]),
    Line(words: ["a.csv", "--format=csv"], flag: "format", values: ["csv"], files: ["a.csv"]),
    Line(words: ["-f", "csv"], flag: "format", values: ["csv"]),
    Line(words: ["-fcsv"], flag: "format", values: ["csv"]),
    Line(words: ["-d=", "x"], flag: "delimiter", values: ["="], files: ["x"]),
    Line(words: ["--delimiter=="], flag: "delimiter", values: ["="]),
    Line(words: ["--delimiter", "--"], flag: "delimiter", values: ["--"]),
    Line(words: ["--text="], flag: "text", values: [""]),
    Line(words: ["--text", "Hvorfor æ=ø?"], flag: "text", values: ["Hvorfor æ=ø?"]),
    Line(words: ["-Hq", "a"], flag: "no-header", values: [""], files: ["a"]),
    Line(words: ["-Hqd;"], flag: "delimiter", values: [";"]),
    Line(words: ["-Hqd", ";"], flag: "delimiter", values: [";"]),
    Line(words: ["--quiet", "-q"], flag: "quiet", values: ["", ""]),
    Line(words: ["--segment", "a", "--segment=b"], flag: "segment", values: ["a", "b"]),
    Line(words: ["--", "--quiet", "-"], flag: "quiet", values: [], files: ["--quiet", "-"]),
    Line(words: ["-", "b"], flag: "quiet", values: [], files: ["-", "b"]),
    Line(words: [], flag: "quiet", values: []),
  ])
  func `flags and files are told apart`(_ line: Line) throws {
    let parsed = try ParsedArguments(line.words, for: .analyze)
    #expect(parsed.all(line.flag) == line.values)
    #expect(parsed.isSet(line.flag) == !line.values.isEmpty)
    #expect(parsed.value(line.flag) == line.values.last)
    #expect(parsed.files == line.files)
  }

  struct Mistake: Sendable, CustomTestStringConvertible {
    var words: [String]
    var command = Command.analyze
    var message: String
    var testDescription: String { words.joined(separator: " ") }
  }

  @Test(arguments: [
    Mistake(
      words: ["--formt", "csv"],
      message: """
        risros: error: risros analyze has no flag '--formt'
          help: did you mean '--format'? see risros analyze --help
        """),
    Mistake(
      words: ["--zzzzzz"],
      message: """
        risros: error: risros analyze has no flag '--zzzzzz'
          help: see risros analyze --help
        """),
    Mistake(
      words: ["-Hx"],
      message: """
        risros: error: risros analyze has no flag '-x'
          help: see risros analyze --help
        """),
    Mistake(
      words: ["--by", "month"], command: .annotate,
      message: """
        risros: error: risros annotate has no flag '--by'
          help: see risros annotate --help
        """),
    Mistake(
      words: ["--text"],
      message: """
        risros: error: --text needs a value
          help: write --text COL
        """),
    Mistake(
      words: ["-Hj"],
      message: """
        risros: error: --jobs needs a value
          help: write --jobs N
        """),
    Mistake(
      words: ["--strict=no"],
      message: """
        risros: error: --strict takes no value
          help: write --strict alone
        """),
    Mistake(
      words: ["-fxml"],
      message: """
        risros: error: --format cannot be 'xml'
          help: it is one of table, csv, tsv, json, jsonl, markdown, html, prom
        """),
    Mistake(
      words: ["--text", "a", "--text=b"],
      message: """
        risros: error: --text is given twice
          help: give it once
        """),
  ])
  func `a mistake says what is wrong and how to mend it`(_ mistake: Mistake) {
    let error = #expect(throws: Diagnostic.self) {
      try ParsedArguments(mistake.words, for: mistake.command)
    }
    #expect(error?.description == mistake.message)
    #expect(error?.category.exitCode == 2)
  }

  @Test(arguments: [
    (["--no-strict"], false), (["--strict", "--no-strict"], false),
    (["--no-strict", "--strict"], true), (["--strict", "--no-strict", "-q", "--strict"], true),
  ])
  func `the last of a switch and its negation holds`(_ words: [String], _ isSet: Bool) throws {
    #expect(try ParsedArguments(words, for: .analyze).isSet("strict") == isSet)
  }

  @Test func `a flag with a value can be taken back and given anew`() throws {
    let parsed = try ParsedArguments(
      ["--text", "a", "--no-text", "--text=b", "-H", "--header", "--segment", "s", "--no-segment"],
      for: .analyze)
    #expect(parsed.all("text") == ["b"] && !parsed.isSet("no-header") && !parsed.isSet("segment"))
    #expect(parsed.negated == ["no-header", "segment"])
    let error = #expect(throws: Diagnostic.self) {
      try ParsedArguments(["--no-text=a"], for: .analyze)
    }
    #expect(error?.message == "--no-text takes no value")
  }

  @Test(arguments: ["--no-no-header", "--no-frobnicate", "--no-", "--non-strict"])
  func `what is no flag cannot be taken back`(_ word: String) {
    #expect(throws: Diagnostic.self) { try ParsedArguments([word], for: .analyze) }
  }

  @Test func `a value that is nearly one of the list is recognised`() {
    let error = #expect(throws: Diagnostic.self) {
      try ParsedArguments(["--by", "mont"], for: .analyze)
    }
    #expect(
      error?.remedy == "did you mean 'month'? it is one of day, week, month, quarter, year")
  }

  @Test(arguments: [("1", 1), ("16", 16), ("+7", 7)])
  func `a count is a whole number from 1`(_ text: String, _ number: Int) throws {
    #expect(try ParsedArguments(["--jobs", text], for: .analyze).count("jobs") == number)
  }

  @Test(arguments: ["0", "-1", "", "two", "1.5", "1 ", "99999999999999999999"])
  func `no other count is taken`(_ text: String) throws {
    let parsed = try ParsedArguments(["--jobs=\(text)"], for: .analyze)
    let error = #expect(throws: Diagnostic.self) { try parsed.count("jobs") }
    #expect(error?.message == "--jobs is '\(text)', which is no whole number above 0")
  }

  @Test func `a count that was not given is nil`() throws {
    #expect(try ParsedArguments([], for: .analyze).count("jobs") == nil)
  }

  @Test func `help is seen anywhere but behind two dashes`() throws {
    #expect(try ParsedArguments(["a", "-h"], for: .annotate).wantsShortHelp)
    #expect(try ParsedArguments(["--help", "a"], for: .annotate).wantsLongHelp)
    let behind = try ParsedArguments(["--", "-h", "--help"], for: .annotate)
    #expect(!behind.wantsShortHelp && !behind.wantsLongHelp)
  }
}

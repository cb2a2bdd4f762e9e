internal import RisrosIngest

extension Flag {
  /// Which input, and how it is to be read.
  static let inputFlags: [Flag] = [
    Flag(
      "text", value: "COL", group: .input, commands: [.analyze, .annotate, .lexicon],
      isCommon: true,
      "The column of the comments, by name or number."),
    Flag("id", value: "COL", group: .input, "The column that names a record."),
    Flag("date", value: "COL", group: .input, "The column of the date."),
    Flag("rating", value: "COL", group: .input, "The column of the rating."),
    Flag(
      "segment", value: "COL", group: .input, repeats: true, isCommon: true,
      "A column to split the scores by; may be repeated."),
    Flag(
      "input-format", value: "FORMAT", group: .input, commands: readingTables,
      choices: ["auto", "csv", "tsv", "jsonl", "json", "xlsx", "lines"],
      "auto, csv, tsv, jsonl, json, xlsx or lines."),
    Flag(
      "delimiter", "d", value: "CHAR", group: .input, commands: readingTables, isCommon: true,
      "What separates fields: ; , | or tab."),
    Flag("tabs", "t", group: .input, commands: readingTables, "Fields are separated by tabs."),
    Flag(
      "quote", value: "CHAR", group: .input, commands: readingTables,
      "What stands around fields: \", ' or another character; none."),
    Flag(
      "escape", value: "CHAR", group: .input, commands: readingTables,
      "What stands before a quote inside quotes: \\ or another; doubled."),
    Flag(
      "encoding", "e", value: "NAME", group: .input, commands: readingTables,
      "utf-8, utf-16, windows-1252, iso-8859-1, iso-8859-15, cp865, cp850, macroman."),
    Flag(
      "sheet", value: "SHEET", group: .input, commands: readingTables,
      "The sheet of a workbook, by name or number (default: the first with anything in it)."),
    Flag(
      "no-header", "H", group: .input, commands: readingTables,
      "The first row is a record, not a header."),
    Flag(
      "header-rows", value: "N", group: .input, commands: readingTables,
      "The header has N rows; their cells are put together to names."),
    Flag(
      "skip-lines", value: "N", group: .input, commands: readingTables,
      "N lines stand before the table; 0: none."),
    Flag(
      "sniff-bytes", "y", value: "N", group: .input, commands: readingTables,
      "Find format and dialect out from the first N bytes (131072)."),
    Flag(
      "repair", group: .input, commands: readingTables,
      "Mend rows with stray quotes, too few or too many fields."),
    Flag(
      "profile", value: "NAME", group: .input, commands: readingTables,
      "The product the file is an export of, or none: trustpilot, google-reviews, app-store,"
        + " google-play, zendesk, surveymonkey, qualtrics, questback, netigate, enalyzer."),
    Flag(
      "locale", "L", value: "LOCALE", group: .input, commands: readingTables,
      "How dates and numbers are written: da, nb, nn, sv, de, en, en-gb, en-us."),
    Flag(
      "rating-scale", value: "SCALE", group: .input, commands: readingTables,
      "The least and the greatest rating: 0-10, 1-5, 1-6."),
    Flag(
      "dedupe", value: "BY", group: .input, commands: readingTables,
      choices: DeduplicatingReader.Key.allCases.map(\.rawValue),
      "id or text: count a comment once; takes the memory of all distinct ones."),
  ]
}

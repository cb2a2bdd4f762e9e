/// A flag of the command line. `Flag.all` is the one table that parser, help and tests read.
struct Flag: Sendable {
  enum Group: String, CaseIterable, Sendable {
    case input = "Input"
    case analysis = "Analysis"
    case output = "Output"
    case run = "Run"
  }

  /// Without the dashes: `input-format`.
  let name: String
  let short: Character?
  /// What its value is called in the help, or nil for a switch.
  let value: String?
  let summary: String
  let group: Group
  /// The commands that take it.
  let commands: Set<Command>
  /// Whether it may be given several times.
  let repeats: Bool
  /// What its value may be, where there is a list.
  let choices: [String]
  /// Whether `-h` shows it.
  let isCommon: Bool
  /// Whether it may stand in a settings file or in the environment.
  let isSetting: Bool

  init(
    _ name: String, _ short: Character? = nil, value: String? = nil, group: Group,
    commands: Set<Command> = [.analyze, .annotate], repeats: Bool = false, choices: [String] = [],
    isCommon: Bool = false, isSetting: Bool = true, _ summary: String
  ) {
    self.name = name
    self.short = short
    self.value = value
    self.group = group
    self.commands = commands
    self.repeats = repeats
    self.choices = choices
    self.isCommon = isCommon
    self.isSetting = isSetting
    self.summary = summary
  }

  /// The commands that run comments through the pipeline.
  static let analysing: Set<Command> = [.analyze, .annotate, .explain, .evaluate]
  /// The commands that read records.
  static let reading: Set<Command> = [.analyze, .annotate, .convert]

  static let all = shared + nightly

  private static let shared: [Flag] = [
    Flag(
      "text", value: "COL", group: .input, isCommon: true,
      "The column of the comments, by name or number."),
    Flag("id", value: "COL", group: .input, "The column that names a record."),
    Flag("date", value: "COL", group: .input, "The column of the date."),
    Flag("rating", value: "COL", group: .input, "The column of the rating."),
    Flag(
      "segment", value: "COL", group: .input, repeats: true, isCommon: true,
      "A column to split the scores by; may be repeated."),
    Flag(
      "input-format", value: "FORMAT", group: .input, commands: reading,
      choices: ["auto", "csv", "tsv", "jsonl", "lines"],
      "auto, csv, tsv, jsonl or lines."),
    Flag(
      "delimiter", "d", value: "CHAR", group: .input, commands: reading, isCommon: true,
      "What separates fields: ; , | or tab."),
    Flag("tabs", "t", group: .input, commands: reading, "Fields are separated by tabs."),
    Flag(
      "quote", value: "CHAR", group: .input, commands: reading,
      "What stands around fields: \", ' or another character; none."),
    Flag(
      "escape", value: "CHAR", group: .input, commands: reading,
      "What stands before a quote inside quotes: \\ or another; doubled."),
    Flag(
      "encoding", "e", value: "NAME", group: .input, commands: reading,
      "utf-8, utf-16, windows-1252, iso-8859-1, iso-8859-15, cp865, cp850, macroman."),
    Flag(
      "no-header", "H", group: .input, commands: reading,
      "The first row is a record, not a header."),
    Flag(
      "header-rows", value: "N", group: .input, commands: reading,
      "The header has N rows; their cells are put together to names."),
    Flag(
      "skip-lines", "K", value: "N", group: .input, commands: reading,
      "N lines stand before the table; 0: none."),
    Flag(
      "repair", group: .input, commands: reading,
      "Mend rows with stray quotes, too few or too many fields."),
    Flag(
      "profile", value: "NAME", group: .input, commands: reading,
      "The product the file is an export of, or none: trustpilot, google-reviews, app-store,"
        + " google-play, zendesk, surveymonkey, qualtrics, questback, netigate, enalyzer."),
    Flag(
      "locale", "L", value: "LOCALE", group: .input, commands: reading,
      "How dates and numbers are written: da, nb, nn, sv, de, en, en-gb, en-us."),
    Flag(
      "rating-scale", value: "SCALE", group: .input, commands: reading,
      "The least and the greatest rating: 0-10, 1-5, 1-6."),

    Flag(
      "lexicons", value: "DIR", group: .analysis, commands: Flag.analysing.union([.version]),
      repeats: true,
      "A folder of words of your own, laid over the built-in ones."),
    Flag(
      "disable-rule", value: "NAME", group: .analysis, commands: Flag.analysing, repeats: true,
      "Leave a rule out; risros stages lists them."),
    Flag(
      "clean", value: "WHAT", group: .analysis, commands: [.analyze, .annotate],
      "What is cut from comments before the analysis: all (default), none, or some of markup,"
        + " quotes, signatures."),
    Flag(
      "no-clean", group: .analysis, commands: [.analyze, .annotate],
      "Analyse comments as they were read: --clean none."),
    Flag(
      "best-guess", group: .analysis, commands: Flag.analysing,
      "Name the likeliest language even where the text does not tell."),
    Flag(
      "by", value: "PERIOD", group: .analysis, commands: [.analyze],
      choices: ["day", "week", "month", "quarter", "year"], isCommon: true,
      "Split the scores by day, week, month, quarter or year of the date."),
    Flag(
      "fail-if", value: "EXPR", group: .output, commands: [.analyze], repeats: true,
      "Exit with 1 if it holds, as 'net.price < -20 and n.price >= 50'."),
    Flag(
      "verbatims", value: "N", group: .output, commands: [.analyze],
      "Show up to N comments behind each driver; they are personal data."),

    Flag(
      "against", value: "DIR", group: .analysis, commands: [.evaluate],
      "Other words to compare with: what flips, what is mended, what is broken."),
    Flag(
      "ablate", group: .analysis, commands: [.evaluate],
      "Leave each rule out in turn, and show what it brings."),
    Flag(
      "numbers", value: "FROM-TO", group: .input, commands: [.evaluate],
      "Only comments whose id ends in a number from FROM to TO."),

    Flag(
      "format", "f", value: "FORMAT", group: .output, commands: [.analyze],
      choices: ["table", "csv", "tsv", "json", "jsonl", "markdown"], isCommon: true,
      "table, csv, tsv, json, jsonl or markdown."),
    Flag(
      "format", "f", value: "FORMAT", group: .output, commands: [.annotate],
      choices: ["jsonl", "csv", "tsv"], isCommon: true, "jsonl, csv or tsv."),
    Flag(
      "for-excel", group: .output,
      "CSV for Danish and Norwegian Excel: ; and decimal comma, no formulas."),
    Flag(
      "format", "f", value: "FORMAT", group: .output, commands: [.explain],
      choices: ["text", "json"], "text or json."),
    Flag(
      "format", "f", value: "FORMAT", group: .output, commands: [.evaluate],
      choices: ["table", "json", "markdown"], "table, json or markdown."),
    Flag(
      "worst", value: "N", group: .output, commands: [.evaluate],
      "Show the N worst errors (default: 10)."),
    Flag(
      "show-text", group: .output, commands: [.evaluate],
      "Show the comments of errors and flips too; they are personal data."),
    Flag(
      "output", "o", value: "FILE", group: .output,
      commands: [.analyze, .annotate, .convert, .evaluate], isCommon: true, isSetting: false,
      "Write to a file, whole or not at all."),
    Flag(
      "output", "o", value: "DIR", group: .output, commands: [.languages], isSetting: false,
      "The folder to write to."),
    Flag(
      "source", value: "TEXT", group: .output, commands: [.languages], repeats: true,
      isSetting: false,
      "A line on where the text comes from, for the headers of the files."),
    Flag(
      "keep", value: "WHAT", group: .output, commands: [.annotate],
      choices: ["none", "roles", "all", "row"], isCommon: true,
      "roles: add date and rating as they are understood; all: every input column; row: the"
        + " input's columns as they were, ours behind."),
    Flag(
      "spans", group: .output, commands: [.annotate],
      "Add the words that colour, and what each rule made of them."),
    Flag("tokens", group: .output, commands: [.annotate], "Add the byte range of every token."),
    Flag(
      "lang", value: "LANG", group: .output, commands: [.analyze, .explain],
      choices: ["en", "da", "nb", "nn"], isCommon: true,
      "The language of the report: en, da, nb or nn."),
    Flag(
      "color", value: "WHEN", group: .output, commands: [.analyze],
      choices: ["auto", "always", "never"], "auto, always or never."),

    Flag(
      "jobs", "j", value: "N", group: .run, commands: reading,
      "Lanes that work at the same time (default: one a processor)."),
    Flag(
      "batch-bytes", value: "N", group: .run, commands: reading,
      "Bytes of text in a batch; changes speed and memory, never the result."),
    Flag(
      "max-field-bytes", "z", value: "N", group: .run, commands: reading,
      "Reject records with a longer field (1 MiB)."),
    Flag(
      "max-record-bytes", value: "N", group: .run, commands: reading,
      "Reject longer records (16 MiB)."),
    Flag(
      "max-columns", value: "N", group: .run, commands: reading,
      "Refuse tables with more columns (10,000)."),
    Flag(
      "rejects", value: "FILE", group: .output, commands: reading, isSetting: false,
      "Write records that cannot be read to a file, as JSON Lines with the reason."),
    Flag(
      "max-rejects", value: "LIMIT", group: .run, commands: reading,
      "Stop when more than N records cannot be read; N% of all: fail at the end."),
    Flag(
      "strict", group: .run, commands: reading,
      "Stop at the first record that cannot be read."),
    Flag(
      "flush", group: .run, commands: [.annotate, .convert],
      "Small batches: every record out as soon as it is in."),
    Flag(
      "progress", value: "WHEN", group: .run, commands: reading,
      choices: ["auto", "always", "never"],
      "auto (after a second, on a terminal), always or never."),
    Flag(
      "quiet", "q", group: .run, commands: reading, isCommon: true,
      "Say nothing on standard error but errors."),
    Flag(
      "quiet", "q", group: .run, commands: [.evaluate, .languages], isSetting: false,
      "Say nothing on standard error but errors."),
    Flag(
      "config", value: "FILE", group: .run, commands: reading.union([.config]), isSetting: false,
      "Settings from this file; --no-config: none from your own either."),
    Flag(
      "show-origin", group: .output, commands: [.config], isSetting: false,
      "Where each setting comes from."),
    Flag(
      "json", group: .output, commands: [.config, .version], isSetting: false,
      "As one JSON object."),
  ]
}

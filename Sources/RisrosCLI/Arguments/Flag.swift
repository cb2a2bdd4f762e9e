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

  /// The flags that a command takes, in the order of the table.
  static func of(_ command: Command) -> [Flag] { all.filter { $0.commands.contains(command) } }

  /// What takes the flag back: `no-strict`, and `header` for `no-header`.
  var negation: String { name.hasPrefix("no-") ? String(name.dropFirst(3)) : "no-" + name }

  /// The environment variable that stands in for the flag: `RISROS_INPUT_FORMAT`.
  ///
  /// `RISROS_LEXICONS` names the folder of the built-in lexicons and stands in for none.
  var variable: String? {
    guard isSetting, name != "lexicons" else { return nil }
    return "RISROS_" + name.uppercased().map { $0 == "-" ? "_" : $0 }
  }

  static let all: [Flag] = [
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
      "input-format", value: "FORMAT", group: .input,
      choices: ["auto", "csv", "tsv", "jsonl", "lines"],
      "auto, csv, tsv, jsonl or lines."),
    Flag(
      "delimiter", "d", value: "CHAR", group: .input, isCommon: true,
      "What separates fields: ; , | or tab."),
    Flag("tabs", "t", group: .input, "Fields are separated by tabs."),
    Flag(
      "encoding", "e", value: "NAME", group: .input,
      "utf-8, utf-16, windows-1252, iso-8859-1, iso-8859-15."),
    Flag("no-header", "H", group: .input, "The first row is a record, not a header."),

    Flag(
      "lexicons", value: "DIR", group: .analysis, commands: [.analyze, .annotate, .version],
      repeats: true,
      "A folder of words of your own, laid over the built-in ones."),
    Flag(
      "best-guess", group: .analysis,
      "Name the likeliest language even where the text does not tell."),
    Flag(
      "by", value: "PERIOD", group: .analysis, commands: [.analyze],
      choices: ["day", "week", "month", "quarter", "year"], isCommon: true,
      "Split the scores by day, week, month, quarter or year of the date."),
    Flag(
      "verbatims", value: "N", group: .output, commands: [.analyze],
      "Show up to N comments behind each driver; they are personal data."),

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
      "output", "o", value: "FILE", group: .output, isCommon: true, isSetting: false,
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
      choices: ["none", "all", "row"], isCommon: true,
      "all: carry every input column along; row: as the row it was, with ours behind."),
    Flag("tokens", group: .output, commands: [.annotate], "Add the byte range of every token."),
    Flag(
      "lang", value: "LANG", group: .output, commands: [.analyze],
      choices: ["en", "da", "nb", "nn"], isCommon: true,
      "The language of the report: en, da, nb or nn."),
    Flag(
      "color", value: "WHEN", group: .output, commands: [.analyze],
      choices: ["auto", "always", "never"], "auto, always or never."),

    Flag(
      "jobs", "j", value: "N", group: .run,
      "Lanes that work at the same time (default: one a processor)."),
    Flag(
      "batch-bytes", value: "N", group: .run,
      "Bytes of text in a batch; changes speed and memory, never the result."),
    Flag(
      "max-field-bytes", value: "N", group: .run, "Reject records with a longer field (1 MiB)."),
    Flag("max-record-bytes", value: "N", group: .run, "Reject longer records (16 MiB)."),
    Flag(
      "flush", group: .run, commands: [.annotate],
      "Small batches: every record out as soon as it is in."),
    Flag("strict", group: .run, "Stop at the first record that cannot be read."),
    Flag(
      "progress", value: "WHEN", group: .run, choices: ["auto", "always", "never"],
      "auto (after a second, on a terminal), always or never."),
    Flag(
      "quiet", "q", group: .run, isCommon: true, "Say nothing on standard error but errors."),
    Flag(
      "quiet", "q", group: .run, commands: [.languages], isSetting: false,
      "Say nothing on standard error but errors."),
    Flag(
      "config", value: "FILE", group: .run, commands: [.analyze, .annotate, .config],
      isSetting: false,
      "Settings from this file; --no-config: none from your own either."),
    Flag(
      "show-origin", group: .output, commands: [.config], isSetting: false,
      "Where each setting comes from."),
    Flag(
      "json", group: .output, commands: [.config, .version], isSetting: false,
      "As one JSON object."),
  ]
}

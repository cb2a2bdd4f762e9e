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

  init(
    _ name: String, _ short: Character? = nil, value: String? = nil, group: Group,
    commands: Set<Command> = [.analyze, .annotate], repeats: Bool = false, choices: [String] = [],
    _ summary: String
  ) {
    self.name = name
    self.short = short
    self.value = value
    self.group = group
    self.commands = commands
    self.repeats = repeats
    self.choices = choices
    self.summary = summary
  }

  static let all: [Flag] =
    [
      Flag("text", value: "COL", group: .input, "The column of the comments, by name or number."),
      Flag("id", value: "COL", group: .input, "The column that names a record."),
      Flag("date", value: "COL", group: .input, "The column of the date."),
      Flag("rating", value: "COL", group: .input, "The column of the rating."),
      Flag(
        "segment", value: "COL", group: .input, repeats: true,
        "A column to split the scores by; may be given several times."),
      Flag(
        "input-format", value: "FORMAT", group: .input,
        choices: ["auto", "csv", "tsv", "jsonl", "lines"],
        "auto, csv, tsv, jsonl or lines."),
      Flag("delimiter", "d", value: "CHAR", group: .input, "What separates fields: ; , | or tab."),
      Flag(
        "encoding", "e", value: "NAME", group: .input,
        "utf-8, utf-16, windows-1252, iso-8859-1, iso-8859-15."),
      Flag("no-header", "H", group: .input, "The first row is a record, not a header."),

      Flag(
        "lexicons", value: "DIR", group: .analysis, commands: [.analyze, .annotate, .stages],
        repeats: true,
        "A folder of words of your own, laid over the built-in ones."),
      Flag(
        "best-guess", group: .analysis,
        "Name the likeliest language even where the text does not tell."),
      Flag(
        "by", value: "PERIOD", group: .analysis, commands: [.analyze],
        choices: ["day", "week", "month", "quarter", "year"],
        "Split the scores by day, week, month, quarter or year of the date."),
      Flag(
        "fail-if", value: "EXPR", group: .output, commands: [.analyze], repeats: true,
        "Exit with 1 if it holds, as 'net.price < -20 and n.price >= 50'."),
      Flag(
        "verbatims", value: "N", group: .output, commands: [.analyze],
        "Show up to N comments behind each driver; they are personal data."),

      Flag(
        "format", "f", value: "FORMAT", group: .output,
        choices: ["table", "csv", "tsv", "json", "jsonl", "markdown"],
        "analyze: table, csv, tsv, json, jsonl, markdown; annotate: jsonl, csv, tsv."),
      Flag(
        "output", "o", value: "FILE", group: .output, commands: [.analyze, .annotate, .languages],
        "Write to a file, whole or not at all; languages: to a folder."),
      Flag(
        "source", value: "TEXT", group: .output, commands: [.languages], repeats: true,
        "A line on where the text comes from, for the headers of the files."),
      Flag(
        "keep", value: "WHAT", group: .output, commands: [.annotate], choices: ["none", "all"],
        "all: carry every input column along."),
      Flag("tokens", group: .output, commands: [.annotate], "Add the byte range of every token."),
      Flag(
        "lang", value: "LANG", group: .output, commands: [.analyze],
        choices: ["en", "da", "nb", "nn"],
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
      Flag("strict", group: .run, "Stop at the first record that cannot be read."),
      Flag(
        "quiet", "q", group: .run, commands: [.analyze, .annotate, .languages],
        "Say nothing on standard error but errors."),
    ] + nightly
}

/// What risros can be asked to do.
enum Command: String, CaseIterable, Sendable {
  case analyze, annotate, nightly, history, state, stages, languages

  var summary: String {
    switch self {
    case .analyze: "Aggregated driver scores of all comments."
    case .annotate:
      "Every comment with language, sentiment and drivers, one record out per record in."
    case .nightly: "One scheduled run: reads what is new, keeps the scores, writes reports."
    case .history: "How scores moved over time, out of what nightly runs have kept."
    case .state: "Checks, prunes or rebuilds what nightly runs have kept."
    case .stages: "The stages of the pipeline and the layers they read and write."
    case .languages: "Counts the statistics of the language detector from running text."
    }
  }

  /// Takes files, or standard input where none is named.
  var readsInput: Bool { self == .analyze || self == .annotate }

  /// Left out of the overview.
  var isHidden: Bool { self == .languages }
}

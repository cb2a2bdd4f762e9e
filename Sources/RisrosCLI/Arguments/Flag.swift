internal import RisrosIngest

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

  /// The commands that run comments through the pipeline.
  static let analysing: Set<Command> = [.analyze, .annotate, .explain, .evaluate]
  /// The commands that read records.
  static let reading: Set<Command> = [.analyze, .annotate, .convert]

  /// The commands that read comments as they are exported.
  static let readingTables: Set<Command> = [.analyze, .annotate, .convert, .lexicon]

  static let all: [Flag] = [
    Flag(
      "text", value: "COL", group: .input, commands: [.analyze, .annotate, .lexicon],
      "The column of the comments, by name or number."),
    Flag("id", value: "COL", group: .input, "The column that names a record."),
    Flag("date", value: "COL", group: .input, "The column of the date."),
    Flag("rating", value: "COL", group: .input, "The column of the rating."),
    Flag(
      "segment", value: "COL", group: .input, repeats: true,
      "A column to split the scores by; may be given several times."),
    Flag(
      "input-format", value: "FORMAT", group: .input, commands: Flag.readingTables,
      choices: ["auto", "csv", "tsv", "jsonl", "lines"],
      "auto, csv, tsv, jsonl or lines."),
    Flag(
      "delimiter", "d", value: "CHAR", group: .input, commands: Flag.readingTables,
      "What separates fields: ; , | or tab."),
    Flag(
      "quote", value: "CHAR", group: .input, commands: Flag.readingTables,
      "What stands around fields: \", ' or another character; none."),
    Flag(
      "escape", value: "CHAR", group: .input, commands: Flag.readingTables,
      "What stands before a quote inside quotes: \\ or another; doubled."),
    Flag(
      "encoding", "e", value: "NAME", group: .input, commands: Flag.readingTables,
      "utf-8, utf-16, windows-1252, iso-8859-1, iso-8859-15, cp865, cp850, macroman."),
    Flag(
      "no-header", "H", group: .input, commands: Flag.readingTables,
      "The first row is a record, not a header."),
    Flag(
      "header-rows", value: "N", group: .input, commands: Flag.readingTables,
      "The header has N rows; their cells are put together to names."),
    Flag(
      "skip-lines", value: "N", group: .input, commands: Flag.readingTables,
      "N lines stand before the table; 0: none."),
    Flag(
      "repair", group: .input, commands: Flag.readingTables,
      "Mend rows with stray quotes, too few or too many fields."),
    Flag(
      "profile", value: "NAME", group: .input, commands: Flag.readingTables,
      "The product the file is an export of, or none: trustpilot, google-reviews, app-store,"
        + " google-play, zendesk, surveymonkey, qualtrics, questback, netigate, enalyzer."),
    Flag(
      "locale", "L", value: "LOCALE", group: .input, commands: Flag.readingTables,
      "How dates and numbers are written: da, nb, nn, sv, de, en, en-gb, en-us."),
    Flag(
      "rating-scale", value: "SCALE", group: .input, commands: Flag.readingTables,
      "The least and the greatest rating: 0-10, 1-5, 1-6."),
    Flag(
      "dedupe", value: "BY", group: .input, commands: Flag.readingTables,
      choices: DeduplicatingReader.Key.allCases.map(\.rawValue),
      "id or text: count a comment once; takes the memory of all distinct ones."),

    Flag(
      "lexicons", value: "DIR", group: .analysis,
      commands: Flag.analysing.union([.stages, .lexicon]),
      repeats: true,
      "A folder of words of your own, laid over the built-in ones."),
    Flag(
      "taxonomy", value: "FILE", group: .analysis, commands: Flag.analysing.union([.lexicon]),
      "Drivers of your own: aspects, words, stems, phrases, exclusions."),
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
      choices: ["day", "week", "month", "quarter", "year"],
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
      "part", value: "NAME", group: .input, commands: [.evaluate],
      "Only comments of that part, such as tuned or measured in Corpora/gold."),
    Flag(
      "numbers", value: "FROM-TO", group: .input, commands: [.evaluate],
      "Only comments whose id ends in a number from FROM to TO."),

    Flag(
      "format", "f", value: "FORMAT", group: .output,
      choices: ["table", "csv", "tsv", "json", "jsonl", "markdown"],
      "analyze: table, csv, tsv, json, jsonl, markdown; annotate: jsonl, csv, tsv."),
    Flag(
      "format", "f", value: "FORMAT", group: .output, commands: [.explain],
      choices: ["text", "json"], "text or json."),
    Flag(
      "format", "f", value: "FORMAT", group: .output, commands: [.evaluate],
      choices: ["table", "json", "markdown"], "table, json or markdown."),
    Flag(
      "format", "f", value: "FORMAT", group: .output, commands: [.lexicon],
      choices: ["text", "json"], "text or json."),
    Flag(
      "all", group: .output, commands: [.lexicon],
      "unknown: count the 500 commonest words of the languages too."),
    Flag(
      "limit", value: "N", group: .output, commands: [.lexicon],
      "Show at most N words, phrases or findings of a kind (default: 50)."),
    Flag(
      "worst", value: "N", group: .output, commands: [.evaluate],
      "Show the N worst errors (default: 10)."),
    Flag(
      "show-text", group: .output, commands: [.evaluate],
      "Show the comments of errors and flips too; they are personal data."),
    Flag(
      "output", "o", value: "FILE", group: .output,
      commands: [.analyze, .annotate, .convert, .evaluate, .languages],
      "Write to a file, whole or not at all; languages: to a folder."),
    Flag(
      "source", value: "TEXT", group: .output, commands: [.languages], repeats: true,
      "A line on where the text comes from, for the headers of the files."),
    Flag(
      "keep", value: "WHAT", group: .output, commands: [.annotate],
      choices: ["none", "roles", "all"],
      "roles: add date and rating as they are understood; all: carry every input column along."),
    Flag(
      "spans", group: .output, commands: [.annotate],
      "Add the words that colour, and what each rule made of them."),
    Flag("tokens", group: .output, commands: [.annotate], "Add the byte range of every token."),
    Flag(
      "lang", value: "LANG", group: .output, commands: [.analyze, .explain],
      choices: ["en", "da", "nb", "nn"],
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
      "max-field-bytes", value: "N", group: .run, commands: reading,
      "Reject records with a longer field (1 MiB)."),
    Flag(
      "max-record-bytes", value: "N", group: .run, commands: reading,
      "Reject longer records (16 MiB)."),
    Flag(
      "max-columns", value: "N", group: .run, commands: reading,
      "Refuse tables with more columns (10,000)."),
    Flag(
      "rejects", value: "FILE", group: .output, commands: reading,
      "Write records that cannot be read to a file, as JSON Lines with the reason."),
    Flag(
      "max-rejects", value: "N", group: .run, commands: reading,
      "Stop when more than N records cannot be read; N% of all: fail at the end."),
    Flag(
      "dry-run", group: .run, commands: reading,
      "Show what is understood of the input, its first records and languages; write nothing."),
    Flag(
      "strict", group: .run, commands: reading,
      "Stop at the first record that cannot be read."),
    Flag(
      "quiet", "q", group: .run,
      commands: [.analyze, .annotate, .convert, .evaluate, .lexicon, .languages],
      "Say nothing on standard error but errors."),
  ] + nightly
}

/// What risros can be asked to do.
enum Command: String, CaseIterable, Sendable {
  case analyze, annotate, explain, evaluate, lexicon, convert, nightly, history, state, stages, languages

  var summary: String {
    switch self {
    case .analyze: "Aggregated driver scores of all comments."
    case .annotate:
      "Every comment with language, sentiment and drivers, one record out per record in."
    case .explain: "Why a comment got its language, its verdict and its drivers."
    case .evaluate: "Accuracy on labelled comments, and what would change it."
    case .convert:
      "Any export in, one JSON object a record out, all fields as text: what was understood of it."
    case .nightly: "One scheduled run: reads what is new, keeps the scores, writes reports."
    case .history: "How scores moved over time, out of what nightly runs have kept."
    case .state: "Checks, prunes or rebuilds what nightly runs have kept."
    case .lexicon: "The words risros knows: look them up, check them, find missing ones."
    case .stages: "The stages of the pipeline and the layers they read and write."
    case .languages: "Counts the statistics of the language detector from running text."
    }
  }

  /// Takes files, or standard input where none is named.
  var readsInput: Bool { Flag.reading.contains(self) }

  /// What stands behind the flags in the usage line, where it is not `[FILE…]`.
  var operands: String {
    switch self {
    case .analyze, .annotate, .convert: "[FILE…]"
    case .explain: "[TEXT…]"
    case .evaluate: "FILE…"
    case .nightly, .history, .stages, .languages: ""
    case .state: "check|prune|rebuild"
    case .lexicon: "TASK [ARGUMENT…]"
    }
  }

  /// Left out of the overview.
  var isHidden: Bool { self == .languages }
}

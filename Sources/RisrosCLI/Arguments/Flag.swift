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
  /// The commands that read comments as they are exported.
  static let readingTables: Set<Command> = [.analyze, .annotate, .convert, .lexicon]

  /// All flags there are; parser, help, completion and manual page are made from them.
  static let all = inputFlags + analysisFlags + outputFlags + runFlags + nightlyFlags

  /// The flags that a command takes, in the order of the table.
  static func of(_ command: Command) -> [Flag] { all.filter { $0.commands.contains(command) } }

  /// Whether results made with other values of it cannot be compared: it decides what is read, or
  /// how it is scored. Words have a fingerprint of their own, and a split changes no score.
  var decidesScores: Bool {
    switch name {
    case "lexicons", "taxonomy", "segment", "by": false
    case "max-field-bytes", "max-record-bytes", "max-columns": true
    default: group == .input || group == .analysis
    }
  }

  /// What takes the flag back: `no-strict`, and `header` for `no-header`.
  var negation: String { name.hasPrefix("no-") ? String(name.dropFirst(3)) : "no-" + name }

  /// The environment variable that stands in for the flag: `RISROS_INPUT_FORMAT`.
  ///
  /// `RISROS_LEXICONS` names the folder of the built-in lexicons and stands in for none.
  var variable: String? {
    guard isSetting, name != "lexicons" else { return nil }
    return "RISROS_" + name.uppercased().map { $0 == "-" ? "_" : $0 }
  }
}

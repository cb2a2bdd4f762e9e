internal import RisrosText

/// The help of the command and of its parts, made from the flag table.
enum HelpText {
  static let version = "0.1.0"
  /// Of the manual page.
  static let date = "2026-11-22"

  static let about = """
    risros tells what drives customers' satisfaction, from what they write in
    Danish, Bokmål and Nynorsk: price, quality, digital solutions, information
    flow, service.
    """

  /// What `risros` and `risros --help` print.
  static var overview: String {
    var text = """
      \(about)

      Usage: risros COMMAND [FLAGS] [FILE…]

      Examples:
        risros analyze kommentarer.csv
        risros analyze --segment butik --by month --lang da kommentarer.csv
        cat comments.txt | risros annotate --input-format lines > scored.jsonl

      Commands:

      """
    for command in Command.allCases where !command.isHidden {
      text += "  " + PrintableText.padded(command.rawValue, to: 10)
      text += wrapped(command.summary, indent: 12, width: 80) + "\n"
    }
    text += """

      risros COMMAND -h shows its most used flags, --help all of them.
      risros --version [--json] shows the version and what results rest on.
      risros --generate \(ShellCompletion.kinds.joined(separator: "|"))

      """
    return text
  }

  /// What `risros COMMAND -h` and `--help` print.
  ///
  /// - Parameter long: all flags, exit codes, files and environment; else what fits one screen.
  static func command(_ command: Command, long: Bool) -> String {
    var text = wrapped(command.summary, indent: 0, width: 80)
    text += "\n\nUsage: \(usage(of: command))\n"
    if command.readsInput { text += "No FILE, or -: standard input.\n" }
    if command == .explain { text += "No TEXT: standard input, a comment a line.\n" }
    if command == .lexicon {
      text += "\nTasks:\n"
      for task in LexiconCommand.Task.allCases {
        text += "  " + PrintableText.padded(task.usage, to: 22) + task.summary + "\n"
      }
    }
    if command == .nightly, long { text += "\n" + nightlyConfiguration }
    if !command.examples.isEmpty {
      text += "\nExamples:\n" + command.examples.map { "  " + $0 + "\n" }.joined()
    }
    let flags = Flag.of(command)
    let common = flags.filter(\.isCommon)
    if !common.isEmpty { text += "\nCommon flags:\n" + rows(common) }
    if !long {
      // Few enough flags need no second page.
      if common.isEmpty, !flags.isEmpty { text += "\nFlags:\n" + rows(flags) }
      if !common.isEmpty {
        text += "\nAll flags: risros \(command.rawValue) --help\n"
      }
      return text
    }
    for group in Flag.Group.allCases {
      let members = flags.filter { $0.group == group && !$0.isCommon }
      if !members.isEmpty { text += "\n\(group.rawValue):\n" + rows(members) }
    }
    if !flags.isEmpty {
      text += "\n--flag=VALUE is --flag VALUE; --no-flag takes one back; -- ends the flags.\n"
    }
    text += "\nExit codes:\n" + table(exitCodes(of: command), width: 10)
    if command.takesSettings || command == .config {
      text += "\nFiles:\n" + table(files, width: 10)
    }
    return text + "\nEnvironment:\n" + table(variables(of: command), width: 18)
  }

  static func usage(of command: Command) -> String {
    "risros \(command.rawValue)" + (Flag.of(command).isEmpty ? "" : " [FLAGS]")
      + (command.operands.map { " " + $0 } ?? "")
  }

  static let exitCodes = [
    ("0", "done"),
    ("1", "done, but records were rejected, or --fail-if or an alert holds"),
    ("2", "wrong flag, setting or lexicon"),
    ("3", "input that cannot be read"),
    ("4", "output that cannot be written"),
    ("75", "another run holds the lock"),
    ("128 + n", "stopped by signal n: 129 SIGHUP, 130 SIGINT, 143 SIGTERM"),
  ]

  /// Those a command can end with, in words of its own.
  private static func exitCodes(of command: Command) -> [(String, String)] {
    let done: String? =
      switch command {
      case .analyze: "done, but records were rejected, or --fail-if holds"
      case .annotate, .convert, .evaluate: "done, but records were rejected"
      case .lexicon: "done, but records or rows of words cannot be read"
      case .nightly:
        "done, but records were rejected, an alert fired or the store was made anew"
      case .state: "check: the store is damaged; rebuild: as nightly"
      case .explain, .history, .stages, .config, .languages, .version: nil
      }
    let locks = command == .nightly || command == .state
    return exitCodes.compactMap { code, text in
      switch code {
      case "1": done.map { (code, $0) }
      case "75": locks ? (code, text) : nil
      default: (code, text)
      }
    }
  }

  static let files = [
    (
      "$XDG_CONFIG_HOME/risros/config.json",
      "Settings of your own, flags by their names in JSON with comments; without XDG_CONFIG_HOME"
        + " it is in ~/.config. None is read from the working directory."
    )
  ]

  static let variables = [
    ("RISROS_…", "Stands in for a flag: RISROS_FORMAT=csv, RISROS_INPUT_FORMAT=lines."),
    ("RISROS_CONFIG", "Stands in for --config."),
    ("RISROS_LEXICONS", "The folder of the built-in lexicons, if it is not found."),
    ("LC_MESSAGES", "The language on a terminal without --lang; LC_ALL before, LANG behind it."),
    ("NO_COLOR", "If not empty, no colour; --color goes before it."),
    ("COLUMNS", "The width of tables, if it is not the terminal's."),
  ]

  /// Those a command heeds.
  private static func variables(of command: Command) -> [(String, String)] {
    variables.filter { name, _ in
      switch name {
      case "RISROS_…", "RISROS_CONFIG": command.takesSettings || command == .config
      case "NO_COLOR": Flag.of(command).contains { $0.name == "color" }
      case "COLUMNS": [.analyze, .history, .stages].contains(command)
      default: true
      }
    }
  }

  /// A configuration to begin with; a test reads it.
  static let nightlyConfiguration = """
    A configuration is JSON with comments; paths are relative to its folder:
      {
        "inbox": ["inbox/*.csv"],     // files, folders, globs
        "state": "state",             // what runs keep; on a local disk
        "input": {"text": "kommentar", "id": "id", "segments": ["butik"]},
        "reports": [{"path": "out/scores.json", "by": "week"}],
        "metrics": "out/risros.prom",
        "alerts": [{"name": "price", "when": "net.price < -20 and n.price > 49"}],
        "hooks": {"failure": [["mail", "-s", "risros failed", "it@example.org"]]},
        "comments": {"keep": false}   // true: keep them, redacted, for 90d
      }

    """

  private static func rows(_ flags: [Flag]) -> String {
    flags.map { flag in
      let short = flag.short.map { "-\($0), " } ?? "    "
      let name = short + "--" + flag.name + (flag.value.map { " " + $0 } ?? "")
      return "  " + PrintableText.padded(name, to: 27) + " "
        + wrapped(flag.summary, indent: 30, width: 80) + "\n"
    }.joined()
  }

  private static func table(_ rows: [(String, String)], width: Int) -> String {
    rows.map { name, text in
      let head = name.count < width ? PrintableText.padded(name, to: width) : "\(name)\n    "
      return "  " + head + wrapped(text, indent: name.count < width ? width + 2 : 4, width: 80)
        + "\n"
    }.joined()
  }

  static func wrapped(_ text: String, indent: Int, width: Int) -> String {
    var lines: [String] = []
    var line = ""
    for word in text.split(separator: " ") {
      if !line.isEmpty, indent + line.count + 1 + word.count > width {
        lines.append(line)
        line = ""
      }
      line += (line.isEmpty ? "" : " ") + word
    }
    lines.append(line)
    return lines.joined(separator: "\n" + String(repeating: " ", count: indent))
  }
}

/// The help of the command and of its parts, made from the flag table.
enum HelpText {
  static let version = "0.1.0"

  /// What `risros` and `risros --help` print.
  static var overview: String {
    var text = """
      risros tells what drives customers' satisfaction, from what they write in
      Danish, Bokmål and Nynorsk: price, quality, digital solutions, information
      flow, service.

      Usage: risros COMMAND [FLAGS] [FILE…]

      Examples:
        risros analyze kommentarer.csv
        risros analyze --segment butik --by month --lang da kommentarer.csv
        cat comments.txt | risros annotate --input-format lines > scored.jsonl

      Commands:

      """
    for command in Command.allCases where !command.isHidden {
      text += "  " + padded(command.rawValue, 10)
      text += wrapped(command.summary, indent: 12, width: 80) + "\n"
    }
    text += """

      risros COMMAND -h shows the flags of a command, risros --version the version.

      """
    return text
  }

  /// What `risros COMMAND -h` and `--help` print; the long form adds exit codes and environment.
  static func command(_ command: Command, long: Bool) -> String {
    var text = wrapped(command.summary, indent: 0, width: 80)
    text += "\n\nUsage: risros \(command.rawValue) [FLAGS]"
    text += (command.operands.isEmpty ? "" : " " + command.operands) + "\n"
    if command.readsInput { text += "No FILE, or -: standard input.\n" }
    if command == .explain { text += "No TEXT: standard input, a comment a line.\n" }
    if command == .nightly { text += "\n" + nightlyConfiguration }
    if command == .lexicon {
      text += "\nTasks:\n"
      for task in LexiconCommand.Task.allCases {
        text += "  " + padded(task.usage, 22) + task.summary + "\n"
      }
    }
    let examples = examples(of: command)
    if !examples.isEmpty {
      text += "\nExamples:\n" + examples.map { "  " + $0 + "\n" }.joined()
    }
    let flags = Flag.all.filter { $0.commands.contains(command) }
    for group in Flag.Group.allCases {
      let members = flags.filter { $0.group == group }
      if members.isEmpty { continue }
      text += "\n\(group.rawValue):\n"
      for flag in members {
        let short = flag.short.map { "-\($0), " } ?? "    "
        let name = short + "--" + flag.name + (flag.value.map { " " + $0 } ?? "")
        text += "  " + padded(name, 28) + wrapped(flag.summary, indent: 30, width: 80) + "\n"
      }
    }
    if long {
      text += """

        Exit codes:
          0  done
          1  done, but records were rejected, or --fail-if or an alert holds
          2  wrong flag, setting or lexicon
          3  input that cannot be read
          4  output that cannot be written
          5  a plugin failed
          75 another run holds the lock
          130, 143  stopped by a signal

        Environment:
          RISROS_LEXICONS  the folder of the built-in lexicons, if it is not found
          NO_COLOR         if not empty, no colour

        """
    }
    return text
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

  private static func examples(of command: Command) -> [String] {
    switch command {
    case .analyze:
      [
        "risros analyze kommentarer.csv",
        "risros analyze --segment butik --by month jan.csv feb.csv",
        "zcat comments.csv.gz | risros analyze --format json",
      ]
    case .annotate:
      [
        "risros annotate kommentarer.csv > scored.jsonl",
        "tail -f chat.txt | risros annotate --input-format lines",
        "risros annotate --keep all --format csv kommentarer.csv",
      ]
    case .explain:
      [
        "risros explain \"Prisen er fin, men appen er elendig\"",
        "risros explain --lang da --format json \"Ikke helt tosset\"",
      ]
    case .evaluate:
      [
        "risros evaluate Corpora/gold/da.jsonl",
        "risros evaluate --against my-words Corpora/gold/da.jsonl",
        "risros evaluate --ablate --format markdown Corpora/gold/nn.jsonl",
      ]
    case .convert:
      [
        "risros convert kommentarer.csv > kommentarer.jsonl",
        "risros convert -e cp865 -d ';' gamle.csv | head",
      ]
    case .nightly:
      [
        "risros nightly --config nightly.json",
        "risros nightly --config nightly.json --lock-wait 10m --json",
        "risros nightly --config nightly.json --print-units systemd",
      ]
    case .history:
      [
        "risros history --config nightly.json",
        "risros history --store state/risros.sqlite --by month --driver price",
        "risros history --config nightly.json --segment butik --format csv",
      ]
    case .state:
      [
        "risros state check --config nightly.json",
        "risros state prune --config nightly.json --keep 90d",
        "risros state rebuild --config nightly.json",
      ]
    case .lexicon:
      [
        "risros lexicon lookup ventetid \"svarer ikke\"",
        "risros lexicon unknown --lexicons my-words kommentarer.csv",
        "risros lexicon lint my-words",
        "risros lexicon diff my-words",
      ]
    case .stages: ["risros stages"]
    case .languages: ["risros languages build --output DIR da=danish.txt words:da=counts.tsv nb=…"]
    }
  }

  private static func padded(_ text: String, _ width: Int) -> String {
    text.count < width ? text + String(repeating: " ", count: width - text.count) : text + " "
  }

  private static func wrapped(_ text: String, indent: Int, width: Int) -> String {
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

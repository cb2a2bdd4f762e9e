/// The manual page in the roff of `man`, made from the flag table: `risros --generate man`.
enum ManualPage {
  static var text: String {
    var page = """
      .TH RISROS 1 \(HelpText.date) "risros \(HelpText.version)" "User Commands"
      .SH NAME
      risros \\- what drives customers' satisfaction, from their comments
      .SH SYNOPSIS

      """
    let commands = Command.allCases.filter { !$0.isHidden }
    for (index, command) in commands.enumerated() {
      if index > 0 { page += ".br\n" }
      page += ".B risros \(command.rawValue)\n"
      let rest =
        (Flag.of(command).isEmpty ? [] : ["[\\fIFLAGS\\fR]"])
        + (command.operands.map { [roff($0)] } ?? [])
      if !rest.isEmpty { page += rest.joined(separator: " ") + "\n" }
    }
    page += """
      .br
      .B risros \\-\\-version
      [\\fB\\-\\-json\\fR]
      .br
      .B risros \\-\\-generate
      \(roff(ShellCompletion.kinds.joined(separator: "|")))
      .SH DESCRIPTION
      \(roff(HelpText.about))
      .PP
      Results go to standard output, everything else to standard error.
      Without a file, or where it is
      .BR \\- ,
      comments come from standard input.
      \\fB\\-\\-flag=\\fIVALUE\\fR is the same as \\fB\\-\\-flag \\fIVALUE\\fR;
      \\fB\\-\\-no\\-flag\\fR takes a flag back;
      .B \\-\\-
      ends the flags.
      .SH COMMANDS

      """
    for command in commands {
      page += ".SS risros \(command.rawValue)\n\(roff(command.summary))\n"
      if command == .lexicon {
        page += list(LexiconCommand.Task.allCases.map { ($0.usage, $0.summary) }, bold: true)
      }
      for flag in Flag.of(command) { page += entry(flag) }
      page += example(command.examples)
    }
    page += ".SH EXIT STATUS\n" + list(HelpText.exitCodes, bold: true)
    page += ".SH ENVIRONMENT\n" + list(HelpText.variables, bold: true)
    page += ".SH FILES\n" + list(HelpText.files, bold: false)
    return page + signals
  }

  private static let signals = """
    .SH SIGNALS
    .TP
    .BR SIGINT ", " SIGTERM ", " SIGHUP
    Stop reading, finish what is in hand and end with 128 and the signal's number.
    A file of \\fB\\-\\-output\\fR does not appear then.
    A second one ends the run at once.
    .TP
    .B SIGUSR1
    Tells on standard error how far the run is.

    """

  private static func entry(_ flag: Flag) -> String {
    let short = flag.short.map { "\\fB\\-\($0)\\fR, " } ?? ""
    let value = flag.value.map { " \\fI\(roff($0))\\fR" } ?? ""
    return ".TP\n\(short)\\fB\\-\\-\(roff(flag.name))\\fR\(value)\n\(roff(flag.summary))\n"
  }

  private static func example(_ lines: [String]) -> String {
    lines.isEmpty
      ? "" : ".PP\nExamples:\n.PP\n.nf\n" + lines.map { roff($0) + "\n" }.joined() + ".fi\n"
  }

  private static func list(_ rows: [(String, String)], bold: Bool) -> String {
    rows.map { name, text in
      ".TP\n\\f\(bold ? "B" : "I")\(roff(name))\\fR\n\(roff(text))\n"
    }.joined()
  }

  /// Text with everything escaped that roff would heed, sentences on lines of their own.
  static func roff(_ text: String) -> String {
    var lines: [String] = []
    let sentences = text.replacing(". ", with: ".\n").split(separator: "\n")
    for line in sentences.flatMap({
      HelpText.wrapped(String($0), indent: 0, width: 72).split(separator: "\n")
    }) {
      var escaped = ""
      for character in line {
        switch character {
        case "\\": escaped += "\\e"
        case "-": escaped += "\\-"
        case "'": escaped += "\\(aq"
        case "…": escaped += "..."
        case "å": escaped += "\\(oa"
        default: escaped.append(character)
        }
      }
      if escaped.hasPrefix(".") { escaped = "\\&" + escaped }
      lines.append(escaped)
    }
    return lines.joined(separator: "\n")
  }
}

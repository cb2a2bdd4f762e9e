internal import Foundation
internal import RisrosModel

/// The command line: picks the command, prints errors, decides the exit code.
public enum RisrosCommand {
  /// Runs with the process's own arguments and ends the process.
  public static func runAndExit() -> Never {
    SignalSettings.settle()
    exit(run(Array(CommandLine.arguments.dropFirst())))
  }

  /// Runs a command line.
  ///
  /// - Parameter words: what follows the program's name.
  /// - Returns: the exit code.
  public static func run(_ words: [String]) -> Int32 {
    do throws(Diagnostic) {
      return try dispatch(words)
    } catch {
      Console.error(error.description)
      return error.category.exitCode
    }
  }

  private static func dispatch(_ words: [String]) throws(Diagnostic) -> Int32 {
    guard let first = words.first else {
      Console.errorText(HelpText.overview)
      return Diagnostic.Category.usage.exitCode
    }
    switch first {
    case "-h", "--help", "help":
      if words.count > 1, let command = Command(rawValue: words[1]) {
        Console.output(HelpText.command(command, long: true))
      } else {
        Console.output(HelpText.overview)
      }
      return 0
    case "--version": return try run(.version, Array(words.dropFirst()))
    case _ where first == "--generate" || first.hasPrefix("--generate="):
      return try generate(first, Array(words.dropFirst()))
    default: break
    }
    guard let command = Command(rawValue: first) else {
      let names = Command.allCases.filter { !$0.isHidden }.map(\.rawValue)
      throw Diagnostic(
        first.hasPrefix("-")
          ? "there is no flag '\(first)' here" : "there is no command '\(first)'",
        category: .usage,
        remedy: NearestName.remedy(for: first, among: names, noun: "commands"))
    }
    return try run(command, Array(words.dropFirst()))
  }

  private static func run(_ command: Command, _ words: [String]) throws(Diagnostic) -> Int32 {
    var arguments = try ParsedArguments(words, for: command)
    if arguments.wantsShortHelp || arguments.wantsLongHelp {
      Console.output(HelpText.command(command, long: arguments.wantsLongHelp))
      return 0
    }
    if command.takesSettings { arguments = try arguments.completed(for: command) }
    switch command {
    case .analyze: return try AnalyzeCommand(arguments).run()
    case .annotate: return try AnnotateCommand(arguments).run()
    case .explain: return try ExplainCommand(arguments).run()
    case .evaluate: return try EvaluateCommand(arguments).run()
    case .convert: return try ConvertCommand(arguments).run()
    case .nightly: return try NightlyCommand(arguments).run()
    case .history: return try HistoryCommand(arguments).run()
    case .state: return try StateCommand(arguments).run()
    case .lexicon: return try LexiconCommand(arguments).run()
    case .stages: return try StagesCommand(arguments).run()
    case .config: return try ConfigCommand(arguments).run()
    case .languages: return try LanguagesCommand(arguments).run()
    case .version:
      try arguments.refuseFiles(.version)
      return try VersionCommand(arguments).run()
    }
  }

  /// `risros --generate man`, for packagers.
  private static func generate(_ first: String, _ rest: [String]) throws(Diagnostic) -> Int32 {
    let words = first.split(separator: "=", maxSplits: 1).dropFirst().map(String.init) + rest
    let kinds = ShellCompletion.kinds
    guard words.count == 1, let text = ShellCompletion.generated(words[0]) else {
      throw Diagnostic(
        words.count == 1
          ? "there is nothing called '\(words[0])' to generate"
          : "--generate takes one word", category: .usage,
        remedy: NearestName.question(for: words.first ?? "", among: kinds) + "it is one of "
          + NearestName.shown(kinds))
    }
    Console.output(text)
    return 0
  }
}

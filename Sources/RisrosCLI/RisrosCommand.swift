internal import Foundation
internal import RisrosModel

/// The command line: picks the command, prints errors, decides the exit code.
public enum RisrosCommand {
  /// Runs with the process's own arguments and ends the process.
  public static func runAndExit() -> Never {
    Signals.ignorePipe()
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
    case "--version":
      Console.output("risros \(HelpText.version)\n")
      return 0
    default: break
    }
    guard let command = Command(rawValue: first) else {
      let names = Command.allCases.filter { !$0.isHidden }.map(\.rawValue)
      let near = Spelling.nearest(to: first, among: names)
      throw Diagnostic(
        first.hasPrefix("-")
          ? "there is no flag '\(first)' here" : "there is no command '\(first)'",
        category: .usage,
        remedy: (near.map { "did you mean \($0)? " } ?? "")
          + "the commands are " + names.joined(separator: ", "))
    }
    let arguments = try ParsedArguments(Array(words.dropFirst()), for: command)
    if arguments.wantsShortHelp || arguments.wantsLongHelp {
      Console.output(HelpText.command(command, long: arguments.wantsLongHelp))
      return 0
    }
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
    case .languages: return try LanguagesCommand(arguments).run()
    }
  }
}

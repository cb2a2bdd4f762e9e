internal import Foundation
internal import Risros
internal import RisrosLexicon
internal import RisrosModel
internal import RisrosNightly
internal import RisrosSettings

/// `risros nightly`: one scheduled run.
struct NightlyCommand {
  /// `EX_TEMPFAIL`: try again later.
  static let busyExitCode: Int32 = 75

  private let arguments: ParsedArguments

  init(_ arguments: ParsedArguments) { self.arguments = arguments }

  /// The configuration that `--config` names.
  static func configuration(
    _ arguments: ParsedArguments
  ) throws(Diagnostic) -> NightlyConfiguration {
    guard let file = arguments.value("config") else {
      throw Diagnostic(
        "no configuration is named", category: .usage,
        remedy: "write --config FILE; risros nightly --help shows one")
    }
    return try NightlyConfiguration(file: file)
  }

  /// A duration that a flag gives, in seconds.
  static func seconds(_ flag: String, _ arguments: ParsedArguments) throws(Diagnostic) -> Int? {
    guard let text = arguments.value(flag) else { return nil }
    guard let seconds = Setting.Duration.seconds(of: text) else {
      throw Diagnostic(
        "--\(flag) is '\(text)', which is no duration", category: .usage,
        remedy: Setting.Duration.help)
    }
    return seconds
  }

  /// The analyzer that a configuration asks for.
  static func analyzer(_ configuration: NightlyConfiguration) throws(Diagnostic) -> Analyzer {
    let folders = configuration.lexicons.map {
      LexiconFolder(path: configuration.resolved($0))
    }
    for folder in folders where !FileManager.default.fileExists(atPath: folder.path) {
      throw Diagnostic(
        "there is no such folder", category: .usage, at: SourceLocation(file: folder.path),
        remedy: "name a folder with da, nb or nn in it")
    }
    return try Analyzer(
      lexicons: folders, taxonomy: try taxonomy(configuration),
      options: configuration.bestGuess ? ["detect-language": ["best-guess": "true"]] : [:])
  }

  /// Drivers of the user's own.
  static func taxonomy(
    _ configuration: NightlyConfiguration
  ) throws(Diagnostic) -> TaxonomyFile? {
    try configuration.taxonomy.map { path throws(Diagnostic) in
      try TaxonomyFile(path: configuration.resolved(path))
    }
  }

  static func busy(_ state: String, _ holder: String) -> Int32 {
    let holder = holder.trimmingCharacters(in: .whitespacesAndNewlines)
    Console.error(
      "\(state): error: another run is at work (\(holder))\n"
        + "  help: wait for it with --lock-wait 10m, or try again later")
    return busyExitCode
  }

  func run() throws(Diagnostic) -> Int32 {
    try arguments.refuseFiles(
      .nightly, remedy: "name it in the configuration, under \"inbox\"")
    let configuration = try NightlyCommand.configuration(arguments)
    if let kind = arguments.value("print-units").flatMap({ ScheduleUnits.Kind(rawValue: $0) }) {
      let units = try ScheduleUnits(
        configuration, program: NightlyCommand.program, at: arguments.value("at") ?? "02:15")
      Console.output(units.text(kind))
      return 0
    }
    var clock = RunClock.machine
    if let text = arguments.value("now") {
      guard let fixed = RunClock(at: text) else {
        throw Diagnostic(
          "--now is '\(text)', which is no time", category: .usage,
          remedy: "write it as 2026-01-05T02:00:00Z")
      }
      clock = fixed
    }
    let wait = try NightlyCommand.seconds("lock-wait", arguments) ?? 0
    let signals = Signals()
    let run = try NightlyRun(
      configuration, analyzer: try NightlyCommand.analyzer(configuration),
      version: HelpText.version, language: Console.language(arguments), clock: clock,
      stop: signals.stop, tellsNotes: !arguments.isSet("quiet"), tell: { Console.error($0) })
    do throws(Diagnostic) {
      switch try run.run(lockWait: wait) {
      case .busy(let holder):
        if let stopped = signals.exitCode { return stopped }
        return NightlyCommand.busy(configuration.resolved(configuration.state), holder)
      case .done(let outcome):
        var sink = try OutputFile(path: nil, inputs: []).sink
        try sink.write(
          arguments.isSet("json") ? outcome.json : Array(outcome.text.utf8))
        return outcome.exitCode
      }
    } catch {
      guard let stopped = signals.exitCode else { throw error }
      Console.error(error.description)
      return stopped
    }
  }

  /// The absolute path of this program.
  private static var program: String {
    let running = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().path
    return running == "/proc/self/exe"
      ? URL(fileURLWithPath: CommandLine.arguments[0]).path : running
  }
}

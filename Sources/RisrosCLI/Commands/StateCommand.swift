internal import RisrosModel
internal import RisrosNightly

/// `risros state`: checks, prunes or rebuilds what nightly runs have kept.
struct StateCommand {
  private let arguments: ParsedArguments

  init(_ arguments: ParsedArguments) { self.arguments = arguments }

  func run() throws(Diagnostic) -> Int32 {
    let verbs = ["check", "prune", "rebuild"]
    guard arguments.files.count == 1, let verb = arguments.files.first, verbs.contains(verb)
    else {
      throw Diagnostic(
        arguments.files.isEmpty
          ? "it is not said what to do with the state"
          : "there is no state command '\(arguments.files.joined(separator: " "))'",
        category: .usage,
        remedy: NearestName.question(for: arguments.files.first ?? "", among: verbs)
          + "write risros state check, prune or rebuild, and --config FILE")
    }
    if verb != "prune", arguments.isSet("keep") {
      throw Diagnostic(
        "risros state \(verb) has no use for --keep", category: .usage,
        remedy: "leave it out, or write risros state prune")
    }
    let configuration = try NightlyCommand.configuration(arguments)
    let keep = try NightlyCommand.seconds("keep", arguments)
    let care = StateCare(configuration)
    let wait = try NightlyCommand.seconds("lock-wait", arguments) ?? 0
    let answer: StateCare.Answer
    switch verb {
    case "check": answer = try care.check(lockWait: wait)
    case "prune":
      answer = try care.prune(olderThan: keep ?? configuration.keepCommentsFor, lockWait: wait)
    default: answer = try care.moveAside(lockWait: wait)
    }
    switch answer {
    case .busy(let holder):
      return NightlyCommand.busy(configuration.resolved(configuration.state), holder)
    case .sound(let text):
      if !arguments.isSet("quiet") { Console.output(text + "\n") }
      guard verb == "rebuild" else { return 0 }
      let rest = ParsedArguments(config: arguments.value("config")!, wait: "\(max(wait, 60))s")
      return try NightlyCommand(rest).run()
    case .damaged(let problems):
      for problem in problems { Console.error("\(care.store): error: \(problem)") }
      Console.error(
        "  help: run risros nightly, which moves it aside and reads the inputs again")
      return 1
    }
  }
}

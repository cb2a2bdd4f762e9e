internal import Foundation
internal import Risros
internal import RisrosLexicon
internal import RisrosModel
internal import RisrosReport

/// `risros lexicon`: what is known of words, what is wrong with a folder of them, what is missing.
struct LexiconCommand {
  enum Task: String, CaseIterable {
    case lookup, lint, unknown, diff, rules

    var usage: String {
      switch self {
      case .lookup: "lookup WORD…"
      case .lint: "lint [DIR]"
      case .unknown: "unknown [FILE…]"
      case .diff: "diff [DIR] DIR"
      case .rules: "rules"
      }
    }

    /// How many operands it takes; nil for any number, and for `diff`, which counts them itself.
    var mostOperands: Int? {
      switch self {
      case .lookup, .unknown, .diff: nil
      case .lint: 1
      case .rules: 0
      }
    }

    var summary: String {
      switch self {
      case .lookup: "What is known of words and phrases, with file and line."
      case .lint: "What is wrong or of no use in a folder of words."
      case .unknown: "The commonest words of comments without an entry."
      case .diff: "How two folders differ, or one from the built-in words."
      case .rules: "The rules of reading, with examples."
      }
    }
  }

  let arguments: ParsedArguments
  /// What stands behind the task's name.
  private let operands: [String]

  init(_ arguments: ParsedArguments) {
    self.arguments = arguments
    operands = Array(arguments.files.dropFirst())
  }

  var wantsJSON: Bool { arguments.value("format") == "json" }

  func limit() throws(Diagnostic) -> Int { try arguments.count("limit") ?? 50 }

  func run() throws(Diagnostic) -> Int32 {
    let names = Task.allCases.map(\.rawValue)
    guard let name = arguments.files.first else {
      throw Diagnostic(
        "risros lexicon needs a task", category: .usage,
        remedy: "the tasks are " + NearestName.shown(names))
    }
    guard let task = Task(rawValue: name) else {
      throw Diagnostic(
        "there is no task '\(name)' of risros lexicon", category: .usage,
        remedy: NearestName.remedy(for: name, among: names, noun: "tasks"))
    }
    if let most = task.mostOperands, operands.count > most {
      throw Diagnostic(
        "risros lexicon \(name) does not know what to do with '\(operands[most])'",
        category: .usage, remedy: "write risros lexicon \(task.usage)")
    }
    switch task {
    case .lookup: return try lookUp(operands)
    case .lint: return try lint(operands)
    case .unknown: return try countUnknown(operands)
    case .diff: return try diff(operands)
    case .rules: return try listRules()
    }
  }

  func write(_ text: String) throws(Diagnostic) {
    var sink = ByteSink.standardOutput()
    try sink.write(Array(text.utf8))
  }

  /// The words in use: built-in ones, folders over them, a taxonomy.
  func library() throws(Diagnostic) -> LexiconLibrary {
    let settings = try AnalyzerSettings(arguments)
    return try LexiconLibrary.load(
      from: [try LexiconLocator.builtIn()] + settings.lexicons, taxonomy: settings.taxonomy)
  }

  // MARK: lint

  private func lint(_ paths: [String]) throws(Diagnostic) -> Int32 {
    let builtIn = try LexiconLocator.builtIn()
    let folder = try paths.first.map { path throws(Diagnostic) in
      try AnalyzerSettings.folders([path])[0]
    }
    let target = folder ?? builtIn
    let lint = try LexiconLint.whole(target, over: target.isComplete ? nil : builtIn)
    let errors = lint.findings.count { $0.diagnostic.severity == .error }
    let limit = try limit()
    if wantsJSON {
      try write(LexiconJSON.lint(lint).rendered())
    } else {
      var shown: [LexiconLint.Kind: Int] = [:]
      var text = ""
      for finding in lint.findings {
        shown[finding.kind, default: 0] += 1
        if shown[finding.kind]! <= limit { text += finding.diagnostic.description + "\n" }
      }
      for kind in LexiconLint.Kind.allCases where lint.count(kind) > limit {
        text += "… \(lint.count(kind) - limit) more of kind \(kind.rawValue); see --limit\n"
      }
      let counts = LexiconLint.Kind.allCases.map { "\(lint.count($0)) \($0.rawValue)" }
      text +=
        "\(target.path): \(lint.findings.count) findings (\(counts.joined(separator: ", ")))\n"
      try write(text)
    }
    return errors > 0 ? 1 : 0
  }

  // MARK: diff

  private func diff(_ paths: [String]) throws(Diagnostic) -> Int32 {
    guard (1...2).contains(paths.count) else {
      throw Diagnostic(
        "risros lexicon diff needs one folder or two", category: .usage,
        remedy:
          "write risros lexicon diff OLD NEW; with one, it is compared with the built-in words")
    }
    let builtIn = try LexiconLocator.builtIn()
    let folders = try AnalyzerSettings.folders(paths)
    let (old, new) = (folders.count == 2 ? folders[0] : builtIn, folders.last!)
    // What a layer does not say stays as it is, so only its own rows are compared.
    func listing(_ folder: LexiconFolder) throws(Diagnostic) -> LexiconListing {
      try LexiconListing(of: folder, over: folder.isComplete ? nil : builtIn)
    }
    let (before, after) = (try listing(old), try listing(new))
    let isLayer = folders.count == 1 && !new.isComplete
    let difference = LexiconDifference(from: before, to: after)
    let changes = difference.changes.filter { !isLayer || $0.after != nil }
    if wantsJSON {
      try write(LexiconJSON.diff(changes).rendered())
      return 0
    }
    var text = ""
    var counts = (added: 0, gone: 0, changed: 0)
    for change in changes {
      let row = change.row
      switch (change.before, change.after) {
      case (nil, let new?):
        counts.added += 1
        text += "+ \(row.name):\(row.line)\t\(new.term)\t\(new.rest)\n"
      case (let old?, nil):
        counts.gone += 1
        text += "- \(row.name):\(row.line)\t\(old.term)\t\(old.rest)\n"
      case (let old?, let new?):
        counts.changed += 1
        text += "~ \(row.name):\(row.line)\t\(new.term)\t\(old.rest) → \(new.rest)\n"
      case (nil, nil): break
      }
    }
    text += "\(counts.added) added, \(counts.gone) gone, \(counts.changed) changed\n"
    try write(text)
    return 0
  }

  // MARK: rules

  private func listRules() throws(Diagnostic) -> Int32 {
    if wantsJSON {
      try write(LexiconJSON.rules().rendered())
      return 0
    }
    var text = ""
    for rule in Rule.allCases {
      text += "\(rule.name)  (\(rule.stage))\n  \(rule.summary)\n"
      for example in rule.examples {
        text += "  \(example.language.code)  \(example.text)\n"
      }
      text += "\n"
    }
    try write(String(text.dropLast()))
    return 0
  }
}

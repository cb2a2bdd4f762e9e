internal import Foundation
internal import RisrosIngest
public import RisrosModel
internal import RisrosReport
internal import RisrosScores
internal import RisrosSettings

extension NightlyConfiguration {
  /// Reads a configuration file.
  ///
  /// - Throws: a usage diagnostic with line and column; an unknown key names the nearest known one.
  public init(file: String) throws(Diagnostic) {
    guard let data = FileManager.default.contents(atPath: file) else {
      throw Diagnostic(
        FileManager.default.fileExists(atPath: file)
          ? "cannot read the configuration" : "there is no such configuration file",
        category: .usage, at: SourceLocation(file: file),
        remedy: "name it with --config FILE; risros nightly --help shows one")
    }
    try self.init(parsing: [UInt8](data), file: file)
  }

  init(parsing bytes: [UInt8], file: String) throws(Diagnostic) {
    self.file = file
    var parts = file.split(separator: "/", omittingEmptySubsequences: false)
    parts.removeLast()
    folder = parts.joined(separator: "/")
    if folder.isEmpty, file.hasPrefix("/") { folder = "/" }
    let root = try Setting(parsing: bytes, file: file)
    var settings = try root.object()
    guard let inbox = settings.take("inbox") else {
      throw Diagnostic(
        "the setting 'inbox' is missing", category: .usage, at: root.location,
        remedy: "name the files, folders or globs to read: \"inbox\": [\"inbox/*.csv\"]")
    }
    self.inbox = try inbox.texts()
    if let state = settings.take("state") { self.state = try state.text() }
    if let input = settings.take("input") { try read(input: input.object()) }
    if let identity = settings.take("identity") { try read(identity: identity) }
    if let lexicons = settings.take("lexicons") { self.lexicons = try lexicons.texts() }
    taxonomy = try settings.take("taxonomy")?.text()
    if let guess = settings.take("bestGuess") { bestGuess = try guess.truth() }
    for report in try settings.take("reports")?.list() ?? [] { try read(report: report) }
    if let metrics = settings.take("metrics") {
      self.metrics = try metrics.text()
      guard self.metrics!.hasSuffix(".prom") else {
        throw metrics.failure(
          "a file that ends with .prom", "the node exporter reads no other names")
      }
    }
    for alert in try settings.take("alerts")?.list() ?? [] { try read(alert: alert) }
    if let hooks = settings.take("hooks") { try read(hooks: hooks.object()) }
    if let comments = settings.take("comments") {
      var comments = try comments.object()
      if let keep = comments.take("keep") { keepsComments = try keep.truth() }
      if let time = comments.take("for") { keepCommentsFor = try time.seconds() }
      try comments.finish()
    }
    if let runs = settings.take("compareRuns") { compareRuns = try runs.integer(1...10_000) }
    if let keep = settings.take("keepRunReports") {
      keepRunReports = try keep.integer(0...1_000_000)
    }
    if let settle = settings.take("settle") { self.settle = try settle.seconds() }
    if let jobs = settings.take("jobs") { self.jobs = try jobs.integer(1...1024) }
    try settings.finish()
    try checkPaths(root)
  }

  private mutating func read(input object: SettingsObject) throws(Diagnostic) {
    var object = object
    input.text = try object.take("text")?.text()
    input.id = try object.take("id")?.text()
    input.date = try object.take("date")?.text()
    input.rating = try object.take("rating")?.text()
    input.segments = try object.take("segments")?.texts() ?? []
    if let format = object.take("format") {
      input.format = try NightlyConfiguration.placed(format) { (text) throws(Diagnostic) in
        try InputFormat(named: text)
      }
    }
    try readDialect(&object)
    if let profile = object.take("profile") {
      input.profile = try NightlyConfiguration.placed(profile) { (text) throws(Diagnostic) in
        try InputOptions.profile(named: text)
      }
    }
    if let locale = object.take("locale") {
      input.locale = try NightlyConfiguration.placed(locale) { (text) throws(Diagnostic) in
        try InputLocale(named: text)
      }
    }
    if let repair = object.take("repair") { input.mends = try repair.truth() }
    if let encoding = object.take("encoding") {
      input.encoding = try NightlyConfiguration.placed(encoding) { (text) throws(Diagnostic) in
        try TextEncoding(named: text)
      }
    }
    if let hasHeader = try object.take("header")?.truth() { input.hasHeader = hasHeader }
    try object.finish()
  }

  private mutating func readDialect(_ object: inout SettingsObject) throws(Diagnostic) {
    var dialect = DialectHints()
    if let delimiter = object.take("delimiter") {
      dialect = try NightlyConfiguration.placed(delimiter) { (text) throws(Diagnostic) in
        var changed = dialect
        try changed.setDelimiter(named: text)
        return changed
      }
    }
    if let quote = object.take("quote") {
      dialect = try NightlyConfiguration.placed(quote) { (text) throws(Diagnostic) in
        var changed = dialect
        try changed.setQuote(named: text)
        return changed
      }
    }
    if let escape = object.take("escape") {
      dialect = try NightlyConfiguration.placed(escape) { (text) throws(Diagnostic) in
        var changed = dialect
        try changed.setEscape(named: text)
        return changed
      }
    }
    dialect.linesToSkip = try object.take("skipLines")?.integer(0...1_000_000)
    dialect.headerRows = try object.take("headerRows")?.integer(0...1000)
    input.dialect = dialect
  }

  private mutating func read(identity setting: Setting) throws(Diagnostic) {
    switch setting.value {
    case .text("none"): identity = .none
    case .text("auto"): identity = .automatic
    case .list(let list) where !list.isEmpty: identity = .columns(try setting.texts())
    default:
      throw setting.failure(
        "\"auto\", \"none\" or a list of columns", "write \"identity\": [\"date\", \"comment\"]")
    }
  }

  private mutating func read(report setting: Setting) throws(Diagnostic) {
    var object = try setting.object()
    guard let path = try object.take("path")?.text() else {
      throw Diagnostic(
        "'\(setting.path)' has no path", category: .usage, at: setting.location,
        remedy: "write \"path\": \"scores.json\"")
    }
    let endings = [
      "csv": "csv", "tsv": "tsv", "json": "json", "jsonl": "jsonl", "md": "markdown",
      "html": "html", "prom": "prom",
    ]
    var report = ReportFile(
      path: path, format: endings[URL(fileURLWithPath: path).pathExtension.lowercased()] ?? "table",
      language: .en, verbatims: 0)
    if let format = object.take("format") {
      report.format = try NightlyConfiguration.placed(format) { (text) throws(Diagnostic) in
        _ = try ReportWriters.writer(named: text)
        return text
      }
    }
    report.runs = try object.take("runs")?.integer(1...1_000_000)
    if let period = object.take("by") { report.period = try Self.choice(period) }
    if let language = object.take("lang") { report.language = try Self.choice(language) }
    if let verbatims = object.take("verbatims") {
      report.verbatims = try verbatims.integer(0...1000)
    }
    try object.finish()
    reports.append(report)
  }

  private mutating func read(alert setting: Setting) throws(Diagnostic) {
    var object = try setting.object()
    let name = try object.take("name")?.text()
    guard let condition = object.take("when") else {
      throw Diagnostic(
        "'\(setting.path)' has no condition", category: .usage, at: setting.location,
        remedy: "write \"when\": \"net.price < -20 and n.price >= 50\"")
    }
    let text = try condition.text()
    let alert = Alert(
      name: name ?? text, condition: text, location: condition.location,
      onEmpty: try object.take("onEmpty")?.truth() ?? false)
    if alerts.contains(where: { $0.name == alert.name }) {
      throw Diagnostic(
        "there are two alerts '\(alert.name)'", category: .usage, at: setting.location,
        remedy: "give each a name of its own")
    }
    try object.finish()
    alerts.append(alert)
  }

  private mutating func read(hooks object: SettingsObject) throws(Diagnostic) {
    var object = object
    hooks.start = try NightlyConfiguration.commands(object.take("start"))
    hooks.success = try NightlyConfiguration.commands(object.take("success"))
    hooks.failure = try NightlyConfiguration.commands(object.take("failure"))
    hooks.alert = try NightlyConfiguration.commands(object.take("alert"))
    if let limit = object.take("timeLimit") { hooks.timeLimit = max(1, try limit.seconds()) }
    try object.finish()
  }

  /// One command, or a list of them; a command is a list of words, since no shell reads it.
  private static func commands(_ setting: Setting?) throws(Diagnostic) -> [[String]] {
    guard let setting else { return [] }
    let wanted = "a command as a list of words"
    let list = try setting.list(wanted)
    if case .list = list.first?.value {
      return try list.map { (entry) throws(Diagnostic) in
        let words = try entry.list(wanted).map { (word) throws(Diagnostic) in try word.text() }
        if words.isEmpty { throw entry.failure(wanted, "write [\"program\", \"argument\"]") }
        return words
      }
    }
    return list.isEmpty ? [] : [try setting.texts()]
  }

  private static func choice<Value: RawRepresentable<String> & CaseIterable>(
    _ setting: Setting
  ) throws(Diagnostic) -> Value {
    if case .text(let text) = setting.value, let value = Value(rawValue: text) { return value }
    let names = Value.allCases.map(\.rawValue).joined(separator: ", ")
    throw setting.failure("one of \(names)", "write one of them in quotes")
  }

  /// Runs a check of a text, and says where in the file it went wrong.
  private static func placed<Value>(
    _ setting: Setting, _ body: (String) throws(Diagnostic) -> Value
  ) throws(Diagnostic) -> Value {
    do {
      return try body(try setting.text())
    } catch {
      var placed = error
      placed.location = setting.location
      throw placed
    }
  }

  /// Two outputs in one place would overwrite each other.
  private func checkPaths(_ root: Setting) throws(Diagnostic) {
    let paths = reports.map(\.path) + (metrics.map { [$0] } ?? [])
    for (index, path) in paths.enumerated() where paths[..<index].contains(path) {
      throw Diagnostic(
        "'\(path)' is to be written twice", category: .usage, at: root.location,
        remedy: "give each report a file of its own")
    }
  }
}

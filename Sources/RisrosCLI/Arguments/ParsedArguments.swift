internal import RisrosModel

/// The words of a command line, sorted into flags and files.
struct ParsedArguments {
  private(set) var values: [String: [String]] = [:]
  private(set) var files: [String] = []
  private(set) var wantsShortHelp = false
  private(set) var wantsLongHelp = false
  /// Flags that were taken back with `--no-…`: whatever else says so, they are not set.
  private(set) var negated: Set<String> = []
  /// Where the values come from that are not from the command line.
  private(set) var origins: [String: SettingOrigin] = [:]

  /// The arguments of a nightly run that another command starts.
  init(config: String, wait: String) { values = ["config": [config], "lock-wait": [wait]] }

  /// - Parameter words: what follows the command's name.
  /// - Throws: a usage diagnostic; an unknown flag names the nearest known one.
  init(_ words: [String], for command: Command) throws(Diagnostic) {
    let flags = Flag.of(command)
    var index = 0
    var flagsEnded = false
    func next(_ flag: Flag) throws(Diagnostic) -> String {
      index += 1
      guard index < words.count else {
        throw Diagnostic(
          "--\(flag.name) needs a value", category: .usage,
          remedy: "write --\(flag.name) \(flag.value ?? "VALUE")")
      }
      return words[index]
    }
    while index < words.count {
      let word = words[index]
      defer { index += 1 }
      if flagsEnded || word == "-" || !word.hasPrefix("-") {
        files.append(word)
      } else if word == "--" {
        flagsEnded = true
      } else if word == "--help" {
        wantsLongHelp = true
      } else if word == "-h" {
        wantsShortHelp = true
      } else if word.hasPrefix("--") {
        let parts = word.dropFirst(2).split(
          separator: "=", maxSplits: 1, omittingEmptySubsequences: false
        ).map(String.init)
        guard let flag = flags.first(where: { $0.name == parts[0] }) else {
          if let negated = flags.first(where: { $0.negation == parts[0] }) {
            try takeBack(negated, hasValue: parts.count > 1)
            continue
          }
          throw ParsedArguments.unknown("--" + parts[0], flags, command)
        }
        if flag.value == nil {
          guard parts.count == 1 else { throw ParsedArguments.valueOfSwitch(flag.name) }
          try add(flag, "")
        } else {
          try add(flag, parts.count == 2 ? parts[1] : try next(flag))
        }
      } else {
        // A cluster of short flags, the last of which may take a value: -Hd ';' or -d';'.
        var letters = word.dropFirst()
        while let letter = letters.first {
          letters = letters.dropFirst()
          guard let flag = flags.first(where: { $0.short == letter }) else {
            throw ParsedArguments.unknown("-\(letter)", flags, command)
          }
          if flag.value == nil {
            try add(flag, "")
          } else {
            try add(flag, letters.isEmpty ? try next(flag) : String(letters))
            break
          }
        }
      }
    }
  }

  private mutating func add(_ flag: Flag, _ value: String) throws(Diagnostic) {
    try flag.check(value, named: "--\(flag.name)")
    if !flag.repeats, values[flag.name] != nil, flag.value != nil {
      throw Diagnostic(
        "--\(flag.name) is given twice", category: .usage, remedy: "give it once")
    }
    values[flag.name, default: []].append(value)
    negated.remove(flag.name)
  }

  /// `--no-strict`, and `--no-text` so that no setting counts either; the last one wins.
  private mutating func takeBack(_ flag: Flag, hasValue: Bool) throws(Diagnostic) {
    if hasValue { throw ParsedArguments.valueOfSwitch(flag.negation) }
    values[flag.name] = nil
    negated.insert(flag.name)
  }

  private static func valueOfSwitch(_ name: String) -> Diagnostic {
    Diagnostic(
      "--\(name) takes no value", category: .usage, remedy: "write --\(name) alone")
  }

  private static func unknown(_ word: String, _ flags: [Flag], _ command: Command) -> Diagnostic {
    return Diagnostic(
      "risros \(command.rawValue) has no flag '\(word)'", category: .usage,
      remedy: NearestName.question(for: word, among: flags.map { "--" + $0.name })
        + "see risros \(command.rawValue) --help")
  }

  /// Fills in what the command line leaves open; what was filled in before stays.
  mutating func fill(from setting: FlagSetting) {
    let name = setting.flag.name
    guard values[name] == nil, !negated.contains(name) else { return }
    origins[name] = setting.origin
    if setting.values.isEmpty {
      negated.insert(name)
    } else {
      values[name] = setting.values
    }
  }

  // MARK: Values

  func value(_ name: String) -> String? { values[name]?.last }
  func all(_ name: String) -> [String] { values[name] ?? [] }
  func isSet(_ name: String) -> Bool { values[name] != nil }

  /// A whole number of at least 1, or nil where the flag was not given.
  func count(_ name: String) throws(Diagnostic) -> Int? {
    guard let text = value(name) else { return nil }
    guard let number = Int(text), number >= 1 else {
      throw Diagnostic(
        "--\(name) is '\(text)', which is no whole number above 0", category: .usage,
        remedy: "write --\(name) 1 or more")
    }
    return number
  }

  /// Refuses files, for a command that takes none.
  ///
  /// - Parameter remedy: where else files are named, if they are.
  func refuseFiles(_ command: Command, remedy: String? = nil) throws(Diagnostic) {
    guard let first = files.first else { return }
    throw Diagnostic(
      "risros \(command.rawValue) takes no files, and '\(first)' was given", category: .usage,
      remedy: remedy ?? "leave it out; see risros \(command.rawValue) -h")
  }
}

extension Flag {
  /// Whether the flag may have a value.
  ///
  /// - Parameter subject: what the message calls it: `--format`, `RISROS_FORMAT`, `"format"`.
  func check(
    _ text: String, named subject: String, at location: SourceLocation? = nil
  ) throws(Diagnostic) {
    guard !choices.isEmpty, !choices.contains(text) else { return }
    throw Diagnostic(
      "\(subject) cannot be '\(text)'", category: .usage, at: location,
      remedy: NearestName.question(for: text, among: choices) + "it is one of "
        + NearestName.shown(choices))
  }
}

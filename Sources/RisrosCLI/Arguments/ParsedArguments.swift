internal import RisrosModel

/// The words of a command line, sorted into flags and files.
struct ParsedArguments {
  private(set) var values: [String: [String]] = [:]
  private(set) var files: [String] = []
  private(set) var wantsShortHelp = false
  private(set) var wantsLongHelp = false

  /// The arguments of a nightly run that another command starts.
  init(config: String, wait: String) { values = ["config": [config], "lock-wait": [wait]] }

  /// - Parameter words: what follows the command's name.
  /// - Throws: a usage diagnostic; an unknown flag names the nearest known one.
  init(_ words: [String], for command: Command) throws(Diagnostic) {
    let flags = Flag.all.filter { $0.commands.contains(command) }
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
          throw ParsedArguments.unknown("--" + parts[0], flags, command)
        }
        if flag.value == nil {
          guard parts.count == 1 else {
            throw Diagnostic(
              "--\(flag.name) takes no value", category: .usage,
              remedy: "write --\(flag.name) alone")
          }
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
    if !flag.choices.isEmpty, !flag.choices.contains(value) {
      throw Diagnostic(
        "--\(flag.name) cannot be '\(value)'", category: .usage,
        remedy: "it is one of " + flag.choices.joined(separator: ", "))
    }
    if !flag.repeats, values[flag.name] != nil, flag.value != nil {
      throw Diagnostic(
        "--\(flag.name) is given twice", category: .usage, remedy: "give it once")
    }
    values[flag.name, default: []].append(value)
  }

  private static func unknown(_ word: String, _ flags: [Flag], _ command: Command) -> Diagnostic {
    let names = flags.map { "--" + $0.name }
    let near = Spelling.nearest(to: word, among: names)
    return Diagnostic(
      "risros \(command.rawValue) has no flag '\(word)'", category: .usage,
      remedy: (near.map { "did you mean \($0)? " } ?? "") + "see risros \(command.rawValue) --help")
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
}

/// Finds what a mistyped word was meant to be.
enum Spelling {
  /// The nearest of some words, if it is near enough to be meant.
  static func nearest(to word: String, among words: [String]) -> String? {
    let near = words.map { (word: $0, distance: distance(word, $0)) }.min {
      ($0.distance, $0.word) < ($1.distance, $1.word)
    }
    guard let near, near.distance <= max(1, word.count / 3) else { return nil }
    return near.word
  }

  /// Insertions, deletions and substitutions that turn one word into the other (Levenshtein).
  static func distance(_ a: String, _ b: String) -> Int {
    let (a, b) = (Array(a), Array(b))
    var row = Array(0...b.count)
    for i in 0..<a.count {
      var diagonal = row[0]
      row[0] = i + 1
      for j in 0..<b.count {
        let substituted = diagonal + (a[i] == b[j] ? 0 : 1)
        diagonal = row[j + 1]
        row[j + 1] = min(substituted, row[j] + 1, diagonal + 1)
      }
    }
    return row[b.count]
  }
}

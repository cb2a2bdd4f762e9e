extension Flag {
  /// The flags that a command takes, in the order of the table.
  static func of(_ command: Command) -> [Flag] { all.filter { $0.commands.contains(command) } }

  /// What takes the flag back: `no-strict`, and `header` for `no-header`.
  var negation: String { name.hasPrefix("no-") ? String(name.dropFirst(3)) : "no-" + name }

  /// The environment variable that stands in for the flag: `RISROS_INPUT_FORMAT`.
  ///
  /// `RISROS_LEXICONS` names the folder of the built-in lexicons and stands in for none.
  var variable: String? {
    guard isSetting, name != "lexicons" else { return nil }
    return "RISROS_" + name.uppercased().map { $0 == "-" ? "_" : $0 }
  }
}

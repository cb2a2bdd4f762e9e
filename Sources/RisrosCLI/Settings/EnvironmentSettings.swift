internal import RisrosModel

/// Settings in the environment: `RISROS_FORMAT=csv` stands in for `--format csv`.
enum EnvironmentSettings {
  /// - Throws: a usage diagnostic for a value that the flag cannot have.
  static func read(
    _ environment: [String: String], for command: Command
  ) throws(Diagnostic) -> [FlagSetting] {
    var settings: [FlagSetting] = []
    for flag in Flag.of(command) {
      guard let name = flag.variable, let text = environment[name] else { continue }
      var values: [String]
      if flag.value == nil {
        values = try isOn(text, name) ? [""] : []
      } else if flag.repeats {
        // A column may be called anything that fits a line.
        values = text.split(separator: "\n").map(String.init)
      } else {
        values = text.isEmpty ? [] : [text]
      }
      for value in values where flag.value != nil {
        try flag.checkSetting(value, named: name, at: nil)
      }
      settings.append(FlagSetting(flag: flag, values: values, origin: .environment(name)))
    }
    return settings
  }

  private static func isOn(_ text: String, _ name: String) throws(Diagnostic) -> Bool {
    switch text {
    case "1", "true", "yes", "on": true
    case "", "0", "false", "no", "off": false
    default:
      throw Diagnostic(
        "\(name) is '\(text)', which neither switches on nor off", category: .usage,
        remedy: "write 1 or 0")
    }
  }
}

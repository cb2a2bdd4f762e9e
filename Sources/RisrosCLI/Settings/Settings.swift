internal import Foundation
internal import RisrosModel

/// What holds for a command where its flags leave it open: the environment, then the file of
/// `--config`, then the user's own file.
struct Settings: Sendable {
  /// Nearest to the user first.
  let layers: [[FlagSetting]]

  /// - Parameter arguments: heeded for `--config` and `--no-config`.
  /// - Throws: a usage diagnostic for unknown settings and for values that cannot be.
  init(
    for command: Command, _ arguments: ParsedArguments,
    environment: [String: String] = ProcessInfo.processInfo.environment
  ) throws(Diagnostic) {
    var layers = [try EnvironmentSettings.read(environment, for: command)]
    if !arguments.negated.contains("config") {
      let named = environment["RISROS_CONFIG"].flatMap { $0.isEmpty ? nil : $0 }
      if let path = arguments.value("config") ?? named,
        let file = try SettingsFile.read(path, mustExist: true)
      {
        layers.append(try file.settings(for: command))
      }
      if let path = Settings.userFile(environment),
        let file = try SettingsFile.read(path, mustExist: false)
      {
        layers.append(try file.settings(for: command))
      }
    }
    self.layers = layers
  }

  /// `$XDG_CONFIG_HOME/risros/config.json`, else under `~/.config`; nil without a home.
  static func userFile(_ environment: [String: String]) -> String? {
    // The convention: a path that is not absolute is to be ignored.
    if let folder = environment["XDG_CONFIG_HOME"], folder.hasPrefix("/") {
      return folder + "/risros/config.json"
    }
    guard let home = environment["HOME"], !home.isEmpty else { return nil }
    return home + "/.config/risros/config.json"
  }
}

extension ParsedArguments {
  /// The command line with all that stands behind it filled in.
  func completed(for command: Command) throws(Diagnostic) -> ParsedArguments {
    var completed = self
    for layer in try Settings(for: command, self).layers {
      for setting in layer { completed.fill(from: setting) }
    }
    return completed
  }
}

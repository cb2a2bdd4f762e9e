internal import Foundation
internal import RisrosModel

/// `risros config`: the settings in force, and where each of them comes from.
struct ConfigCommand {
  private let arguments: ParsedArguments

  init(_ arguments: ParsedArguments) { self.arguments = arguments }

  private struct Row: Encodable {
    var command: String
    var name: String
    /// As on the command line; nil where the flag is not set.
    var value: [String]?
    var origin: String
  }

  func run() throws(Diagnostic) -> Int32 {
    var rows: [Row] = []
    for command in try commands() {
      // Only what says where settings are is common to both.
      let settings = try ParsedArguments(configWords, for: command).completed(for: command)
      for flag in Flag.of(command) where flag.isSetting {
        rows.append(
          Row(
            command: command.rawValue, name: flag.name,
            value: settings.isSet(flag.name) ? settings.all(flag.name) : nil,
            origin: (settings.origins[flag.name] ?? .builtIn).description))
      }
    }
    Console.output(try arguments.isSet("json") ? json(rows) : text(rows))
    return 0
  }

  private var configWords: [String] {
    if arguments.negated.contains("config") { return ["--no-config"] }
    return arguments.value("config").map { ["--config=" + $0] } ?? []
  }

  private func commands() throws(Diagnostic) -> [Command] {
    let known = Command.allCases.filter(\.takesSettings)
    if arguments.files.isEmpty { return known }
    var commands: [Command] = []
    for name in arguments.files {
      guard let command = known.first(where: { $0.rawValue == name }) else {
        throw Diagnostic(
          "'\(name)' is no command with settings", category: .usage,
          remedy: NearestName.remedy(
            for: name, among: known.map(\.rawValue), noun: "commands with settings"))
      }
      commands.append(command)
    }
    return commands
  }

  /// What is set, `annotate.keep = row`; with its origin, or with all that is not set as well.
  private func text(_ rows: [Row]) -> String {
    let showsOrigin = arguments.isSet("show-origin")
    let shown = showsOrigin ? rows : rows.filter { $0.value != nil }
    let lines = shown.map { row -> (String, String) in
      let value = row.value.map { $0 == [""] ? "true" : $0.joined(separator: ", ") } ?? "–"
      return ("\(row.command).\(row.name) = \(value)", row.origin)
    }
    if lines.isEmpty { return "" }
    let width = lines.map(\.0.count).max() ?? 0
    return lines.map { line, origin in
      showsOrigin
        ? line + String(repeating: " ", count: width - line.count + 2) + origin + "\n" : line + "\n"
    }.joined()
  }

  private func json(_ rows: [Row]) throws(Diagnostic) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      return String(decoding: try encoder.encode(["settings": rows]), as: UTF8.self) + "\n"
    } catch {
      preconditionFailure("texts can be encoded: \(error)")
    }
  }
}

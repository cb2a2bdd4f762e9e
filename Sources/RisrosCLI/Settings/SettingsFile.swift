internal import Foundation
internal import RisrosModel
internal import RisrosSettings

/// A file of settings: JSON with comments, flags by their names, at the top for all commands and
/// under a command's name for it alone.
///
///     {
///       // Everything of ours is in Danish.
///       "lang": "da",
///       "segment": ["butik", "kanal"],
///       "annotate": { "keep": "row" },
///     }
struct SettingsFile: Sendable {
  private let path: String
  private let entries: [Setting.Member]

  /// Reads a file.
  ///
  /// - Returns: nil where there is none and none is asked for.
  /// - Throws: a usage diagnostic for a file that cannot be read or is no JSON.
  static func read(_ path: String, mustExist: Bool) throws(Diagnostic) -> SettingsFile? {
    guard mustExist || FileManager.default.fileExists(atPath: path) else { return nil }
    do {
      return try SettingsFile(
        path: path, bytes: [UInt8](Data(contentsOf: URL(fileURLWithPath: path))))
    } catch let error as Diagnostic {
      throw error
    } catch {
      throw Diagnostic(
        "the settings cannot be read", category: .usage, at: SourceLocation(file: path),
        remedy: "check that the file exists and that you may read it")
    }
  }

  init(path: String, bytes: [UInt8]) throws(Diagnostic) {
    self.path = path
    let whole = try Setting(parsing: bytes, file: path)
    guard case .object(let members) = whole.value else {
      throw Diagnostic(
        "the settings are no object of names and values", category: .usage, at: whole.location,
        remedy: "write { \"lang\": \"da\" }")
    }
    entries = members
  }

  // MARK: What it says

  /// What the file says about a command, its own section first.
  ///
  /// - Throws: a usage diagnostic for a name that no command knows, wherever it stands, and for a
  ///   value that the command cannot have.
  func settings(for command: Command) throws(Diagnostic) -> [FlagSetting] {
    try checkNames()
    var settings: [FlagSetting] = []
    for entry in entries {
      if entry.key == command.rawValue, case .object(let own) = entry.setting.value {
        settings += try read(own, command)
      }
    }
    return settings + (try read(entries, command))
  }

  private static let sections = Command.allCases.filter(\.takesSettings)

  private func checkNames() throws(Diagnostic) {
    for entry in entries {
      guard let section = SettingsFile.sections.first(where: { $0.rawValue == entry.key }) else {
        let known = SettingsFile.sections.flatMap { SettingsFile.names(of: $0) }
        if known.contains(entry.key) { continue }
        throw unknown(
          entry, known + SettingsFile.sections.map(\.rawValue),
          "there is no setting '\(entry.key)'")
      }
      guard case .object(let own) = entry.setting.value else {
        throw Diagnostic(
          "'\(entry.key)' is a command and no setting", category: .usage, at: entry.location,
          remedy: "write \"\(entry.key)\": { … } with the settings of risros \(entry.key)")
      }
      let known = SettingsFile.names(of: section)
      for inner in own where !known.contains(inner.key) {
        throw unknown(
          inner, known, "risros \(entry.key) has no setting '\(inner.key)'")
      }
    }
  }

  private static func names(of command: Command) -> [String] {
    Flag.of(command).filter(\.isSetting).map(\.name)
  }

  private func unknown(
    _ entry: Setting.Member, _ known: [String], _ message: String
  ) -> Diagnostic {
    Diagnostic(
      message, category: .usage, at: entry.location,
      remedy: NearestName.question(for: entry.key, among: known)
        + "settings are called as flags are; see risros annotate --help")
  }

  private func read(
    _ entries: [Setting.Member], _ command: Command
  ) throws(Diagnostic) -> [FlagSetting] {
    var settings: [FlagSetting] = []
    for entry in entries {
      guard let flag = Flag.of(command).first(where: { $0.name == entry.key && $0.isSetting })
      else { continue }
      let words = try words(entry.setting.value, flag, at: entry.location)
      settings.append(FlagSetting(flag: flag, values: words, origin: .file(entry.location)))
    }
    return settings
  }

  /// A value as it would stand on the command line.
  private func words(
    _ value: Setting.Value, _ flag: Flag, at place: SourceLocation
  ) throws(Diagnostic) -> [String] {
    let words: [String]
    switch (value, flag.value) {
    case (.null, _), (.truth(false), _): return []
    case (.truth(true), nil): return [""]
    case (.text(let text), _?): words = [text]
    case (.number(let number), _?): words = [Int(exactly: number).map(String.init) ?? "\(number)"]
    case (.list(let list), _?) where flag.repeats && list.allSatisfy(\.isText):
      words = list.compactMap { if case .text(let text) = $0.value { text } else { nil } }
    default:
      throw Diagnostic(
        "'\(flag.name)' cannot have this value", category: .usage, at: place,
        remedy: flag.value == nil
          ? "write true or false"
          : flag.value == "N"
            ? "write a number" : flag.repeats ? "write a text or a list of texts" : "write a text")
    }
    for word in words { try flag.checkSetting(word, named: "'\(flag.name)'", at: place) }
    // Files are looked for beside the one that names them, wherever risros is started.
    guard flag.value == "DIR" || flag.value == "FILE" else { return words }
    let folder = URL(fileURLWithPath: path).deletingLastPathComponent().path
    return words.map { $0.hasPrefix("/") ? $0 : folder + "/" + $0 }
  }
}

extension Setting {
  fileprivate var isText: Bool { if case .text = value { true } else { false } }
}

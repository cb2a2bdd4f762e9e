internal import RisrosModel

/// Where the value of a flag comes from, nearest to the user first.
enum SettingOrigin: Equatable, Sendable {
  case commandLine
  case environment(String)
  /// With line and column where they are known.
  case file(SourceLocation)
  case builtIn

  var description: String {
    switch self {
    case .commandLine: "command line"
    case .environment(let name): name
    case .file(let place):
      place.file + (place.line.map { ":\($0)" } ?? "") + (place.column.map { ":\($0)" } ?? "")
    case .builtIn: "default"
    }
  }
}

/// What a file or the environment says about one flag.
struct FlagSetting: Sendable {
  var flag: Flag
  /// As they would stand on the command line, `""` for a switch; empty where it is switched off.
  var values: [String]
  var origin: SettingOrigin
}

extension Flag {
  /// Whether text may stand for the flag in a file or a variable; what the command line leaves to
  /// the command is told here, where its place is known.
  func checkSetting(
    _ text: String, named subject: String, at location: SourceLocation?
  ) throws(Diagnostic) {
    try check(text, named: subject, at: location)
    guard value == "N" else { return }
    // Nought means something to some of them; the others tell it themselves.
    if let number = Int(text), number >= 0 { return }
    throw Diagnostic(
      "\(subject) is '\(text)', which is no whole number", category: .usage, at: location,
      remedy: "write 1 or more")
  }
}

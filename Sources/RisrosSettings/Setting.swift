public import RisrosModel

/// A value of a settings file, and where it stands.
public struct Setting: Sendable {
  public indirect enum Value: Sendable {
    case null
    case truth(Bool)
    case number(Double)
    case text(String)
    case list([Setting])
    case object([Member])
  }

  /// A key of an object with its value.
  public struct Member: Sendable {
    public var key: String
    public var location: SourceLocation
    public var setting: Setting
  }

  public var value: Value
  public var location: SourceLocation
  /// The keys that lead to it, `reports[0].path`; empty for the whole file.
  public var path: String

  /// Reads a settings file: JSON with `//` and `/* */` comments and commas behind the last element.
  ///
  /// - Parameters:
  ///   - bytes: UTF-8, with or without a byte order mark.
  ///   - file: what messages call it.
  /// - Throws: a usage diagnostic with line and column.
  public init(parsing bytes: [UInt8], file: String) throws(Diagnostic) {
    var parser = SettingParser(bytes, file: file)
    self = try parser.document()
  }

  init(_ value: Value, at location: SourceLocation, path: String) {
    self.value = value
    self.location = location
    self.path = path
  }

  /// An error about this value: `'settle' must be …`.
  public func failure(_ wanted: String, _ remedy: String) -> Diagnostic {
    Diagnostic(
      path.isEmpty ? "the file must hold \(wanted)" : "'\(path)' must be \(wanted)",
      category: .usage, at: location, remedy: remedy)
  }

  // MARK: As what it is wanted; each throws a usage diagnostic with the place where it is another

  /// A text that is not empty.
  public func text() throws(Diagnostic) -> String {
    if case .text(let text) = value, !text.isEmpty { return text }
    throw failure("a text", "write it in quotes: \"…\"")
  }

  /// One text, or a list of them.
  public func texts() throws(Diagnostic) -> [String] {
    if case .text = value { return [try text()] }
    return try list("a text or a list of texts").map { (entry) throws(Diagnostic) in
      try entry.text()
    }
  }

  /// `true` or `false`, without quotes.
  public func truth() throws(Diagnostic) -> Bool {
    if case .truth(let truth) = value { return truth }
    throw failure("true or false", "write it without quotes")
  }

  /// A whole number in a range.
  public func integer(_ range: ClosedRange<Int>) throws(Diagnostic) -> Int {
    if case .number(let number) = value, let integer = Int(exactly: number),
      range.contains(integer)
    {
      return integer
    }
    throw failure(
      range.upperBound == .max
        ? "a whole number of at least \(range.lowerBound)"
        : "a whole number from \(range.lowerBound) to \(range.upperBound)",
      "write it without quotes")
  }

  /// A duration, in seconds.
  public func seconds() throws(Diagnostic) -> Int {
    if case .text(let text) = value, let seconds = Duration.seconds(of: text) { return seconds }
    throw failure("a duration", Duration.help)
  }

  /// A list.
  ///
  /// - Parameter wanted: what the message calls it.
  public func list(_ wanted: String = "a list") throws(Diagnostic) -> [Setting] {
    if case .list(let list) = value { return list }
    throw failure(wanted, "write it in brackets: [ … ]")
  }

  /// An object, whose members are then taken one by one.
  public func object() throws(Diagnostic) -> SettingsObject {
    guard case .object(let members) = value else {
      throw failure("an object", "write it in braces: { \"key\": value }")
    }
    return SettingsObject(members, path: path)
  }

  /// Durations as users write them.
  public enum Duration {
    public static let help = "write a number and a unit: 30s, 10m, 2h, 90d"

    /// `30s`, `10m`, `2h`, `90d`, `4w`; nil for anything else.
    public static func seconds(of text: String) -> Int? {
      let units: [Character: Int] = ["s": 1, "m": 60, "h": 3600, "d": 86_400, "w": 604_800]
      guard let last = text.last, let unit = units[last], let count = Int(text.dropLast()),
        (0...1_000_000).contains(count)
      else { return nil }
      return count * unit
    }
  }
}

/// The members of an object, asked for by their keys; what nobody asked for is an error.
public struct SettingsObject: Sendable {
  private let members: [Setting.Member]
  private let path: String
  private var asked: [String] = []

  init(_ members: [Setting.Member], path: String) {
    self.members = members
    self.path = path
  }

  /// The value of a key, or nil where it is missing or null.
  public mutating func take(_ key: String) -> Setting? {
    asked.append(key)
    guard let member = members.first(where: { $0.key == key }) else { return nil }
    if case .null = member.setting.value { return nil }
    return member.setting
  }

  /// Call it when all keys were asked for.
  ///
  /// - Throws: a usage diagnostic for the first unknown key, with the nearest known one.
  public func finish() throws(Diagnostic) {
    guard let unknown = members.first(where: { !asked.contains($0.key) }) else { return }
    throw Diagnostic(
      "there is no setting '\(unknown.key)'" + (path.isEmpty ? "" : " in '\(path)'"),
      category: .usage, at: unknown.location,
      remedy: NearestName.remedy(for: unknown.key, among: asked, noun: "settings here"))
  }
}

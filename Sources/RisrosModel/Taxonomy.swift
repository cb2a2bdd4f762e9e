/// A driver of customer satisfaction, as its place in the taxonomy (price is 0 in the standard one).
public struct Driver: Hashable, Comparable, Sendable, BitwiseCopyable {
  public let index: UInt8
  @inlinable public init(index: UInt8) { self.index = index }
  @inlinable public static func < (a: Driver, b: Driver) -> Bool { a.index < b.index }
}

/// A driver together with one of its aspects (`price.fees`), packed in a byte.
///
/// The upper five bits hold the driver's index plus one, the lower three the aspect's, where 0 means
/// the driver as a whole. The zero byte means "no driver".
public struct Aspect: Hashable, Sendable, BitwiseCopyable {
  public let rawValue: UInt8
  @inlinable public init(rawValue: UInt8) { self.rawValue = rawValue }
  @inlinable public init(_ driver: Driver, _ aspect: UInt8 = 0) {
    rawValue = (driver.index + 1) << 3 | aspect
  }

  @inlinable public static var none: Aspect { Aspect(rawValue: 0) }
  /// Says that a word looks like a driver but is none ("appelsin" is no app).
  @inlinable public static var excluded: Aspect { Aspect(rawValue: 7) }

  @inlinable public var isNone: Bool { rawValue < 8 }
  /// The driver; undefined for `none`.
  @inlinable public var driver: Driver { Driver(index: (rawValue >> 3) &- 1) }
  /// The aspect within the driver, 1…7, or 0 for the driver as a whole.
  @inlinable public var number: UInt8 { rawValue & 7 }
}

/// The drivers that are scored, their aspects and what they are called in each report language.
///
/// Read from `Lexicons/shared/taxonomy.tsv`; see `RisrosLexicon`. At most 16 drivers of at most
/// 7 aspects each.
public struct Taxonomy: Sendable {
  public struct DriverDefinition: Sendable {
    /// The identifier used in all output, `price`.
    public var id: String
    /// What a report calls the driver, by report language (`en`, `da`, `nb`, `nn`).
    public var labels: [String: String]
    /// Identifiers and labels of the aspects; the first one is aspect number 1.
    public var aspects: [(id: String, labels: [String: String])]

    public init(
      id: String, labels: [String: String], aspects: [(id: String, labels: [String: String])] = []
    ) {
      self.id = id
      self.labels = labels
      self.aspects = aspects
    }
  }

  public static let maximumDrivers = 16
  public static let maximumAspects = 7

  public var drivers: [DriverDefinition]

  public init(drivers: [DriverDefinition]) { self.drivers = drivers }

  public var allDrivers: [Driver] { drivers.indices.map { Driver(index: UInt8($0)) } }

  /// The driver's identifier, `price`.
  public func id(of driver: Driver) -> String { drivers[Int(driver.index)].id }

  /// The identifier of the aspect alone, "fees"; nil for the driver as a whole.
  public func id(of aspect: Aspect) -> String? {
    guard !aspect.isNone, aspect.number > 0 else { return nil }
    return drivers[Int(aspect.driver.index)].aspects[Int(aspect.number) - 1].id
  }

  /// What a report calls the driver; where the language has no name, in English, else by its
  /// identifier.
  public func label(of driver: Driver, in language: String) -> String {
    let definition = drivers[Int(driver.index)]
    return definition.labels[language] ?? definition.labels["en"] ?? definition.id
  }

  /// The same of an aspect; the driver's name for the driver as a whole.
  public func label(of aspect: Aspect, in language: String) -> String {
    guard aspect.number > 0 else { return label(of: aspect.driver, in: language) }
    let definition = drivers[Int(aspect.driver.index)].aspects[Int(aspect.number) - 1]
    return definition.labels[language] ?? definition.labels["en"] ?? definition.id
  }

  /// The aspect named `price.fees`, or `price` for the driver as a whole; nil if there is none.
  public func aspect(named name: some StringProtocol) -> Aspect? {
    let parts = name.split(separator: ".", maxSplits: 1)
    guard let first = parts.first, let d = drivers.firstIndex(where: { $0.id == first }) else {
      return nil
    }
    let driver = Driver(index: UInt8(d))
    guard parts.count == 2 else { return Aspect(driver) }
    guard let a = drivers[d].aspects.firstIndex(where: { $0.id == parts[1] }) else { return nil }
    return Aspect(driver, UInt8(a + 1))
  }
}

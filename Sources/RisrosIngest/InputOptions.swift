public import RisrosModel

/// What an input looks like, as in `--input-format`.
public enum InputFormat: String, CaseIterable, Sendable {
  /// By content, then by the file's name.
  case auto
  case csv, tsv, jsonl, json, xlsx, lines

  /// - Throws: a usage diagnostic that lists the formats.
  public init(named name: String) throws(Diagnostic) {
    if let format = InputFormat(rawValue: name.lowercased()) {
      self = format
      return
    }
    let known = InputFormat.allCases.map(\.rawValue)
    throw Diagnostic(
      "there is no input format '\(name)'", category: .usage,
      remedy: NearestName.remedy(for: name, among: known, noun: "formats"))
  }
}

/// How much of an input is held or looked at.
public struct InputLimits: Sendable, Equatable {
  /// Bytes of a quoted field.
  public var fieldBytes: Int
  /// Bytes of a record.
  public var recordBytes: Int
  /// Columns of a table.
  public var columns: Int
  /// Bytes that are kept of a rejected record; 0 keeps nothing.
  public var rejectedBytes: Int
  /// Bytes at the begin of a file that encoding, format and columns are guessed from.
  public var headBytes: Int
  /// Bytes asked for in one read.
  public var readBytes: Int
  /// Bytes that may come of each byte of a compressed file, behind the first MiB.
  public var expansionRatio: Int
  /// Milliseconds that a pipe may pause before its head is taken as it is.
  public var settleMilliseconds: Int

  public init(
    fieldBytes: Int = 1 << 20, recordBytes: Int = 16 << 20, columns: Int = 10_000,
    rejectedBytes: Int = 0, headBytes: Int = 128 << 10, readBytes: Int = 256 << 10,
    expansionRatio: Int = 200, settleMilliseconds: Int = 40
  ) {
    precondition(recordBytes < 1 << 30, "offsets in a batch have 32 bits")
    precondition(min(fieldBytes, recordBytes, columns, headBytes, readBytes, expansionRatio) >= 1)
    self.fieldBytes = fieldBytes
    self.recordBytes = recordBytes
    self.columns = columns
    self.rejectedBytes = rejectedBytes
    self.headBytes = headBytes
    self.readBytes = readBytes
    self.expansionRatio = expansionRatio
    self.settleMilliseconds = settleMilliseconds
  }
}

/// A way to write dates and numbers, as in `--locale`; never that of the machine.
public enum InputLocale: String, CaseIterable, Sendable {
  case da, nb, nn, no, sv, de, en
  case enGB = "en-gb"
  case enUS = "en-us"

  /// - Throws: a usage diagnostic that lists them.
  public init(named name: String) throws(Diagnostic) {
    let plain = name.lowercased().replacing("_", with: "-")
    guard let locale = InputLocale(rawValue: plain) else {
      throw Diagnostic(
        "there is no locale '\(name)'", category: .usage,
        remedy: "it is one of " + InputLocale.allCases.map(\.rawValue).joined(separator: ", "))
    }
    self = locale
  }

  public var dateOrder: DateForm.Order { self == .enUS ? .monthFirst : .dayFirst }

  /// A comma, or a point in English.
  public var decimalMark: UInt8 {
    switch self {
    case .en, .enGB, .enUS: 0x2E
    case .da, .nb, .nn, .no, .sv, .de: 0x2C
    }
  }
}

/// What the user says about the input; everything left out is guessed and told.
public struct InputOptions: Sendable {
  /// Files in their order; `-` or none is standard input.
  public var paths: [String]
  public var format: InputFormat
  public var dialect: DialectHints
  public var encoding: TextEncoding?
  /// Broken records of delimited text are mended where that is possible, and counted.
  public var mends = false
  /// The sheet of a workbook, by name (in any case) or by number from 1.
  public var sheet: String?
  /// Columns by name (in any case) or by number from 1.
  public var text: String?
  public var id: String?
  public var date: String?
  public var rating: String?
  public var segments: [String]
  /// The profile of an export by name, `none`, or nil to choose by the header.
  public var profile: String?
  /// How dates and numbers are written; nil to decide by the values.
  public var locale: InputLocale?
  /// The least and the greatest rating; nil to decide by the values.
  public var ratingScale: (low: Int, high: Int)?
  /// Carries every column along with its comment.
  public var keepAll: Bool
  public var limits: InputLimits
  /// Counts the bytes that are read, for whoever wants to know how far a run is.
  public var counter: ByteCounter?

  public init(
    paths: [String] = [], format: InputFormat = .auto, delimiter: UInt8? = nil,
    encoding: TextEncoding? = nil, hasHeader: Bool? = nil, sheet: String? = nil,
    text: String? = nil, id: String? = nil, date: String? = nil, rating: String? = nil,
    segments: [String] = [], keepAll: Bool = false, limits: InputLimits = InputLimits(),
    counter: ByteCounter? = nil
  ) {
    self.paths = paths
    self.format = format
    dialect = DialectHints()
    dialect.delimiter = delimiter
    dialect.headerRows = hasHeader.map { $0 ? 1 : 0 }
    self.encoding = encoding
    self.sheet = sheet
    self.text = text
    self.id = id
    self.date = date
    self.rating = rating
    self.segments = segments
    self.keepAll = keepAll
    self.limits = limits
    self.counter = counter
  }

  /// Whether the first record names the columns; nil where that is to be found out.
  public var hasHeader: Bool? {
    get { dialect.headerRows.map { $0 > 0 } }
    set { dialect.headerRows = newValue.map { $0 ? 1 : 0 } }
  }

  /// The name of a profile, or `none`.
  /// - Throws: a usage diagnostic that lists the profiles.
  public static func profile(named name: String) throws(Diagnostic) -> String {
    try ExportProfile.check(named: name.lowercased())
    return name.lowercased()
  }

  /// The scale a user writes as `0-10`.
  /// - Throws: a usage diagnostic.
  public static func ratingScale(named text: String) throws(Diagnostic) -> (low: Int, high: Int) {
    let ends = text.split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
    guard ends.count == 2, let low = ends[0], let high = ends[1], low < high, high <= 1000 else {
      throw Diagnostic(
        "'\(text)' is no scale of ratings", category: .usage,
        remedy: "write the least and the greatest rating, as in 0-10 or 1-5")
    }
    return (low, high)
  }
}

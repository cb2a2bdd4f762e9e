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
    rejectedBytes: Int = 0, headBytes: Int = 128 << 10, readBytes: Int = 1 << 20,
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
  /// Carries every column along with its comment.
  public var keepAll: Bool
  public var limits: InputLimits

  public init(
    paths: [String] = [], format: InputFormat = .auto, delimiter: UInt8? = nil,
    encoding: TextEncoding? = nil, hasHeader: Bool? = nil, sheet: String? = nil,
    text: String? = nil, id: String? = nil, date: String? = nil, rating: String? = nil,
    segments: [String] = [],
    keepAll: Bool = false, limits: InputLimits = InputLimits()
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
  }

  /// Whether the first record names the columns; nil where that is to be found out.
  public var hasHeader: Bool? {
    get { dialect.headerRows.map { $0 > 0 } }
    set { dialect.headerRows = newValue.map { $0 ? 1 : 0 } }
  }
}

public import RisrosModel

/// What an input looks like, as in `--input-format`.
public enum InputFormat: String, CaseIterable, Sendable {
  /// By content, then by the file's name.
  case auto
  case csv, tsv, jsonl, lines

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
  /// Bytes at the begin of a file that encoding, format and columns are guessed from.
  public var headBytes: Int
  /// Bytes asked for in one read.
  public var readBytes: Int
  /// Milliseconds that a pipe may pause before its head is taken as it is.
  public var settleMilliseconds: Int

  public init(
    fieldBytes: Int = 1 << 20, recordBytes: Int = 16 << 20, columns: Int = 10_000,
    headBytes: Int = 128 << 10, readBytes: Int = 1 << 20, settleMilliseconds: Int = 40
  ) {
    precondition(recordBytes < 1 << 30, "offsets in a batch have 32 bits")
    precondition(min(fieldBytes, recordBytes, columns, headBytes, readBytes) >= 1)
    self.fieldBytes = fieldBytes
    self.recordBytes = recordBytes
    self.columns = columns
    self.headBytes = headBytes
    self.readBytes = readBytes
    self.settleMilliseconds = settleMilliseconds
  }
}

/// What the user says about the input; everything left out is guessed and told.
public struct InputOptions: Sendable {
  /// Files in their order; `-` or none is standard input.
  public var paths: [String]
  public var format: InputFormat
  /// The byte between two fields; see `delimiter(named:)`.
  public var delimiter: UInt8?
  public var encoding: TextEncoding?
  public var hasHeader: Bool?
  /// Columns by name (in any case) or by number from 1.
  public var text: String?
  public var id: String?
  public var date: String?
  public var rating: String?
  public var segments: [String]
  /// Carries every column along with its comment.
  public var keepAll: Bool
  public var limits: InputLimits
  /// Counts the bytes that are read, for whoever wants to know how far a run is.
  public var counter: ByteCounter?

  public init(
    paths: [String] = [], format: InputFormat = .auto, delimiter: UInt8? = nil,
    encoding: TextEncoding? = nil, hasHeader: Bool? = nil, text: String? = nil,
    id: String? = nil, date: String? = nil, rating: String? = nil, segments: [String] = [],
    keepAll: Bool = false, limits: InputLimits = InputLimits(), counter: ByteCounter? = nil
  ) {
    self.paths = paths
    self.format = format
    self.delimiter = delimiter
    self.encoding = encoding
    self.hasHeader = hasHeader
    self.text = text
    self.id = id
    self.date = date
    self.rating = rating
    self.segments = segments
    self.keepAll = keepAll
    self.limits = limits
    self.counter = counter
  }

  /// The delimiter a user writes as one character, as `\t` or by name (tab, comma, semicolon, pipe).
  /// - Throws: a usage diagnostic.
  public static func delimiter(named name: String) throws(Diagnostic) -> UInt8 {
    switch name.lowercased() {
    case "tab", "\\t": return 0x09
    case "comma": return 0x2C
    case "semicolon": return 0x3B
    case "pipe": return 0x7C
    default:
      let bytes = Array(name.utf8)
      if bytes.count == 1, bytes[0] < 0x80, ![0x0A, 0x0D, 0x22].contains(bytes[0]) {
        return bytes[0]
      }
      throw Diagnostic(
        "the delimiter '\(name)' is not a single character", category: .usage,
        remedy: "use one of ; , | or tab")
    }
  }
}

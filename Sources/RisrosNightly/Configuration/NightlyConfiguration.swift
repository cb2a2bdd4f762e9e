public import RisrosIngest
public import RisrosModel
public import RisrosReport

/// What `risros nightly` is told: where exports land, what to write, whom to tell.
///
/// Read from a file of JSON with comments; paths in it are relative to the folder it lies in.
public struct NightlyConfiguration: Sendable {
  /// How records of overlapping exports are recognised.
  public enum Identity: Equatable, Sendable {
    /// By the id column where `input.id` names one, else by the whole row.
    case automatic
    /// By these columns.
    case columns([String])
    /// Every record of every file counts.
    case none
  }

  /// A report that each run writes anew.
  public struct ReportFile: Sendable {
    public var path: String
    public var format: String
    /// Runs it covers, the latest ones; nil for all.
    public var runs: Int?
    public var period: PeriodUnit?
    public var language: ReportLanguage
    /// Kept comments shown a driver and polarity.
    public var verbatims: Int
  }

  /// A condition that is looked at when a run has counted.
  public struct Alert: Sendable {
    public var name: String
    public var condition: String
    /// Where the condition stands in the file.
    public var location: SourceLocation
    /// Looked at also when there was nothing to read.
    public var onEmpty: Bool
  }

  /// Programs that are told of runs, each a list of words.
  public struct Hooks: Sendable {
    public var start: [[String]] = []
    public var success: [[String]] = []
    public var failure: [[String]] = []
    public var alert: [[String]] = []
    /// Seconds after which a hook is stopped.
    public var timeLimit = 30
  }

  /// The file it was read from, and the folder it lies in ("" for the working directory).
  public var file: String
  public var folder: String
  public var inbox: [String] = []
  public var state = "state"
  public var input = InputOptions()
  public var identity = Identity.automatic
  public var lexicons: [String] = []
  public var taxonomy: String?
  public var bestGuess = false
  public var reports: [ReportFile] = []
  public var metrics: String?
  public var alerts: [Alert] = []
  public var hooks = Hooks()
  /// Whether redacted comments are kept, and for how many seconds.
  public var keepsComments = false
  public var keepCommentsFor = 90 * 86_400
  /// Runs before the newest that it is compared with.
  public var compareRuns = 7
  /// Reports of single runs that are kept.
  public var keepRunReports = 30
  /// Seconds that a file must be left alone before a last record without a line end is taken.
  public var settle = 60
  public var jobs: Int?

  /// A path of the configuration as the program opens it.
  public func resolved(_ path: String) -> String {
    path.hasPrefix("/") || folder.isEmpty ? path : folder + "/" + path
  }

  var stateFolder: String { resolved(state) }

  /// What the scores depend on besides the lexicons, for a fingerprint.
  var scoringText: String {
    let format = input.format.rawValue
    let columns = [input.text, input.id, input.date, input.rating].map { $0 ?? "" }
    let reading = "\(input.dialect) \(input.mends) \(input.profile ?? "") \(input.locale as Any)"
    // Only where it is set, so that stores of before it counted know their settings again.
    let encoding = input.encoding.map { ["\($0)"] } ?? []
    return ([format, reading, "\(identity)", "\(bestGuess)"] + columns + input.segments + encoding)
      .joined(separator: "\u{1F}")
  }
}

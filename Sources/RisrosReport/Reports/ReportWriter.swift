public import RisrosModel
public import RisrosScores
public import RisrosText

/// What is reported: the scores, and what produced them.
public struct Report: Sendable {
  public var scores: DriverScores
  public var taxonomy: Taxonomy
  /// Fingerprints of the words and of the settings that the scores were made with, in hexadecimal.
  public var lexicon: String
  public var configuration: String

  /// - Parameter scores: made with this taxonomy.
  public init(
    scores: DriverScores, taxonomy: Taxonomy, lexicon: String, configuration: String
  ) {
    precondition(
      scores.layout == nil || scores.layout?.drivers == taxonomy.drivers.map(\.id),
      "scores and taxonomy belong together")
    self.scores = scores
    self.taxonomy = taxonomy
    self.lexicon = lexicon
    self.configuration = configuration
  }
}

/// How a report is written; no writer heeds all of them.
public struct ReportOptions: Sendable {
  /// Language of headings, for readers; machine formats have fixed names.
  public var language = ReportLanguage.en
  public var suppression = Suppression.standard
  /// Colour as an addition; never the only sign.
  public var usesColor = false
  /// Columns of the terminal.
  public var width = 100
  /// Words shown a driver and polarity (table, Markdown) or a driver (JSON).
  public var terms = 6
  /// Example comments a driver and polarity. They are personal data, so none unless asked for.
  public var verbatims = 0
  /// Rows of a split in a table; the rest is counted.
  public var rows = 20
  /// How `csv` and `tsv` are written, where not as they are by themselves.
  public var style: DelimitedStyle?

  public init() {}
}

/// A report format: a plugin.
///
/// A writer is a pure function of report and options: equal scores give equal bytes.
public protocol ReportWriter: Sendable {
  /// Name as in `--format`, and a one-line summary.
  static var name: String { get }
  static var summary: String { get }

  init()

  /// Appends the whole report to `out`.
  func write(_ report: Report, options: ReportOptions, into out: inout ByteWriter)
}

extension ReportWriter {
  /// The whole report.
  public func bytes(_ report: Report, options: ReportOptions = ReportOptions()) -> [UInt8] {
    var out = ByteWriter()
    write(report, options: options, into: &out)
    return out.finish()
  }
}

/// The report formats, in the order help lists them.
public enum ReportWriters {
  public static let all: [any ReportWriter.Type] = [
    TableReportWriter.self, CSVReportWriter.self, TSVReportWriter.self, JSONReportWriter.self,
    JSONLinesReportWriter.self, MarkdownReportWriter.self, HTMLReportWriter.self,
    PrometheusReportWriter.self,
  ]

  /// The writer of that name.
  /// - Throws: a usage diagnostic that lists the known names.
  public static func writer(named name: String) throws(Diagnostic) -> any ReportWriter {
    if let found = all.first(where: { $0.name == name }) { return found.init() }
    let known = all.map { $0.name }.joined(separator: ", ")
    throw Diagnostic(
      "there is no report format '\(name)'", category: .usage, remedy: "the formats are \(known)")
  }
}

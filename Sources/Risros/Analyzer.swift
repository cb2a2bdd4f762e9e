public import RisrosIngest
internal import RisrosLanguage
public import RisrosLexicon
public import RisrosModel
public import RisrosPipeline
public import RisrosReport
public import RisrosScores
internal import RisrosTokens

/// The analysis as a library: lexicons, language model and the standard pipeline, loaded once.
///
/// ```swift
/// let analyzer = try Analyzer()
/// for annotation in try analyzer.annotate(["Prisen er fin, men appen er elendig"]) {
///   print(annotation.polarity, annotation.drivers.map { ($0.driver, $0.polarity) })
/// }
/// ```
public struct Analyzer: Sendable {
  public let library: LexiconLibrary
  public let pipeline: Pipeline
  private let context: StageContext
  private let options: [String: [String: String]]

  /// - Parameters:
  ///   - lexicons: folders laid over the built-in lexicons; a later one wins.
  ///   - base: stands in for the built-in lexicons.
  ///   - taxonomy: drivers and words of the user's own, laid over all lexicons.
  ///   - options: settings of stages, by stage name.
  /// - Throws: a usage diagnostic for lexicons that cannot be read and unknown options.
  public init(
    lexicons: [LexiconFolder] = [], base: LexiconFolder? = nil, taxonomy: TaxonomyFile? = nil,
    options: [String: [String: String]] = [:]
  ) throws(Diagnostic) {
    let builtIn = try LexiconLocator.builtIn()
    var context = StageContext()
    library = try LexiconLibrary.load(from: [base ?? builtIn] + lexicons, taxonomy: taxonomy)
    context.provide(library)
    context.provide(try LanguageModel.load(from: builtIn))
    self.context = context
    self.options = options
    pipeline = try Pipeline(registry: .standard, context: context, options: options)
  }

  private init(_ other: Analyzer, options: [String: [String: String]]) throws(Diagnostic) {
    library = other.library
    context = other.context
    self.options = options
    pipeline = try Pipeline(registry: .standard, context: context, options: options)
  }

  /// The same analysis with other settings of some stages.
  public func setting(_ settings: [String: [String: String]]) throws(Diagnostic) -> Analyzer {
    try Analyzer(
      self, options: options.merging(settings) { $0.merging($1) { _, new in new } })
  }

  /// The same analysis with these rules switched off, and no others.
  public func disabling(_ rules: [Rule]) throws(Diagnostic) -> Analyzer {
    try setting(Analyzer.settings(disabling: rules))
  }

  /// The settings of stages that switch rules off.
  public static func settings(disabling rules: [Rule]) -> [String: [String: String]] {
    var settings: [String: [String: String]] = [:]
    for stage in Set(Rule.allCases.map(\.stage)) {
      let names = rules.filter { $0.stage == stage }.map(\.name)
      settings[stage] = ["disable-rules": names.joined(separator: ",")]
    }
    return settings
  }

  /// A reader that lets an input's own mix of languages help its short comments.
  public func expectingLanguages(
    of reader: any RecordReader
  ) throws(Diagnostic) -> any RecordReader {
    let detector = DetectLanguageStage.descriptor.name
    let stages = StageRegistry([TokenizeStage.self, DetectLanguageStage.self])
    let pipeline = try Pipeline(
      registry: stages, context: context, options: options.filter { $0.key == detector })
    return PriorReader(reader, detecting: pipeline)
  }

  /// A fingerprint of the settings of stages; how an input is opened is the caller's to know.
  private var configuration: String {
    var fingerprint = Fingerprint()
    for (stage, settings) in options.sorted(by: { $0.key < $1.key }) {
      for (name, value) in settings.sorted(by: { $0.key < $1.key }) {
        fingerprint.add(name: "\(stage).\(name)", bytes: Array(value.utf8))
      }
    }
    return fingerprint.hexadecimal
  }

  /// Annotates comments that are in memory already, on the calling thread.
  ///
  /// - Returns: one annotation per comment, in order.
  public func annotate(_ comments: [String]) throws(Diagnostic) -> [Annotation] {
    let batch = try process(comments)
    return (0..<batch.count).map { Annotation(of: $0, in: batch, library.taxonomy) }
  }

  /// Runs the pipeline over comments that are in memory already.
  func process(_ comments: [String]) throws(Diagnostic) -> CommentBatch {
    var batch = CommentBatch(comments: comments)
    var lane = pipeline.makeLane()
    try lane.process(&batch)
    return batch
  }

  /// Sums up all comments of an opened input.
  ///
  /// - Parameters:
  ///   - jobs: lanes that work at the same time.
  ///   - period: splits the scores by the date column as well.
  public func analyze(
    _ input: OpenedInput, jobs: Int, by period: PeriodUnit? = nil
  ) throws(Diagnostic) -> Report {
    let schema = input.reader.schema
    let sink = DriverScoresSink(
      layout: layout(for: schema, by: period, verbatims: 0), schema: schema)
    let done = try Executor(jobs: jobs).run(input.reader, through: pipeline, into: sink)
    return Report(
      scores: done.scores, taxonomy: library.taxonomy, lexicon: library.fingerprint,
      configuration: configuration)
  }

  /// What scores of an input are split by, its segment columns and a period, and how many comments
  /// are kept behind each driver.
  public func layout(
    for schema: RecordSchema, by period: PeriodUnit?, verbatims: Int
  ) -> ScoreLayout {
    ScoreLayout(
      taxonomy: library.taxonomy, segments: schema.segments.map { schema.columns[$0].name },
      period: period, verbatims: verbatims)
  }
}

/// What the pipeline found in one comment.
public struct Annotation: Sendable, Equatable {
  /// What a comment says of a driver.
  public struct DriverAnnotation: Sendable, Equatable {
    /// The driver's identifier, `price`.
    public var driver: String
    public var polarity: Polarity
    /// -1…1.
    public var sentiment: Double
    /// Identifiers of the aspects touched, `fees`.
    public var aspects: [String]
    /// Ranges of the words that name or judge it, in bytes of the comment, half open.
    public var spans: [Range<Int>]

    public init(
      driver: String, polarity: Polarity, sentiment: Double, aspects: [String],
      spans: [Range<Int>]
    ) {
      self.driver = driver
      self.polarity = polarity
      self.sentiment = sentiment
      self.aspects = aspects
      self.spans = spans
    }
  }

  public var language: Language
  /// 0…1.
  public var languageConfidence: Double
  public var polarity: Polarity
  /// -1…1.
  public var sentiment: Double
  public var drivers: [DriverAnnotation]

  public init(
    language: Language, languageConfidence: Double, polarity: Polarity, sentiment: Double,
    drivers: [DriverAnnotation]
  ) {
    self.language = language
    self.languageConfidence = languageConfidence
    self.polarity = polarity
    self.sentiment = sentiment
    self.drivers = drivers
  }

  init(of comment: Int, in batch: CommentBatch, _ taxonomy: Taxonomy) {
    language = batch.language[comment]
    languageConfidence = Double(batch.confidence[comment]) / 10_000
    polarity = batch.polarity[comment]
    sentiment = Double(batch.sentiment[comment]) / 10_000
    drivers = batch.verdictRange(of: comment).map { place in
      let verdict = batch.verdicts[place]
      var aspects: [String] = []
      var spans: Set<Range<Int>> = []
      for mention in Int(verdict.firstMention)..<Int(verdict.endMention) {
        let mention = batch.mentions[mention]
        if let aspect = taxonomy.id(of: mention.aspect), !aspects.contains(aspect) {
          aspects.append(aspect)
        }
        for lexeme in [mention.lexeme, mention.cue] {
          spans.insert(batch.byteRange(of: batch.lexemes[Int(lexeme)], in: comment))
        }
      }
      return DriverAnnotation(
        driver: taxonomy.id(of: verdict.driver), polarity: verdict.polarity,
        sentiment: Double(verdict.sentiment) / 10_000, aspects: aspects,
        spans: spans.sorted { $0.lowerBound < $1.lowerBound })
    }
  }
}

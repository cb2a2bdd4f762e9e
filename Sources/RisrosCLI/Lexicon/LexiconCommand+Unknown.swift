internal import Risros
internal import RisrosIngest
internal import RisrosLexicon
internal import RisrosModel
internal import RisrosPipeline
internal import RisrosText

/// `risros lexicon unknown`: the commonest words of comments of which nothing is known.
extension LexiconCommand {
  struct UnknownWord {
    var language: Language
    var word: String
    var count: Int
    /// Comments it stands in.
    var comments: Int
  }

  func countUnknown(_ paths: [String]) throws(Diagnostic) -> Int32 {
    let analyzer = try AnalyzerSettings(arguments).analyzer()
    var counter = UnknownCounter(
      analyzer, leavingOut: arguments.isSet("all") ? [] : try CommonWords.builtIn())
    let settings = try InputSettings(arguments, command: .lexicon, paths: paths, keepAll: false)
    try counter.count(settings.input)
    let ranked = Array(counter.ranked.prefix(try limit()))
    if wantsJSON {
      try write(LexiconJSON.unknown(ranked, counter).rendered())
      return counter.rejected > 0 ? 1 : 0
    }
    var table = AlignedText(["", " count", " comments", "word"])
    for word in ranked {
      table.add([word.language.code, "\(word.count)", "\(word.comments)", word.word])
    }
    let share = counter.words == 0 ? 0 : counter.unknown * 100 / counter.words
    try write(
      table.rendered()
        + "\(counter.unknown) of \(counter.words) words are not known (\(share) %), "
        + "\(counter.ranked.count) different ones\n")
    return counter.rejected > 0 ? 1 : 0
  }
}

/// The commonest words of running text, "og", "eg", "hadde": they stand in no lexicon because they
/// colour nothing, and would be all that a list of unknown words shows.
enum CommonWords {
  static let count = 500

  /// The first words of the language detector's list, which has the most common ones first.
  static func builtIn() throws(Diagnostic) -> Set<String> {
    let bytes = try LexiconLocator.builtIn().bytes(of: "languages/words.tsv") ?? []
    var words: Set<String> = []
    for line in bytes.split(separator: UInt8(ascii: "\n"), maxSplits: count + 50) {
      if line.first == UInt8(ascii: "#") { continue }
      if words.count == count { break }
      words.insert(String(decoding: line.prefix { $0 != 0x09 }, as: UTF8.self))
    }
    return words
  }
}

/// Counts words by language and form.
struct UnknownCounter {
  private struct Tally {
    var count = 0
    var comments = 0
    var lastComment = -1

    mutating func add(_ comment: Int) {
      count += 1
      if lastComment != comment { comments += 1 }
      lastComment = comment
    }
  }

  private let analyzer: Analyzer
  private let common: Set<String>
  private var tallies: [Language: [String: Tally]] = [:]
  private(set) var words = 0
  private(set) var unknown = 0
  private(set) var rejected = 0
  private var comment = 0

  /// - Parameter common: words that nobody misses.
  init(_ analyzer: Analyzer, leavingOut common: Set<String>) {
    self.analyzer = analyzer
    self.common = common
  }

  mutating func count(_ input: OpenedInput) throws(Diagnostic) {
    var reader = input.reader
    var lane = analyzer.pipeline.makeLane()
    var batch = CommentBatch()
    batch.reset(ordinal: 0, firstRecord: 1)
    while try reader.read(into: &batch, targetBytes: Executor.defaultBatchBytes) {
      rejected += batch.rejections.count
      for rejection in batch.rejections { Console.error(rejection.diagnostic.description) }
      try lane.process(&batch)
      for record in 0..<batch.count { count(record, batch) }
      batch.reset(ordinal: batch.ordinal + 1, firstRecord: batch.firstRecord + batch.count)
    }
  }

  private mutating func count(_ record: Int, _ batch: CommentBatch) {
    let language = batch.lexiconLanguage[record]
    guard batch.status[record] == .comment, language.isScored else { return }
    comment += 1
    let reading = WordFinder.reading(of: record, in: batch, analyzer.library)
    for (place, kind) in reading.kinds.enumerated() where kind == .word {
      words += 1
      guard reading.isUnknown[place] else { continue }
      let word = reading.tokens[place].lowercased()
      if common.contains(word) { continue }
      unknown += 1
      tallies[language, default: [:]][word, default: Tally()].add(comment)
    }
  }

  /// The commonest first; equally common ones by language and word.
  var ranked: [LexiconCommand.UnknownWord] {
    tallies.flatMap { language, words in
      words.map {
        LexiconCommand.UnknownWord(
          language: language, word: $0.key, count: $0.value.count, comments: $0.value.comments)
      }
    }.sorted {
      ($1.count, $0.language.rawValue, $0.word) < ($0.count, $1.language.rawValue, $1.word)
    }
  }
}

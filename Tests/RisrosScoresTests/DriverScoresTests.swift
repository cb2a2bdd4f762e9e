import RisrosModel
import RisrosPipeline
import RisrosScores
import RisrosTestSupport
import Testing

@Suite struct DriverScoresTests {
  private let schema = RecordSchema(
    columns: [.init(name: "id"), .init(name: "store"), .init(name: "date")], id: 0, date: 2,
    segments: [1])

  private func layout(verbatims: Int = 2) -> ScoreLayout {
    ScoreLayout(
      taxonomy: testTaxonomy, segments: ["store"], period: .month, verbatims: verbatims)
  }

  private func scores(
    _ records: [TestRecord], firstRecord: Int = 1, verbatims: Int = 2
  ) throws -> DriverScores {
    var accumulator = DriverScoreAccumulator(
      layout: layout(verbatims: verbatims), schema: schema)
    try accumulator.add(makeBatch(records, firstRecord: firstRecord))
    return accumulator.scores()
  }

  @Test func `every record is counted once`() throws {
    let records: [(RecordStatus, Language, Language)] = [
      (.comment, .da, .da), (.comment, .und, .nb), (.comment, .und, .und), (.comment, .sv, .sv),
      (.comment, .en, .en), (.comment, .de, .de), (.comment, .other, .other),
      (.empty, .und, .und), (.rejected, .und, .und), (.duplicate, .da, .da), (.empty, .und, .und),
    ]
    let counts = try scores(
      records.map {
        TestRecord(
          status: $0.0, language: $0.1, lexiconLanguage: $0.2, fields: ["1", "Oslo", ""])
      }
    ).records
    #expect(counts.scored == 2)
    #expect(counts.setAside(in: .und) == 1)
    #expect(counts.setAside == 7)
    #expect(counts.rejected == 1 && counts.duplicates == 1 && counts.empty == 2)
    #expect(counts.read == records.count)
  }

  @Test func `a comment is counted in each of its groups`() throws {
    let price = TestRecord.Mention(
      aspect: "price.fees", polarity: .negative, valence: -300, word: "gebyret", cue: "dyrt")
    let service = TestRecord.Mention(
      aspect: "service", polarity: .positive, valence: 200, word: "service", cue: "god")
    let result = try scores([
      TestRecord(
        text: "gebyret var dyrt men god service", polarity: .mixed, sentiment: -500,
        mentions: [price, service], fields: ["a1", "Århus", "05-03-2024"]),
      TestRecord(
        text: "god service", language: .und, lexiconLanguage: .nb, polarity: .positive,
        sentiment: 4000, mentions: [service], fields: ["a2", "", "-"]),
    ])
    let overall = result.overall
    #expect(overall.overall.comments == 2)
    #expect(overall.overall.sentimentSum == 3500)
    #expect(overall.overall.squareSum == 500 * 500 + 4000 * 4000)
    let driver = Driver(index: 0)
    #expect(overall[driver].negative == 1 && overall[driver].sentimentSum == -6000)
    #expect(overall[Aspect(driver, 2)].negative == 1)
    #expect(overall[Aspect(driver, 1)].comments == 0)
    #expect(overall[Driver(index: 1)].positive == 2)
    #expect(result.languages.entries.map(\.key.description) == ["da", "und"])
    #expect(result.segments[0].entries.map(\.key.description) == ["", "Århus"])
    #expect(result.segments[0]["Århus"]?[Driver(index: 1)].comments == 1)
    #expect(result.periods.entries.map(\.key.description) == ["2024-03", "unknown"])
    #expect(result.periods["unknown"]?.overall.positive == 1)
  }

  @Test func `an aspect among several is judged by its own mentions`() throws {
    let result = try scores([
      TestRecord(
        text: "personalet var flinke men ventetiden lang og igen lang ventetid",
        mentions: [
          .init(
            aspect: "service.friendliness", polarity: .positive, valence: 300,
            word: "personalet", cue: "flinke"),
          .init(
            aspect: "service.waiting", polarity: .negative, valence: -200, word: "ventetiden",
            cue: "lang"),
          .init(
            aspect: "service.waiting", polarity: .negative, valence: -101, word: "ventetid",
            cue: "lang"),
        ], fields: ["1", "", ""])
    ]).overall
    let service = Driver(index: 1)
    #expect(result[service].mixed == 1)
    #expect(result[Aspect(service, 1)].positive == 1)
    #expect(result[Aspect(service, 1)].sentimentSum == 6000)
    #expect(result[Aspect(service, 2)].negative == 1)
    #expect(result[Aspect(service, 2)].sentimentSum == -3010)
  }

  @Test func `the words behind a polarity are counted, negated ones apart`() throws {
    func record(_ text: String, _ valence: Int16, _ cue: String, negated: Bool = false)
      -> TestRecord
    {
      TestRecord(
        text: text,
        mentions: [
          .init(
            aspect: "service", polarity: valence > 0 ? .positive : .negative, valence: valence,
            word: "service", cue: cue, isNegated: negated)
        ], fields: ["1", "", ""])
    }
    let result = try scores([
      record("GOD service", 200, "god"), record("service er god", 200, "god"),
      record("ikke god service", -100, "god", negated: true),
      record("service under al kritik", -400, "under al kritik"),
      TestRecord(
        text: "service er service",
        mentions: [
          .init(aspect: "service", polarity: .neutral, valence: 0, word: "service", cue: nil)
        ], fields: ["1", "", ""]),
    ])
    let service = Driver(index: 1)
    #expect(
      result.terms == [
        ScoreTerm(key: .init(driver: service, text: ByteText("god")), positive: 2, negative: 0),
        ScoreTerm(
          key: .init(driver: service, text: ByteText("god"), isNegated: true), positive: 0,
          negative: 1),
        ScoreTerm(
          key: .init(driver: service, text: ByteText("under al kritik")), positive: 0,
          negative: 1),
      ])
  }

  @Test func `verbatims are few, distinct, and those of readable length first`() throws {
    let mention = TestRecord.Mention(
      aspect: "service", polarity: .positive, valence: 200, word: "service", cue: "god")
    let texts =
      ["god service", "god service", "god service her"]
      + (1...5).map { "god service i butikken på hjørnet nummer \($0)" }
      + ["god service i butikken på hjørnet nummer 3"]
    let result = try scores(
      texts.enumerated().map {
        TestRecord(text: $0.element, mentions: [mention], fields: ["\($0.offset + 8)", "", ""])
      }, verbatims: 6)
    let kept = result.verbatims(of: Driver(index: 1), .positive)
    #expect(kept.count == 6)
    #expect(kept.prefix(5).allSatisfy { $0.text.bytes.count > 24 })
    #expect(Set(kept.map(\.text)).count == 6)
    // Equal texts stand under the smallest identifier, 10 before 9 being no order for numbers.
    let third = kept.first { $0.text.description.hasSuffix(" 3") }
    #expect(third?.id.description == "13")
    #expect(result.verbatims(of: Driver(index: 1), .negative).isEmpty)
  }

  @Test func `without an identifier the record's number stands in`() throws {
    var accumulator = DriverScoreAccumulator(
      layout: ScoreLayout(taxonomy: testTaxonomy), schema: RecordSchema())
    let mention = TestRecord.Mention(
      aspect: "service", polarity: .positive, valence: 200, word: "service", cue: "god")
    try accumulator.add(
      makeBatch(
        [TestRecord(), TestRecord(text: "god service", mentions: [mention])], firstRecord: 41))
    #expect(
      accumulator.scores().verbatims(of: Driver(index: 1), .positive).map(\.id.description)
        == ["42"])
  }

  @Test func `a column that names each record is refused as a segment`() throws {
    var accumulator = DriverScoreAccumulator(layout: layout(), schema: schema)
    let values = 0...DriverScoreAccumulator.maximumSegmentValues
    let error = #expect(throws: Diagnostic.self) {
      try accumulator.add(makeBatch(values.map { TestRecord(fields: ["", "\($0)", ""]) }))
    }
    #expect(error?.category == .usage)
    #expect(error?.message == "segment column 'store' has more than 10000 different values")
  }

  // MARK: Merging

  private func randomRecords(_ count: Int, _ generator: inout SeededGenerator) -> [TestRecord] {
    (0..<count).map { number in
      var record = TestRecord(fields: ["", "", ""])
      record.status = [.comment, .comment, .comment, .comment, .empty, .rejected, .duplicate]
        .randomElement(using: &generator)!
      record.language = Language.allCases.randomElement(using: &generator)!
      record.lexiconLanguage =
        record.language == .und && Bool.random(using: &generator)
        ? .nn : record.language
      record.polarity = Polarity.allCases.randomElement(using: &generator)!
      record.sentiment = Int16.random(in: -10_000...10_000, using: &generator)
      record.fields = [
        Bool.random(using: &generator) ? "\(number)" : "",
        ["Oslo", "Bergen", "Århus", ""].randomElement(using: &generator)!,
        ["05-03-2024", "2024-04-01", "?"].randomElement(using: &generator)!,
      ]
      let cue = ["god", "dyr", "treg", "ikke bra"].randomElement(using: &generator)!
      let filler = ["", " og så videre og så videre i det uendelige"].randomElement(
        using: &generator)!
      record.text = "pris service \(cue)\(filler) \(Int.random(in: 0..<40, using: &generator))"
      for aspect in ["price", "price.level", "price.fees", "service.waiting"]
      where Bool.random(using: &generator) {
        let polarity = Polarity.allCases.randomElement(using: &generator)!
        record.mentions.append(
          .init(
            aspect: aspect, polarity: polarity,
            valence: polarity == .neutral ? 0 : Int16.random(in: -120...120, using: &generator),
            word: aspect.hasPrefix("price") ? "pris" : "service", cue: cue,
            isNegated: Bool.random(using: &generator)))
      }
      return record
    }
  }

  /// Cuts the records anywhere, as lanes, machines or days would.
  private func randomParts(
    _ records: [TestRecord], _ generator: inout SeededGenerator
  ) throws -> [DriverScores] {
    var parts: [DriverScores] = []
    var start = 0
    while start < records.count {
      let end = min(records.count, start + Int.random(in: 1...60, using: &generator))
      parts.append(try scores(Array(records[start..<end]), firstRecord: start + 1))
      start = end
    }
    return parts
  }

  @Test(arguments: 1...20)
  func `any split merged in any order is the whole`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let records = randomRecords(200, &generator)
    let whole = try scores(records)
    #expect(whole.records.read == 200)
    for _ in 0..<10 {
      var parts = try randomParts(records, &generator)
      parts.append(DriverScores())
      parts.append(DriverScores(layout: layout()))
      parts.shuffle(using: &generator)
      // Joins random neighbours until one is left: any bracketing, any order.
      while parts.count > 1 {
        let at = Int.random(in: 0..<parts.count - 1, using: &generator)
        let other = parts.remove(at: at + 1)
        try parts[at].merge(other)
      }
      #expect(parts[0] == whole, "seed \(seed)")
    }
  }

  @Test(arguments: 1...20)
  func `merging commutes and associates, and the identity changes nothing`(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    let parts = try (0..<3).map { _ in
      try scores(randomRecords(40, &generator))
    }
    func merged(_ a: DriverScores, _ b: DriverScores) throws -> DriverScores {
      var a = a
      try a.merge(b)
      return a
    }
    let (a, b, c) = (parts[0], parts[1], parts[2])
    #expect(try merged(a, b) == merged(b, a))
    #expect(try merged(a, merged(b, c)) == merged(merged(a, b), c))
    #expect(try merged(a, DriverScores()) == a)
    #expect(try merged(DriverScores(), a) == a)
  }

  @Test func `partials of different settings are not merged`() throws {
    var a = DriverScores(layout: layout())
    let b = DriverScores(layout: ScoreLayout(taxonomy: testTaxonomy, segments: ["channel"]))
    let error = #expect(throws: Diagnostic.self) { try a.merge(b) }
    #expect(error?.message == "the partial results have different segment columns")
  }

  @Test func `the sink merges its lanes`() throws {
    var generator = SeededGenerator(seed: 7)
    let records = randomRecords(90, &generator)
    var sink = DriverScoresSink(layout: layout(), schema: schema)
    var lanes = [sink.makeLaneSink(), sink.makeLaneSink()]
    for (index, start) in stride(from: 0, to: 90, by: 30).enumerated() {
      var batch = makeBatch(
        Array(records[start..<start + 30]), firstRecord: start + 1, ordinal: index)
      try lanes[index % 2].process(&batch)
      try sink.emit(&batch)
    }
    try sink.finish(lanes.reversed())
    #expect(sink.scores == (try scores(records)))
  }
}

internal import RisrosModel
public import RisrosPipeline

/// Checks what every stage promises, whatever it does: see `StageWorker`.
///
/// Runs the stage behind a chain of stages that provide what it reads, over comments of all kinds,
/// in batches of 1, of 2 and of all, with fresh and with used workers and batches, forwards and
/// backwards, on 1 and on 8 lanes. In each run
///
/// - text, offsets, fields and layers it did not declare stay as they are,
/// - every declared layer has an entry for each comment, with ranges that ascend, stay within the
///   comment and lie on scalar boundaries,
/// - a comment gets what it gets alone, in a fresh worker.
public struct StageVerifier: Sendable {
  public let stage: any Stage
  public let chain: [any Stage]
  public let seed: UInt64

  /// - Parameter chain: the stages before it, which provide the layers it reads.
  /// - Parameter seed: of the random comments; findings name it.
  public init(_ stage: any Stage, after chain: [any Stage] = [], seed: UInt64 = 2026) {
    self.stage = stage
    self.chain = chain
    self.seed = seed
  }

  /// Comments that have broken tokenizers and analysers before.
  public static let awkwardComments: [String] = [
    "", " ", " \t\u{A0} ", "\r\n", "\n\n\n", ".", "a", "å", "👍",
    "Maden var ikke god, men betjeningen var i top!",
    "Prisen er fin, men appen er elendig",
    "Greit nok, men eg saknar betre informasjon om leveringa.",
    "Kundeservice svarte ikke på e-posten min. Ventet i 45 minutter!!!",
    "Pa\u{30A} den a\u{30A}pne siden", "På den åpne siden",
    "Første linje\r\nAnden linje\rTredje\n\nFjerde",
    "👨‍👩‍👧‍👦👍🏽🇩🇰🇳🇴☹️1️⃣\u{200D}", "🇩🇰🇳", "\u{200D}\u{FE0F}\u{301}",
    "299,- 1.299,00 kr. 12.03.2024 kl. 14:30 +47 22 33 44 55",
    "Se www.firma.no/hjelp?id=1 eller skriv til kunde.service@firma-as.no.",
    "bl.a. f.eks. ca. 3. maj osv.", ":-) :( <3 ;-) :D xD =)",
    "sååååå gooood", "ALT ER ELENDIG", "ind- og udland", "«Hva?» “Nå” ‘ja’ „nej“",
    "-", "---", "a-", "-a", "a--b", "@", "a@", "@a", "a@b", "http://", "://", "www.", "1.", ".1",
    "1,", "1,-", ",-", "'", "a'", "'a", "&amp;", "\u{FEFF}Hej", "\u{0}", "a\u{0}b", "日本語のコメント",
    "Привет, всё хорошо", "مرحبا", "\u{10FFFF}", "\u{E000}", "ﬁn ﬂot",
  ]

  private static let longComment =
    String(repeating: "Varen kom aldri frem, og ingen svarer når jeg ringer. ", count: 700)
    + String(repeating: "å", count: 40_000) + String(repeating: "!-", count: 5_000)

  /// What the stage does wrong; empty where it keeps its promises.
  ///
  /// - Parameter cases: comments to run beside the awkward and random ones.
  public func findings(_ cases: [String] = []) -> [String] {
    var random = RandomText(seed: seed)
    var comments = cases + StageVerifier.awkwardComments + [StageVerifier.longComment]
    for count in 1...60 { comments.append(random.text(scalars: count)) }
    do {
      // With everything else broken the later checks would only repeat the first.
      for check in [checkAlone, checkBatches, checkOrder, checkStatuses, checkLanes] {
        let found = try check(comments)
        if !found.isEmpty { return found.prefix(10).map { "\($0) (seed \(seed))" } }
      }
    } catch {
      return ["the stage throws: \(error.message) (seed \(seed))"]
    }
    return []
  }

  // MARK: Running

  private typealias Chain = [any StageWorker]

  private var writes: Set<Layer> { type(of: stage).descriptor.writes }
  private var provided: Set<Layer> {
    chain.reduce(into: []) { $0.formUnion(type(of: $1).descriptor.writes) }
  }

  private func makeWorkers() -> Chain { chain.map { $0.makeWorker() } }

  /// Runs chain and stage over a filled batch; returns what the stage did amiss.
  private func run(
    _ batch: inout CommentBatch, _ workers: inout Chain, _ worker: inout any StageWorker
  ) throws(Diagnostic) -> [String] {
    for index in workers.indices { try workers[index].process(&batch) }
    let before = batch
    try worker.process(&batch)
    var findings = BatchChange.findings(from: before, to: batch, allowed: writes)
    if findings.isEmpty { findings = LayerShape.findings(batch, layers: provided.union(writes)) }
    return findings
  }

  private func results(of batch: CommentBatch) -> [Layer: [String]] {
    LayerSnapshot(batch, layers: writes).layers
  }

  /// What a comment gets alone, in a fresh worker and a fresh batch.
  private func alone(_ comment: String) throws(Diagnostic) -> [Layer: [String]] {
    var batch = CommentBatch([comment])
    var workers = makeWorkers()
    var worker = stage.makeWorker()
    _ = try run(&batch, &workers, &worker)
    return results(of: batch)
  }

  /// Compares a batch's results with those its comments get alone.
  private func compare(
    _ batch: CommentBatch, _ comments: ArraySlice<String>, _ reference: [[Layer: [String]]],
    in situation: String
  ) -> [String] {
    let results = results(of: batch)
    var findings: [String] = []
    for layer in writes.sorted() {
      for (place, comment) in comments.indices.enumerated()
      where results[layer]![place] != reference[comment][layer]![0] {
        findings.append(
          "\(situation), the layer '\(layer.rawValue)' differs from the comment alone: "
            + String(comments[comment].prefix(60)).debugDescription)
      }
    }
    return findings
  }

  // MARK: Checks

  private func checkAlone(_ comments: [String]) throws(Diagnostic) -> [String] {
    var findings: [String] = []
    for comment in comments {
      var batch = CommentBatch([comment])
      var workers = makeWorkers()
      var worker = stage.makeWorker()
      findings += try run(&batch, &workers, &worker).map {
        "\($0), in \(String(comment.prefix(60)).debugDescription)"
      }
    }
    return findings
  }

  /// Batches of 1, 2 and all, with fresh workers and batches and then with used ones.
  private func checkBatches(_ comments: [String]) throws(Diagnostic) -> [String] {
    var reference: [[Layer: [String]]] = []
    for comment in comments { reference.append(try alone(comment)) }
    var usedWorkers = makeWorkers()
    var usedWorker = stage.makeWorker()
    var usedBatch = CommentBatch()
    for isFresh in [true, false] {
      for size in [comments.count, 1, 2] {
        let situation = "in batches of \(size) with a \(isFresh ? "fresh" : "used") worker"
        var start = 0
        while start < comments.count {
          let slice = comments[start..<min(start + size, comments.count)]
          var found: [String]
          if isFresh {
            var workers = makeWorkers()
            var worker = stage.makeWorker()
            var batch = CommentBatch(Array(slice), ordinal: start)
            found = try run(&batch, &workers, &worker)
            if found.isEmpty { found = compare(batch, slice, reference, in: situation) }
          } else {
            usedBatch.fill(with: Array(slice), ordinal: start, firstRecord: start + 1)
            found = try run(&usedBatch, &usedWorkers, &usedWorker)
            if found.isEmpty { found = compare(usedBatch, slice, reference, in: situation) }
          }
          if !found.isEmpty { return found }
          start += size
        }
      }
    }
    return []
  }

  /// Backwards, and among copies of another comment, a comment gets the same.
  private func checkOrder(_ comments: [String]) throws(Diagnostic) -> [String] {
    let reversed = Array(comments.reversed())
    var workers = makeWorkers()
    var worker = stage.makeWorker()
    var forwards = CommentBatch(comments)
    var found = try run(&forwards, &workers, &worker)
    var backwards = CommentBatch(reversed)
    found += try run(&backwards, &workers, &worker)
    let (one, other) = (results(of: forwards), results(of: backwards))
    for layer in writes.sorted() {
      for index in comments.indices
      where one[layer]![index] != other[layer]![comments.count - 1 - index] {
        found.append(
          "with other neighbours, the layer '\(layer.rawValue)' differs: "
            + String(comments[index].prefix(60)).debugDescription)
      }
    }
    return found
  }

  /// Records without a comment have their place in every layer too.
  private func checkStatuses(_ comments: [String]) throws(Diagnostic) -> [String] {
    var batch = CommentBatch()
    batch.reset(ordinal: 0, firstRecord: 1)
    for status in [RecordStatus.rejected, .empty, .duplicate] {
      batch.append("", status: status)
      batch.append("Alt er fint her", status: status == .duplicate ? .duplicate : .comment)
    }
    batch.append("", status: .rejected)
    var workers = makeWorkers()
    var worker = stage.makeWorker()
    var found = try run(&batch, &workers, &worker).map { "among records of all statuses, \($0)" }
    var empty = CommentBatch()
    empty.reset(ordinal: 1, firstRecord: 8)
    found += try run(&empty, &workers, &worker).map { "in a batch of no records, \($0)" }
    return found
  }

  /// On 1 and on 8 lanes, and again, everything is the same.
  private func checkLanes(_ comments: [String]) throws(Diagnostic) -> [String] {
    let pipeline = try Pipeline(chain + [stage])
    var results: [[String]] = []
    for jobs in [1, 8, 8] {
      let executor = Executor(jobs: jobs, batchBytes: 300)
      let sink = try executor.run(
        StringReader(comments), through: pipeline, into: SnapshotSink(layers: writes))
      results.append(sink.lines)
    }
    return results[0] == results[1] && results[0] == results[2]
      ? [] : ["8 lanes do not give what 1 lane gives"]
  }
}

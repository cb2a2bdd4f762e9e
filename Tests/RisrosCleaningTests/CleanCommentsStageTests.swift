import RisrosCleaning
import RisrosLexicon
import RisrosModel
import RisrosPipeline
import RisrosTestSupport
import Testing

@Suite struct CleanCommentsStageTests {
  private let stage: CleanCommentsStage

  init() throws { stage = try CleanCommentsStage.make() }

  private func run(_ text: String, cut: String = "all") throws -> CommentBatch {
    let stage = cut == "all" ? stage : try CleanCommentsStage.make(cut: cut)
    return try CommentBatch(text, through: [stage])
  }

  private func cleaned(_ text: String, cut: String = "all") throws -> String {
    try run(text, cut: cut).string(of: 0)
  }

  @Test func `the stage keeps the promises of stages`() {
    let cases = [
      "<p>Fin &aring;pningstid</p><br>Mvh<br>Kari", "> a\n> b\nc", "a\n-- \nb", "<<<<&&&&",
      "Ok\nDen 3. mai 2026 kl. 10:12 skrev Kari <k@x.no>:\n> hei",
    ]
    #expect(StageVerifier(stage).findings(cases) == [])
    #expect(StageVerifier(stage, seed: 17).findings(cases) == [])
  }

  /// Pieces of mail and markup in any order: nothing is lost, moved or read beyond the comment.
  @Test(arguments: [1, 2, 3]) func `the promises hold for whatever mail is made of`(seed: UInt64) {
    let parts = [
      "<p>", "</p>", "<br>", "&amp;", "&oslash;", "&amp;amp;", "&shy;", "> ", ">", "\n", "\n",
      "\r\n", "Mvh", "Med venlig hilsen", "Kari Nordmann", "-- ", "--", "Fra: Per", "Sendt: nå",
      "Til: Ida", "Emne: X", "Den 3. mai 2026 skrev Per:", "skrev", ":", "2026", "<blockquote>",
      "</blockquote>", "<div class=\"gmail_quote\">", "tekst ", "Sendt fra min iPhone", "æøå", "👍",
      "<!--", "-->", "<style>", "</style>", "<", "&", " ", "________________", "(Original)",
      "(Translated by Google)", "\u{A0}",
    ]
    var random = SeededGenerator(seed: seed)
    let comments = (0..<150).map { _ in
      (0..<Int.random(in: 1...14, using: &random)).map { _ in
        parts.randomElement(using: &random)!
      }.joined()
    }
    #expect(StageVerifier(stage, seed: seed).findings(comments) == [])
  }

  @Test func `its examples are true`() throws {
    #expect(try StageExampleRunner(taxonomy: Taxonomy(drivers: [])).findings(of: [stage]) == [])
  }

  @Test func `spans of the cleaned text lead back to the comment as read`() throws {
    let text = "<p>K&oslash;en er <b>lang</b></p>"
    let batch = try run(text)
    let cleaned = batch.string(of: 0)
    #expect(cleaned == "Køen er lang")
    for (word, source) in [("Køen", "K&oslash;en"), ("ø", "&oslash;"), ("lang", "lang")] {
      let range = try #require(cleaned.utf8Range(of: word))
      let read = batch.edits.readRange(of: range, in: 0)
      #expect(String(decoding: Array(text.utf8)[read], as: UTF8.self) == source)
    }
    #expect(String(decoding: batch.readText(of: 0), as: UTF8.self) == text)
  }

  @Test func `taking the layers away brings the text back`() throws {
    let text = "<p>Sendt fra min iPhone</p>"
    var batch = try run(text)
    #expect(batch.status[0] == .empty)
    batch.removeLayers()
    #expect(batch.string(of: 0) == text)
    #expect(batch.status[0] == .comment)
    #expect(batch.edits.isEmpty)
  }

  @Test func `each cut is counted`() throws {
    let text = """
      <p>Fin &amp; grei</p>
      Mvh
      Kari

      Den 3. mai 2026 skrev Per:
      > Hei
      """
    var wanted = CleaningCounts()
    wanted.comments = 1
    wanted.tags = 2
    wanted.entities = 1
    wanted.signatures = 1
    wanted.quotes = 1
    #expect(try run(text).cleaning == wanted)
    #expect(try run("Fin og grei.\nTakk!").cleaning == CleaningCounts())
  }

  @Test func `each part is cut by itself`() throws {
    let text = "Fin &amp; grei\n> Hva mener du?\n> Hei\nMvh Kari"
    #expect(try cleaned(text, cut: "none") == text)
    #expect(try cleaned(text, cut: "markup") == "Fin & grei\n> Hva mener du?\n> Hei\nMvh Kari")
    #expect(try cleaned(text, cut: "quotes") == "Fin &amp; grei\nMvh Kari")
    #expect(try cleaned(text, cut: "signatures") == "Fin &amp; grei\n> Hva mener du?\n> Hei")
    #expect(try cleaned(text, cut: "quotes,signatures") == "Fin &amp; grei")
  }

  @Test func `an unknown part is an error that lists them`() {
    #expect(throws: Diagnostic.self) { try CleanCommentsStage.parts(named: "quotes,html") }
    #expect(throws: Diagnostic.self) { try CleanCommentsStage.parts(named: "") }
  }
}

extension CleanCommentsStage {
  /// A stage with the words that come with risros.
  static func make(cut: String? = nil) throws -> CleanCommentsStage {
    var context = StageContext()
    context.provide(try StandardLexicon.library())
    var options = StageOptions(cut.map { ["cut": $0] } ?? [:])
    return try CleanCommentsStage(options: &options, context: context)
  }
}

extension String {
  func utf8Range(of word: String) -> Range<Int>? {
    let all = Array(utf8)
    let wanted = Array(word.utf8)
    return all.indices.first { all[$0...].starts(with: wanted) }.map { $0..<$0 + wanted.count }
  }
}

import RisrosLanguage
import RisrosLexicon
import RisrosModel
import RisrosPipeline
import RisrosTestSupport
import RisrosTokens
import Testing

@Suite struct DetectLanguageStageTests {
  private static let context = Result<StageContext, Diagnostic> { () throws(Diagnostic) in
    let folder = LexiconFolder(path: ProjectFolders.lexicons)
    var context = StageContext()
    context.provide(try TestLexiconLibrary.standard.get())
    context.provide(try LanguageModel.load(from: folder))
    return context
  }

  /// Tokenizing and detection with options.
  private func chain(_ options: [String: String] = [:]) throws -> [any Stage] {
    let context = try DetectLanguageStageTests.context.get()
    var none = StageOptions()
    var given = StageOptions(options)
    let stages: [any Stage] = [
      try TokenizeStage(options: &none, context: context),
      try DetectLanguageStage(options: &given, context: context),
    ]
    try given.finish(stage: "detect-language")
    return stages
  }

  private func run(_ text: String, _ options: [String: String] = [:]) throws -> CommentBatch {
    try CommentBatch(text, through: try chain(options))
  }

  private func language(_ text: String, _ options: [String: String] = [:]) throws -> String {
    try run(text, options).language[0].code
  }

  @Test func `the stage keeps the promises of stages`() throws {
    for options in [[:], ["best-guess": "true"], ["languages": "nb,nn"]] {
      let stages = try chain(options)
      #expect(StageVerifier(stages[1], after: [stages[0]]).findings() == [])
    }
  }

  @Test func `the data sheet's examples are true`() throws {
    let runner = StageExampleRunner(taxonomy: Taxonomy(drivers: []))
    let findings = try runner.findings(of: chain())
    // The tokenizer's own examples need abbreviations.
    #expect(findings.filter { $0.hasPrefix("detect-language") } == [])
  }

  @Test(arguments: [
    ("Jeg har ventet i tre uger på min pakke.", "da"),
    ("Jeg har ventet i tre uker på pakken min.", "nb"),
    ("Eg har venta i tre veker på pakken min.", "nn"),
    ("Jag har väntat i tre veckor på mitt paket.", "sv"),
    ("I have waited three weeks for my parcel.", "en"),
    ("Ich warte seit drei Wochen auf mein Paket.", "de"),
    ("Llevo tres semanas esperando mi paquete.", "other"),
    ("Butikken er lækker, og personalet hjælper gerne.", "da"),
    ("Butikken er fin, og de ansatte hjelper gjerne til.", "nb"),
    ("Butikken er fin, og dei tilsette hjelper gjerne til.", "nn"),
    ("Hvorfor bliver regningen ved med at stige?", "da"),
    ("Hvorfor fortsetter regningen å stige?", "nb"),
    ("Kvifor held rekninga fram med å stige?", "nn"),
    ("App'en går ned, hver gang jeg åbner den.", "da"),
    ("Appen krasjer hver gang jeg logger inn.", "nb"),
    ("Appen krasjar kvar gong eg loggar inn.", "nn"),
    ("Aldrig mere!", "da"),
    ("Aldri igjen!", "nb"),
    ("Ikkje bra nok", "nn"),
  ])
  func `whole comments are told apart`(text: String, expected: String) throws {
    #expect(try language(text) == expected)
  }

  @Test(arguments: [
    ("Jeg faar ikke svar paa mine mails, daarlig service", "da"),
    ("Har ventet lenge pa svar, darlig oppfolging fra kundeservice", "nb"),
    ("Eg far ikkje svar pa e-posten, darleg service", "nn"),
    ("ALDRIG FÅET EN BEDRE BETJENING", "da"),
    ("ALDRI FÅTT BEDRE SERVICE NOEN GANG", "nb"),
    ("EG VART VERKELEG SKUFFA", "nn"),
    ("Min nye Samsung Galaxy Buds Pro virker ikke med appen", "da"),
    ("Den nye Samsung Galaxy Watch min funker ikke lenger", "nb"),
    ("Sååååå lækkert og suuuuper hurtigt leveret", "da"),
    ("Ka e greia? Æ har ringt mange ganga og får ikke svar", "nb"),
    ("Se https://www.example.com/terms-and-conditions, det er da en ommer", "da"),
  ])
  func `untidy comments are told apart`(text: String, expected: String) throws {
    #expect(try language(text) == expected)
  }

  @Test(arguments: ["", "   ", "👍👍", "10/10", "!!!", "299,-", "https://www.example.dk", ":-)"])
  func `what has no word tells nothing`(text: String) throws {
    let batch = try run(text)
    #expect(batch.language[0] == .und)
    #expect(batch.confidence[0] == 0)
    #expect(batch.plausible[0] == [])
    #expect(batch.lexiconLanguage[0].isScored)
    #expect(try language(text, ["best-guess": "true"]) == "und")
  }

  @Test(arguments: ["OK!!", "Wow", "ok", "Meh."])
  func `words of every language tell nothing but are scored`(text: String) throws {
    let batch = try run(text)
    #expect(batch.language[0] == .und)
    #expect(batch.lexiconLanguage[0].isScored)
    #expect(try language(text, ["best-guess": "true"]) != "und")
  }

  @Test func `languages that fit alike are all plausible`() throws {
    let plausible = try run("Fin service").plausible[0]
    #expect(plausible.isSuperset(of: .scored))
    #expect(try run("Eg veit ikkje kva eg skal gjere").plausible[0] == LanguageSet(.nn))
  }

  @Test func `only the languages asked for are named`() throws {
    let danish = "Jeg har ventet i tre uger på min pakke."
    #expect(try language(danish, ["languages": "nb,nn"]) == "nb")
    #expect(try language("I have waited three weeks", ["languages": "da"]) == "da")
    #expect(try run("👍", ["languages": "nn"]).lexiconLanguage[0] == .nn)
  }

  @Test(arguments: [
    (["best-guess": "yes"], "best-guess is true or false, not 'yes'"),
    (["languages": "da,no"], "'no' is no language to choose from"),
    (["languages": "und"], "'und' is no language to choose from"),
    (["languages": "sv,en"], "none of the languages to choose from is scored"),
    (["speed": "2"], "stage detect-language has no option 'speed'"),
  ])
  func `wrong options are named`(options: [String: String], message: String) throws {
    let error = #expect(throws: Diagnostic.self) { _ = try chain(options) }
    #expect(error?.message == message)
  }

  @Test(arguments: [" ", "-", "/", "&"])
  func `one comment of many words gets an answer`(separator: String) throws {
    // With a hyphen between them, all are one token.
    let words = [String](repeating: "ikkje\(separator)noko", count: 5000)
    let batch = try run(words.joined(separator: separator))
    #expect(batch.language[0] == .nn)
    #expect(batch.confidence[0] == 10_000)
  }
}

/// A library without words, for the tokenizer.
enum TestLexiconLibrary {
  static let standard = Result<LexiconLibrary, Diagnostic> { () throws(Diagnostic) in
    do {
      return try TestLexicon.library()
    } catch {
      throw error as? Diagnostic ?? Diagnostic("\(error)", category: .usage)
    }
  }
}

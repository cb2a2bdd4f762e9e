import RisrosLexicon
import RisrosModel
import RisrosPipeline
import RisrosTestSupport
import RisrosTokens
import Testing

@Suite struct TokenizeStageTests {
  private let stage: TokenizeStage

  init() throws {
    stage = try TokenizeStage.make(with: [
      "da/abbreviations.tsv":
        "bl.a.\nca.\nf.eks.\ninkl.\nkr.\nkl.\nm.m.\nosv.\nmaks.\ndr.\nbl.\n",
      "nb/abbreviations.tsv": "bl.a.\nnr.\npr.\n",
    ])
  }

  /// The tokens joined by "|", line breaks shown as ⏎.
  private func tokens(_ text: String) throws -> String {
    let batch = try run(text)
    return (0..<batch.tokens.count).map { index in
      let token = batch.tokens[index]
      if token.kind == .lineBreak { return "⏎" }
      return String(decoding: batch.text[Int(token.start)..<Int(token.end)], as: UTF8.self)
    }.joined(separator: "|")
  }

  private func run(_ text: String) throws -> CommentBatch {
    try CommentBatch(text, through: [stage])
  }

  @Test func `the stage keeps the promises of stages`() {
    #expect(StageVerifier(stage).findings() == [])
    #expect(StageVerifier(stage, seed: 17).findings() == [])
  }

  @Test func `its examples are true`() throws {
    let stage = try TokenizeStage.make(with: ["da/abbreviations.tsv": "bl.a.\nkr.\n"])
    #expect(try StageExampleRunner(taxonomy: Taxonomy(drivers: [])).findings(of: [stage]) == [])
  }

  @Test(arguments: [
    ("Maden var god", "Maden|var|god"),
    ("Æblerne, øllet og ål!", "Æblerne|,|øllet|og|ål|!"),
    ("  to  blanke ", "to|blanke"),
    ("Nei.Aldri igjen", "Nei|.|Aldri|igjen"),
    ("«Hei» sa han", "«|Hei|»|sa|han"),
    ("(veldig bra)", "(|veldig|bra|)"),
    ("((dobbelt))", "(|(|dobbelt|)|)"),
    ("Hvorfor??!!", "Hvorfor|??|!!"),
    ("vent...og vent…", "vent|...|og|vent|…"),
    ("pris\u{A0}og\u{2009}kvalitet", "pris|og|kvalitet"),
    ("Pa\u{30A} plass", "Pa\u{30A}|plass"),
    ("", ""),
    ("   ", ""),
  ])
  func `words and marks are cut`(text: String, expected: String) throws {
    #expect(try tokens(text) == expected)
  }

  @Test(arguments: [
    ("Jeg betalte 299,- for det", "Jeg|betalte|299,-|for|det"),
    ("Kostar 1.299 kr. no", "Kostar|1.299|kr.|no"),
    ("1.299,50 kr", "1.299,50|kr"),
    ("299.- hver", "299.-|hver"),
    ("10% rabat", "10|%|rabat"),
    ("den 12.03.2024 fikk", "den|12.03.2024|fikk"),
    ("Den 24/12 og 2024-12-24", "Den|24/12|og|2024-12-24"),
    ("kl. 14:30, kl. 8.15", "kl.|14:30|,|kl.|8.15"),
    ("den 3. maj og 17. øktober", "den|3.|maj|og|17.|øktober"),
    ("Jeg gav 3. Det var nok", "Jeg|gav|3|.|Det|var|nok"),
    ("1. Dyrt\n2. Tregt", "1.|Dyrt|⏎|2.|Tregt"),
    ("5G-nettet og 45min", "5G-nettet|og|45min"),
    ("10-15 stk", "10-15|stk"),
    ("Ring 22 33 44 55", "Ring|22|33|44|55"),
    ("i 2024.", "i|2024|."),
  ])
  func `numbers, prices, dates and times are one token`(text: String, expected: String) throws {
    #expect(try tokens(text) == expected)
  }

  @Test(arguments: [
    ("299,-", TokenKind.price), ("1.299", .number), ("14:30", .number), ("12.03.2024", .date),
    ("24/12-24", .number), ("24-12-24", .date), ("2024-12-24", .date), ("1.299.000", .number),
    ("5G", .word), ("kari@firma.no", .email), ("https://firma.no", .url), ("firma.dk", .url),
    ("😀", .emoji), (":-)", .emoticon), ("!", .punctuation), ("\n", .lineBreak), ("é", .word),
    ("22-33-44-55", .number),
  ])
  func `a token knows its kind`(text: String, kind: TokenKind) throws {
    let batch = try run(text)
    #expect(batch.tokens.count == 1)
    #expect(batch.tokens[0].kind == kind)
  }

  @Test(arguments: [
    ("skriv til kari.nordmann@firma-as.no.", "skriv|til|kari.nordmann@firma-as.no|."),
    ("ola+post@firma.dk, takk", "ola+post@firma.dk|,|takk"),
    ("se https://www.firma.no/hjelp?id=1&x=2.", "se|https://www.firma.no/hjelp?id=1&x=2|."),
    ("(http://firma.dk/a)", "(|http://firma.dk/a|)"),
    ("firma.dk er nede", "firma.dk|er|nede"),
    ("www.firma-as.no/hjelp", "www.firma-as.no/hjelp"),
    ("Bra.Se her", "Bra|.|Se|her"),
    ("godt.De kom", "godt|.|De|kom"),
    ("@firma svarer ikke", "@|firma|svarer|ikke"),
  ])
  func `addresses are one token`(text: String, expected: String) throws {
    #expect(try tokens(text) == expected)
  }

  @Test(arguments: [
    ("Topp 👍🏽!", "Topp|👍🏽|!"),
    ("👨‍👩‍👧‍👦😀😀", "👨‍👩‍👧‍👦|😀|😀"),
    ("🇩🇰🇳🇴", "🇩🇰|🇳🇴"),
    ("☹️ og ❤️", "☹️|og|❤️"),
    ("1️⃣ og 2️⃣", "1️⃣|og|2️⃣"),
    ("fint😀takk", "fint|😀|takk"),
    ("Takk :-) og :)", "Takk|:-)|og|:)"),
    ("takk:)", "takk|:)"),
    ("fint :D", "fint|:D"),
    ("jeg <3 dere", "jeg|<3|dere"),
    ("klokken 12:3", "klokken|12:3"),
    ("8) er bra", "8|)|er|bra"),
    ("nei:denne", "nei|:|denne"),
  ])
  func `emoji and emoticons are one token each`(text: String, expected: String) throws {
    #expect(try tokens(text) == expected)
  }

  @Test(arguments: [
    ("e-mail og 4-stjernet", "e-mail|og|4-stjernet"),
    ("ind- og udland", "ind-|og|udland"),
    ("majs-, soja- og rapsolie", "majs-|,|soja-|og|rapsolie"),
    ("bra- men dyrt", "bra|-|men|dyrt"),
    ("dyrt - men godt", "dyrt|-|men|godt"),
    ("bla bla--bla", "bla|bla|--|bla"),
    ("H&M og rock'n'roll", "H&M|og|rock'n'roll"),
    ("chefens app’en", "chefens|app’en"),
    ("non\u{2011}stop", "non\u{2011}stop"),
    ("Man ka' ikke, sgu'", "Man|ka'|ikke|,|sgu'"),
    ("den 'nye' appen", "den|'|nye|'|appen"),
    ("og/eller", "og/eller"),
    ("service/betjening", "service|/|betjening"),
    ("m/u moms", "m/u|moms"),
  ])
  func `hyphens and apostrophes join where they belong`(text: String, expected: String) throws {
    #expect(try tokens(text) == expected)
  }

  @Test(arguments: [
    ("Jeg fik bl.a. en app", "Jeg|fik|bl.a.|en|app"),
    ("bl. a. prisen", "bl.|a.|prisen"),
    ("f.eks. nu", "f.eks.|nu"),
    ("ca. 10 dage", "ca.|10|dage"),
    ("Ca. ti", "Ca.|ti"),
    ("det kostet 100 kr.", "det|kostet|100|kr|."),
    ("100 kr.\nDyrt", "100|kr|.|⏎|Dyrt"),
    ("mat, drikke m.m.", "mat|,|drikke|m.m."),
    ("osv...", "osv|..."),
    ("maks.-pris", "maks.-pris"),
    ("dr.phil. Berg", "dr.phil.|Berg"),
    ("H.C. Andersen", "H.C.|Andersen"),
    ("Kari B. Nordmann", "Kari|B.|Nordmann"),
    ("det kan I. Men", "det|kan|I|.|Men"),
    ("karakter b. fint", "karakter|b|.|fint"),
  ])
  func `abbreviations keep their full stop, except where a line ends`(
    text: String, expected: String
  ) throws {
    #expect(try tokens(text) == expected)
  }

  @Test(arguments: [
    ("første\nanden", "første|⏎|anden"),
    ("en\r\nto", "en|⏎|to"),
    ("en \n\n \n to", "en|⏎|to"),
    ("\nhei\n", "⏎|hei|⏎"),
    ("tab\tulator", "tab|ulator"),
  ])
  func `a run of line breaks is one token`(text: String, expected: String) throws {
    #expect(try tokens(text) == expected)
  }

  @Test func `offsets count bytes of the original`() throws {
    let batch = try run("Så bra 👍🏽 å få")
    let starts = (0..<batch.tokens.count).map { Int(batch.tokens[$0].start) - CommentBatch.slack }
    let lengths = (0..<batch.tokens.count).map { Int(batch.tokens[$0].length) }
    #expect(starts == [0, 4, 8, 17, 20])
    #expect(lengths == [3, 3, 8, 2, 3])
  }

  @Test(arguments: [
    ("GOD", "god"), ("ÆRGERLIG", "ærgerlig"), ("inkl.", "inkl"), ("ind- og", "ind"),
    ("ka'", "ka"), ("!!!", "!"), ("...", "…"), ("..", "…"), ("👍🏽", "👍"), ("❤️", "❤"),
    ("17", "#"), ("299,-", "#"), ("12.3.2024", "#"), (":D", ":d"),
  ])
  func `a token is looked up by its bare form`(text: String, form: String) throws {
    let hash = try run(form == "#" ? "1" : form).tokens[0].hash
    #expect(try run(text).tokens[0].hash == hash)
  }

  @Test(arguments: ["a", "å", "日", "-", "…", "a-", "1.", "'a", "a@", "\u{FE0F}"])
  func `tokens beyond the longest length are cut between characters`(unit: String) throws {
    let text = String(repeating: unit, count: 150_000 / unit.utf8.count)
    let batch = try run(text)
    var covered = CommentBatch.slack
    for index in 0..<batch.tokens.count {
      let token = batch.tokens[index]
      #expect(Int(token.start) == covered && Int(token.length) <= Token.maximumLength)
      covered = Int(token.end)
    }
    #expect(covered == Int(batch.end[0]))
    #expect(batch.tokens.count >= 3)
  }

  @Test func `every byte that is no blank belongs to a token`() throws {
    var random = RandomText(seed: 3)
    for count in 1...200 {
      let text = random.text(scalars: count)
      let batch = try run(text)
      var covered = Set<Int>()
      for index in 0..<batch.tokens.count {
        covered.formUnion(Int(batch.tokens[index].start)..<Int(batch.tokens[index].end))
      }
      var position = CommentBatch.slack
      for scalar in text.unicodeScalars {
        if !scalar.properties.isWhitespace {
          #expect(covered.contains(position), "\(scalar.escaped(asASCII: true)) in \(text)")
        }
        position += scalar.utf8.count
      }
    }
  }
}

extension TokenizeStage {
  /// The stage with a small lexicon of these files.
  static func make(with files: [String: String]) throws -> TokenizeStage {
    var context = StageContext()
    context.provide(try TestLexicon.library(files))
    var options = StageOptions()
    return try TokenizeStage(options: &options, context: context)
  }
}

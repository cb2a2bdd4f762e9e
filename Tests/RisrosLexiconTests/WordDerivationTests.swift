import RisrosLexicon
import RisrosModel
import RisrosTestSupport
import Testing

@Suite struct WordDerivationTests {
  private let lexicon: Lexicon

  init() throws {
    lexicon = try TestLexicon.library([
      "da/inflections.tsv": "a1\t0 +t +e\nn1\t0 +en +er +erne\nn2\t0 +et +ene\n",
      "da/sentiment.tsv": """
      dårlig\ta1\t-3
      god\ta1\t3
      venlig\ta1\t3
      rar\ta1\t2
      elendig\ta1\t-4
      fejl\t-\t-2
      frisk\ta1\t2
      problem\tn2\t-2
      kaos\t-\t-4
      risiko\t-\t-1
      skræk\t-\t-3\tamplifier
      lort\t-\t-4
      lorte\t-\t-4\tamplifier
      super\t-\t3\tamplifier
      kanonbetjening\tn1\t3
      frabetjening\ta1\t-1
      sjov\ta1\t3\tsolid
      gebyr\tn2\t-1
      sen\t-\t-2
      ør\t-\t-1
      tam\t-\t-1
      """,
      "da/drivers.tsv": """
      app\tn1\tdigital.app
      pris\tn1\tprice\t-
      service\tn1\tservice\t+
      levering\tn1\tquality\t+
      nettop\t-\tnone
      faktur*\t-\tprice
      brugerven*\t-\tdigital
      appel*\t-\tnone
      *gebyr\t-\tprice.fees
      *betjening\t-\tservice
      """,
      "da/compounds.tsv": """
      link\ts
      link\te
      keep\tappelsin
      keep\tservicere
      keep\tprisme
      negating-prefix\tu
      negating-suffix\tfri
      negating-suffix\tløs
      prefix\tmega
      prefix\tsuper
      """,
      "da/negators.tsv": "ikke\tnot\n",
      "da/intensifiers.tsv": "super\t140\n",
      "da/scales.tsv": "kort\ta1\t-\n",
      "da/phrases.tsv": "helt kanon fedt\t4\n",
      "da/respellings.tsv": "ellendig\telendig\n{dålig,dorlig}\tdårlig\nukjent\tfindesikke\n",
    ]).danish
  }

  private func entry(_ word: String) -> LexiconEntry? { lexicon.entry(of: word) }

  private func driver(_ aspect: Aspect?) -> String? {
    guard let aspect, !aspect.isNone else { return nil }
    return ["price", "quality", "digital", "information", "service"][Int(aspect.driver.index)]
  }

  @Test(arguments: [
    ("prisappen", "digital", "price"), ("servicelevering", "quality", "service"),
    ("leveringsservice", "service", "quality"), ("appprisen", "price", "digital"),
    ("pris-appen", "digital", "price"), ("kaosappen", "digital", nil), ("rarappen", "digital", nil),
  ])
  func `a compound has the drivers of its parts, its head first`(
    word: String, first: String, second: String?
  ) {
    #expect(driver(entry(word)?.aspect) == first)
    #expect(driver(entry(word)?.secondAspect) == second)
  }

  @Test(arguments: [
    ("appfejl", -200), ("prisproblem", -200), ("leveringsproblemet", -200), ("prisekaos", -400),
    ("app-fejl", -200), ("skrækservice", -300), ("lorteappen", -400), ("kaosappen", 0),
    ("superappen", 300),
  ])
  func `a compound has its head's colour, or an amplifier's`(word: String, valence: Int16) {
    #expect(entry(word)?.valence == valence)
    #expect(entry(word)?.traits.contains(.derived) == true)
  }

  @Test(arguments: [
    // No polar word, no driver inside another word.
    "appelsin", "appelsinsaft", "nettop", "prisme", "servicere", "løsen", "gørtel", "bestandig",
    "sjovhed", "etjentam", "ikkested", "stammen", "godske", "kanonapp​",
  ])
  func `what only looks like a compound is none`(word: String) {
    let found = entry(word)
    #expect(found?.valence ?? 0 == 0, "\(word)")
    #expect(driver(found?.aspect) == nil, "\(word)")
  }

  @Test(arguments: [
    ("fakturaen", "price"), ("fakturering", "price"), ("flyttegebyr", "price"),
    ("kundebetjening", "service"), ("brugervenligheden", "digital"),
  ])
  func `stems and endings name a driver`(word: String, expected: String) {
    #expect(driver(entry(word)?.aspect) == expected)
  }

  @Test func `a listed noun with a colour is read by an ending too, an adjective is not`() {
    #expect(driver(entry("kanonbetjening")?.aspect) == "service")
    #expect(driver(entry("frabetjening")?.aspect) == nil)
  }

  @Test(arguments: [("appkort", false), ("priskorte", false), ("superkort", true), ("kort", true)])
  func `a noun makes no degree of a degree word`(word: String, isDegree: Bool) {
    #expect(entry(word)?.roles.contains(.scaleDown) ?? false == isDegree)
  }

  @Test func `a stem gives the driver and the word its colour`() {
    #expect(driver(entry("brugervenlig")?.aspect) == "digital")
    let app = entry("fakturafejl")
    #expect(app?.valence == -200 && driver(app?.aspect) == "price")
  }

  @Test(arguments: [
    ("goood", 300), ("gooood", 300), ("dååårlig", -300), ("elendigggg", -400), ("raaar", 200),
  ])
  func `an elongated word is read and marked`(word: String, valence: Int16) {
    #expect(entry(word)?.valence == valence)
    #expect(entry(word)?.traits.contains(.elongated) == true)
  }

  @Test(arguments: [
    ("daarlig", -300), ("da\u{30A}rlig", -300), ("dårlig", -300), ("darlig", -300),
    ("skraek", -300), ("skräk", -300), ("aaaerlig", nil),
  ])
  func `the letters æ, ø and å may be spelt otherwise`(word: String, valence: Int16?) {
    #expect(entry(word)?.valence == valence)
  }

  @Test(arguments: [
    ("ellendig", -400), ("dålig", -300), ("dorlig", -300), ("ukjent", nil), ("findesikke", nil),
  ])
  func `a listed slip is read as its word`(word: String, valence: Int16?) {
    #expect(entry(word)?.valence == valence)
  }

  @Test(arguments: [("app'en", "digital"), ("app’en", "digital"), ("leverings", "quality")])
  func `a genitive and an ending behind an apostrophe are taken off`(
    word: String, expected: String
  ) {
    #expect(driver(entry(word)?.aspect) == expected)
  }

  @Test(arguments: [
    ("uvenlig", -300), ("uvenligt", -300), ("ugode", -300), ("fejlfri", 200), ("fejlfrit", 200),
    ("problemløs", 200), ("problemløse", 200), ("risikofri", 200), ("ukaos", nil),
  ])
  func `a negating prefix or suffix turns the colour`(word: String, valence: Int16?) {
    #expect(entry(word)?.valence == valence)
  }

  @Test(arguments: [("megagod", 450), ("superelendig", -500), ("megasjov", nil)])
  func `an amplifying prefix strengthens`(word: String, valence: Int16?) {
    #expect(entry(word)?.valence == valence)
  }

  @Test func `very long words are left alone`() {
    #expect(entry(String(repeating: "pris", count: 16)) == nil)
    #expect(entry(String(repeating: "å", count: 1000)) == nil)
    #expect(entry("x") == nil)
  }
}

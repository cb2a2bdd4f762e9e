import Foundation
import RisrosLexicon
import RisrosModel
import RisrosTestSupport
import Testing

@Suite struct TaxonomyFileTests {
  private static let words = [
    "da/drivers.tsv": """
    pris\t-\tprice\t-
    smagen\t-\tquality
    madras\t-\tquality\t\tmadrassen
    app\t-\tdigital.app
    """,
    "da/phrases.tsv": "appen dør\t-3\tdigital.app\n",
    "nb/drivers.tsv": "prisen\t-\tprice\n",
  ]

  /// A library with a taxonomy laid over a small lexicon; errors name the file `taxonomy.tsv`.
  private func library(_ rows: String) throws -> LexiconLibrary {
    let lexicon = try TestLexicon(TaxonomyFileTests.words)
    let path = lexicon.path + "/own.tsv"
    try Data(rows.utf8).write(to: URL(fileURLWithPath: path))
    return try withExtendedLifetime(lexicon) {
      try LexiconLibrary.load(from: [lexicon.folder], taxonomy: TaxonomyFile(path: path))
    }
  }

  private func drivers(_ word: String, _ library: LexiconLibrary) -> String? {
    guard let entry = library.danish.entry(of: word), !entry.aspect.isNone else { return nil }
    return library.taxonomy.name(of: entry.aspect)
  }

  private let food = """
    # Drivers of a restaurant
    driver\tfood\tFood\tMad
    aspect\tfood.taste\tTaste\tSmag
    aspect\tprice.tip\tTip
    drop\tdigital
    word\tda\tmenukort{,et}\tfood
    stem\t*\tsmag*\tfood.taste\t+
    phrase\tda,nb\tsmager af ingenting\tfood.taste\t-3\tfinal
    word\tda\tdrikkepenge\tprice.tip
    exclude\tda\tmadras*

    """

  @Test func `drivers and aspects are added, others dropped, the rest stays`() throws {
    let taxonomy = try library(food).taxonomy
    #expect(taxonomy.drivers.map(\.id) == ["price", "quality", "information", "service", "food"])
    #expect(taxonomy.aspect(named: "price.tip") != nil && taxonomy.aspect(named: "digital") == nil)
    let taste = try #require(taxonomy.aspect(named: "food.taste"))
    #expect(taxonomy.label(of: taste, in: "da") == "Smag")
    #expect(taxonomy.label(of: taste, in: "nn") == "Taste", "English where there is no label")
  }

  @Test func `words of the file win over built-in ones`() throws {
    let library = try library(food)
    #expect(drivers("menukortet", library) == "food")
    #expect(drivers("drikkepenge", library) == "price.tip")
    #expect(drivers("smagsprøve", library) == "food.taste", "a stem")
    #expect(drivers("smagen", library) == "food.taste", "a stem wins over a listed word")
    #expect(drivers("madrassen", library) == nil && drivers("madras", library) == nil, "excluded")
    #expect(drivers("pris", library) == "price", "what is not named stays")
    #expect(drivers("app", library) == nil, "the driver was dropped")
  }

  @Test func `sources name the file and the line`() throws {
    let lexicon = try library(food).danish
    let entry = try #require(lexicon.entry(of: "menukort"))
    #expect(lexicon.place(of: entry.driverSource)?.hasSuffix("/own.tsv:6") == true)
  }

  @Test func `a dropped driver may be defined anew`() throws {
    let library = try library("drop\t*\ndriver\tprice\tCost\nword\tda\tkoster\tprice\n")
    #expect(library.taxonomy.drivers.map(\.id) == ["price"])
    #expect(drivers("koster", library) == "price" && drivers("pris", library) == nil)
  }

  @Test(arguments: [
    ("fruit\tx\n", ":1:1: error: 'fruit' is no kind of row"),
    ("driver\tfood\n", ":1:12: error: a row 'driver' has too few columns"),
    ("drop\tprice\tx\n", ":1:12: error: a row 'drop' has too many columns"),
    ("driver\tFood\tFood\n", ":1:8: error: 'Food' is no identifier of a driver"),
    ("aspect\tfood\tFood\n", ":1:8: error: 'food' is no identifier of an aspect"),
    ("aspect\tfood.x\tFood\n", ":1:8: error: there is no driver 'food'"),
    ("driver\ta\tA\ndriver\ta\tB\n", ":2:8: error: 'a' is named twice"),
    ("drop\tpris\n", ":1:6: error: there is no built-in driver 'pris'"),
    ("drop\t*\n", ": error: the taxonomy has no driver left"),
    ("word\tsv\tpris\tprice\n", ":1:6: error: 'sv' is no language with a lexicon"),
    ("word\tda\tpris\tprize\n", ":1:14: error: there is no driver or aspect 'prize'"),
    ("word\tda\tpris*\tprice\n", ":1:9: error: 'pris*' is no word"),
    ("stem\tda\tpris\tprice\n", ":1:9: error: 'pris' is no stem"),
    ("stem\tda\tæ*\tprice\n", ":1:9: error: 'æ*' is no stem or ending"),
    ("word\tda\tpris\tprice\tgood\n", ":1:20: error: 'good' does not say whether more is good"),
    ("word\tda\tpris\tnone\n", ":1:14: error: 'none' is no driver"),
    ("phrase\tda\tx y\tprice\t9\n", ":1:21: error: valence '9' is not a whole number"),
    ("phrase\tda\t_ y\tprice\t1\n", ":1:11: error: '_ y' cannot be matched"),
  ])
  func `mistakes are told with line and column`(rows: String, message: String) throws {
    do {
      _ = try library(rows)
      Issue.record("accepted: \(rows)")
    } catch let error as Diagnostic {
      #expect(error.description.contains("own.tsv" + message), "\(error.description)")
      #expect(error.remedy != nil)
    }
  }

  @Test func `there are no more drivers and aspects than there is room for`() throws {
    let many = (1...17).map { "driver\td\($0)\tD\n" }.joined()
    #expect(throws: Diagnostic.self) { try library(many) }
    let aspects = (1...8).map { "aspect\tprice.a\($0)\tA\n" }.joined()
    #expect(throws: Diagnostic.self) { try library(aspects) }
  }
}

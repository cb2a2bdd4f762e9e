import RisrosLexicon
import RisrosModel
import RisrosTestSupport
import Testing

@Suite struct LexiconEntryTests {
  /// Valence of a word in points, nil where the lexicon has nothing to say of it.
  private func valence(_ word: String, _ files: [String: String]) throws -> Int? {
    try TestLexicon.library(files).danish.entry(of: word).map { Int($0.valence) / 100 }
  }

  @Test(arguments: [
    ("0 +t +e", "god", ["god", "godt", "gode"], ["goder"]),
    ("0 =e =ere", "smuk", ["smuk", "smukke", "smukkere"], ["smuke"]),
    ("0 -2+le", "gammel", ["gammel", "gammle"], ["gammel le"]),
    ("0 -3+le", "gammel", ["gamle"], ["gammle"]),
    ("-1", "hade", ["had"], ["hade"]),
    ("0 -1+r", "blå", ["blå", "blr"], ["bl\u{FFFD}r"]),
    ("0 -1+t", "træg", ["træt"], ["tr"]),
    ("0 =t", "grå", ["grååt"], ["grå\u{A5}t"]),
    ("0 =r", "sø", ["sø", "søør"], []),
    ("-9+nyt", "ord", ["nyt"], ["ord"]),
  ])
  func `an inflection counts letters, not bytes`(
    operations: String, lemma: String, known: [String], unknown: [String]
  ) throws {
    let lexicon = try TestLexicon.library([
      "da/inflections.tsv": "a1\t\(operations)\n", "da/sentiment.tsv": "\(lemma)\ta1\t3\n",
    ]).danish
    for form in known { #expect(lexicon.entry(of: form)?.valence == 300, "\(form)") }
    for form in unknown { #expect(lexicon.entry(of: form) == nil, "\(form)") }
  }

  @Test func `further forms stand in the last field`() throws {
    let files = ["da/sentiment.tsv": "lyve\t-\t-4\tevent\tløj løjet\n"]
    #expect(try valence("løj", files) == -4)
    #expect(try valence("løjet", files) == -4)
    #expect(try TestLexicon.library(files).danish.entry(of: "løj")?.traits.contains(.event) == true)
  }

  @Test(arguments: [
    ("{god,fin,skøn}", ["god", "fin", "skøn"]),
    ("brug{er,te,t}", ["bruger", "brugte", "brugt"]),
    ("{u,}venlig{,t}", ["uvenlig", "venlig", "uvenligt", "venligt"]),
  ])
  func `braces stand for their alternatives`(term: String, forms: [String]) throws {
    for form in forms {
      #expect(try valence(form, ["da/sentiment.tsv": "\(term)\t-\t2\n"]) == 2, "\(form)")
    }
  }

  @Test(arguments: [
    ("0", "da/connectives.tsv"), ("-1", "da/sentiment.tsv"),
  ])
  func `a word with a role that has no colour stands where its role is given`(
    _ valence: String, _ file: String
  ) throws {
    let lexicon = try TestLexicon.library([
      "da/connectives.tsv": "men\tbut\n", "da/sentiment.tsv": "men\t-\t\(valence)\n",
    ]).danish
    let entry = try #require(lexicon.entry(of: "men"))
    #expect(lexicon.files[entry.source.file] == file)
    #expect(entry.roles == .but && entry.valence == Int16(valence)! * 100)
  }

  @Test func `the class tells the part of speech`() throws {
    let lexicon = try TestLexicon.library([
      "da/inflections.tsv": "v1\t0\na1\t0\nn1\t0\n",
      "da/sentiment.tsv": "svigte\tv1\t-3\nfin\ta1\t2\nfejl\tn1\t-2\n",
    ]).danish
    #expect(lexicon.entry(of: "svigte")?.traits == .verb)
    #expect(lexicon.entry(of: "fin")?.traits == .adjective)
    #expect(lexicon.entry(of: "fejl")?.traits == .noun)
  }

  @Test func `within a folder the first valence wins, and drivers and roles add up`() throws {
    let lexicon = try TestLexicon.library([
      "da/sentiment.tsv": "dyr\t-\t-2\ndyr\t-\t-5\n",
      "da/drivers.tsv": "dyr\t-\tprice\t-\nhurtig\t-\tservice\nhurtig\t-\tdigital\n",
    ]).danish
    let dear = try #require(lexicon.entry(of: "dyr"))
    #expect(dear.valence == -200 && dear.aspect == Aspect(Driver(index: 0)) && dear.more == -1)
    #expect(dear.source.line == 1 && lexicon.files[dear.source.file].hasSuffix("sentiment.tsv"))
    let fast = try #require(lexicon.entry(of: "hurtig"))
    #expect(!fast.aspect.isNone && !fast.secondAspect.isNone)
  }

  @Test func `a later folder wins, and may lack files`() throws {
    let base = [
      "da/sentiment.tsv": "syg\t-\t-2\nfin\t-\t2\n", "da/drivers.tsv": "sky\t-\tquality\n",
      "da/phrases.tsv": "helt syg\t-3\n",
    ]
    let lexicon = try TestLexicon.library(
      base,
      layers: [
        ["da/sentiment.tsv": "syg\t-\t4\n"],
        ["da/drivers.tsv": "sky\t-\tdigital\n", "da/phrases.tsv": "helt syg\t5\n"],
      ]
    ).danish
    #expect(lexicon.entry(of: "syg")?.valence == 400)
    #expect(lexicon.entry(of: "fin")?.valence == 200)
    #expect(lexicon.entry(of: "sky")?.aspect == Aspect(Driver(index: 2)))
    #expect(lexicon.phrases.count == 1)
  }

  @Test func `a word may be called neutral by a later folder`() throws {
    let lexicon = try TestLexicon.library(
      ["da/sentiment.tsv": "fed\t-\t3\n"], layers: [["da/sentiment.tsv": "fed\t-\t0\n"]]
    ).danish
    #expect(lexicon.entry(of: "fed")?.valence == 0)
  }

  @Test func `emoji, emoticons and marks are entries of every language`() throws {
    let library = try TestLexicon.library()
    for lexicon in [library.danish, library.bokmaal, library.nynorsk] {
      #expect(lexicon.entry(of: "👍")?.valence == 300)
      #expect(lexicon.entry(of: ":-)")?.roles.contains(.emoji) == true)
      #expect(lexicon.entry(of: "!")?.roles == [.sentenceEnd, .exclamation])
      #expect(lexicon.entry(of: "\n")?.roles == .sentenceEnd)
    }
  }
}

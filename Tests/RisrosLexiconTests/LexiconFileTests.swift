import RisrosLexicon
import RisrosModel
import RisrosTestSupport
import RisrosText
import Testing

@Suite struct LexiconFileTests {
  private let classes = "a1\t0 +t +e\n"

  @Test(arguments: [
    (
      "da/sentiment.tsv", "god\ta1\t9\n",
      """
      da/sentiment.tsv:1:8: error: valence '9' is not a whole number from -5 to 5
        help: write -5 for the worst, 5 for the best, 0 for words without colour
      """
    ),
    (
      "da/sentiment.tsv", "# Ord\r\n\r\nfin\t-\t2\r\ndårlig\t-\t-3,5\r\n",
      """
      da/sentiment.tsv:4:10: error: valence '-3,5' is not a whole number from -5 to 5
        help: write -5 for the worst, 5 for the best, 0 for words without colour
      """
    ),
    (
      "nn/sentiment.tsv", "\u{FEFF}god\n",
      """
      nn/sentiment.tsv:1:4: error: valence '' is not a whole number from -5 to 5
        help: write -5 for the worst, 5 for the best, 0 for words without colour
      """
    ),
    (
      "da/sentiment.tsv", "god\tq9\t3\n",
      """
      da/sentiment.tsv:1:5: error: there is no inflection class 'q9'
        help: write - for none, or one of a1
      """
    ),
    (
      "da/sentiment.tsv", "god\ta1\t3\tweak,soft\n",
      """
      da/sentiment.tsv:1:10: error: 'soft' is no flag
        help: the flags are amplifier, event, final, ironic, solid, weak, whole
      """
    ),
    (
      "da/scales.tsv", "høj\ta1\top\n",
      """
      da/scales.tsv:1:8: error: 'op' is no direction
        help: write + for more, - for less
      """
    ),
    (
      "nb/negators.tsv", "ikke\tnot\naldri\tnever\n",
      """
      nb/negators.tsv:2:7: error: 'never' is no kind
        help: the kinds are hardly, neither, no, not, without
      """
    ),
    (
      "da/intensifiers.tsv", "meget\t500\n",
      """
      da/intensifiers.tsv:1:7: error: '500' is no factor in percent
        help: write a whole number from 0 to 400, or too
      """
    ),
    (
      "da/drivers.tsv", "pris\t-\tprice\nporto\t-\tprice.postage\n",
      """
      da/drivers.tsv:2:9: error: there is no driver or aspect 'price.postage'
        help: write driver.aspect as in shared/taxonomy.tsv, or none
      """
    ),
    (
      "da/drivers.tsv", "alt\t-\tprice+quality+service\n",
      """
      da/drivers.tsv:1:7: error: a term names one or two drivers
        help: join two with +
      """
    ),
    (
      "da/drivers.tsv", "pris\t-\tprice\t?\n",
      """
      da/drivers.tsv:1:14: error: '?' does not say whether more is good, nor when the driver is meant
        help: write +, - or nothing; setting or pronoun behind a comma
      """
    ),
    (
      "da/drivers.tsv", "ap*\t-\tdigital\n",
      """
      da/drivers.tsv:1:1: error: 'ap*' is no stem or ending
        help: write at least three letters and one star, at the end or the beginning
      """
    ),
    (
      "da/phrases.tsv", "{god,fin nok\t2\n",
      """
      da/phrases.tsv:1:1: error: braces do not pair, or make more than 512 forms
        help: write {one,two}, without nesting
      """
    ),
    (
      "da/phrases.tsv", "… god nok\t2\n",
      """
      da/phrases.tsv:1:1: error: '… god nok' cannot be matched
        help: write 2 to 12 words; _ and … stand between words, and … at most once
      """
    ),
    (
      "da/compounds.tsv", "glue\ts\n",
      """
      da/compounds.tsv:1:1: error: 'glue' is no kind of compound rule
        help: the kinds are link, keep, negating-prefix, negating-suffix, prefix
      """
    ),
    (
      "da/inflections.tsv", "a1\t0 +t ~e\n",
      """
      da/inflections.tsv:1:4: error: '~e' is no inflection
        help: write 0, +ending, -N+ending or =ending, separated by blanks
      """
    ),
    (
      "shared/marks.tsv", ",\tpause\n",
      """
      shared/marks.tsv:1:3: error: 'pause' is no kind
        help: the kinds are break, comma, end, exclamation, question, quote
      """
    ),
    (
      "shared/taxonomy.tsv", "price.fees\tFees\n",
      """
      shared/taxonomy.tsv:1:1: error: aspect 'price.fees' stands before its driver
        help: put a row 'price' above it
      """
    ),
    (
      "shared/taxonomy.tsv", "price\tPrice\nprice\tPris\n",
      """
      shared/taxonomy.tsv:2:1: error: driver 'price' is one too many
        help: name each driver once, at most 16
      """
    ),
  ])
  func `an error names file, line and column, and how to mend it`(
    name: String, content: String, expected: String
  ) throws {
    let files = ["da/inflections.tsv": classes].merging([name: content]) { $1 }
    #expect(try TestLexicon.complaint(about: files) == expected)
  }

  @Test func `a missing lexicon names the folder`() {
    let error = #expect(throws: Diagnostic.self) {
      try LexiconLibrary.load(from: [LexiconFolder(path: "/nowhere/at/all/")])
    }
    #expect(
      error?.description == """
        risros: error: there is no lexicon in '/nowhere/at/all'
          help: name the folder that holds da, nb, nn and shared by --lexicons or RISROS_LEXICONS
        """)
  }

  @Test func `comments, blank lines, CRLF and a byte order mark are skipped`() throws {
    let library = try TestLexicon.library([
      "da/sentiment.tsv": "\u{FEFF}# ord\r\n\r\nfin\t-\t2\r\n# slut",
      "da/phrases.tsv": "# en kommentar\n# timer i kø\t-2\n",
    ])
    #expect(library.danish.entry(of: "fin")?.valence == 200)
    #expect(library.danish.phrases.count == 1)
    #expect(library.danish.entry(of: "fin")?.source.line == 3)
  }

  @Test func `the same words have the same fingerprint, other words another`() throws {
    let one = try TestLexicon.library(["da/sentiment.tsv": "fin\t-\t2\n"])
    let same = try TestLexicon.library(["da/sentiment.tsv": "fin\t-\t2\n"])
    let other = try TestLexicon.library(["da/sentiment.tsv": "fin\t-\t3\n"])
    #expect(one.fingerprint == same.fingerprint && one.fingerprint != other.fingerprint)
    #expect(one.fingerprint.count == 16)
  }

  @Test func `the words that come with risros can be read`() throws {
    let library = try StandardLexicon.library()
    for lexicon in [library.danish, library.bokmaal, library.nynorsk] {
      #expect(lexicon.forms.count > 10_000)
      #expect(lexicon.phrases.count > 100)
    }
    #expect(library.taxonomy.drivers.count == 5)
  }

  @Test func `an image gives what the text gives`() throws {
    let library = try TestLexicon.library([
      "da/inflections.tsv": classes, "da/sentiment.tsv": "god\ta1\t3\nfejl\t-\t-2\n",
      "da/drivers.tsv": "faktur*\t-\tprice\n*gebyr\t-\tprice.fees\n",
      "da/phrases.tsv": "helt i top\t4\n", "da/compounds.tsv": "link\ts\nnegating-prefix\tu\n",
      "da/abbreviations.tsv": "bl.a.\n",
    ])
    let copy = try #require(LexiconImage.decode(FixedMemory(LexiconImage.encode(library))))
    for word in ["god", "godt", "ugod", "fakturaen", "flytningsgebyr", "fejl", "ukendt"] {
      let (one, other) = (library.danish.entry(of: word), copy.danish.entry(of: word))
      #expect(one?.valence == other?.valence && one?.aspect == other?.aspect, "\(word)")
    }
    #expect(copy.fingerprint == library.fingerprint)
    #expect(copy.danish.phrases.count == library.danish.phrases.count)
    #expect(LexiconImage.encode(copy) == LexiconImage.encode(library))
    #expect(copy.taxonomy.drivers.map(\.id) == library.taxonomy.drivers.map(\.id))
    let image = LexiconImage.encode(library)
    for length in [0, 1, 8, 100, image.count / 2, image.count - 1] {
      #expect(
        LexiconImage.decode(FixedMemory(Array(image.prefix(length)))) == nil, "\(length) bytes")
    }
  }
}

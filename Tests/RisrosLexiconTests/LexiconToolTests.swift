import Foundation
import RisrosLexicon
import RisrosModel
import RisrosTestSupport
import Testing

@Suite struct LexiconToolTests {
  // MARK: Word lists

  @Test func `word lists as AFINN has them are accepted as they are`() throws {
    let library = try TestLexicon.library(
      ["da/sentiment.tsv": "god\t-\t3\n", "nn/sentiment.tsv": "god\t-\t3\n"],
      layers: [
        [
          "AFINN-da-32.txt": "Sublim\t4\nGOD\t-1\nikke min kop te\t-2\nlunken\t-0.5\n",
          "nn/liste.tsv": "word\tscore\nframifrå\t5\n",
        ]
      ])
    func valence(_ word: String, _ lexicon: Lexicon) -> Int? {
      lexicon.entry(of: word).map { Int($0.valence) }
    }
    #expect(valence("sublim", library.danish) == 400)
    #expect(valence("god", library.danish) == -100, "it wins over what is built in")
    #expect(valence("lunken", library.danish) == -50)
    #expect(library.danish.phrases.count == 1)
    #expect(valence("sublim", library.nynorsk) == nil, "the name says that it is Danish")
    #expect(valence("god", library.nynorsk) == 300)
    #expect(valence("framifrå", library.nynorsk) == 500)
  }

  @Test(arguments: [
    (
      "AFINN-da-32.txt", "god\t7\n", "AFINN-da-32.txt:1:5: error: score '7' is not a number from -5"
    ),
    (
      "da/ord.txt", "x\t1\ngod\tx\n",
      "da/ord.txt:2:5: error: score 'x' is not a number from -5 to 5"
    ),
    (
      "da/sentimnt.tsv", "god\ta1\t3\n",
      "da/sentimnt.tsv:1:8: error: a row of a word list has a word"
    ),
  ])
  func `a word list that cannot be read is told with its place`(
    name: String, content: String, message: String
  ) throws {
    let base = try TestLexicon([:])
    let layer = try TestLexicon([name: content], isWhole: false)
    do {
      _ = try LexiconLibrary.load(from: [base.folder, layer.folder])
      Issue.record("accepted")
    } catch {
      #expect(error.description.contains(message), "\(error.description)")
    }
  }

  @Test(arguments: [
    ("norsk.txt", "word", ["nb", "nn"]), ("no-nynorsk.txt", "word", ["nn"]),
    ("liste.txt", "word", ["da", "nb", "nn"]), ("ord_nb.tsv", "word", ["nb"]),
  ])
  func `a list's name may tell its language`(
    name: String, word: String, languages: [String]
  ) throws {
    let library = try TestLexicon.library([:], layers: [[name: "\(word)\t2\n"]])
    let found = Language.scored.filter { library.lexicon(for: $0).entry(of: word) != nil }
    #expect(found.map(\.code) == languages)
  }

  // MARK: Lint

  private func lint(_ files: [String: String]) throws -> [String] {
    let lexicon = try TestLexicon(files)
    var lint = try LexiconLint(lexicon.folder, over: nil)
    lint.sort()
    return lint.findings.map { finding in
      let location = finding.diagnostic.location
      let file = (location?.file ?? "").replacingOccurrences(of: lexicon.path + "/", with: "")
      return "\(finding.kind) \(file):\(location?.line ?? 0):\(location?.column ?? 0)"
    }
  }

  @Test func `all rows that cannot be read are told, not the first alone`() throws {
    #expect(
      try lint(["da/sentiment.tsv": "god\t-\t9\nfin\t-\t2\ndårlig\tq\t-3\n"])
        == ["column da/sentiment.tsv:1:7", "column da/sentiment.tsv:3:8"])
  }

  @Test func `a column too many is told`() throws {
    #expect(
      try lint(["nb/negators.tsv": "ikke\tnot\tx\n"]) == ["column nb/negators.tsv:1:10"])
  }

  @Test func `duplicates, contradictions and shadows are told apart`() throws {
    #expect(
      try lint([
        "da/inflections.tsv": "a1\t0 +t +e\n",
        "da/sentiment.tsv":
          "god\ta1\t3\nfin\t-\t2\nfin\t-\t2\ngodt\t-\t1\ngode\t-\t-2\nrolig\t-\t0\n",
        "da/phrases.tsv": "fin\t-2\t-\nrolig\t1\t-\n",
      ]) == [
        "contradiction da/phrases.tsv:1:1", "duplicate da/sentiment.tsv:3:1",
        "shadowed da/sentiment.tsv:4:1", "contradiction da/sentiment.tsv:5:1",
      ])
  }

  @Test func `the built-in words can all be read and none stands twice`() throws {
    let lint = try LexiconLint(LexiconFolder(path: ProjectFolders.lexicons), over: nil)
    for kind in [LexiconLint.Kind.column, .duplicate, .contradiction] {
      let findings = lint.findings.filter { $0.kind == kind }.map(\.diagnostic.description)
      #expect(findings == [], "\(kind)")
    }
  }

  // MARK: Listing and difference

  @Test func `a listing has all forms of a row`() throws {
    let lexicon = try TestLexicon([
      "da/inflections.tsv": "a1\t0 +t +e\n",
      "da/sentiment.tsv": "god\ta1\t3\t\tbedre bedst\n",
      "da/phrases.tsv": "svar{er,ede} ikke\t-3\tservice\n", "da/drivers.tsv": "faktur*\t-\tprice\n",
    ])
    let rows = try LexiconListing(of: lexicon.folder).rows
    func forms(_ kind: String) -> [String]? { rows.first { $0.kind == kind }?.forms }
    #expect(forms("sentiment") == ["god", "godt", "gode", "bedre", "bedst"])
    #expect(forms("phrases") == ["svarer ikke", "svarede ikke"])
    #expect(forms("drivers") == ["faktur*"])
  }

  @Test func `a difference tells new, lost and changed rows`() throws {
    let old = try TestLexicon(["da/sentiment.tsv": "god\t-\t3\nfin\t-\t2\nværst\t-\t-4\n"])
    let new = try TestLexicon(["da/sentiment.tsv": "# ny\ngod\t-\t2\nfin\t-\t2\nsublim\t-\t4\n"])
    let difference = LexiconDifference(
      from: try LexiconListing(of: old.folder), to: try LexiconListing(of: new.folder))
    let told = difference.changes.map {
      "\($0.row.term) \($0.before?.valence ?? 0) \($0.after?.valence ?? 0)"
    }
    #expect(told == ["god 3.0 2.0", "sublim 0.0 4.0", "værst -4.0 0.0"])
  }
}

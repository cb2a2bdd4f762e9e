import Testing

@testable import RisrosCLI

@Suite struct SpellingTests {
  @Test(arguments: [
    ("", "", 0), ("a", "", 1), ("", "æøå", 3), ("analyze", "analyse", 1), ("segemnt", "segment", 2),
    ("kitten", "sitting", 3), ("blåbær", "blabær", 1),
  ])
  func `distance counts the letters that change`(_ a: String, _ b: String, _ distance: Int) {
    #expect(Spelling.distance(a, b) == distance)
    #expect(Spelling.distance(b, a) == distance)
  }

  @Test(arguments: [
    ("analyse", "analyze"), ("anotate", "annotate"), ("stage", "stages"), ("analyze", "analyze"),
  ])
  func `a slip finds the word that was meant`(_ slip: String, _ meant: String) {
    #expect(Spelling.nearest(to: slip, among: ["analyze", "annotate", "stages"]) == meant)
  }

  @Test(arguments: ["merge", "xyzzy", "", "zz"])
  func `what is near to nothing finds nothing`(_ word: String) {
    #expect(Spelling.nearest(to: word, among: ["analyze", "annotate", "stages"]) == nil)
  }

  @Test func `the first of equally near words by the alphabet is taken, whatever their order`() {
    #expect(Spelling.nearest(to: "ca", among: ["cb", "cc"]) == "cb")
    #expect(Spelling.nearest(to: "ca", among: ["cc", "cb"]) == "cb")
    #expect(Spelling.nearest(to: "x", among: []) == nil)
  }
}

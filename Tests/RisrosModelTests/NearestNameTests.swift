import Testing

@testable import RisrosModel

@Suite struct NearestNameTests {
  @Test(arguments: [
    ("", "", 0), ("a", "", 1), ("", "æøå", 3), ("analyze", "analyse", 1), ("segemnt", "segment", 1),
    ("kitten", "sitting", 3), ("blåbær", "blabær", 1), ("ab", "ba", 1), ("ca", "abc", 3),
    ("KOMMENTAR", "kommentar", 0),
  ])
  func `distance counts the letters that change or change places`(
    _ a: String, _ b: String, _ distance: Int
  ) {
    #expect(NearestName.distance(a, b) == distance)
    #expect(NearestName.distance(b, a) == distance)
  }

  @Test(arguments: [
    ("komentar", ["id", "dato", "kommentar"], "kommentar"),
    ("kommentra", ["id", "dato", "kommentar"], "kommentar"),
    ("KOMMENTAR", ["id", "dato", "kommentar"], "kommentar"),
    ("scor", ["store", "score"], "score"),
    ("analyse", ["analyze", "annotate", "stages"], "analyze"),
    ("stage", ["analyze", "annotate", "stages"], "stages"),
  ])
  func `a slip of the hand finds the name that was meant`(
    _ slip: String, _ names: [String], _ meant: String
  ) {
    #expect(NearestName.nearest(to: slip, among: names) == meant)
  }

  @Test(arguments: ["merge", "xyzzy", "", "zz", "banan"])
  func `what is near to nothing finds nothing`(_ name: String) {
    #expect(NearestName.nearest(to: name, among: ["analyze", "annotate", "stages"]) == nil)
    #expect(NearestName.nearest(to: name, among: []) == nil)
  }

  @Test func `the first of equally near names is taken`() {
    #expect(NearestName.nearest(to: "ca", among: ["cb", "cc"]) == "cb")
    #expect(NearestName.nearest(to: "ca", among: ["cc", "cb"]) == "cc")
  }

  @Test func `a remedy asks for the nearest name and lists the others`() {
    let names = ["id", "dato", "kommentar"]
    #expect(
      NearestName.remedy(for: "komentar", among: names, noun: "columns")
        == "did you mean 'kommentar'? the columns are id, dato, kommentar")
    #expect(
      NearestName.remedy(for: "banan", among: names, noun: "columns")
        == "the columns are id, dato, kommentar")
  }

  @Test func `of many names forty are shown`() {
    let names = (1...41).map(String.init)
    #expect(NearestName.shown(Array(names.dropLast())).hasSuffix("39, 40"))
    #expect(NearestName.shown(names).hasSuffix("39, 40 … (41 in all)"))
  }
}

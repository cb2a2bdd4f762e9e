import Testing

@testable import RisrosIngest

@Suite struct NearestNameTests {
  @Test(arguments: [
    ("komentar", ["id", "dato", "kommentar"], "kommentar"),
    ("KOMMENTAR", ["id", "dato", "kommentar"], "kommentar"),
    ("scor", ["store", "score"], "score"),
    ("banan", ["id", "dato", "kommentar"], nil),
  ])
  func `a slip of the hand finds the name that was meant`(
    name: String, names: [String], nearest: String?
  ) {
    #expect(NearestName.nearest(to: name, among: names) == nearest)
  }
}

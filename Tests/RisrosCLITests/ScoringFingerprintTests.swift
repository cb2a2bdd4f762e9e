import Testing

@testable import RisrosCLI

@Suite struct ScoringFingerprintTests {
  private static func fingerprint(_ words: [String]) throws -> String {
    try ParsedArguments(words, for: .analyze).scoringFingerprint(.analyze)
  }

  @Test(arguments: [
    (["--text", "svar"], true), (["--text=2"], true), (["-d", ";"], true), (["--strict"], false),
    (["--no-header"], true), (["--dedupe", "id"], true), (["--clean", "none"], true),
    (["--prior", "da"], true), (["--disable-rule", "wishes"], true), (["--best-guess"], true),
    (["--max-columns", "9"], true), (["--jobs", "2"], false), (["--batch-bytes", "9"], false),
    (["--segment", "butik"], false), (["--by", "month"], false), (["--format", "csv"], false),
    (["--lang", "da"], false), (["--lexicons", "ord"], false), (["--taxonomy", "a.tsv"], false),
    (["--verbatims", "2"], false), (["a.csv"], false), (["--repair", "--no-repair"], false),
  ])
  func `it changes with what decides the scores, and with nothing else`(
    _ words: [String], _ changes: Bool
  ) throws {
    let usual = try ScoringFingerprintTests.fingerprint([])
    #expect(usual.wholeMatch(of: /[0-9a-f]{16}/) != nil)
    #expect((try ScoringFingerprintTests.fingerprint(words) != usual) == changes)
  }

  @Test func `it does not depend on the order of flags, but on which has which value`() throws {
    let fingerprint = ScoringFingerprintTests.fingerprint
    #expect(
      try fingerprint(["--id", "a", "--text", "b"]) == fingerprint(["--text", "b", "--id", "a"]))
    #expect(
      try fingerprint(["--id", "a", "--text", "b"]) != fingerprint(["--id", "b", "--text", "a"]))
  }
}

import Foundation
import RisrosProgramSupport
import Testing

/// Every exit code that the manual names is reached, by the commands that can give it.
///
/// 75 is in `LockTests`; 129, 130 and 143 are in `SignalTests` as well, with input that waits.
@Suite struct ExitCodeTests {
  @Test(
    arguments: [
      (0, "analyze good.csv"), (0, "annotate good.csv"), (0, "convert good.csv"),
      (0, "analyze --fail-if 'n > 1000' good.csv"), (0, "explain God"), (0, "--version"),
      (1, "analyze bad.csv"), (1, "annotate bad.csv"), (1, "convert bad.csv"),
      (1, "analyze --fail-if 'n >= 3' good.csv"),
      (2, "analyze --tekst x good.csv"), (2, "analyse good.csv"), (2, "annotate -f xml good.csv"),
      (2, "analyze --text mangler good.csv"), (2, "analyze --lexicons nowhere good.csv"),
      (2, "analyze --config wrong.json good.csv"), (2, "analyze --fail-if 'net <' good.csv"),
      (2, "annotate -o good.csv good.csv"), (2, "nightly"), (2, "state mend"),
      (2, "nightly good.csv"), (2, "history"), (2, "history --store nowhere.sqlite good.csv"),
      (2, "state check --keep 9d"), (2, "stages good.csv"), (2, "stages --lexicons folder"),
      (2, "annotate --spans -f csv good.csv"), (2, "annotate --tokens --keep row good.csv"),
      (2, "lexicon lint folder folder"), (2, "lexicon rules negation"),
      (3, "analyze nowhere.csv"), (3, "annotate good.csv nowhere.csv"), (3, "convert folder"),
      (3, "analyze --max-rejects 0 bad.csv"), (3, "annotate --strict bad.csv"),
      (3, "history --store nowhere.sqlite"),
      (4, "analyze -o nowhere/x good.csv"), (4, "annotate -o folder good.csv"),
      (4, "annotate good.csv > /dev/full"), (4, "convert --rejects nowhere/x good.csv"),
    ] as [(Int32, String)])
  func `an end has its code`(_ code: Int32, _ line: String) throws {
    let scratch = try Scratch()
    try scratch.write("good.csv", "id;kommentar\n1;God pris\n2;Elendig app\n3;Fin service\n")
    try scratch.write("bad.csv", "id;kommentar\n1;God pris\n2;a;b\n3;Fin service\n")
    try scratch.write("wrong.json", "{\"langg\": \"da\"}")
    try FileManager.default.createDirectory(
      at: scratch.url("folder"), withIntermediateDirectories: true)
    let result = try Program.shell("\"$RISROS\" \(line)", in: scratch.folder)
    #expect(result.exit == code, "\(result.errors)")
    // Whatever went wrong is told with a way out.
    if code > 1 { #expect(result.errors.contains("\n  help: "), "\(result.errors)") }
    if code == 2 || line.contains("nowhere.csv") && !line.hasPrefix("annotate") {
      #expect(result.output == "")
    }
  }

  /// Codes are promised in three places.
  @Test func `help and manual name the same codes`() throws {
    let manual = try String(
      contentsOf: Program.package.appendingPathComponent("Sources/Risros/Risros.docc/Filter.md"),
      encoding: .utf8)
    let scratch = try Scratch()
    let help = try Program.run(["analyze", "--help"], in: scratch.folder).output
    for code in ["0", "1", "2", "3", "4"] {
      #expect(manual.contains("\n| \(code) |"), "\(code)")
      #expect(help.contains(try Regex("\n  \(code) +[a-z]")), "\(code)")
    }
    #expect(!manual.contains("plugin") && !help.contains("plugin"))
  }
}

import Foundation
import RisrosProgramSupport
import Testing

/// Input as it comes: broken, huge, forbidden.
@Suite(.serialized) struct BadInputTests {
  struct Records: Decodable {
    struct SetAside: Decodable {
      var total: Int
      var empty: Int
    }
    var read: Int
    var scored: Int
    var setAside: SetAside
    var rejected: Int
    var duplicates: Int
  }

  private struct Report: Decodable {
    var records: Records
  }

  @Test func `counts add up on a messy file`() throws {
    let scratch = try Scratch()
    var text = Data("\u{FEFF}id;kommentar;butik\r\n".utf8)
    let rows = [
      "1;Personalet var venligt og hjalp mig;Aarhus", "2;;Odense", "3;\"  \n \";Odense",
      "4;for;mange;felter",
      "5;for få", "", ";;", "6;👍👍;Vejle", "7;This is an English comment about the shop;Vejle",
      "8;Det är en svensk kommentar, inte en dansk;Malmö", "9;\"Med \"\"citat\"\"\nog linje\";Ribe",
      "1;Personalet var venligt og hjalp mig;Aarhus", "10;\"ikke lukket;Vejle",
    ]
    for _ in 0..<20 {
      for row in rows.dropLast() { text.append(Data((row + "\r\n").utf8)) }
      text.append(Data("11;K".utf8) + Data([0xFF, 0xC3]) + Data("en;Vejle\r\n".utf8))
    }
    text.append(Data(rows.last!.utf8))
    try scratch.write("messy.csv", text)
    let arguments = ["-e", "utf-8", "messy.csv"]
    let report = try Program.run(["analyze", "--format", "json"] + arguments, in: scratch.folder)
    #expect(report.exit == 1)
    let records = try JSONDecoder().decode(Report.self, from: report.stdout).records
    #expect(
      records.read
        == records.scored + records.setAside.total + records.rejected + records.duplicates)
    #expect(records.scored > 0 && records.setAside.empty > 0 && records.rejected > 0)

    let lines = try Program.run(["annotate"] + arguments, in: scratch.folder)
    #expect(lines.exit == 1)
    let objects = lines.output.split(separator: "\n")
    #expect(objects.count == records.read)
    #expect(objects.count { $0.contains("\"rejected\":") } == records.rejected)
    #expect(lines.errors == report.errors)
    #expect(lines.errors.contains("\(records.read) records read: \(records.scored) scored"))
    #expect(lines.errors.contains("\(records.rejected) rejected"))
    let told = lines.errors.split(separator: "\n").count { $0.contains(": warning: ") }
    #expect(told == min(10, records.rejected), "each rejection is told, the first ten")
  }

  @Test(arguments: ["lines", "jsonl", "csv", "auto"])
  func `a single line of 50 MB is rejected and the next record read`(_ format: String) throws {
    let scratch = try Scratch()
    var long = Data("personalet var venligt ".utf8)
    while long.count < 50 << 20 { long += long }
    var text = Data()
    switch format {
    case "jsonl":
      text = Data("{\"text\":\"Det var godt\"}\n{\"text\":\"".utf8) + long
      text += Data("\"}\n{\"text\":\"Det var godt\"}\n".utf8)
    case "csv":
      text = Data("id;kommentar\n1;Det var godt\n2;\"".utf8) + long
      text += Data("\"\n3;Det var godt\n".utf8)
    default: text = Data("Det var godt\n".utf8) + long + Data("\nDet var godt\n".utf8)
    }
    try scratch.write("long.txt", text)
    let result = try Program.run(
      ["annotate", "--input-format", format, "long.txt"], in: scratch.folder, limit: 300)
    #expect(result.exit == 1)
    let lines = result.output.split(separator: "\n")
    #expect(lines.count == 3 && lines[1].contains("\"rejected\":\""))
    #expect(result.errors.contains("long.txt:\(format == "csv" ? 3 : 2):"))
    #expect(result.errors.contains("help: "))
    #expect(result.stderr.count < 2000, "the line itself is not quoted")
  }

  @Test func `50 MB without a line end is rejected`() throws {
    let scratch = try Scratch()
    try scratch.write("long.txt", Data(repeating: UInt8(ascii: "a"), count: 50 << 20))
    let result = try Program.run(["annotate", "long.txt"], in: scratch.folder, limit: 300)
    #expect(result.exit == 1)
    #expect(result.output.split(separator: "\n").count == 1)
    #expect(result.errors.contains("1 record read: 0 scored, 0 set aside, 1 rejected"))
  }

  /// How to run a line as somebody who is not root; nil where that cannot be done.
  private static func asOrdinaryUser(_ line: String) -> String? {
    if geteuid() != 0 { return line }
    let drop = "setpriv --reuid 65534 --regid 65534 --clear-groups"
    // The build folder itself may be closed to others.
    guard let home = try? Scratch(),
      let tried = try? Program.shell("\(drop) \"$RISROS\" --version", in: home.folder),
      tried.exit == 0
    else { return nil }
    return "\(drop) sh -c '\(line)'"
  }

  @Test(
    .enabled(
      if: BadInputTests.asOrdinaryUser("true") != nil,
      "root may do anything, and setpriv is missing"))
  func `a file that may not be read is an input error`() throws {
    let scratch = try Scratch()
    try scratch.write("secret.csv", "kommentar\nDet var godt\n")
    let line = try #require(BadInputTests.asOrdinaryUser("\"$RISROS\" annotate secret.csv"))
    let result = try Program.shell(
      "chmod 755 . && chmod 000 secret.csv\n\(line)", in: scratch.folder)
    #expect(result.exit == 3)
    #expect(result.output == "")
    #expect(
      result.errors.hasPrefix("secret.csv: error: ") && result.errors.contains("\n  help: "))
  }

  @Test(
    .enabled(
      if: BadInputTests.asOrdinaryUser("true") != nil,
      "root may do anything, and setpriv is missing"))
  func `a working directory that may not be written to is good enough`() throws {
    let scratch = try Scratch()
    try scratch.write("input.csv", "kommentar\nDet var godt\n")
    let line = try #require(
      BadInputTests.asOrdinaryUser(
        "\"$RISROS\" annotate -q input.csv && \"$RISROS\" annotate -q -o out.csv input.csv"))
    let result = try Program.shell("chmod 755 .; chmod 555 .\n\(line)", in: scratch.folder)
    #expect(result.output.split(separator: "\n").count == 1)
    #expect(result.exit == 4)
    #expect(
      result.errors.hasPrefix("out.csv: error: cannot write here: Permission denied\n  help: "))
    #expect(try scratch.names() == ["input.csv"])
  }
}

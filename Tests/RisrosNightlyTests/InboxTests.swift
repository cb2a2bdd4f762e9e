import Foundation
import RisrosProgramSupport
import Testing

/// Which records of which files are counted, and how often.
@Suite struct InboxTests {
  @Test func `a second run does nothing and says so`() throws {
    let scene = try NightlyScene()
    try scene.export("a.csv", 0..<40)
    #expect(try scene.run().exit == 0)
    let before = (try scene.everything(), try scene.outputs())
    let store = try Data(contentsOf: URL(fileURLWithPath: scene.store))
    let second = try scene.run()
    #expect(second.exit == 0)
    #expect(second.output == "Nothing to do: 1 file is as before.\n")
    #expect(second.errors == "")
    #expect(try scene.everything() == before.0 && scene.outputs() == before.1)
    #expect(try Data(contentsOf: URL(fileURLWithPath: scene.store)) == store)
  }

  @Test func `overlapping exports count each record once`() throws {
    let scene = try NightlyScene()
    // 30 % of each export stand in the one before.
    try scene.export("1.csv", 0..<100)
    try scene.export("2.csv", 70..<170)
    try scene.run()
    try scene.export("3.csv", 140..<240)
    let last = try scene.run()
    #expect(last.output.contains("100 read, 70 scored, 0 set aside, 30 duplicates"))
    let whole = try NightlyScene()
    try whole.export("all.csv", 0..<240)
    try whole.run()
    #expect(try scene.scored() == 240)
    let sums = "SELECT * FROM driver_day ORDER BY 1, 2, 3, 4"
    #expect(try scene.rows(sums) == whole.rows(sums))
    let terms = "SELECT driver, term, negated, sum(positive) FROM term GROUP BY 1, 2, 3"
    #expect(try scene.rows(terms) == whole.rows(terms))
    #expect(
      try scene.number("SELECT count(*) FROM run WHERE read<>scored+set_aside+rejected+duplicates")
        == 0)
  }

  @Test func `equal rows of one export are two customers, and the same two in the next`() throws {
    let scene = try NightlyScene()
    let row = "7;02-01-2026;Oslo;God service\n"
    try scene.write("1.csv", NightlyScene.header + row + row)
    try scene.run()
    #expect(try scene.scored() == 2)
    try scene.write("2.csv", NightlyScene.header + row + row + row)
    try scene.run()
    #expect(try scene.scored() == 3)
  }

  @Test func `a named id tells records apart, and a correction keeps the first one`() throws {
    let scene = try NightlyScene()
    let text = try scene.scratch.read("nightly.json")
    try scene.scratch.write(
      "nightly.json", text.replacing("\"text\":", with: "\"id\": \"id\", \"text\":"))
    try scene.write("1.csv", NightlyScene.header + "7;02-01-2026;Oslo;God service\n")
    try scene.run()
    try scene.write(
      "2.csv",
      NightlyScene.header + "7;02-01-2026;Oslo;Dårlig service\n8;02-01-2026;Oslo;God service\n")
    let second = try scene.run()
    #expect(try scene.scored() == 2)
    #expect(second.output.contains("1 came with a known id and other contents"))
  }

  @Test func `columns of one's choice tell records apart`() throws {
    let scene = try NightlyScene("\"identity\": [\"dato\", \"kommentar\"]")
    try scene.write("1.csv", NightlyScene.header + "1;02-01-2026;Oslo;God service\n")
    try scene.write("2.csv", NightlyScene.header + "2;02-01-2026;Oslo;God service\n")
    try scene.run()
    #expect(try scene.scored() == 1)
    try scene.scratch.write(
      "nightly.json",
      try scene.scratch.read("nightly.json").replacing("[\"dato\",", with: "[\"sag\","))
    try scene.write("3.csv", NightlyScene.header + "3;02-01-2026;Oslo;God hjælp\n")
    let third = try scene.run()
    #expect(third.exit == 3)
    #expect(third.errors.contains("3.csv: error: has no column 'sag'"))
  }

  @Test func `a grown file gives its new records`() throws {
    let scene = try NightlyScene()
    try scene.export("a.csv", 0..<40)
    try scene.run()
    try scene.append("a.csv", NightlyScene.rows(40..<50))
    #expect(try scene.run().output.contains("grown: 10 read, 10 scored"))
    #expect(try scene.states() == ["a.csv grown"] && scene.scored() == 50)
  }

  @Test func `a grown file without identity counts what was appended`() throws {
    let scene = try NightlyScene("\"identity\": \"none\"")
    try scene.write("a.csv", NightlyScene.header + NightlyScene.row(1) + NightlyScene.row(1))
    try scene.run()
    try scene.append("a.csv", NightlyScene.row(1))
    try scene.run()
    #expect(try scene.scored() == 3)
  }

  @Test func `a rewritten file gives what is new in it, and keeps what is gone`() throws {
    let scene = try NightlyScene()
    try scene.export("latest.csv", 0..<40)
    try scene.run()
    try scene.export("latest.csv", 20..<60)
    let second = try scene.run().output
    #expect(second.contains("rewritten: 40 read, 20 scored"), "\(second)")
    #expect(try scene.states() == ["latest.csv rewritten"] && scene.scored() == 60)
  }

  @Test func `a truncated file gives nothing twice`() throws {
    let scene = try NightlyScene()
    try scene.export("a.csv", 0..<40)
    try scene.run()
    try scene.export("a.csv", 0..<25)
    try scene.run()
    #expect(try scene.states() == ["a.csv truncated"] && scene.scored() == 40)
    try scene.export("a.csv", 0..<45)
    try scene.run()
    #expect(try scene.scored() == 45)
  }

  @Test func `a rotated file is known under its new name`() throws {
    let scene = try NightlyScene("\"identity\": \"none\"")
    try scene.export("log.csv", 0..<40)
    try scene.run()
    let inbox = scene.scratch.url("inbox")
    try FileManager.default.moveItem(
      at: inbox.appendingPathComponent("log.csv"),
      to: inbox.appendingPathComponent("log.1.csv"))
    // The program that writes it had it open for a while longer.
    try scene.append("log.1.csv", NightlyScene.rows(40..<45))
    try scene.export("log.csv", 100..<110)
    try scene.run()
    #expect(try scene.states() == ["log.1.csv moved", "log.csv rewritten"])
    #expect(try scene.scored() == 55)
  }

  @Test func `a copy of a file is not read again`() throws {
    let scene = try NightlyScene("\"identity\": \"none\"")
    try scene.export("a.csv", 0..<40)
    try scene.run()
    try scene.export("b.csv", 0..<40)
    #expect(try scene.run().output.contains("same contents as inbox/a.csv"))
    #expect(try scene.scored() == 40)
    #expect(try scene.run().output.hasPrefix("Nothing to do"))
  }

  @Test func `a file with a new time and the old bytes is as before`() throws {
    let scene = try NightlyScene()
    try scene.export("a.csv", 0..<40)
    try scene.run()
    try scene.export("a.csv", 0..<40)
    #expect(try scene.run().output.hasPrefix("Nothing to do"))
  }

  @Test func `a change within the same tick of the clock is seen`() throws {
    let scene = try NightlyScene()
    let file = scene.scratch.url("inbox/a.csv")
    try scene.write("a.csv", NightlyScene.header + "1;02-01-2026;Oslo;God service\n")
    let modified = try FileManager.default.attributesOfItem(atPath: file.path)[.modificationDate]
    let time = try #require(modified as? Date)
    // The run takes place right behind the change.
    let seconds = Int(time.timeIntervalSince1970) + 1
    let now = ISO8601DateFormatter().string(
      from: Date(timeIntervalSince1970: Double(seconds)))
    try scene.run(now: now)
    let handle = try FileHandle(forWritingTo: file)
    try handle.seek(toOffset: UInt64(NightlyScene.header.utf8.count))
    try handle.write(contentsOf: Data("2;02-01-2026;Oslo;God service\n".utf8))
    try handle.close()
    try FileManager.default.setAttributes([.modificationDate: time], ofItemAtPath: file.path)
    try scene.run(now: now)
    #expect(try scene.scored() == 2)
  }

  @Test func `a last line without an end waits until the file is left alone`() throws {
    let scene = try NightlyScene()
    let text = NightlyScene.header + "1;02-01-2026;Oslo;God service\n2;02-01-2026;Oslo;Dårl"
    try scene.write("a.csv", text)
    let now = ISO8601DateFormatter().string(from: Date(timeIntervalSinceNow: 20))
    let first = try scene.run(now: now)
    #expect(first.output.contains("1 read, 1 scored, 0 set aside, 1 held back"))
    #expect(try scene.run(now: now).output.hasPrefix("Nothing to do"))
    // Written to its end, it is one record; left as it is, it would be taken as it stands.
    try scene.append("a.csv", "ig service\n3;02-01-2026;Oslo;God service\n")
    try scene.run(now: now)
    #expect(try scene.scored() == 3)
    #expect(
      try scene.number(
        "SELECT sum(negative) FROM score WHERE driver='service' AND cut=0 AND aspect=''") == 1)

    let settled = try NightlyScene()
    try settled.write("a.csv", text)
    try settled.run(now: now)
    #expect(try settled.scored() == 1)
    try settled.run()
    #expect(try settled.states() == ["a.csv settled"] && settled.scored() == 2)
    try settled.append("a.csv", "\n")
    try settled.run()
    #expect(try settled.scored() == 2)
  }

  @Test func `what contradicts the begin is told, and the last line still waits`() throws {
    let scene = try NightlyScene()
    // More than is looked at, so that the date comes behind it.
    try scene.write(
      "a.csv",
      NightlyScene.header + NightlyScene.rows(0..<4000) + "5000;05-23-2026;Oslo;God service\n"
        + "5001;02-01-2026;Oslo;Dårl")
    let now = ISO8601DateFormatter().string(from: Date(timeIntervalSinceNow: 20))
    let run = try scene.run(now: now)
    #expect(run.output.contains("4001 read, "))
    #expect(run.output.contains(" 1 held back"))
    #expect(run.errors.contains("1 date has the month first in 'dato'"))
  }

  @Test func `dates are read as the file writes them`() throws {
    let scene = try NightlyScene()
    try scene.write(
      "us.csv", NightlyScene.header + "1;01/28/2026;Oslo;God service\n2;02/03/2026;Oslo;Dyrt\n")
    try scene.run()
    let days = "SELECT count(*) FROM score WHERE day IN ('2026-01-28', '2026-02-03') AND cut=0"
    #expect(try scene.number(days) > 0)
    #expect(try scene.number("SELECT count(*) FROM score WHERE day = 'unknown'") == 0)
  }

  @Test func `one bad file of five does not stop the others`() throws {
    let scene = try NightlyScene()
    for number in 0..<5 where number != 2 {
      try scene.export("\(number).csv", number * 20..<number * 20 + 20)
    }
    try scene.scratch.write(
      "inbox/2.csv", Data([0x89, 0x50, 0x4E, 0x47, 0, 0, 0, 13] + Array(repeating: 0, count: 100)))
    let result = try scene.run()
    #expect(result.exit == 3)
    #expect(result.errors.contains("inbox/2.csv: error: "))
    #expect(result.output.contains("inbox/2.csv  failed"))
    #expect(try scene.scored() == 80)
    // Mended, it is read in the next run, and the others are not.
    try scene.export("2.csv", 40..<60)
    #expect(try scene.run().exit == 0)
    #expect(try scene.states() == ["2.csv new"] && scene.scored() == 100)
  }

  @Test func `rejected records are counted, told and make the exit code 1`() throws {
    let scene = try NightlyScene()
    try scene.write(
      "a.csv", NightlyScene.header + NightlyScene.rows(0..<9) + "for;mange;felter;i;denne\n")
    let result = try scene.run()
    #expect(result.exit == 1)
    #expect(result.errors.contains("inbox/a.csv:11:") && result.errors.contains("warning"))
    #expect(result.output.contains("10 read, 9 scored, 0 set aside, 1 rejected"))
    // Those of a beginning that was read before are not told again.
    try scene.append("a.csv", NightlyScene.rows(9..<12))
    let second = try scene.run()
    #expect(second.exit == 0 && second.output.contains("3 read, 3 scored"))
  }

  @Test func `a missing folder and a missing file are errors, an empty glob is none`() throws {
    let scene = try NightlyScene()
    #expect(try scene.run().output == "Nothing to do: 0 files are as before.\n")
    let text = try scene.scratch.read("nightly.json")
    try scene.scratch.write(
      "nightly.json", text.replacing("inbox/*", with: "nowhere/*\", \"inbox/gone.csv"))
    let result = try scene.run()
    #expect(result.exit == 3)
    #expect(result.errors.contains("nowhere: error: the folder cannot be looked into"))
    #expect(result.errors.contains("gone.csv: error: cannot be read: No such file"))
  }
}

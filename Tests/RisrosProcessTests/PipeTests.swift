import Foundation
import RisrosProgramSupport
import Testing

/// `risros` among other programs: pipes that pause, pipes that close, streams that are not there.
@Suite(.serialized) struct PipeTests {
  /// A file of some megabytes, more than any pipe holds.
  private static func big(in scratch: Scratch) throws {
    var text = ""
    for number in 0..<40_000 {
      text += "Kommentar \(number): personalet var venligt, men appen virker ikke.\n"
    }
    try scratch.write("big.txt", text)
  }

  @Test(arguments: [1, 2])
  func `a reader that goes away is a quiet end`(_ jobs: Int) throws {
    let scratch = try Scratch()
    try PipeTests.big(in: scratch)
    let result = try Program.shell(
      """
      { cat big.txt; echo $? > cat.exit; } \
        | { "$RISROS" annotate -q --jobs \(jobs) --input-format lines; echo $? > risros.exit; } \
        | head -1
      """, in: scratch.folder)
    #expect(result.output.split(separator: "\n").count == 1)
    #expect(result.output.hasPrefix("{\"id\":\"1\","))
    #expect(result.errors == "")
    #expect(try scratch.read("risros.exit") == "0\n")
  }

  @Test(arguments: ["json", "table"])
  func `a report that nobody reads is a quiet end`(_ format: String) throws {
    let scratch = try Scratch()
    try scratch.write("input.txt", "Det var en god butik\n")
    let result = try Program.shell(
      """
      { sleep 1; "$RISROS" analyze -q --format \(format) --input-format lines input.txt
        echo $? > risros.exit; } | true
      """, in: scratch.folder)
    #expect(result.errors == "")
    #expect(try scratch.read("risros.exit") == "0\n")
  }

  @Test(arguments: ["lines", "jsonl", "csv"], [1, 2])
  func `one record in gives one record out at once`(_ format: String, _ jobs: Int) throws {
    let scratch = try Scratch()
    let program = try StreamingProgram(
      ["annotate", "--input-format", format, "--jobs", "\(jobs)"], in: scratch.folder)
    if format == "csv" { try program.write("id;kommentar\n") }
    for number in 1...5 {
      switch format {
      case "lines": try program.write("Det var en god butik nummer \(number)\n")
      case "jsonl":
        try program.write("{\"id\":\"\(number)\",\"text\":\"Det var en god butik\"}\n")
      default: try program.write("\(number);Det var en god butik\n")
      }
      // Far above what it takes, for a machine that is busy with other things.
      #expect(program.waitForLines(number, seconds: 20), "record \(number)")
      #expect(program.lines.last?.hasPrefix("{\"id\":\"\(number)\",") == true)
    }
    try program.closeInput()
    #expect(try program.running.wait(20) == 0)
    #expect(program.lines.count == 5)
  }

  @Test func `half a record waits for its other half`() throws {
    let scratch = try Scratch()
    let program = try StreamingProgram(
      ["annotate", "--input-format", "lines", "--tokens"], in: scratch.folder)
    try program.write("Det var ")
    Thread.sleep(forTimeInterval: 0.3)
    #expect(program.lines.isEmpty)
    try program.write("godt\nOg ")
    #expect(program.waitForLines(1, seconds: 20))
    #expect(program.lines.first?.contains("\"tokens\":[[0,3],[4,7],[8,12]]") == true)
    try program.write("her er en til")
    try program.closeInput()
    #expect(try program.running.wait(20) == 0)
    #expect(program.waitForEnd(seconds: 20) && program.lines.count == 2)
  }

  @Test(arguments: ["annotate", "analyze"])
  func `a closed standard output is an output error`(_ command: String) throws {
    let scratch = try Scratch()
    try scratch.write("input.txt", "Det var en god butik\n")
    let result = try Program.shell(
      "\"$RISROS\" \(command) -q --input-format lines input.txt >&-", in: scratch.folder)
    #expect(result.exit == 4)
    #expect(result.errors.contains("error: cannot write to standard output"))
  }

  @Test func `a closed standard input is an input error`() throws {
    let scratch = try Scratch()
    let result = try Program.shell("\"$RISROS\" annotate -q <&-", in: scratch.folder)
    #expect(result.exit == 3)
    #expect(result.output == "" && result.errors.contains("stdin: error: "))
  }

  @Test func `messages never end up in the output file, even with standard error closed`() throws {
    let scratch = try Scratch()
    try scratch.write("input.csv", "id;kommentar\n1;Det var godt\n2;for;mange;felter\n")
    let result = try Program.shell(
      """
      "$RISROS" annotate -o plain.jsonl input.csv 2> /dev/null
      "$RISROS" annotate -o closed.jsonl input.csv <&- >&- 2>&-
      """, in: scratch.folder)
    #expect(result.exit == 1)
    #expect(try scratch.read("closed.jsonl") == scratch.read("plain.jsonl"))
  }

  @Test func `an output that is no regular file is written to, not replaced`() throws {
    let scratch = try Scratch()
    try scratch.write("input.txt", "Det var en god butik\n")
    let result = try Program.shell(
      """
      mkfifo pipe
      cat pipe > came &
      "$RISROS" annotate -q --input-format lines -o pipe input.txt
      code=$?
      wait
      test -p pipe && cat came
      exit $code
      """, in: scratch.folder, limit: 20)
    #expect(result.exit == 0)
    #expect(result.output.hasPrefix("{\"id\":\"1\","))
    #expect(try scratch.names() == ["came", "input.txt", "pipe"])
  }

  @Test func `an output through a link writes the file behind it`() throws {
    let scratch = try Scratch()
    try scratch.write("input.txt", "Det var en god butik\n")
    let result = try Program.shell(
      """
      mkdir reports; echo old > reports/today.jsonl; ln -s reports/today.jsonl latest.jsonl
      "$RISROS" annotate -q --input-format lines -o latest.jsonl input.txt && test -h latest.jsonl
      """, in: scratch.folder)
    #expect(result.exit == 0)
    #expect(try scratch.read("reports/today.jsonl").hasPrefix("{\"id\":\"1\","))
  }
}

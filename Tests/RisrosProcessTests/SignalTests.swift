import Foundation
import RisrosProgramSupport
import Testing

/// SIGINT, SIGTERM and SIGHUP end a run soon, say so by the exit code and leave no half file.
@Suite(.serialized) struct SignalTests {
  @Test(arguments: [SIGINT, SIGTERM, SIGHUP], ["annotate", "analyze"])
  func `a signal while the input is silent`(_ signal: Int32, _ command: String) throws {
    let scratch = try Scratch()
    let program = try StreamingProgram(
      [command, "--input-format", "lines", "-o", "out.jsonl"], in: scratch.folder)
    try program.write("Det var en god butik\n")
    // The file under its temporary name says that the run is under way.
    #expect(try StreamingProgram.wait(20) { try !scratch.names().isEmpty })
    program.running.send(signal)
    #expect(try program.running.wait(20) == 128 + signal)
    #expect(try scratch.names() == [])
  }

  @Test(arguments: [SIGINT, SIGTERM], ["annotate", "analyze"])
  func `a signal while input keeps coming`(_ signal: Int32, _ command: String) throws {
    let scratch = try Scratch()
    let feeder = Process()
    feeder.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    feeder.arguments = ["yes", "Det var en god butik, men dyrt"]
    let program = try StreamingProgram(
      [command, "--input-format", "lines", "-o", "out.jsonl"], in: scratch.folder, feeder: feeder)
    #expect(try StreamingProgram.wait(20) { try !scratch.names().isEmpty })
    program.running.send(signal)
    #expect(try program.running.wait(20) == 128 + signal)
    #expect(try scratch.names() == [])
  }

  @Test func `what is in hand is flushed to standard output`() throws {
    let scratch = try Scratch()
    let program = try StreamingProgram(
      ["annotate", "--input-format", "lines"], in: scratch.folder)
    try program.write("Det var en god butik\nOg personalet var venligt\n")
    #expect(program.waitForLines(2, seconds: 20))
    program.running.send(SIGTERM)
    #expect(try program.running.wait(20) == 143)
    #expect(program.waitForEnd(seconds: 20) && program.lines.count == 2)
    #expect(program.lines.allSatisfy { $0.hasSuffix("}") })
  }

  @Test func `an older file is kept when a run is stopped`() throws {
    let scratch = try Scratch()
    try scratch.write("out.jsonl", "old\n")
    let program = try StreamingProgram(
      ["annotate", "--input-format", "lines", "-o", "out.jsonl"], in: scratch.folder)
    try program.write("Det var en god butik\n")
    #expect(try StreamingProgram.wait(20) { try scratch.names().count > 1 })
    program.running.send(SIGINT)
    #expect(try program.running.wait(20) == 130)
    #expect(try scratch.names() == ["out.jsonl"])
    #expect(try scratch.read("out.jsonl") == "old\n")
  }

  @Test(arguments: ["HUP", "INT"])
  func `a signal that was ignored from the start stays ignored`(_ name: String) throws {
    let scratch = try Scratch()
    let result = try Program.shell(
      """
      trap '' \(name)
      { echo 'Det var godt'; while ! test -e go; do sleep 0.1; done; echo 'Dyrt'; } \
        | "$RISROS" annotate -q --flush --input-format lines > out & program=$!
      while ! test -s out; do sleep 0.1; done
      kill -\(name) $program; sleep 0.3; touch go
      wait $program; echo $?; wc -l < out
      """, in: scratch.folder, limit: 30)
    #expect(result.output.split(whereSeparator: \.isWhitespace) == ["0", "2"])
  }
}

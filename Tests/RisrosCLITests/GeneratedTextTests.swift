import Foundation
import Testing

@testable import RisrosCLI

/// The manual page and the completions, made from the flag table.
@Suite struct GeneratedTextTests {
  @Test(arguments: ShellCompletion.kinds)
  func `every command and flag is in it`(_ kind: String) throws {
    let text = try #require(ShellCompletion.generated(kind)).replacing("\\-", with: "-")
    for command in Command.allCases where !command.isHidden {
      #expect(text.contains(command.rawValue))
      for flag in Flag.of(command) {
        let name = kind == "complete-fish" ? "-l \(flag.name)" : "--\(flag.name)"
        #expect(text.contains(name), "\(flag.name)")
        for choice in flag.choices { #expect(text.contains(choice)) }
      }
    }
    for task in LexiconCommand.Task.allCases { #expect(text.contains(task.rawValue)) }
    #expect(!text.contains("words:da"), "hidden commands stay hidden")
  }

  @Test func `there is nothing else to generate`() {
    #expect(ShellCompletion.generated("complete-tcsh") == nil)
  }

  /// Checkers of the syntax, each with the kind that goes to its standard input.
  static let checkers = [
    ("complete-bash", ["bash", "-n"]), ("complete-zsh", ["zsh", "-n"]),
    ("complete-fish", ["fish", "--no-execute"]), ("man", ["mandoc", "-T", "lint"]),
    ("man", ["groff", "-ww", "-man", "-z", "-k"]),
  ].filter { exists($0.1[0]) }

  private static func exists(_ program: String) -> Bool {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").contains {
      FileManager.default.isExecutableFile(atPath: "\($0)/\(program)")
    }
  }

  @Test(arguments: checkers)
  func `its reader finds no fault with it`(_ kind: String, _ checker: [String]) throws {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("risros-generated-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    try Data(try #require(ShellCompletion.generated(kind)).utf8).write(to: file)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = checker + [file.path]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let told = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 0 && told == "", "\(told)")
  }

  @Test(arguments: [
    (["risros", "an"], "analyze annotate"),
    (["risros", "annotate", "--for"], "--format --for-excel"),
    (["risros", "annotate", "--format", ""], "jsonl csv tsv"),
    (["risros", "annotate", "-f", "c"], "csv"),
    (["risros", "analyze", "--lang", "="], "en da nb nn"),
    (["risros", "analyze", "--lang", "=", "n"], "nb nn"),
    (["risros", "--generate", "complete-f"], "complete-fish"),
    (["risros", "config", "an"], "analyze annotate"),
    (["risros", "lexicon", "l"], "lookup lint"), (["risros", "state", "p"], "prune"),
    (["risros", "analyze", "--text", "a"], ""),
  ])
  func `bash completes commands, flags and their values`(
    _ words: [String], _ completed: String
  ) throws {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("risros-bash-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: file) }
    let line = words.map { "'\($0)'" }.joined(separator: " ")
    let script =
      try #require(ShellCompletion.generated("complete-bash"))
      + "COMP_WORDS=(\(line)); COMP_CWORD=\(words.count - 1); _risros; echo -n \"${COMPREPLY[*]}\"\n"
    try Data(script.utf8).write(to: file)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["bash", file.path]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let told = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(told == completed)
  }
}

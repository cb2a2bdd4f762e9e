import Foundation
import RisrosProgramSupport
import Testing

/// What the README shows is what the program prints.
@Suite struct ReadmeTests {
  /// A command and what it prints.
  struct Block: Sendable, CustomTestStringConvertible {
    var command: String
    var output: String
    var testDescription: String { command }
  }

  static let text: String = {
    let readme = Program.package.appendingPathComponent("README.md")
    return (try? String(contentsOf: readme, encoding: .utf8)) ?? ""
  }()

  /// Blocks that are introduced by `<!-- output: COMMAND -->` and fenced as `text`.
  static let blocks = text.matches(
    of: /<!-- output: ([^\n]*) -->\n+```text\n((?:[^\n]*\n)*?)```/
  )
  .map { Block(command: String($0.1), output: String($0.2)) }

  /// A line behind `$ ` and those up to the next such line or the end of the block.
  static let sessions = text.matches(of: /\n\$ ([^\n]*)\n((?:[^$`\n][^\n]*\n)+)/)
    .map { Block(command: String($0.1), output: String($0.2)) }

  @Test func `there is something to hold the README to`() {
    #expect(ReadmeTests.blocks.count > 0 && ReadmeTests.sessions.count > 0)
  }

  @Test(arguments: blocks + sessions)
  func `the README shows what a command prints`(_ block: Block) throws {
    let result = try Program.shell(
      "risros() { \"$RISROS\" \"$@\"; }\n\(block.command)", in: Program.package)
    #expect(result.exit == 0)
    let difference = LineDiff.render(expected: block.output, actual: result.output)
    #expect(
      difference.isEmpty,
      "\(block.command) (- README, + now)\n\(difference)")
  }
}

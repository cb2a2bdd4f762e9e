import Foundation
import RisrosProgramSupport
import Testing

/// What the README shows is what the program prints.
@Suite struct ReadmeTests {
  /// A block that is introduced by `<!-- output: COMMAND -->` and fenced as `text`.
  struct Block: Sendable, CustomTestStringConvertible {
    var command: String
    var output: String
    var testDescription: String { command }
  }

  static let blocks: [Block] = {
    let readme = Program.package.appendingPathComponent("README.md")
    guard let text = try? String(contentsOf: readme, encoding: .utf8) else { return [] }
    return text.matches(of: /<!-- output: risros ([^\n]*) -->\n+```text\n((?:[^\n]*\n)*?)```/)
      .map { Block(command: String($0.1), output: String($0.2)) }
  }()

  @Test(arguments: blocks)
  func `the README shows what a command prints`(_ block: Block) throws {
    let result = try Program.shell("\"$RISROS\" \(block.command)", in: Program.package)
    #expect(result.exit == 0)
    let difference = LineDiff.render(expected: block.output, actual: result.output)
    #expect(
      difference.isEmpty,
      "risros \(block.command) (- README, + now)\n\(difference)")
  }
}

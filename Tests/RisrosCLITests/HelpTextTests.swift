import Testing

@testable import RisrosCLI

@Suite struct HelpTextTests {
  struct Page: Sendable, CustomTestStringConvertible {
    var testDescription: String
    var text: String
  }

  static let pages: [Page] =
    [Page(testDescription: "overview", text: HelpText.overview)]
    + Command.allCases.flatMap { command in
      [false, true].map { long in
        Page(
          testDescription: "\(command) \(long ? "--help" : "-h")",
          text: HelpText.command(command, long: long))
      }
    }

  @Test(arguments: pages)
  func `no line is wider than 80 columns`(_ page: Page) {
    let text = page.text
    for line in text.split(separator: "\n") {
      #expect(line.count <= 80, "\(line)")
      #expect(line.last?.isWhitespace != true, "\(line)")
    }
    #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
  }

  @Test func `the overview names the commands that are not hidden`() {
    for command in Command.allCases {
      let row = HelpText.overview.contains("\n  \(command.rawValue) ")
      #expect(row == !command.isHidden, "\(command)")
    }
  }

  @Test func `examples of the help are valid command lines`() throws {
    for command in Command.allCases where !command.isHidden {
      for line in HelpText.command(command, long: false).split(separator: "\n") {
        guard line.hasPrefix("  "), let at = line.firstRange(of: "risros \(command.rawValue)")
        else { continue }
        let words = line[at.upperBound...].prefix { $0 != ">" && $0 != "|" }.split(separator: " ")
        #expect(throws: Never.self) { try ParsedArguments(words.map(String.init), for: command) }
      }
    }
  }

  @Test(arguments: Command.allCases)
  func `the short form fits one screen`(_ command: Command) {
    let lines = HelpText.command(command, long: false).split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines.count - 1 <= 24)
  }

  @Test func `examples come before the flags`() throws {
    for command in [Command.analyze, .annotate] {
      let text = HelpText.command(command, long: true)
      let order = ["Usage:", "Examples:", "Common flags:", "Exit codes:", "Files:", "Environment:"]
        .map { text.firstRange(of: $0)?.lowerBound }
      #expect(!order.contains(nil) && order.compactMap { $0 } == order.compactMap { $0 }.sorted())
    }
  }

  @Test func `only the long form tells exit codes and environment`() {
    #expect(!HelpText.command(.analyze, long: false).contains("Exit codes"))
    #expect(HelpText.command(.analyze, long: true).contains("Exit codes"))
    #expect(HelpText.command(.analyze, long: true).contains("NO_COLOR"))
  }
}

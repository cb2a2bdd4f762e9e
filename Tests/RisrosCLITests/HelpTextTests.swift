import Testing

@testable import RisrosCLI

@Suite struct HelpTextTests {
  static let texts: [(String, String)] =
    [("overview", HelpText.overview)]
    + Command.allCases.flatMap { command in
      [false, true].map { long in
        ("\(command) \(long ? "--help" : "-h")", HelpText.command(command, long: long))
      }
    }

  @Test(arguments: texts)
  func `no line is wider than 80 columns`(_ name: String, _ text: String) {
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

  @Test func `only the long form tells exit codes and environment`() {
    #expect(!HelpText.command(.analyze, long: false).contains("Exit codes"))
    #expect(HelpText.command(.analyze, long: true).contains("Exit codes"))
    #expect(HelpText.command(.analyze, long: true).contains("NO_COLOR"))
  }
}

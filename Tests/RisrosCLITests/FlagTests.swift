import Testing

@testable import RisrosCLI

@Suite struct FlagTests {
  @Test(arguments: Command.allCases)
  func `names and letters of a command are unique`(_ command: Command) {
    let flags = Flag.all.filter { $0.commands.contains(command) }
    #expect(Set(flags.map(\.name)).count == flags.count)
    let letters = flags.compactMap(\.short)
    #expect(Set(letters).count == letters.count)
    #expect(!letters.contains("h"), "-h is help")
  }

  @Test(arguments: Command.allCases)
  func `what takes a flag back is no flag itself`(_ command: Command) {
    let flags = Flag.of(command)
    // --no-clean asks for something; it is not the end of --clean.
    let own = Set(flags.map(\.name)).subtracting(["clean", "no-clean"])
    #expect(own.isDisjoint(with: flags.map(\.negation)))
    #expect(Set(flags.map(\.negation)).count == flags.count)
  }

  @Test(arguments: Set(Flag.all.map(\.name)).sorted())
  func `a flag is well formed`(_ name: String) throws {
    let flag = try #require(Flag.all.first { $0.name == name })
    #expect(name.allSatisfy { $0.isASCII && ($0.isLowercase || $0 == "-") } && name.first != "-")
    #expect(flag.summary.hasSuffix(".") && !flag.commands.isEmpty)
    #expect(flag.value != nil || (!flag.repeats && flag.choices.isEmpty))
    #expect(flag.value == flag.value?.uppercased())
  }

  @Test(arguments: Command.allCases)
  func `help shows every flag of a command and no other`(_ command: Command) {
    let help = HelpText.command(command, long: true)
    let shown = help.split(separator: "\n").compactMap { line -> String? in
      guard let dashes = line.firstRange(of: "--"), line.hasPrefix("  ") else { return nil }
      let before = line[..<dashes.lowerBound].drop { $0 == " " }
      guard before.isEmpty || before.count == 4 && before.hasPrefix("-") else { return nil }
      return String(line[dashes.upperBound...].prefix { !$0.isWhitespace })
    }
    #expect(
      shown.sorted() == Flag.all.filter { $0.commands.contains(command) }.map(\.name).sorted())
  }

  @Test func `help names every choice of a flag`() {
    for flag in Flag.all {
      for choice in flag.choices where choice != "none" {
        #expect(flag.summary.contains(choice), "--\(flag.name) \(choice)")
      }
    }
  }
}

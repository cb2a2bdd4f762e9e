import Foundation
import RisrosProgramSupport
import Testing

/// The result depends on the input alone.
@Suite struct SameBytesTests {
  static let demo = Program.package.appendingPathComponent("Corpora/demo/nordlys.csv")

  static let commands = [
    ["annotate", "--tokens", "--keep", "all"],
    ["annotate", "--format", "csv"],
    ["analyze", "--format", "json", "--segment", "butik", "--by", "month"],
    ["analyze", "--format", "table"],
  ]

  @Test(arguments: commands)
  func `lanes, batches and pipes change no byte`(_ command: [String]) throws {
    let scratch = try Scratch()
    let plain = try Program.run(command + ["-q", SameBytesTests.demo.path], in: scratch.folder)
    #expect(plain.exit == 0 && plain.errors == "" && plain.stdout.count > 1000)
    for jobs in [1, 2, 5] {
      for bytes in [1, 1000, 262_144] {
        let settings = ["-q", "--jobs", "\(jobs)", "--batch-bytes", "\(bytes)"]
        let file = try Program.run(
          command + settings + [SameBytesTests.demo.path], in: scratch.folder)
        #expect(file.exit == 0 && file.errors == "")
        #expect(file.stdout == plain.stdout, "\(settings) from a file")
        if bytes != 1000 { continue }
        let pipe = try Program.shell(
          "cat \"$DEMO\" | \"$RISROS\" " + (command + settings).joined(separator: " "),
          in: scratch.folder,
          environment: Program.environment(
            home: scratch.folder, adding: ["DEMO": SameBytesTests.demo.path]))
        #expect(pipe.exit == 0 && pipe.errors == "")
        #expect(pipe.stdout == plain.stdout, "\(settings) from a pipe")
      }
    }
  }

  @Test(arguments: commands)
  func `locale, environment and working directory change no byte`(_ command: [String]) throws {
    let scratch = try Scratch()
    let words = command + ["-q", SameBytesTests.demo.path]
    let plain = try Program.run(words, in: scratch.folder)
    #expect(plain.exit == 0 && plain.stdout.count > 1000)
    let locales = ["C", "POSIX", "da_DK.ISO-8859-1", "nb_NO.UTF-8", "tr_TR.UTF-8", "no such"]
    for locale in locales {
      let other = try Program.run(
        words, in: scratch.folder,
        environment: Program.environment(
          home: scratch.folder, adding: ["LC_ALL": locale, "LANG": locale, "TZ": "Asia/Tokyo"]))
      #expect(other.exit == 0 && other.errors == "")
      #expect(other.stdout == plain.stdout, "\(locale)")
    }
    let bare = try Program.run(words, in: scratch.folder, environment: [:])
    #expect(bare.exit == 0 && bare.errors == "")
    #expect(bare.stdout == plain.stdout, "empty environment")
    let root = try Program.run(words, in: URL(fileURLWithPath: "/"))
    #expect(root.stdout == plain.stdout, "in /")
  }

  @Test func `with --strict, what comes before the bad record is the same`() throws {
    let scratch = try Scratch()
    var text = "id;kommentar\n"
    for number in 1...50 { text += "\(number);Kommentar nummer \(number) om butikken\n" }
    text += "51;for;mange;felter\n52;Den sidste\n"
    try scratch.write("input.csv", text)
    var outputs: Set<Data> = []
    for jobs in [1, 2, 5] {
      for bytes in [1, 100, 262_144] {
        let result = try Program.run(
          [
            "annotate", "-q", "--strict", "--jobs", "\(jobs)", "--batch-bytes", "\(bytes)",
            "input.csv",
          ], in: scratch.folder)
        #expect(result.exit == 3)
        #expect(result.errors.hasPrefix("input.csv:52:"))
        outputs.insert(result.stdout)
      }
    }
    #expect(outputs.count == 1)
    #expect(outputs.first.map { $0.split(separator: UInt8(ascii: "\n")).count } == 50)
  }
}

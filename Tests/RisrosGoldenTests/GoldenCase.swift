import Foundation
import RisrosProgramSupport
import Testing

/// One folder of `Cases`: a command line and what it must give.
///
///     Cases/ingest-0003/cmd       a line for sh; "$RISROS" is the program
///                       input.csv files it works on, any names
///                       stdout stderr exit   what came when it was recorded
///
/// The command runs in a copy of the folder, so it may write beside its input.
struct GoldenCase: Sendable, CustomTestStringConvertible {
  static let folder = Program.package.appendingPathComponent("Tests/RisrosGoldenTests/Cases")
  /// Records instead of comparing.
  static let isRecording = ProcessInfo.processInfo.environment["RISROS_RECORD"] == "1"
  static let areas = [
    "analyze", "annotate", "convert", "ingest", "profile", "types", "clean", "dedupe",
    "dryrun", "errors", "help",
  ]
  static let expectations = ["stdout", "stderr", "exit"]

  static let all: [GoldenCase] = {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
    return names.filter { $0.contains("-") }.sorted().map { GoldenCase(name: $0) }
  }()

  let name: String
  var testDescription: String { name }

  var folder: URL { GoldenCase.folder.appendingPathComponent(name) }
  var area: Substring { name.prefix { $0 != "-" } }
  var number: Int? { Int(name.drop { $0 != "-" }.dropFirst()) }

  func read(_ file: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appendingPathComponent(file)), as: UTF8.self)
  }

  func record(_ file: String, _ text: String) throws {
    try Data(text.utf8).write(to: folder.appendingPathComponent(file))
  }

  /// Runs the command; gives the three expectations by their file names.
  func run() throws -> [String: String] {
    let scratch = try Scratch()
    let known = Set(GoldenCase.expectations + ["cmd"])
    for file in try FileManager.default.contentsOfDirectory(atPath: folder.path)
    where !known.contains(file) {
      try FileManager.default.copyItem(
        at: folder.appendingPathComponent(file), to: scratch.url(file))
    }
    let functions = try String(
      contentsOf: GoldenCase.folder.appendingPathComponent("functions.sh"), encoding: .utf8)
    let home = try Scratch()
    let result = try Program.shell(
      functions + "\n" + read("cmd"), in: scratch.folder,
      environment: Program.environment(home: home.folder))
    return [
      "stdout": GoldenCase.plain(result.output), "stderr": GoldenCase.plain(result.errors),
      "exit": "\(result.exit)\n",
    ]
  }

  /// Without what changes with every edit of a lexicon though nothing else does.
  private static func plain(_ text: String) -> String {
    text.replacing(/"lexicon":"[0-9a-f]+"/, with: "\"lexicon\":\"…\"")
  }
}

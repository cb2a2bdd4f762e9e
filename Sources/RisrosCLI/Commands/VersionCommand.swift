internal import Foundation
internal import Risros
internal import RisrosLexicon
internal import RisrosModel
internal import RisrosNightly
internal import RisrosReport

/// `risros --version`: one line, or with `--json` all that results rest on.
struct VersionCommand {
  private let arguments: ParsedArguments

  init(_ arguments: ParsedArguments) { self.arguments = arguments }

  private struct Version: Encodable {
    struct Lexicons: Encodable {
      /// Of all that is in force, layers too, as reports give it.
      var fingerprint: String
      /// Folders in the order in which they are laid over one another.
      var folders: [Folder]
    }
    struct Folder: Encodable {
      var path: String
      /// A hash of the names and bytes of its tables, by part: `da`, `nb`, `nn`, `shared` …
      var parts: [String: String]
    }
    var name = "risros"
    var version = HelpText.version
    var build: String
    var platform: String
    var schemas = [
      "driverScores": JSONReportWriter.schema, "annotation": JSONLinesAnnotationWriter.schema,
      "history": TrendWriter.schema,
    ]
    var lexicons: Lexicons
  }

  func run() throws(Diagnostic) -> Int32 {
    guard arguments.isSet("json") else {
      Console.output("risros \(HelpText.version)\n")
      return 0
    }
    let folders =
      [try LexiconLocator.builtIn()] + arguments.all("lexicons").map { LexiconFolder(path: $0) }
    let library = try LexiconLibrary.load(from: folders)
    var hashed: [Version.Folder] = []
    for folder in folders { hashed.append(try VersionCommand.hash(folder)) }
    let version = Version(
      build: VersionCommand.build, platform: VersionCommand.platform,
      lexicons: .init(fingerprint: library.fingerprint, folders: hashed))
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    do {
      Console.output(String(decoding: try encoder.encode(version), as: UTF8.self) + "\n")
    } catch {
      preconditionFailure("texts can be encoded: \(error)")
    }
    return 0
  }

  private static func hash(_ folder: LexiconFolder) throws(Diagnostic) -> Version.Folder {
    var parts: [String: String] = [:]
    for part in ["da", "nb", "nn", "shared", "languages"] {
      let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path + "/" + part))
      guard let names else { continue }
      var fingerprint = Fingerprint()
      for name in names.sorted() {
        if let bytes = try folder.bytes(of: part + "/" + name) {
          fingerprint.add(name: name, bytes: bytes)
        }
      }
      parts[part] = fingerprint.hexadecimal
    }
    return Version.Folder(path: folder.path, parts: parts)
  }

  private static var build: String {
    #if DEBUG
      "debug"
    #else
      "release"
    #endif
  }

  private static var platform: String {
    #if arch(x86_64)
      let processor = "x86_64"
    #elseif arch(arm64)
      let processor = "arm64"
    #else
      let processor = "other"
    #endif
    #if os(Linux)
      return "linux-" + processor
    #elseif os(macOS)
      return "macos-" + processor
    #else
      return processor
    #endif
  }
}

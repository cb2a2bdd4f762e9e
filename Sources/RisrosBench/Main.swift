internal import Foundation
internal import RisrosCLI

/// `swift run -c release RisrosBench`: how fast risros is, as ratios to `wc -w` in the same run.
///
///     RisrosBench [--short] [--peers] [--json FILE] [--pairs N] [--megabytes N]
///
/// Run from the package's folder, on a machine with nothing else to do. It ends with 1 only where a
/// count is wrong; times never fail it.
@main
struct Main {
  static func main() {
    var arguments = Array(CommandLine.arguments.dropFirst())
    // The program measures itself as it would be run: a process of its own, from exec to exit.
    if arguments.first == "risros" {
      exit(RisrosCommand.run(Array(arguments.dropFirst())))
    }
    do {
      let settings = try BenchSettings(&arguments)
      try Benchmark(settings).run()
    } catch {
      FileHandle.standardError.write(Data("RisrosBench: \(error)\n".utf8))
      exit(error is WrongCount ? 1 : 2)
    }
  }
}

/// What the command line asks for.
struct BenchSettings {
  /// Alternating pairs a comparison.
  var pairs = 5
  /// Size of the main input.
  var megabytes = 200
  /// A tenth of the input, three pairs, the main comparisons alone: for CI.
  var isShort = false
  var withPeers = false
  var json: String?

  init(_ arguments: inout [String]) throws {
    var rest = arguments[...]
    func number(_ name: String) throws -> Int {
      guard let text = rest.popFirst(), let value = Int(text), value > 0 else {
        throw BenchError("\(name) needs a whole number above 0")
      }
      return value
    }
    while let word = rest.popFirst() {
      switch word {
      case "--short":
        isShort = true
        pairs = 3
        megabytes = 20
      case "--peers": withPeers = true
      case "--pairs": pairs = try number(word)
      case "--megabytes": megabytes = try number(word)
      case "--json":
        guard let path = rest.popFirst() else { throw BenchError("--json needs a file") }
        json = path
      default:
        throw BenchError(
          "unknown argument '\(word)'; known are --short, --peers, --pairs N, --megabytes N,"
            + " --json FILE")
      }
    }
  }
}

struct BenchError: Error, CustomStringConvertible {
  let description: String
  init(_ description: String) { self.description = description }
}

/// The one thing a benchmark fails for.
struct WrongCount: Error, CustomStringConvertible {
  let description: String
}

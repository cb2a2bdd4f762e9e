internal import Foundation
internal import RisrosModel
internal import RisrosReport

/// In which format a result is written: `--format` and `--for-excel`, else what the name of the
/// output file says.
struct OutputFormat {
  /// Of a report or annotation writer; nil where nothing was said.
  var name: String?
  /// How delimited text is written, where that was said.
  var style: DelimitedStyle?

  /// Formats by the ending of a file's name.
  private static let endings: [String: (name: String, style: DelimitedStyle?)] = [
    "csv": ("csv", .csv), "ssv": ("csv", .semicolons), "tsv": ("tsv", .tsv),
    "json": ("json", nil), "jsonl": ("jsonl", nil), "ndjson": ("jsonl", nil),
    "md": ("markdown", nil), "html": ("html", nil), "htm": ("html", nil), "prom": ("prom", nil),
  ]

  /// - Parameter known: the formats of the command; a file's name can say no other.
  /// - Throws: a usage diagnostic for `--for-excel` with another format than CSV.
  init(_ arguments: ParsedArguments, known: [String]) throws(Diagnostic) {
    name = arguments.value("format")
    if arguments.isSet("for-excel") {
      guard name == nil || name == "csv" else {
        throw Diagnostic(
          "--for-excel is a kind of CSV, and --format is \(name!)", category: .usage,
          remedy: "leave out one of them")
      }
      name = "csv"
      style = .excel
      return
    }
    guard let path = arguments.value("output") else { return }
    let ending = OutputFormat.endings[OutputFile.ending(of: path)]
    guard let ending, known.contains(ending.name) else { return }
    if name == nil { name = ending.name }
    if name == ending.name { style = ending.style }
  }
}

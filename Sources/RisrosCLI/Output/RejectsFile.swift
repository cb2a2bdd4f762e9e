internal import Foundation
internal import RisrosModel
internal import RisrosReport
internal import RisrosText

/// The file of `--rejects`: every record that could not be read, one JSON object a line.
///
///     {"file":"maj.csv","row":17,"line":23,"offset":1841,"reason":"row has 4 fields, the header
///      has 5","help":"look for …","raw":"17;Odense;Dyrt;4"}
///
/// `row` counts the records of the file from 1 without its header, `offset` is in bytes of the file.
/// `raw` is the record in UTF-8; `rawBase64` stands in its place where the bytes are not UTF-8, and
/// `"rawIsCut":true` behind it where the record is longer than what is kept.
struct RejectsFile: Sendable {
  private let file: OutputFile
  private var sink: ByteSink

  /// - Throws: a usage diagnostic if it would replace an input, an output diagnostic if it cannot
  ///   be made.
  init(path: String, inputs: [String]) throws(Diagnostic) {
    guard path != "-" else {
      throw Diagnostic(
        "--rejects cannot be standard output", category: .usage, remedy: "name a file")
    }
    file = try OutputFile(path: path, inputs: inputs)
    sink = file.sink
  }

  mutating func write(_ rejections: [Rejection]) throws(Diagnostic) {
    if rejections.isEmpty { return }
    var out = ByteWriter()
    for rejection in rejections { RejectsFile.write(rejection, &out) }
    try sink.write(out.finish())
  }

  static func write(_ rejection: Rejection, _ out: inout ByteWriter) {
    let diagnostic = rejection.diagnostic
    out.append("{\"file\":")
    out.append(jsonString: diagnostic.location?.file ?? "")
    if let source = rejection.source {
      out.append(",\"row\":")
      out.append(integer: source.row)
    }
    if let line = diagnostic.location?.line {
      out.append(",\"line\":")
      out.append(integer: line)
    }
    if let column = diagnostic.location?.column {
      out.append(",\"column\":")
      out.append(integer: column)
    }
    if let source = rejection.source {
      out.append(",\"offset\":")
      out.append(integer: source.byteOffset)
    }
    out.append(",\"reason\":")
    out.append(jsonString: diagnostic.message)
    if let remedy = diagnostic.remedy {
      out.append(",\"help\":")
      out.append(jsonString: remedy)
    }
    if let source = rejection.source {
      if String(validating: source.bytes, as: UTF8.self) != nil {
        out.append(",\"raw\":\"")
        out.appendJSON(source.bytes)
        out.append("\"")
      } else {
        out.append(",\"rawBase64\":")
        out.append(jsonString: Data(source.bytes).base64EncodedString())
      }
      if source.isCut { out.append(",\"rawIsCut\":true") }
    }
    out.append("}\n")
  }

  /// Makes the file appear under its name.
  func commit() throws(Diagnostic) { try file.commit() }

  /// Removes what was written.
  func discard() { file.discard() }
}

import Foundation
import RisrosModel
import RisrosPipeline

@testable import RisrosIngest

/// What is fuzzed; named by `RISROS_FUZZ_TARGET`.
///
/// Each target reads the same bytes in several ways and stops where the answers differ: a reader must
/// not care where its input is cut.
enum FuzzTarget: String, CaseIterable {
  /// Bytes as they are: gzip, ZIP archives, whatever else they begin like.
  case container
  /// The parts of a workbook, put into an archive whose check sums are right.
  case workbook
  case xml, json, delimited
  /// The functions on bytes that go many a step, against plain loops.
  case text
  /// Comments cut into tokens.
  case tokens

  static let current: FuzzTarget = {
    let name = ProcessInfo.processInfo.environment["RISROS_FUZZ_TARGET"] ?? ""
    guard let target = FuzzTarget(rawValue: name) else {
      fatalError("RISROS_FUZZ_TARGET is none of \(allCases.map(\.rawValue))")
    }
    return target
  }()

  /// Small, so that short inputs reach every limit.
  private static let limits = InputLimits(
    fieldBytes: 200, recordBytes: 1000, columns: 50, rejectedBytes: 1000, headBytes: 300,
    readBytes: 64)

  func run(_ bytes: [UInt8]) {
    switch self {
    case .container:
      var options = InputOptions(keepAll: true, limits: FuzzTarget.limits)
      options.limits.readBytes = 4096
      compare(bytes, "fil", options)
    case .workbook:
      let archive = StoredArchive.workbook(bytes)
      let options = InputOptions(format: .xlsx, keepAll: true, limits: FuzzTarget.limits)
      compare(archive, "bog.xlsx", options)
    case .xml: compareXML(bytes)
    case .json:
      compare(bytes, "svar.json", InputOptions(keepAll: true, limits: FuzzTarget.limits))
      compare(
        bytes, "svar.json", InputOptions(format: .json, keepAll: true, limits: FuzzTarget.limits))
    case .delimited:
      compare(bytes, "svar", InputOptions(keepAll: true, limits: FuzzTarget.limits))
      compare(
        bytes, "svar", InputOptions(format: .csv, keepAll: true, limits: FuzzTarget.limits))
      var mending = InputOptions(format: .csv, keepAll: true, limits: FuzzTarget.limits)
      mending.mends = true
      compare(bytes, "svar", mending)
    case .text: FuzzTarget.compareText(bytes)
    case .tokens: FuzzTarget.compareTokens(bytes)
    }
  }

  private func compare(_ bytes: [UInt8], _ name: String, _ options: InputOptions) {
    let whole = FuzzTarget.read(bytes, name, options, piece: .max, target: 1 << 16)
    let cut = FuzzTarget.read(bytes, name, options, piece: 7, target: 50)
    precondition(whole == cut, "the answer depends on where the input is cut")
  }

  /// All that a reader says of an input, in order.
  private static func read(
    _ bytes: [UInt8], _ name: String, _ options: InputOptions, piece: Int, target: Int
  ) -> [String] {
    var said: [String] = []
    do throws(Diagnostic) {
      let opened = try openInput(
        [(name, MemoryBytes(bytes, pieceBytes: piece))], options: options)
      said += opened.reports.flatMap(\.lines)
      var reader = opened.reader
      let columns = reader.schema.columns.count
      var batch = CommentBatch()
      repeat {
        batch.reset(ordinal: 0, firstRecord: 1)
        _ = try reader.read(into: &batch, targetBytes: target)
        var reasons = batch.rejections[...]
        precondition(batch.fieldEnd.count == batch.count * columns)
        for record in 0..<batch.count {
          precondition(
            String(validating: batch.text[batch.textRange(of: record)], as: UTF8.self) != nil)
          said.append("\(batch.status[record]) \(batch.string(of: record))")
          for column in 0..<columns {
            let range = batch.fieldRange(record: record, column: column, columns: columns)
            said.append(String(decoding: batch.fieldBytes[range], as: UTF8.self))
          }
          if batch.status[record] == .rejected {
            let reason = reasons.removeFirst()
            said.append("\(reason.diagnostic) \(String(describing: reason.source))")
          }
        }
        precondition(reasons.isEmpty)
        said += batch.notes.map(\.description)
      } while batch.count > 0 || !batch.notes.isEmpty
    } catch {
      precondition(error.category == .input, error.description)
      said.append(error.description)
    }
    return said
  }

  private func compareXML(_ bytes: [UInt8]) {
    let whole = FuzzTarget.walk(bytes, piece: .max, readBytes: 1 << 16)
    precondition(
      whole == FuzzTarget.walk(bytes, piece: 5, readBytes: 16),
      "the answer depends on where the document is cut")
  }

  private static func walk(_ bytes: [UInt8], piece: Int, readBytes: Int) -> [String] {
    var said: [String] = []
    // One run of text may come in several pieces.
    var text: [UInt8] = []
    func say(_ what: String) {
      if !text.isEmpty { said.append(String(decoding: text, as: UTF8.self)) }
      text = []
      said.append(what)
    }
    do throws(Diagnostic) {
      var xml = try XMLReader(
        file: "bog", part: "del", producer: MemoryBytes(bytes, pieceBytes: piece),
        readBytes: readBytes)
      while true {
        switch try xml.next() {
        case .start:
          say("<")
          for attribute in xml.tag.attributes {
            say(XMLText.string(xml.window.bytes, attribute.range))
          }
        case .end: say(">")
        case .text: try xml.appendText(to: &text)
        case .finished:
          say("")
          return said
        }
      }
    } catch {
      // Where a document is found broken may depend on how much of it is looked at at once.
      return error.message.isEmpty ? said : ["broken"]
    }
  }
}
